package bot

import (
	"mock-interviewer/bot/interview"
	"mock-interviewer/bot/outbox"
	"mock-interviewer/store"
)

// holdWord holds back the word that an answer is being read, in practice, where it becomes the card. A card that comes by
// then is posted by itself, instead of a word that changes under the reader's eyes; whoever waits longer sees the word well
// within 300 ms.
func (s *step) holdWord(e *store.OutboxEntry, state *interview.State) {
	if e.Kind == string(interview.SayAcknowledgement) && e.Action == store.ActionPost && state.Settings.Mode == interview.Practice {
		e.NotBefore = s.now.Add(outbox.HoldMost)
	}
}
