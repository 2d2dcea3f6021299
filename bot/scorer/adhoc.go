package scorer

import (
	"fmt"
	"math"
	"strings"

	"mock-interviewer/questions"
)

// AdHoc makes a question out of a question and its reference answer: one criterion for each statement of the reference,
// weighing as much as it says. It always returns at least one criterion.
func AdHoc(question, reference string) *questions.Question {
	q := &questions.Question{ID: "ad-hoc", Number: 1, Title: strings.TrimSpace(question), Difficulty: questions.Medium, Kind: questions.Knowledge}
	for _, s := range statements(reference) {
		n := len(q.Rubric.Criteria) + 1
		q.Rubric.Criteria = append(q.Rubric.Criteria, questions.Criterion{
			ID: fmt.Sprintf("point-%d", n), Label: shortLabel(s), Kind: questions.KeyPoint, Text: s,
			Weight: math.Max(1, math.Round(math.Sqrt(float64(len(strings.Fields(s))))*2)/2),
		})
	}
	return q
}

// leastWords is how many content words a statement has before the next one starts. Coarse on purpose: a reference
// answer repeats itself and lists alternatives, and a fine split would ask for every one of its sentences.
const leastWords = 40

func statements(reference string) []string {
	t := analyse(reference, stemWord)
	var out []string
	from, words := -1, 0
	for i, s := range t.sentences {
		if from < 0 {
			from, words = s.start, 0
		}
		for k := s.first; k < s.last; k++ {
			if !t.tokens[k].stop {
				words++
			}
		}
		if words >= leastWords || i == len(t.sentences)-1 {
			out = append(out, strings.TrimSpace(t.raw[from:s.end]))
			from = -1
		}
	}
	if len(out) == 0 {
		return []string{strings.TrimSpace(reference)}
	}
	return out
}

// shortLabel is the beginning of a statement, cut at a word.
func shortLabel(s string) string {
	words := strings.Fields(s)
	if len(words) <= 6 {
		return strings.Join(words, " ")
	}
	return strings.Join(words[:6], " ") + " …"
}
