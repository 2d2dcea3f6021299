package store

import (
	"slices"
	"sync"
	"testing"
	"time"
)

// TestAnUpdateDoesNotWaitForALongGroup has many calls of Batch in one group, each of which takes its time. An Update that
// comes meanwhile goes before most of them, and none of them is lost.
func TestAnUpdateDoesNotWaitForALongGroup(t *testing.T) {
	t.Parallel()
	db := open(t, tempPath(t), nil)
	const calls = 20
	var all sync.WaitGroup
	var order []string // written inside transactions alone, which come one after the other
	held, release := make(chan struct{}), make(chan struct{})
	batch := func(fn func()) {
		all.Go(func() {
			if err := db.Batch(func(*Tx) error { fn(); return nil }); err != nil {
				t.Error(err)
			}
		})
	}
	batch(func() { close(held); <-release })
	<-held
	for range calls {
		batch(func() { time.Sleep(turn / 4); order = append(order, "batch") })
	}
	for db.group.size() < calls {
		time.Sleep(time.Millisecond)
	}
	all.Go(func() {
		if err := db.Update(func(*Tx) error { order = append(order, "update"); return nil }); err != nil {
			t.Error(err)
		}
	})
	for db.hurried.Load() == 0 {
		time.Sleep(time.Millisecond)
	}
	close(release)
	all.Wait()
	equal(t, "calls", len(order), calls+1)
	if at := slices.Index(order, "update"); at > calls/2 {
		t.Errorf("the update came after %d of the group's %d calls", at, calls)
	}
}

func (g *group) size() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return len(g.waiting)
}
