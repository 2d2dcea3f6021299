package daily

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mock-interviewer/questions"
)

func TestTheWeekBeforeRunsFromMondayToMonday(t *testing.T) {
	t.Parallel()
	berlin := zone(t, "Europe/Berlin")
	for _, now := range []time.Time{
		time.Date(2026, 3, 30, 9, 0, 0, 0, berlin), time.Date(2026, 3, 30, 0, 0, 0, 0, berlin), time.Date(2026, 4, 5, 23, 59, 0, 0, berlin),
	} {
		from, to := WeekBefore(now) // the week in which the clocks go forward: 167 hours
		if got := from.Format(time.DateTime) + " " + to.Format(time.DateTime); got != "2026-03-23 00:00:00 2026-03-30 00:00:00" || to.Sub(from) != 167*time.Hour {
			t.Errorf("%v: got %s, %v", now, got, to.Sub(from))
		}
	}
}

// parts are people's scores in a category: one for each of U0, U1 and so on.
func parts(category string, scores ...int) (out []Taken) {
	for i, score := range scores {
		out = append(out, Taken{Person: fmt.Sprint("U", i), Category: category, Grade: questions.Grade{Score: score}})
	}
	return out
}

func TestImproved(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		before, now []Taken
		want        []Improvement
	}{
		"nothing to compare with":         {nil, parts("A", 90, 90, 90, 90, 90), nil},
		"four people are no crowd before": {parts("A", 10, 10, 10, 10), parts("A", 90, 90, 90, 90, 90), nil},
		"nor now":                         {parts("A", 10, 10, 10, 10, 10), parts("A", 90, 90, 90, 90), nil},
		"a crowd that rose":               {parts("A", 10, 20, 30, 40, 50), parts("A", 40, 40, 40, 40, 40), []Improvement{{"", 30, 40}, {"A", 30, 40}}},
		"less than five is noise":         {parts("A", 30, 30, 30, 30, 30), parts("A", 34, 34, 34, 34, 34), nil},
		"a fall is nobody's business":     {parts("A", 60, 60, 60, 60, 60), parts("A", 30, 30, 30, 30, 30), nil},
		"one category of two": {
			append(parts("A", 10, 10, 10, 10, 10), parts("B", 90, 90, 90, 90, 90)...), append(parts("A", 50, 50, 50, 50, 50), parts("B", 50, 50, 50, 50, 50)...),
			[]Improvement{{"A", 10, 50}},
		},
		"who answers often counts once": {
			parts("", 50, 50, 50, 50, 50), append(parts("", 50, 50, 50, 50, 50), Taken{Person: "U0", Grade: questions.Grade{Score: 100}}, Taken{Person: "U0", Grade: questions.Grade{Score: 100}}),
			[]Improvement{{"", 50, 57}},
		},
	}
	for name, tt := range tests {
		if diff := cmp.Diff(tt.want, Improved(tt.before, tt.now)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}
