package outbox

import (
	"context"
	"log/slog"
	"slices"
	"sync"
	"time"

	"mock-interviewer/bot/interview"
	"mock-interviewer/store"
)

// HoldMost is how long an entry with a NotBefore is held back, at most.
const HoldMost = 150 * time.Millisecond

// lane is a conversation's waiting messages. A goroutine works on it while it holds any.
type lane struct{ entries []store.OutboxEntry }

func (s *Sender) add(hard, drain context.Context, wg *sync.WaitGroup, e store.OutboxEntry) {
	s.mu.Lock()
	defer s.mu.Unlock()
	l, working := s.lanes[e.Conversation]
	if working {
		l.entries = append(l.entries, e)
		return
	}
	l = &lane{entries: []store.OutboxEntry{e}}
	s.lanes[e.Conversation] = l
	wg.Go(func() { s.work(hard, drain, e.Conversation, l) })
}

// work sends a lane's entries one after the other and ends when it is empty. A lane that the stop interrupts stays in its
// place with what it holds: nothing of its conversation may overtake what was not sent.
func (s *Sender) work(hard, drain context.Context, name string, l *lane) {
	for {
		s.mu.Lock()
		if len(l.entries) == 0 {
			delete(s.lanes, name)
			s.mu.Unlock()
			return
		}
		e := l.entries[0]
		l.entries = l.entries[1:]
		s.mu.Unlock()
		if s.spared(drain, e, l) {
			if !s.drop(hard, e, s.about(e)) {
				return
			}
			continue
		}
		if !s.deliver(hard, drain, e) {
			return
		}
	}
}

// about is a log that names an entry.
func (s *Sender) about(e store.OutboxEntry) *slog.Logger {
	return s.cfg.Log.With("effect", e.ID, "kind", e.Kind, "interview", e.InterviewID, "answer", e.AnswerID)
}

// spared says that a message held back need not be sent, since what would take its place is there already. It is for the
// lane's own goroutine, which sends one entry after the other: nobody else decides on this one meanwhile.
func (s *Sender) spared(ctx context.Context, e store.OutboxEntry, l *lane) bool {
	if e.NotBefore.IsZero() || e.MaybeSent {
		return false
	}
	if s.replaced(e.ID, l) {
		return true
	}
	return sleep(ctx, min(e.NotBefore.Sub(s.cfg.Now()), HoldMost)) && s.replaced(e.ID, l)
}

func (s *Sender) replaced(effect string, l *lane) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.ContainsFunc(l.entries, func(next store.OutboxEntry) bool {
		return next.UpdateOf == effect && next.Kind != string(interview.SayAcknowledgement) // that one says that it still goes on
	})
}
