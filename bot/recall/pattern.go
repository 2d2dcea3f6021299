package recall

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"mock-interviewer/questions"
)

// What makes a pattern: the same point left out in patternSessions sessions within patternMemory. Further back nothing
// is held against anybody.
const (
	patternSessions = 2
	patternMemory   = 90 * 24 * time.Hour
)

// Pattern is a point that a person keeps leaving out.
type Pattern struct {
	Category string
	// Label is the point's, as the newest question has it.
	Label string
	// Misses are the sittings that left it out, one a session, newest first; there are at least two.
	Misses []Sitting
}

type patternKey struct{ category, label string }

type patternEvents struct {
	label  string
	events []patternEvent
}

type patternEvent struct {
	sitting Sitting
	missed  bool
}

// Patterns finds what was left out in two or more sessions of the last ninety days, most often first. Points of the
// same name in one category are one point. Who made it the last time that it came up is over it. find gives the question
// of an id, or nil where the guide lost it.
func Patterns(cards []Card, find func(id string) *questions.Question, now time.Time) []Pattern {
	groups := map[patternKey]*patternEvents{}
	for _, c := range cards {
		q := find(c.Question)
		if q == nil {
			continue
		}
		for _, s := range c.Sittings {
			if now.Sub(s.At) <= patternMemory {
				gather(groups, q, s)
			}
		}
	}
	var out []Pattern
	for key, g := range groups {
		if misses := g.misses(); len(misses) >= patternSessions {
			out = append(out, Pattern{Category: key.category, Label: g.label, Misses: misses})
		}
	}
	slices.SortFunc(out, func(a, b Pattern) int {
		return cmp.Or(
			cmp.Compare(len(b.Misses), len(a.Misses)), b.Misses[0].At.Compare(a.Misses[0].At),
			strings.Compare(a.Category, b.Category), strings.Compare(a.Label, b.Label),
		)
	})
	return out
}

func gather(groups map[patternKey]*patternEvents, q *questions.Question, s Sitting) {
	for _, c := range q.Rubric.Criteria {
		missed := slices.Contains(s.Missed, c.ID)
		if !missed && !slices.Contains(s.Made, c.ID) {
			continue
		}
		key := patternKey{q.Category, strings.ToLower(strings.TrimSpace(c.Label))}
		g := groups[key]
		if g == nil {
			g = &patternEvents{label: c.Label}
			groups[key] = g
		}
		g.events = append(g.events, patternEvent{s, missed})
	}
}

// misses are the sittings that left the point out, newest first, one a session; none where the newest made it.
func (g *patternEvents) misses() []Sitting {
	slices.SortStableFunc(g.events, func(a, b patternEvent) int { return b.sitting.At.Compare(a.sitting.At) })
	if !g.events[0].missed {
		return nil
	}
	var out []Sitting
	seen := map[string]bool{}
	for _, e := range g.events {
		if e.missed && !seen[e.sitting.Session] {
			seen[e.sitting.Session] = true
			out = append(out, e.sitting)
		}
	}
	return out
}
