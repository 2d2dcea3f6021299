package eval

import (
	"cmp"
	"math"
	"slices"

	"mock-interviewer/bot/scorer"
	"mock-interviewer/bot/scorer/agreement"
)

// Report is how well one contender agrees with people on a file.
type Report struct {
	who        *Contender
	set        *Set
	outcomes   []outcome
	overall    agreement.Summary
	bands      [agreement.Bands]agreement.Summary
	categories map[string]agreement.Summary
	confusion  agreement.Confusion
	worst      []int          // rows, the furthest apart first
	ungraded   map[string]int // by reason
	usage      scorer.Usage
}

func newReport(who *Contender, set *Set, outcomes []outcome, worst int) Report {
	r := Report{who: who, set: set, outcomes: outcomes, ungraded: map[string]int{}}
	var graded []int
	for i, o := range outcomes {
		if o.graded {
			graded = append(graded, i)
		} else {
			r.ungraded[o.reason]++
		}
		r.usage.Add(o.usage)
	}
	pairs := make([]agreement.Pair, len(graded))
	for k, i := range graded {
		pairs[k] = agreement.Pair{Human: set.rows[i].human, Predicted: outcomes[i].predicted}
	}
	r.overall, r.bands, r.confusion = agreement.Summarise(pairs), agreement.ByBand(pairs), agreement.Confuse(pairs)
	r.categories = agreement.ByCategory(pairs, func(k int) string { return set.rows[graded[k]].category })
	r.worst = furthest(graded, worst, func(i int) float64 { return outcomes[i].predicted - set.rows[i].human })
	return r
}

// Graded is how many replies were graded.
func (r Report) Graded() int { return r.overall.N }

// furthest picks the rows whose difference is largest, no more than most, and none without a difference.
func furthest(rows []int, most int, difference func(row int) float64) []int {
	rows = slices.DeleteFunc(slices.Clone(rows), func(i int) bool { return difference(i) == 0 })
	slices.SortStableFunc(rows, func(i, j int) int {
		return cmp.Compare(math.Abs(difference(j)), math.Abs(difference(i)))
	})
	return rows[:min(most, len(rows))]
}
