package workspace

// feedSize bounds how far back a page can pick up its event stream.
const feedSize = 2048

// feed holds the newest changes and wakes whoever waits for one.
type feed struct {
	seq     int64
	changes []Change // ring: the change with seq s stands at s % feedSize
	wake    chan struct{}
}

func newFeed() feed { return feed{changes: make([]Change, feedSize), wake: make(chan struct{})} }

// publish numbers a change and wakes all waiters. The caller holds the mutex.
func (w *Workspace) publish(c Change) {
	f := &w.feed
	f.seq++
	c.Seq = f.seq
	f.changes[f.seq%feedSize] = c
	close(f.wake)
	f.wake = make(chan struct{})
}

// after returns the changes with a seq above n, and whether none of them is lost already.
func (f *feed) after(n int64) (changes []Change, complete bool) {
	first := n + 1
	complete = true
	if oldest := f.seq - feedSize + 1; first < oldest {
		first, complete = oldest, false
	}
	for s := max(first, 1); s <= f.seq; s++ {
		changes = append(changes, f.changes[s%feedSize])
	}
	return changes, complete
}
