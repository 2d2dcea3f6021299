package bot

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"

	"mock-interviewer/bot/inbound"
	"mock-interviewer/store"
)

const (
	lanes     = 64  // conversations are spread over this many workers; one conversation is always on the same
	laneQueue = 256 // events that a worker may hold in memory; the rest waits in the inbox
	maxTries  = 5   // after that an event that cannot be handled is put aside, loudly

	maxTryWait = 2 * time.Second // between tries
)

// workers take events from the inbox, in order within a conversation, and handle each in one transaction.
type workers struct {
	b     *Bot
	wakes chan struct{}
	lanes [lanes]chan store.InboxEntry
	dealt chan struct{} // closed when the lanes get no more
}

func newWorkers(b *Bot) *workers {
	w := &workers{b: b, wakes: make(chan struct{}, 1), dealt: make(chan struct{})}
	for i := range w.lanes {
		w.lanes[i] = make(chan store.InboxEntry, laneQueue)
	}
	return w
}

// kick says that the inbox has something new.
func (w *workers) kick() {
	select {
	case w.wakes <- struct{}{}:
	default:
	}
}

// run deals the inbox out to the lanes, the left-overs of an earlier run first. When drain ends it deals out what is in
// the inbox by then and returns as soon as the lanes are empty; when hard ends it returns at once.
func (w *workers) run(drain, hard context.Context) {
	var wg sync.WaitGroup
	for _, lane := range w.lanes {
		wg.Go(func() { w.work(hard, lane) })
	}
	after := uint64(0)
	for {
		after = w.deal(hard, after)
		select {
		case <-w.wakes:
			continue
		case <-drain.Done():
		}
		w.deal(hard, after)
		break
	}
	close(w.dealt)
	wg.Wait()
}

// work handles what comes down a lane until everything was dealt out and the lane is empty, or hard ends.
func (w *workers) work(hard context.Context, lane <-chan store.InboxEntry) {
	for hard.Err() == nil {
		select {
		case entry := <-lane:
			w.handle(hard, entry)
			continue
		default:
		}
		select {
		case entry := <-lane:
			w.handle(hard, entry)
		case <-w.dealt:
			if len(lane) == 0 {
				return
			}
		case <-hard.Done():
		}
	}
}

// deal hands out every entry beyond after and returns the last one's number.
func (w *workers) deal(hard context.Context, after uint64) uint64 {
	for hard.Err() == nil {
		var entries []store.InboxEntry
		err := w.b.db.View(func(tx *store.Tx) (err error) {
			entries, err = tx.Inbox(after, perCommit)
			return err
		})
		if err != nil {
			w.b.log.Error("the inbox cannot be read", "error", err)
			return after
		}
		for _, entry := range entries {
			select {
			case w.lanes[laneOf(entry.Conversation)] <- entry:
				after = entry.Seq
			case <-hard.Done():
				return after
			}
		}
		if len(entries) < perCommit {
			return after
		}
	}
	return after
}

func laneOf(conversation string) int {
	h := fnv.New32a()
	_, _ = h.Write([]byte(conversation))
	return int(h.Sum32() % lanes)
}

// poison marks an error that lies in the event itself or in what is kept of its conversation: another try will not help
// for long. Any other error is the file's, and may pass.
type poison struct{ error }

func (p poison) Unwrap() error { return p.error }

// handle tries an entry until it is done. One that cannot be handled is put aside rather than block its conversation. While
// the file cannot be written it is tried on and on: nobody is told that a reply was lost because a disk was full.
func (w *workers) handle(ctx context.Context, entry store.InboxEntry) {
	log := w.b.log.With("inbox", entry.Seq, "kind", entry.Kind, "conversation", entry.Conversation)
	for try := 1; ; try++ {
		err := w.attempt(entry, log)
		if err == nil {
			return
		}
		if errors.As(err, new(poison)) && try >= maxTries {
			log.Error("an event cannot be handled and is put aside", "error", err)
			if err = w.putAside(entry); err == nil {
				return
			}
		}
		log.Warn("an event could not be handled; trying again", "try", try, "error", err)
		if !sleep(ctx, min(time.Duration(try*try)*50*time.Millisecond, maxTryWait)) {
			return // it stays in the inbox for the next start
		}
	}
}

// attempt handles an entry in one transaction: the new state, what it says, and the end of the entry, or nothing.
func (w *workers) attempt(entry store.InboxEntry, log *slog.Logger) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = poison{fmt.Errorf("panic: %v\n%s", p, debug.Stack())}
		}
	}()
	in, err := inbound.Decode(entry.Body)
	if err != nil {
		return poison{fmt.Errorf("inbox entry %d: %w", entry.Seq, err)}
	}
	in.At = entry.ReceivedAt
	var gone, retry, met, home, erased bool
	var did trail
	var thinking map[string]spot
	var hear, title string
	var at spot
	err = w.b.db.Batch(func(tx *store.Tx) error {
		event := in // a step may change what it is about, and may run once more
		s := w.b.newStep(tx, entry.Seq, &event)
		if gone = !tx.InInbox(entry.Seq); gone { // erased while it waited here: its person is not to be met anew
			return nil
		}
		if err := s.route(); err != nil {
			return poison{err}
		}
		retry, met, home, did, thinking, hear, title = s.notYet, s.met, s.home, s.did, s.thinking, s.hear, s.title
		erased, at = s.erased, spot{event.Channel, event.ThreadTS}
		if retry {
			return nil
		}
		return tx.InboxDone(entry.Seq)
	})
	if err != nil {
		return err
	}
	if gone {
		return nil
	}
	if retry {
		w.later(entry)
		return nil
	}
	log.Info("handled", did.attrs()...)
	if met {
		w.b.learnZone(in.User)
	}
	w.b.entitle(at, title)
	if hear != "" {
		w.b.listener.hear(in.User, hear)
	}
	if w.b.slow() {
		for answer, at := range thinking {
			w.b.thinking.begin(answer, at)
		}
	}
	if home {
		w.b.homes.draw(in.User)
	}
	if erased {
		w.b.states.clear()
		w.b.scrubber.kick()
	}
	w.b.sender.Kick()
	w.b.grader.kick()
	return nil
}

// later brings back a reply that overtook the thread it belongs to: its opening message is at Slack, but we have not yet
// read the answer that says where.
func (w *workers) later(entry store.InboxEntry) {
	wait := min(max(100*time.Millisecond, w.b.now().Sub(entry.ReceivedAt)/8), maxTryWait)
	time.AfterFunc(wait, func() {
		select {
		case w.lanes[laneOf(entry.Conversation)] <- entry:
		case <-w.dealt: // stopping; the entry is still in the inbox
		}
	})
}

func (w *workers) putAside(entry store.InboxEntry) error {
	err := w.b.db.Update(func(tx *store.Tx) error {
		if !tx.InInbox(entry.Seq) {
			return nil
		}
		if in, err := inbound.Decode(entry.Body); err == nil {
			s := w.b.newStep(tx, entry.Seq, &in)
			if err := s.apologise(); err != nil {
				w.b.log.Warn("nobody can be told of it", "inbox", entry.Seq, "error", err)
			}
		}
		return tx.InboxDone(entry.Seq)
	})
	if err != nil {
		return fmt.Errorf("put aside inbox entry %d: %w", entry.Seq, err)
	}
	w.b.sender.Kick()
	return nil
}
