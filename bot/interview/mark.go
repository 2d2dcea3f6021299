package interview

import (
	"hash/fnv"

	"mock-interviewer/questions"
)

// Mark tells a question from another that stands under its id later, since a guide may be rewritten while an interview goes
// on: nobody is judged by the points of a question that they were not asked. Zero for one asked before there were marks.
type Mark struct {
	Title  uint32 `json:"title,omitempty"`
	Points uint32 `json:"points,omitempty"`
}

func markOf(q *questions.Question) Mark {
	title, points := fnv.New32a(), fnv.New32a()
	_, _ = title.Write([]byte(q.Title))
	for _, c := range q.Rubric.Criteria {
		_, _ = points.Write([]byte(c.ID + "\n"))
	}
	return Mark{Title: title.Sum32(), Points: points.Sum32()}
}

// is says whether a question is still the one that was asked. A better wording, or a point more, makes it no other.
func (m Mark) is(q *questions.Question) bool {
	now := markOf(q)
	return m == (Mark{}) || m.Title == now.Title || m.Points == now.Points
}
