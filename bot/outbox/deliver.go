package outbox

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"

	"mock-interviewer/bot/slackerr"
	"mock-interviewer/store"
)

const (
	sendTimeout = 20 * time.Second // one call
	settleFirst = time.Second      // after a start, what was in flight when the process died may still arrive
	maxWait     = 2 * time.Minute  // between tries
	earlyAgain  = 100 * time.Millisecond
	mostOdd     = 8 // tries that end in an error neither permanent nor known to pass
)

var errStopping = errors.New("stopping")

// deliver tries an entry until it is sent or given up. It reports false when the process stops first.
func (s *Sender) deliver(hard, drain context.Context, e store.OutboxEntry) bool {
	log := s.about(e)
	for tries, odd := 0, 0; ; {
		if s.expired(e) {
			log.Warn("a message waited too long and is dropped")
			return s.drop(hard, e, log)
		}
		out, err := s.once(hard, drain, &e)
		switch {
		case err == nil:
			return s.sent(hard, e, out, log)
		case errors.Is(err, errGone):
			return true
		case errors.Is(err, errEarly):
			if !sleep(drain, earlyAgain) {
				return false
			}
			continue
		case hard.Err() != nil || errors.Is(err, errStopping):
			return false
		}
		d := s.failed(&e, err)
		if d.Fate == slackerr.Permanent && (s.soften(&e, err, log) || anew(&e, err) || s.homeward(&e, err)) {
			continue
		}
		tries++
		if d.Fate == slackerr.Odd {
			odd++
		}
		if d.Fate == slackerr.Permanent || odd == mostOdd {
			log.Warn("a message cannot be sent", "error", slackerr.Code(err), "channel", e.Channel)
			return s.giveUp(hard, e, err, log)
		}
		wait := max(d.Wait, backoff(tries))
		log.Warn("a message was not sent; trying again", "try", tries, "in", wait.Round(time.Millisecond), "error", slackerr.Code(err))
		if !sleep(drain, wait) {
			return false
		}
	}
}

// failed says what became of a call, and notes what is to be minded from now on.
func (s *Sender) failed(e *store.OutboxEntry, err error) slackerr.Diagnosis {
	d := slackerr.Classify(err)
	if refusesFiles(*e, err) {
		d.Fate = slackerr.Permanent
	}
	switch d.Fate {
	case slackerr.Unknown:
		e.MaybeSent = true
	case slackerr.Ours:
		s.alarm(err)
	}
	return d
}

// once makes one try. A message that may have gone out before is looked for first.
func (s *Sender) once(hard, drain context.Context, e *store.OutboxEntry) (at posted, err error) {
	target, err := s.resolve(e)
	if err != nil {
		return posted{}, err
	}
	if err := s.openDM(hard, drain, e); err != nil {
		return posted{}, err
	}
	if e.MaybeSent {
		if !s.settle(drain) {
			return posted{}, errStopping
		}
		if found, ok, err := s.find(hard, drain, *e, target); err != nil || ok {
			return found, err
		}
	}
	if !s.pace(drain, *e) {
		return posted{}, errStopping
	}
	err = s.ask(hard, drain, method(*e), e.Channel, func(ctx context.Context) error {
		at, err = s.call(ctx, *e, target)
		return err
	})
	return at, err
}

// settle waits until what an earlier process had in flight must have arrived.
func (s *Sender) settle(ctx context.Context) bool {
	if left := settleFirst - time.Since(s.begun); left > 0 {
		return sleep(ctx, left)
	}
	return true
}

func backoff(try int) time.Duration {
	wait := min(250*time.Millisecond<<min(try, 12), maxWait)
	return wait/2 + time.Duration(rand.Int64N(int64(wait)))
}

func (s *Sender) expired(e store.OutboxEntry) bool {
	return !e.ExpiresAt.IsZero() && s.cfg.Now().After(e.ExpiresAt)
}

// sleep waits and reports whether it waited to the end.
func sleep(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}
