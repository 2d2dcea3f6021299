package outbox

import (
	"context"

	"golang.org/x/time/rate"

	"mock-interviewer/bot/interview"
	"mock-interviewer/store"
)

// channelBurst is how many messages a channel may get at once before the pace of one a second holds.
const channelBurst = 4

// pace keeps to about one message a second a channel; false where the process stops first.
func (s *Sender) pace(ctx context.Context, e store.OutboxEntry) bool {
	if s.cfg.NoPacing || e.Action == store.ActionEphemeral || e.Action == store.ActionRespond {
		return true
	}
	if !s.wait(ctx, method(e), e.Channel) { // or the message would take its turn, and then wait
		return false
	}
	s.mu.Lock()
	limiter := s.paces[e.Channel]
	if limiter == nil {
		limiter = rate.NewLimiter(1, channelBurst)
		s.paces[e.Channel] = limiter
	}
	s.mu.Unlock()
	if e.Kind == string(interview.SayAcknowledgement) {
		limiter.Reserve() // somebody waits to see that they were heard; what comes next waits instead
		return true
	}
	// What may go out at once does, also while stopping.
	return limiter.Allow() || limiter.Wait(ctx) == nil
}
