package bot

import (
	"context"
	"slices"
	"time"

	"mock-interviewer/bot/interview"
	"mock-interviewer/store"
)

// heardAfter is how long the word that an answer is being read is held back. A card that comes by then is posted by itself,
// instead of a word that changes under the reader's eyes; whoever waits longer sees the word well within 300 ms.
const heardAfter = 150 * time.Millisecond

// spared says that a word need not be said, since what would take its place is there already. It is for the lane's own
// goroutine, which sends one entry after the other: nobody else decides on this one meanwhile.
func (s *sender) spared(ctx context.Context, e store.OutboxEntry, l *lane) bool {
	if e.Kind != string(interview.SayAcknowledgement) || e.Action != "post" || e.MaybeSent {
		return false
	}
	if s.replaced(e.ID, l) {
		return true
	}
	return sleep(ctx, heardAfter) && s.replaced(e.ID, l)
}

func (s *sender) replaced(effect string, l *lane) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.ContainsFunc(l.entries, func(next store.OutboxEntry) bool {
		return next.UpdateOf == effect && next.Kind != string(interview.SayAcknowledgement) // that one says that it still goes on
	})
}
