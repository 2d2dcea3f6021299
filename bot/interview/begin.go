package interview

import (
	"errors"
	"slices"
)

// MaxReply is the longest answer that is taken, in characters, all its messages together.
const MaxReply = 8000

// maxParts bounds the messages of one answer, maxHints the hints of one question; from attemptWords on, a further
// message in the thread of the day is another attempt.
const (
	maxParts     = 20
	maxHints     = 3
	attemptWords = 6
)

// ErrNothingPlanned is returned by Begin where no question was planned.
var ErrNothingPlanned = errors.New("an interview needs at least one question")

// Begin opens an interview and asks its first question. The id must be unique for all time: it makes the effect ids.
// Planned are the ids of the questions to ask, in order; there must be at least one.
func Begin(id, owner string, settings Settings, place Place, planned []string, desk Desk) (State, []Effect, error) {
	if len(planned) == 0 {
		return State{}, nil, ErrNothingPlanned
	}
	t := turn{desk: desk, s: State{
		ID: id, Owner: owner, Settings: settings, Place: place,
		Planned: slices.Clone(planned), StartedAt: desk.Now,
	}}
	if place.Opening != "" {
		t.out = append(t.out, Say{ID: place.Opening, Kind: SayNotice, Note: NoteOpening, Item: -1})
	}
	t.askNext()
	return t.s, t.out, nil
}

// OpeningID is the effect id of the message that opens the thread of an interview.
func OpeningID(interview string) string { return interview + ".0" }

// BeginDaily opens the silent interview that stands behind one person's replies to a question of the day. The question
// is in the channel already, so nothing is said.
func BeginDaily(id, owner string, place Place, question string, desk Desk) State {
	return State{
		ID: id, Owner: owner, Place: place, StartedAt: desk.Now, Phase: Asking,
		Settings: Settings{Mode: Daily, Count: 1},
		Items:    []Item{{Question: question}},
	}
}
