package questions

import "strings"

// standard is how one of the labels with a general meaning is judged.
type standard struct {
	kind   CriterionKind
	weight float64
	text   string
}

// standardOf returns the standard for a label that has one. The texts name no technology and no outcome: a reply meets
// them with an example or a story of its own.
func standardOf(kind labelKind) standard {
	switch kind {
	case kindExample:
		return standard{Example, 0.5, "Backs the answer with a concrete example, real or plausible, and says how it came out."}
	case kindReasoning:
		return standard{Reasoning, 0.5, "Says why this is the right thing to do: the cause, the trade-off or the principle behind it."}
	case kindSituation:
		return standard{Situation, 1, "Sets the scene of one particular true event: where it was, what was going on and why it mattered."}
	case kindTask:
		return standard{Task, 1, "Says what had to be achieved and what of it was their own responsibility."}
	case kindAction:
		return standard{Action, 1, "Describes the steps that they themselves took, concretely and in order, not only what the team did."}
	case kindResult:
		return standard{Result, 1, "Says what came of it, with a measure or another result that could be checked, or what they learned."}
	}
	return standard{KeyPoint, 1, ""}
}

// isStory reports whether sibling bullets tell a story in its four parts, and marks the question as one. Some of the
// four without the others are a story with a part missing, unless they are plainly points that happen to be called so:
// "Action" heads a list of measures in many a guide.
func (p *answerParser) isStory(bs []bullet) bool {
	have := map[labelKind]bullet{}
	leaves := 0
	for _, b := range bs {
		if !b.kind.isPart() {
			continue
		}
		have[b.kind] = b
		if !isHeading(b) {
			leaves++
		}
	}
	if len(have) == 4 {
		p.q.Kind = Story
		return true
	}
	behavioral := isBehavioral(p.q.Category)
	_, situation := have[kindSituation]
	if leaves < 3 && !(behavioral && (leaves == 2 || situation)) {
		return false
	}
	p.missingPart(bs, have)
	return true
}

func (p *answerParser) missingPart(bs []bullet, have map[labelKind]bullet) {
	var missing []string
	line := 0
	for _, part := range []struct {
		kind labelKind
		name string
	}{{kindSituation, "Situation"}, {kindTask, "Task"}, {kindAction, "Action"}, {kindResult, "Result"}} {
		if _, ok := have[part.kind]; ok {
			continue
		}
		missing = append(missing, part.name)
		if line == 0 {
			line = lineBelow(bs, part.kind)
		}
	}
	if line > 0 {
		p.report.errorf(line, "the story of question %d has its %s inside another part; indent Situation, Task, Action and Result alike, with spaces", p.q.Number, strings.Join(missing, " and its "))
		return
	}
	line = p.q.Line
	for _, b := range bs {
		if b.kind.isPart() {
			line = b.line
			break
		}
	}
	p.report.errorf(line, "the story of question %d has no %s; a story needs Situation, Task, Action and Result", p.q.Number, strings.Join(missing, " and no "))
}

// lineBelow is where a label of a kind stands under one of the bullets, 0 where it does not: indented a little too far, it
// has fallen into the part before it.
func lineBelow(bs []bullet, kind labelKind) int {
	for _, b := range bs {
		for _, c := range b.children {
			if c.kind == kind {
				return c.line
			}
		}
	}
	return 0
}
