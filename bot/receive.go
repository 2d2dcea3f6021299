package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"mock-interviewer/bot/inbound"
	"mock-interviewer/bot/slackerr"
	"mock-interviewer/store"
)

const (
	queued      = 4096 // envelopes that may wait for a commit
	perCommit   = 256  // envelopes that share one commit
	commitTries = 8    // to write a batch, before it is left to Slack's retry
	commitAgain = 250 * time.Millisecond
	burst       = 32                    // envelopes waiting for the next commit that come before all handling
	holdMost    = 50 * time.Millisecond // for that long
	ackTimeout  = 2 * time.Second       // an ack that cannot be written by then is left to Slack's retry
	readLimit   = 4 << 20               // bytes of one frame
	flushFor    = time.Second           // for the last acks at a stop
	shortLived  = 10 * time.Second
	maxBackoff  = 20 * time.Second // two sockets then ask for 6 connections a minute at most, of the 50 that Slack allows
	dropWarning = "envelopes come faster than they can be stored; left unacked for Slack to deliver again"
)

// receiver keeps the sockets, commits what comes in to the inbox, and acks. It never waits for anything but the disk.
type receiver struct {
	b      *Bot
	flood  *flood    // of what goes through the inbox
	asides *flood    // of what does not
	away   bool      // somebody was turned away, and there is word for them in the outbox
	held   []arrived // what is stored and acked, and not yet told to the workers
	since  time.Time // when the first of held came to it
	queue  chan arrival
	closed atomic.Bool  // takes no more
	acking atomic.Int64 // acks not yet handed to slack-go
}

// arrival is an envelope on its way to the inbox, with how to ack it.
type arrival struct {
	in   inbound.Event
	body json.RawMessage // of what goes to the inbox
	ack  func(payload any)
}

// encode makes the body, which takes the text with it: to store and ack an envelope nobody reads that, and thousands may
// wait.
func (a *arrival) encode() (err error) {
	a.body, err = json.Marshal(&a.in)
	a.in.Text = ""
	return err
}

func newReceiver(b *Bot) *receiver {
	return &receiver{b: b, flood: newFlood(), asides: newFlood(), queue: make(chan arrival, queued)}
}

// run returns nil when ctx ends, or the error by which Slack refused us for good. When ctx ends it takes no more, commits
// and acks what it holds, and only then lets the sockets go: nobody sees a command fail that was carried out.
func (r *receiver) run(ctx context.Context) error {
	open, closeSockets := context.WithCancelCause(context.Background())
	defer closeSockets(nil)
	drain, stopCommits := context.WithCancel(context.Background())
	var sockets, commits sync.WaitGroup
	commits.Go(func() { r.commitAll(drain) })
	for i := range r.b.cfg.Sockets {
		sockets.Go(func() {
			// Starts are spread, so that Slack does not refresh both sockets in the same instant.
			if i > 0 && !sleep(open, time.Duration(rand.Int64N(int64(2*time.Second)))) {
				return
			}
			if err := r.keep(open, i); err != nil {
				closeSockets(err)
			}
		})
	}
	select {
	case <-ctx.Done():
	case <-open.Done():
	}
	r.closed.Store(true)
	stopCommits()
	commits.Wait()
	r.flush()
	closeSockets(nil)
	sockets.Wait()
	if err := context.Cause(open); errors.Is(err, ErrAuth) {
		return err
	}
	return nil
}

// flush gives the acks that are under way a moment to go out.
func (r *receiver) flush() {
	for end := time.Now().Add(flushFor); r.acking.Load() > 0 && time.Now().Before(end); {
		time.Sleep(5 * time.Millisecond)
	}
	time.Sleep(20 * time.Millisecond) // slack-go has them; its writer needs an instant
}

// keep holds one socket open. slack-go reconnects by itself, without a pause when connections succeed and die at once:
// that is noticed here, and the client is run anew after a growing, jittered wait.
func (r *receiver) keep(ctx context.Context, n int) error {
	log := r.b.log.With("socket", n)
	wait := time.Second
	for ctx.Err() == nil {
		spare := 3
		if wait > time.Second {
			spare = 1 // they died young before: no more haste
		}
		lived, err := r.connectOnce(ctx, n, spare)
		if ctx.Err() != nil {
			return nil
		}
		if mend := slackerr.Mend(err); mend != "" {
			return fmt.Errorf("%w: apps.connections.open says %s: %s", ErrAuth, slackerr.Code(err), mend)
		}
		if lived > shortLived {
			wait = time.Second
		}
		pause := wait/2 + time.Duration(rand.Int64N(int64(wait)))
		log.Warn("socket down; connecting again", "lived", lived.Round(time.Millisecond), "in", pause.Round(time.Millisecond), "error", slackerr.Code(err))
		if !sleep(ctx, pause) {
			return nil
		}
		wait = min(2*wait, maxBackoff)
	}
	return nil
}

// take acks at once what changes nothing and queues the rest for the inbox.
func (r *receiver) take(a arrival) {
	if r.closed.Load() {
		return // Slack delivers it again, to the next run
	}
	r.b.checkForm(&a.in)
	switch {
	case a.in.ChangesState():
		r.enqueue(a)
	case a.in.AckWith != nil:
		a.ack(a.in.AckWith)
	default:
		a.ack(nil)
		r.aside(a.in)
	}
}

