package bot

import (
	"context"
	"slices"
	"time"

	"mock-interviewer/bot/interview"
	"mock-interviewer/store"
)

// heardAfter is how long the word that an answer is being read is held back in practice, where it becomes the card. A card
// that comes by then is posted by itself, instead of a word that changes under the reader's eyes; whoever waits longer sees
// the word well within 300 ms.
const heardAfter = 150 * time.Millisecond

// holdWord marks such a word.
func (s *step) holdWord(e *store.OutboxEntry, state *interview.State) {
	if e.Kind == string(interview.SayAcknowledgement) && e.Action == "post" && state.Settings.Mode == interview.Practice {
		e.NotBefore = s.now.Add(heardAfter)
	}
}

// spared says that a word need not be said, since what would take its place is there already. It is for the lane's own
// goroutine, which sends one entry after the other: nobody else decides on this one meanwhile.
func (s *sender) spared(ctx context.Context, e store.OutboxEntry, l *lane) bool {
	if e.NotBefore.IsZero() || e.MaybeSent {
		return false
	}
	if s.replaced(e.ID, l) {
		return true
	}
	return sleep(ctx, min(e.NotBefore.Sub(s.b.now()), heardAfter)) && s.replaced(e.ID, l)
}

func (s *sender) replaced(effect string, l *lane) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.ContainsFunc(l.entries, func(next store.OutboxEntry) bool {
		return next.UpdateOf == effect && next.Kind != string(interview.SayAcknowledgement) // that one says that it still goes on
	})
}
