package store

import (
	"errors"
	"sync"
	"time"

	"go.etcd.io/bbolt"
)

const (
	// mostInGroup bounds the calls that share a commit, so that nobody waits for too many others.
	mostInGroup = 512
	// turn is how long a group goes on once somebody waits in Update, who asked to be alone since they are in a hurry.
	turn = 10 * time.Millisecond
)

// group lets the callers of Batch share commits: whoever comes while one is under way goes with the next. Unlike bbolt's
// own Batch nobody waits for company, and however long a commit takes, only one more is ever forming behind it.
type group struct {
	mu      sync.Mutex
	waiting []*grouped
	leading bool
}

// grouped is one caller of Batch.
type grouped struct {
	fn   func(*Tx) error
	done chan error
}

// errAlone tells a caller that its function failed in the group's transaction, and is to be run in one of its own.
var errAlone = errors.New("run it alone")

// Batch is Update with a commit shared among the callers of the moment. fn may run more than once, so it must have no
// effect but on the Tx and on variables it sets afresh each time. Where it fails, the others' commit goes on without it.
func (db *DB) Batch(fn func(*Tx) error) error {
	if d := db.broken.Load(); d != nil {
		return d
	}
	c := &grouped{fn: fn, done: make(chan error, 1)}
	if db.group.join(c) {
		go db.lead()
	}
	err := <-c.done
	if errors.Is(err, errAlone) {
		return db.Update(fn)
	}
	return err
}

// join reports whether there is nobody yet who commits.
func (g *group) join(c *grouped) (lead bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.waiting = append(g.waiting, c)
	lead = !g.leading
	g.leading = true
	return lead
}

// take removes those who wait, up to mostInGroup; where there are none, the leading ends.
func (g *group) take() []*grouped {
	g.mu.Lock()
	defer g.mu.Unlock()
	n := min(len(g.waiting), mostInGroup)
	taken := g.waiting[:n:n]
	if g.waiting = g.waiting[n:]; len(g.waiting) == 0 {
		g.waiting = nil
	}
	g.leading = n > 0
	return taken
}

// lead commits for all who wait until nobody does.
func (db *DB) lead() {
	for calls := db.group.take(); len(calls) > 0; calls = db.group.take() {
		for len(calls) > 0 {
			calls = db.commitGroup(calls)
		}
	}
}

// commitGroup commits what the calls do, answers them, and returns those that must wait for the next commit: what is left
// when an Update has waited for long enough. Where a call fails, nothing is committed: that one is told to go alone, and
// all the others are returned.
func (db *DB) commitGroup(calls []*grouped) (again []*grouped) {
	failed, did := -1, len(calls)
	err := db.writeRaw(func(b *bbolt.Tx) error {
		begun := time.Now()
		for i, c := range calls {
			if i > 0 && db.hurried.Load() > 0 && time.Since(begun) > turn {
				did = i
				break
			}
			switch err := db.call(b, c.fn); {
			case isDamage(err):
				return err
			case err != nil: // a panic too, which belongs to its caller
				failed = i
				return errAlone
			}
		}
		return nil
	})
	if failed >= 0 {
		calls[failed].done <- errAlone
		return append(calls[:failed:failed], calls[failed+1:]...)
	}
	for _, c := range calls[:did] {
		c.done <- err
	}
	return calls[did:]
}