// aside begins what an event asks for that changes nothing. Somebody who asks for it faster than anyone would is not heard:
// there is room for a few of these at a time, for everybody together.
func (r *receiver) aside(in inbound.Event) {
	switch in.Kind {
	case inbound.KindOpen, inbound.KindDispute, inbound.KindPreview, inbound.KindChat:
		if !r.b.cfg.NoPacing && !r.asides.lets(in.User, r.b.now()) {
			return
		}
	}
	switch in.Kind {
	case inbound.KindOpen:
		r.b.open(in)
	case inbound.KindDispute:
		r.b.openDispute(in)
	case inbound.KindPreview:
		r.b.previewStart(in)
	case inbound.KindChat:
		r.b.suggest(in)
	case inbound.KindHome:
		r.b.homes.draw(in.User)
	case inbound.KindLimited:
		r.b.log.Warn("slack throttles our events: over 30,000 an hour in this workspace")
	}
}

// enqueue leaves it to commitAll to store what is encoded here, on the goroutine of its socket.
func (r *receiver) enqueue(a arrival) {
	if err := a.encode(); err != nil {
		r.b.log.Error("an envelope cannot be encoded and is left unacked", "kind", a.in.Kind, "error", err)
		return
	}
	select {
	case r.queue <- a:
	default:
		r.b.log.Error(dropWarning)
	}
}

// commitAll is the only writer of the inbox: what waits together is committed together, in the order it came.
func (r *receiver) commitAll(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			for len(r.queue) > 0 {
				r.commit(ctx, r.gather(<-r.queue))
			}
			r.release()
			return
		case first := <-r.queue:
			r.commit(ctx, r.gather(first))
			r.release()
		}
	}
}

// release lets the workers begin on what was stored. In a burst they wait a moment, until it is stored and acked to the end:
// to handle the first of it, or to write a line about it, would hold up the acks of the rest.
func (r *receiver) release() {
	if len(r.held) == 0 || (len(r.queue) >= burst && time.Since(r.since) < holdMost) {
		return
	}
	for _, a := range r.held {
		r.b.log.Info("received", append(requestOf(a.in), "inbox", a.seq, "kind", a.in.Kind)...)
	}
	r.held = nil
	r.b.workers.kick()
}

func (r *receiver) gather(first arrival) []arrival {
	batch := []arrival{first}
	for len(batch) < perCommit {
		select {
		case a := <-r.queue:
			batch = append(batch, a)
		default:
			return batch
		}
	}
	return batch
}

// commit stores a batch and acks it, and only then. While the file cannot be written it is tried again for as long as Slack
// waits for an ack, since Slack delivers no command and no click twice; events that are left unacked come again. What
// cannot be stored by its own fault does not take its neighbours down with it.
func (r *receiver) commit(ctx context.Context, batch []arrival) {
	for try := 1; len(batch) > 0; try++ {
		bad, err := r.store(batch)
		switch {
		case err == nil:
			return
		case bad >= 0:
			r.b.log.Error("an envelope cannot be stored and is left unacked", "kind", batch[bad].in.Kind, "error", err)
			batch = slices.Delete(batch, bad, bad+1)
		case try == commitTries || !sleep(ctx, commitAgain):
			r.b.log.Error("the inbox cannot be written; nothing is acked, slack will deliver again", "envelopes", len(batch), "error", err)
			return
		}
	}
}

// store commits a batch and acks it. Where an envelope of it is why that failed, it says which; else bad is -1.
func (r *receiver) store(batch []arrival) (bad int, err error) {
	var fresh []arrived
	err = r.b.db.Update(func(tx *store.Tx) error {
		fresh, bad = fresh[:0], -1
		for i := range batch {
			seq, err := r.receive(tx, &batch[i])
			if err != nil {
				bad = i
				return err
			}
			if seq > 0 {
				fresh = append(fresh, arrived{seq, &batch[i].in})
			}
		}
		return nil
	})
	if err != nil {
		return bad, err
	}
	for _, a := range batch {
		a.ack(nil)
	}
	runtime.Gosched() // the acks go first: the next commit takes this processor to the disk
	if len(r.held) == 0 {
		r.since = time.Now()
	}
	r.held = append(r.held, fresh...)
	if r.away {
		r.away = false
		r.b.sender.Kick()
	}
	return -1, nil
}

// arrived is what was new in a batch, with its number in the inbox.
type arrived struct {
	seq uint64
	in  *inbound.Event
}

// receive stores one; its number is 0 where it was known or is none of ours.
func (r *receiver) receive(tx *store.Tx, a *arrival) (uint64, error) {
	in := &a.in
	concerns, err := r.b.concernsUs(tx, in)
	if err != nil || !concerns {
		return 0, err
	}
	seq, fresh, err := tx.ReceiveSeq(store.Inbound{
		Keys: in.Keys, Conversation: in.Conversation(), User: in.User, Kind: string(in.Kind), ReceivedAt: r.b.now(), Body: a.body,
	})
	if err != nil {
		return 0, err
	}
	if !fresh {
		r.b.cfg.Observe.duplicate()
		return 0, nil
	}
	if !r.b.cfg.NoPacing && !r.flood.lets(in.User, r.b.now()) {
		r.away = true
		return 0, r.turnAway(tx, seq, in)
	}
	return seq, nil
}
