package recall

import (
	"errors"
	"fmt"
	"slices"
	"time"

	fsrs "github.com/open-spaced-repetition/go-fsrs/v4"

	"mock-interviewer/questions"
)

// retention is how likely an answer should still be known when its question comes back.
const retention = 0.85

// mostSittings is how many past answers a card remembers. FSRS itself needs none of them.
const mostSittings = 20

// ErrNoSitting says that there is no such answer to change.
var ErrNoSitting = errors.New("no such answer")

// Card is what is kept of one person and one question. Its JSON is what the store keeps.
type Card struct {
	Question string `json:"question"`
	// FSRS is the schedule after the newest sitting, Before as it was before it, so that a follow-up can rate that
	// sitting anew without counting it twice.
	FSRS   fsrs.Card `json:"fsrs"`
	Before fsrs.Card `json:"before"`
	// Sittings are the graded answers, oldest first; there is at least one.
	Sittings []Sitting `json:"sittings"`
}

// Sitting is what came of a question in one interview, its follow-ups included.
type Sitting struct {
	// ID names the question's turn in its interview: a follow-up has the ID of the answer that it adds to.
	ID string `json:"id"`
	// Session names the sitting-down: an interview on one day. An interview may stay open for weeks.
	Session string    `json:"session"`
	At      time.Time `json:"at"`
	Score   int       `json:"score"`
	// Difficulty is the question's, Level the person's when they answered it.
	Difficulty questions.Difficulty `json:"difficulty"`
	Level      questions.Difficulty `json:"level"`
	Rating     fsrs.Rating          `json:"rating"`
	// Missed and Made are ids of criteria. One that was partly met is made; one that stayed unclear is neither.
	Missed []string `json:"missed,omitempty"`
	Made   []string `json:"made,omitempty"`
	// Channel, TS and ThreadTS say where the answer stands.
	Channel  string `json:"channel,omitempty"`
	TS       string `json:"ts,omitempty"`
	ThreadTS string `json:"thread_ts,omitempty"`
}

// NewSitting is what a grade of q comes to. The caller fills in the session, where the answer stands, and the level.
func NewSitting(id string, at time.Time, q *questions.Question, g questions.Grade) Sitting {
	s := Sitting{ID: id, Session: id, At: at, Score: g.Score, Difficulty: q.Difficulty, Rating: Rate(q.Rubric, g)}
	for _, c := range g.Criteria {
		switch c.Verdict {
		case questions.Missed:
			s.Missed = append(s.Missed, c.ID)
		case questions.Met, questions.Partial:
			s.Made = append(s.Made, c.ID)
		case questions.Unclear:
		}
	}
	return s
}

// Last is the newest sitting; the zero Sitting where there is none.
func (c Card) Last() Sitting {
	if len(c.Sittings) == 0 {
		return Sitting{}
	}
	return c.Sittings[len(c.Sittings)-1]
}

// LastBefore is the newest sitting before a time.
func (c Card) LastBefore(at time.Time) (s Sitting, found bool) {
	for _, s := range slices.Backward(c.Sittings) {
		if s.At.Before(at) {
			return s, true
		}
	}
	return Sitting{}, false
}

// Forget takes the sittings before a time off a card, and reports whether there were any. The schedule stays as it is while
// one sitting is left. The card given is not changed.
func (c Card) Forget(before time.Time) (kept Card, forgot bool) {
	kept = c
	kept.Sittings = slices.DeleteFunc(slices.Clone(c.Sittings), func(s Sitting) bool { return s.At.Before(before) })
	return kept, len(kept.Sittings) < len(c.Sittings)
}

// Schedule reckons when cards are due.
type Schedule struct{ fsrs *fsrs.FSRS }

// NewSchedule is the schedule that everybody has: whole days, at a retention of 0.85.
func NewSchedule() Schedule {
	p := fsrs.DefaultParam()
	p.EnableShortTerm = false // with it, a new card would be due again in minutes
	p.RequestRetention = retention
	return Schedule{fsrs: fsrs.NewFSRS(p)}
}

// Record adds a sitting to a card; the zero Card with its Question set is a new one. One with the newest one's ID
// takes its place, as a follow-up's does. A sitting older than the newest says nothing that is not
// known better, and leaves the card as it is; so does the same sitting again. The card given is not changed.
func (s Schedule) Record(c Card, sat Sitting) (Card, error) {
	last := c.Last()
	base := c.FSRS
	kept := c.Sittings
	switch {
	case len(c.Sittings) == 0:
		base = fsrs.NewCard(sat.At)
	case last.ID == sat.ID:
		base, kept = c.Before, c.Sittings[:len(c.Sittings)-1]
		sat.At, sat.Session, sat.Level = last.At, last.Session, last.Level
		// Who had passed before the follow-up has not passed only with its help.
		if sat.Rating == fsrs.Hard && last.Rating > fsrs.Hard || sat.Rating == fsrs.Good && last.Rating == fsrs.Easy {
			sat.Rating = last.Rating
		}
	case !sat.At.After(last.At):
		return c, nil
	}
	return s.rated(c, base, kept, sat)
}

// Easy rates the newest sitting as easy, because the person says so. It returns ErrNoSitting where there is none, or
// where it was not passed.
func (s Schedule) Easy(c Card) (Card, error) {
	sat := c.Last()
	if len(c.Sittings) == 0 || sat.Rating == fsrs.Again {
		return c, fmt.Errorf("question %s: %w that was passed", c.Question, ErrNoSitting)
	}
	sat.Rating = fsrs.Easy
	return s.rated(c, c.Before, c.Sittings[:len(c.Sittings)-1], sat)
}

func (s Schedule) rated(c Card, base fsrs.Card, kept []Sitting, sat Sitting) (Card, error) {
	next, err := s.fsrs.Next(base, sat.At, sat.Rating)
	if err != nil {
		return c, fmt.Errorf("question %s: %w", c.Question, err)
	}
	if over := len(kept) + 1 - mostSittings; over > 0 {
		kept = kept[over:]
	}
	sittings := append(append(make([]Sitting, 0, len(kept)+1), kept...), sat)
	return Card{Question: c.Question, FSRS: next.Card, Before: base, Sittings: sittings}, nil
}

// Due says whether a card's day has come, or has passed, on the day that now is in a zone.
func (c Card) Due(now time.Time, zone *time.Location) bool {
	return len(c.Sittings) > 0 && Day(c.FSRS.Due, zone) <= Day(now, zone)
}

// Due counts the cards that are due.
func Due(cards []Card, now time.Time, zone *time.Location) int {
	n := 0
	for _, c := range cards {
		if c.Due(now, zone) {
			n++
		}
	}
	return n
}

// Day is the date of a time in a zone, as "2026-11-24"; nil is UTC. Days compare as strings.
func Day(at time.Time, zone *time.Location) string {
	if zone == nil {
		zone = time.UTC
	}
	return at.In(zone).Format(time.DateOnly)
}
