package bot

import (
	"sync"
	"time"

	"golang.org/x/time/rate"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/bot/inbound"
	"mock-interviewer/store"
)

// The rate at which one person is listened to: nobody types faster, and no script of one person's can fill the inbox, the
// file or the queue to Slack for all the others.
const (
	mostAtOnce   = 60          // events in one go
	oneEvery     = time.Second // after that
	rememberMost = 10_000      // people whose rate is remembered
)

// flood knows how fast each person is going.
type flood struct {
	mu     sync.Mutex
	people map[string]*rate.Limiter
}

func newFlood() *flood { return &flood{people: map[string]*rate.Limiter{}} }

// lets says whether one more event of a person's is taken.
func (f *flood) lets(user string, now time.Time) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	l := f.people[user]
	if l == nil {
		if len(f.people) >= rememberMost {
			f.forget(now)
		}
		l = rate.NewLimiter(rate.Every(oneEvery), mostAtOnce)
		f.people[user] = l
	}
	return l.AllowN(now, 1)
}

// forget drops, the lock held, those who have been quiet long enough to start afresh; if that is nobody, everybody.
func (f *flood) forget(now time.Time) {
	for user, l := range f.people {
		if l.TokensAt(now) >= mostAtOnce {
			delete(f.people, user)
		}
	}
	if len(f.people) >= rememberMost {
		clear(f.people)
	}
}

// turnAway drops an event of somebody who is too fast, and tells them so once a minute. It is known from now on, so Slack
// need not bring it again.
func (r *receiver) turnAway(tx *store.Tx, seq uint64, in *inbound.Event) error {
	now := r.b.now()
	in.At = now
	s := r.b.newStep(tx, seq, in)
	notice := s.toPerson(blocks.Plain(tooFast))
	notice.ID = "slower-" + in.User + "-" + now.UTC().Format("20060102T1504")
	if err := tx.Enqueue(notice); err != nil {
		return err
	}
	return tx.InboxDone(seq)
}
