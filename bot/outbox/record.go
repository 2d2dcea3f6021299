package outbox

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"mock-interviewer/bot/slackerr"
	"mock-interviewer/store"
)

// alarmEvery is how often an operator is told that a token or scope keeps everything from going out.
const alarmEvery = time.Hour

// sent takes an entry off the outbox and records where it stands. Until that is on disk nothing else of the conversation
// goes out: what comes next may hang on it, and after a crash only the oldest of a conversation is looked for.
func (s *Sender) sent(hard context.Context, e store.OutboxEntry, at posted, log *slog.Logger) bool {
	kept := at
	if e.Owner == Nobody {
		kept = posted{} // a direct message's channel is as good as the name of a person who was forgotten
	}
	recorded := s.record(hard, log, "a sent message", func(tx *store.Tx) error {
		if err := tx.Sent(e, kept.channel, kept.ts, s.cfg.Now()); err != nil {
			return err
		}
		return s.cfg.Owner.Placed(tx, e, at.channel, at.ts)
	})
	if recorded {
		log.Info("sent", "channel", at.channel, "ts", at.ts)
		s.cfg.Owner.Sent(e)
	}
	return recorded
}

func (s *Sender) drop(hard context.Context, e store.OutboxEntry, log *slog.Logger) bool {
	return s.record(hard, log, "a message to be dropped", func(tx *store.Tx) error { return tx.Drop(e) })
}

// giveUp takes off a message that Slack refuses for good, and leaves it to its owner what becomes of it.
func (s *Sender) giveUp(hard context.Context, e store.OutboxEntry, cause error, log *slog.Logger) bool {
	defer s.Kick()
	return s.record(hard, log, "a message given up", func(tx *store.Tx) error {
		if err := tx.Drop(e); err != nil {
			return err
		}
		return s.cfg.Owner.Refused(tx, e, cause)
	})
}

// record makes a change that must not be lost, for as long as it takes; false where the process stops first.
func (s *Sender) record(hard context.Context, log *slog.Logger, failing string, do func(*store.Tx) error) bool {
	for {
		err := s.cfg.Store.Batch(do)
		if err == nil || errors.Is(err, store.ErrNotFound) { // not found: erased while it was sent
			return true
		}
		log.Error("an outcome cannot be recorded; trying again", "what", failing, "error", err)
		if !sleep(hard, recordAgain) {
			return false
		}
	}
}

// alarm tells the operator, once in a while, of a refusal that only they can mend. The message waits meanwhile.
func (s *Sender) alarm(cause error) {
	code := slackerr.Code(cause)
	s.mu.Lock()
	defer s.mu.Unlock()
	if last, told := s.alarms[code]; told && time.Since(last) < alarmEvery {
		return
	}
	s.alarms[code] = time.Now()
	s.cfg.Log.Error("slack refuses everything that we send; messages wait until that is mended", "error", code, "mend", slackerr.Mend(cause))
}
