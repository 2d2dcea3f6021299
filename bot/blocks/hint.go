package blocks

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"mock-interviewer/questions"
)

// hint gives a little more each time: first how much there is and under which headings, then a point by its name.
func (v view) hint() Message {
	title := fmt.Sprintf(hintTitle, max(v.item.Hints, 1), v.number())
	text, spans := v.hintWords()
	return message(title+". "+text+" "+hintWorth,
		label(title),
		rich(line(spans...)),
		small(hintWorth, v.turn()),
		v.askingRow(),
	)
}

// hintWords are the hint for the fallback, escaped, and for the block.
func (v view) hintWords() (string, []span) {
	if v.item.Hints <= 1 {
		text := v.firstHint()
		return escaped(text, 1200), []span{words(shown(text, 1200))}
	}
	open := v.unearned()
	n := v.item.Hints - 2
	if n >= len(open) {
		return hintNothing, []span{words(hintNothing)}
	}
	lead := hintOne
	switch {
	case v.partly(open[n].ID):
		lead = hintMore
	case n > 0:
		lead = hintAnother
	}
	return lead + escaped(open[n].Label, 80) + ".", []span{words(lead), bold(shown(open[n].Label, 80)), words(".")}
}

func (v view) firstHint() string {
	parts := []string{fmt.Sprintf(hintCovers, v.covers())}
	if headings := headingsOf(v.q.Rubric); len(headings) > 0 {
		parts = append(parts, fmt.Sprintf(hintUnder, strings.Join(headings, ", ")))
	}
	if v.q.Kind == questions.Story {
		parts = append(parts, hintStory)
	}
	return strings.Join(parts, " ")
}

// covers says how many points there are, and of which kinds, but names none.
func (v view) covers() string {
	var points, story int
	var parts []string
	for _, c := range v.q.Rubric.Criteria {
		switch c.Kind {
		case questions.Example:
			parts = appendNew(parts, withExample)
		case questions.Reasoning:
			parts = appendNew(parts, withReasons)
		case questions.Situation, questions.Task, questions.Action, questions.Result:
			story++
		default:
			points++
		}
	}
	if story > 0 {
		parts = append([]string{counted(story, storyPartOne, storyParts)}, parts...)
	}
	if points > 0 {
		parts = append([]string{counted(points, onePoint, manyPoints)}, parts...)
	}
	return listed(parts)
}

func headingsOf(r questions.Rubric) []string {
	var out []string
	for _, c := range r.Criteria {
		if c.Heading != "" && len(out) < 8 {
			out = appendNew(out, tidy(c.Heading))
		}
	}
	return out
}

// unearned are the criteria that the person has not met yet, the heaviest first; those met in part come last.
func (v view) unearned() []questions.Criterion {
	var none, part []questions.Criterion
	for _, c := range v.q.Rubric.Criteria {
		switch v.verdict(c.ID) {
		case questions.Met:
		case questions.Partial:
			part = append(part, c)
		default:
			none = append(none, c)
		}
	}
	byWeight := func(a, b questions.Criterion) int { return cmp.Compare(b.Weight, a.Weight) }
	slices.SortStableFunc(none, byWeight)
	slices.SortStableFunc(part, byWeight)
	return append(none, part...)
}

// verdict is how far the replies so far meet a criterion; missed where none was judged.
func (v view) verdict(criterion string) questions.Verdict {
	for _, j := range v.item.Judgements {
		if j.Criterion == criterion {
			return j.Verdict
		}
	}
	return questions.Missed
}

func (v view) partly(criterion string) bool { return v.verdict(criterion) == questions.Partial }

func appendNew(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}
