package bot

import (
	"context"
	"errors"
	"time"

	"mock-interviewer/store"
)

// alarmEvery is how often an operator is told that a token or scope keeps everything from going out.
const alarmEvery = time.Hour

// sent takes an entry off the outbox and records where it stands. Until that is on disk nothing else of the conversation
// goes out: what comes next may hang on it, and after a crash only the oldest of a conversation is looked for.
func (s *sender) sent(hard context.Context, e store.OutboxEntry, at posted, log logger) bool {
	s.b.cfg.Observe.request(method(e), "ok")
	kept := at
	if e.Owner == nobody {
		kept = posted{} // a direct message's channel is as good as the name of a person who was forgotten
	}
	recorded := s.record(hard, log, "a sent message", func(tx *store.Tx) error {
		if err := tx.Sent(e, kept.channel, kept.ts, s.b.now()); err != nil {
			return err
		}
		return s.b.bind(tx, e, at.channel, at.ts)
	})
	if recorded {
		log.Info("sent", "channel", at.channel, "ts", at.ts)
		s.b.dailySent(e)
	}
	return recorded
}

func (s *sender) drop(hard context.Context, e store.OutboxEntry, log logger) bool {
	return s.record(hard, log, "a message to be dropped", func(tx *store.Tx) error { return tx.Drop(e) })
}

// giveUp deals with a message that Slack refuses for good: it goes another way, or whoever waits for it is told. Where what
// is kept of its conversation cannot be read, it is dropped all the same, and blocks nobody.
func (s *sender) giveUp(hard context.Context, e store.OutboxEntry, cause error, log logger) bool {
	defer s.kick()
	return s.record(hard, log, "a message given up", func(tx *store.Tx) error {
		if err := tx.Drop(e); err != nil {
			return err
		}
		if again, ok := otherWay(e, cause); ok {
			return tx.Enqueue(again)
		}
		if isReminder(e) {
			return s.b.remindNoMore(tx, e.User)
		}
		if err := s.b.refused(tx, e, slackCode(cause)); err != nil {
			log.Error("nobody can be told that a message was refused", "error", err)
		}
		return nil
	})
}

// record makes a change that must not be lost, for as long as it takes; false where the process stops first.
func (s *sender) record(hard context.Context, log logger, failing string, do func(*store.Tx) error) bool {
	for {
		err := s.b.db.Batch(do)
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
func (s *sender) alarm(cause error) {
	code := slackCode(cause)
	s.mu.Lock()
	defer s.mu.Unlock()
	if last, told := s.alarms[code]; told && time.Since(last) < alarmEvery {
		return
	}
	s.alarms[code] = time.Now()
	s.b.log.Error("slack refuses everything that we send; messages wait until that is mended", "error", code, "mend", authMend(cause))
}
