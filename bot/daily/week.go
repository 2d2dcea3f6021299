package daily

import (
	"slices"
	"time"

	"mock-interviewer/questions"
)

// DigestCron is when the digest of a week comes: on Monday morning, by the clock of the channel's zone.
const DigestCron = "0 9 * * 1"

// WeekBefore is the week, Monday to Monday, that ends with the Monday of a moment's week, by the clock of its zone.
func WeekBefore(t time.Time) (from, to time.Time) {
	back := (int(t.Weekday()) + 6) % 7 // days since Monday
	to = time.Date(t.Year(), t.Month(), t.Day()-back, 0, 0, 0, 0, t.Location())
	return to.AddDate(0, 0, -7), to
}

// Taken is one person's graded part in one question of the day.
type Taken struct {
	Person, Category string
	Grade            questions.Grade
}

// People counts the different people who took part.
func People(parts []Taken) int {
	seen := map[string]bool{}
	for _, p := range parts {
		seen[p.Person] = true
	}
	return len(seen)
}

// Improvement says that a crowd's average rose.
type Improvement struct {
	// Category is empty where it is the average of everything.
	Category    string
	Before, Now int
}

// leastRise is by how much an average must rise to be called an improvement: less is noise.
const leastRise = 5

// Improved compares two times: the average of everything, then of each category, in the order of their names. An average
// is only looked at where a crowd stands behind it both times, and every person counts once, however often they answered.
func Improved(before, now []Taken) []Improvement {
	categories := []string{""}
	for _, p := range now {
		if p.Category != "" && !slices.Contains(categories, p.Category) {
			categories = append(categories, p.Category)
		}
	}
	slices.Sort(categories)
	var out []Improvement
	for _, c := range categories {
		was, crowdBefore := crowdAverage(before, c)
		is, crowdNow := crowdAverage(now, c)
		if crowdBefore && crowdNow && is-was >= leastRise {
			out = append(out, Improvement{Category: c, Before: was, Now: is})
		}
	}
	return out
}

// crowdAverage is the average of the people's own averages in a category, "" for all; ok is false below a crowd.
func crowdAverage(parts []Taken, category string) (average int, ok bool) {
	sums, counts := map[string]int{}, map[string]int{}
	for _, p := range parts {
		if category == "" || p.Category == category {
			sums[p.Person] += p.Grade.Score
			counts[p.Person]++
		}
	}
	if len(counts) < Crowd {
		return 0, false
	}
	total := 0.0
	for person, n := range counts {
		total += float64(sums[person]) / float64(n)
	}
	return int(total/float64(len(counts)) + 0.5), true
}
