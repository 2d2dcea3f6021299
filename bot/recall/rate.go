package recall

import (
	fsrs "github.com/open-spaced-repetition/go-fsrs/v4"

	"mock-interviewer/questions"
)

// Rate is how well an answer was known, by a rule that can be told in a sentence: a weak answer, or one that missed a
// key point outright, comes again; one that passed only with a hint or a follow-up was hard; any other that passed was
// good. Easy is the person's own word, see Schedule.Easy. Only real grades are rated, never estimates.
func Rate(r questions.Rubric, g questions.Grade) fsrs.Rating {
	if g.Band == questions.Weak {
		return fsrs.Again
	}
	key := keyPoints(r)
	helped := false
	for _, c := range g.Criteria {
		if key[c.ID] && c.Verdict == questions.Missed {
			return fsrs.Again
		}
		earned := c.Verdict == questions.Met || c.Verdict == questions.Partial
		helped = helped || earned && c.Help != questions.Unaided
	}
	if helped {
		return fsrs.Hard
	}
	return fsrs.Good
}

// keyPoints are the criteria without which an answer has a hole. An example and a reason round it off.
func keyPoints(r questions.Rubric) map[string]bool {
	key := make(map[string]bool, len(r.Criteria))
	for _, c := range r.Criteria {
		key[c.ID] = c.Kind != questions.Example && c.Kind != questions.Reasoning
	}
	return key
}
