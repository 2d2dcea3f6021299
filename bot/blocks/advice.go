package blocks

import (
	"fmt"

	"mock-interviewer/questions"
)

// advice is the one thing to do next: the heaviest point that was missed, else one made in part, else a pitfall.
func (v view) advice() string {
	g := v.item.Grade
	if c, ok := heaviest(g, is(questions.Missed)); ok {
		return v.adviceFor(c, adviseCover)
	}
	if c, ok := heaviest(g, func(x questions.Verdict) bool { return x == questions.Partial || x == questions.Unclear }); ok {
		return v.adviceFor(c, adviseDeepen)
	}
	for _, p := range g.Pitfalls {
		if fell(p) {
			return fmt.Sprintf(adviseAvoid, shown(p.Label, 200))
		}
	}
	for _, c := range g.Criteria {
		if c.Help != questions.Unaided {
			return adviseUnaided
		}
	}
	return adviseGoOn
}

func heaviest(g *questions.Grade, want func(questions.Verdict) bool) (best questions.CriterionGrade, ok bool) {
	for _, c := range g.Criteria {
		if want(c.Verdict) && (!ok || c.Weight > best.Weight) {
			best, ok = c, true
		}
	}
	return best, ok
}

func (v view) adviceFor(c questions.CriterionGrade, otherwise string) string {
	switch v.kindOf(c.ID) {
	case questions.Example:
		return adviseExample
	case questions.Reasoning:
		return adviseReasoning
	case questions.Situation:
		return adviseSituation
	case questions.Task:
		return adviseTask
	case questions.Action:
		return adviseAction
	case questions.Result:
		return adviseResult
	}
	return fmt.Sprintf(otherwise, shown(c.Label, 80))
}

func (v view) kindOf(criterion string) questions.CriterionKind {
	if v.q != nil {
		for _, c := range v.q.Rubric.Criteria {
			if c.ID == criterion {
				return c.Kind
			}
		}
	}
	return questions.KeyPoint
}
