package daily

import (
	"cmp"
	"slices"

	"mock-interviewer/questions"
)

// Crowd is how many people must have taken part before anything is said about them together. Below it, who knows the
// others could tell whose result it is.
const Crowd = 5

// Miss is a point that most of a crowd missed.
type Miss struct {
	Criterion, Label string
	// Missed of Of people left it out. For choosing what to name; it is not for showing.
	Missed, Of int
}

// MostMissed are the points that more than half of the people missed outright, the most missed first; none where fewer
// than Crowd people have a grade. Each grade is one person's.
func MostMissed(grades []questions.Grade) []Miss {
	if len(grades) < Crowd {
		return nil
	}
	var all []Miss
	for _, g := range grades {
		for _, c := range g.Criteria {
			if c.Verdict != questions.Missed {
				continue
			}
			at := slices.IndexFunc(all, func(m Miss) bool { return m.Criterion == c.ID })
			if at < 0 {
				all = append(all, Miss{Criterion: c.ID, Label: c.Label, Of: len(grades)})
				at = len(all) - 1
			}
			all[at].Missed++
		}
	}
	all = slices.DeleteFunc(all, func(m Miss) bool { return 2*m.Missed <= m.Of })
	slices.SortStableFunc(all, func(a, b Miss) int {
		return cmp.Or(cmp.Compare(b.Missed, a.Missed), cmp.Compare(a.Criterion, b.Criterion))
	})
	return all
}
