package outbox

import (
	"context"
	"time"

	"mock-interviewer/bot/slackerr"
)

// ask makes one call to Slack once its turn has come: not before a time that Slack asked for, nor beside more than AtOnce
// others. Where the process stops first it returns errStopping.
func (s *Sender) ask(hard, drain context.Context, method, channel string, do func(context.Context) error) error {
	free, ok := s.turn(hard, drain, method, channel)
	if !ok {
		return errStopping
	}
	defer free()
	ctx, cancel := context.WithTimeout(hard, sendTimeout)
	defer cancel()
	err := do(ctx)
	s.cfg.Observe(method, slackerr.Outcome(err))
	if d := slackerr.Classify(err); d.Fate == slackerr.Limited {
		s.pause(method, channel, d.Wait) // before the next has its turn
	}
	return err
}

// turn waits for one of the slots at a time when Slack takes calls of the method; false where the process stops first.
func (s *Sender) turn(hard, drain context.Context, method, channel string) (free func(), ok bool) {
	for s.wait(drain, method, channel) {
		select {
		case s.slots <- struct{}{}:
		case <-hard.Done():
			return nil, false
		}
		if s.paused(method, channel) <= 0 {
			return func() { <-s.slots }, true
		}
		<-s.slots // the limit struck while we waited for a slot
	}
	return nil, false
}

// wait lasts until Slack takes calls of a method again; false where the process stops first.
func (s *Sender) wait(ctx context.Context, method, channel string) bool {
	for left := s.paused(method, channel); left > 0; left = s.paused(method, channel) {
		if !sleep(ctx, left) {
			return false
		}
	}
	return true
}

// paused is for how long Slack takes no calls of a method yet.
func (s *Sender) paused(method, channel string) time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	return time.Until(later(s.pauses[method], s.pauses[method+" "+channel]))
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// pause holds calls of a method back for as long as Slack asked: posts to that channel, any other method everywhere.
func (s *Sender) pause(method, channel string, wait time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	key := method
	if key == "chat.postMessage" {
		key += " " + channel
	}
	s.pauses[key] = time.Now().Add(wait)
}
