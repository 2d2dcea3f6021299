package recall

import (
	"time"
)

// mostStreak bounds how many days are looked at.
const mostStreak = 3660

// Streak counts the days with practice up to today that no missed day lies between, and the longest such run. Days are
// the person's own dates ("2026-11-24"), in order. Weekends, and the days that rest names, are no missed days; a day of
// practice counts on any of them. Today is not missed before it is over. Days that are no dates are passed over.
func Streak(days []string, today string, rest func(day time.Time) bool) (current, best int) {
	practised := make(map[string]bool, len(days))
	end, err := time.Parse(time.DateOnly, today)
	if err != nil {
		return 0, 0
	}
	first := end
	for _, d := range days {
		at, err := time.Parse(time.DateOnly, d)
		if err != nil {
			continue
		}
		practised[d] = true
		if at.Before(first) {
			first = at
		}
	}
	if earliest := end.AddDate(0, 0, -mostStreak); first.Before(earliest) {
		first = earliest
	}
	for day := first; !day.After(end); day = day.AddDate(0, 0, 1) {
		switch {
		case practised[day.Format(time.DateOnly)]:
			current++
			best = max(best, current)
		case day.Equal(end), weekend(day), rest != nil && rest(day):
		default:
			current = 0
		}
	}
	return current, best
}

func weekend(day time.Time) bool {
	return day.Weekday() == time.Saturday || day.Weekday() == time.Sunday
}

// Away is a time off: from the first of the two dates to the second, both included.
type Away struct {
	From string `json:"from"`
	To   string `json:"to"`
}

// Covers says whether a date lies in the time off.
func (a Away) Covers(day string) bool { return a.From <= day && day <= a.To }
