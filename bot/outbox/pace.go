package outbox

import (
	"context"
	"time"

	"golang.org/x/time/rate"

	"mock-interviewer/bot/interview"
	"mock-interviewer/store"
)

// channelBurst is how many messages a channel may get at once before the pace of one a second holds.
const channelBurst = 4

// pace keeps to about one message a second a channel, and to what Slack asked for with a 429.
func (s *Sender) pace(ctx context.Context, e store.OutboxEntry) error {
	for {
		s.mu.Lock()
		until := s.pauses[method(e)]
		if t := s.pauses[method(e)+" "+e.Channel]; t.After(until) {
			until = t
		}
		limiter := s.paces[e.Channel]
		if limiter == nil {
			limiter = rate.NewLimiter(1, channelBurst)
			s.paces[e.Channel] = limiter
		}
		s.mu.Unlock()
		if left := time.Until(until); left > 0 {
			if !sleep(ctx, left) {
				return errStopping
			}
			continue
		}
		if s.cfg.NoPacing || e.Action == store.ActionEphemeral || e.Action == store.ActionRespond {
			return nil
		}
		if e.Kind == string(interview.SayAcknowledgement) {
			limiter.Reserve() // somebody waits to see that they were heard; what comes next waits instead
			return nil
		}
		if limiter.Allow() {
			return nil // also while stopping: what may go out at once does
		}
		if err := limiter.Wait(ctx); err != nil {
			return errStopping
		}
		return nil
	}
}

// pause holds a channel's calls of a method back for as long as Slack asked.
func (s *Sender) pause(e store.OutboxEntry, wait time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	key := method(e)
	if key == "chat.postMessage" {
		key += " " + e.Channel
	}
	s.pauses[key] = time.Now().Add(wait)
}
