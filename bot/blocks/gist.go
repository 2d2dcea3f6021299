package blocks

import (
	"slices"

	"github.com/slack-go/slack"

	"mock-interviewer/questions"
)

// gist is one question of a summary at a glance: a point that was made, with the words that earned it, then the other
// points by their verdicts alone, and the pitfalls. The rest is in the details.
func (v view) gist(d detail) slack.Block {
	criteria := v.item.Grade.Criteria
	var lines []*slack.RichTextSection
	best := bestMade(criteria)
	if best >= 0 {
		lines = append(lines, line(criteriaSpans(criteria[best:best+1], v.q, d, true)...))
	}
	for _, verdict := range []questions.Verdict{questions.Met, questions.Partial, questions.Missed, questions.Unclear} {
		names := labelsOf(criteria, verdict, best)
		if names == "" {
			continue
		}
		lead := verdictWord(verdict)
		if verdict == questions.Met && best >= 0 && criteria[best].Verdict == questions.Met {
			lead = gistAlso
		}
		lines = append(lines, line(words(lead+": "+names)))
	}
	return rich(bullets(0, append(lines, pitfallLines(v.item.Grade, d, gistPitfall)...)...))
}

// bestMade is the first criterion with a quote: one that was met, else one met in part, else -1.
func bestMade(criteria []questions.CriterionGrade) int {
	for _, verdict := range []questions.Verdict{questions.Met, questions.Partial} {
		at := slices.IndexFunc(criteria, func(c questions.CriterionGrade) bool { return c.Verdict == verdict && c.Quote != "" })
		if at >= 0 {
			return at
		}
	}
	return -1
}

// labelsOf names the criteria with one verdict, but for the one that stands somewhere else.
func labelsOf(criteria []questions.CriterionGrade, verdict questions.Verdict, elsewhere int) string {
	var names []string
	for i, c := range criteria {
		if c.Verdict == verdict && i != elsewhere {
			names = append(names, shown(c.Label, 80))
		}
	}
	return commaed(names...)
}
