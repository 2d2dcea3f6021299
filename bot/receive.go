package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"

	"mock-interviewer/store"
)

const (
	queued      = 4096            // envelopes that may wait for a commit
	perCommit   = 256             // envelopes that share one commit
	ackTimeout  = 2 * time.Second // an ack that cannot be written by then is left to Slack's retry
	readLimit   = 4 << 20         // bytes of one frame
	shortLived  = 10 * time.Second
	maxBackoff  = time.Minute
	dropWarning = "envelopes come faster than they can be stored; left unacked for Slack to deliver again"
)

// receiver keeps the sockets, commits what comes in to the inbox, and acks. It never waits for anything but the disk.
type receiver struct {
	b     *Bot
	queue chan arrival
	wake  chan struct{}
}

// arrival is an envelope on its way to the inbox, with how to ack it.
type arrival struct {
	in  inbound
	ack func(payload any)
}

func newReceiver(b *Bot) *receiver {
	return &receiver{b: b, queue: make(chan arrival, queued)}
}

// run returns nil when ctx ends, or the error by which Slack refused us for good.
func (r *receiver) run(ctx context.Context) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var sockets, commits sync.WaitGroup
	commitCtx, stopCommits := context.WithCancel(context.Background())
	commits.Go(func() { r.commitAll(commitCtx) })
	for i := range r.b.cfg.Sockets {
		sockets.Go(func() {
			// Starts are spread, so that Slack does not refresh both sockets in the same instant.
			if i > 0 && !sleep(ctx, time.Duration(rand.Int64N(int64(2*time.Second)))) {
				return
			}
			if err := r.keep(ctx, i); err != nil {
				cancel(err)
			}
		})
	}
	sockets.Wait()
	stopCommits()
	commits.Wait()
	if err := context.Cause(ctx); errors.Is(err, ErrAuth) {
		return err
	}
	return nil
}

// keep holds one socket open. slack-go reconnects by itself, without a pause when connections succeed and die at once:
// that is noticed here, and the client is run anew after a growing, jittered wait.
func (r *receiver) keep(ctx context.Context, n int) error {
	log := r.b.log.With("socket", n)
	wait := time.Second
	for ctx.Err() == nil {
		lived, err := r.connectOnce(ctx, n)
		if ctx.Err() != nil {
			return nil
		}
		if mend := authMend(err); mend != "" {
			return fmt.Errorf("%w: apps.connections.open says %s: %s", ErrAuth, slackCode(err), mend)
		}
		if lived > shortLived {
			wait = time.Second
		}
		pause := wait/2 + time.Duration(rand.Int64N(int64(wait)))
		log.Warn("socket down; connecting again", "lived", lived.Round(time.Millisecond), "in", pause.Round(time.Millisecond), "error", slackCode(err))
		if !sleep(ctx, pause) {
			return nil
		}
		wait = min(2*wait, maxBackoff)
	}
	return nil
}

// connectOnce runs a socketmode client until it fails or churns. It returns how long the last connection lived.
func (r *receiver) connectOnce(ctx context.Context, n int) (time.Duration, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	client := socketmode.New(r.b.api, socketmode.OptionReadLimit(readLimit))
	done := make(chan struct{})
	s := &socket{r: r, client: client, n: n, cancel: cancel}
	go func() {
		defer close(done)
		s.read(ctx)
	}()
	err := client.RunContext(ctx)
	if cause := context.Cause(ctx); cause != nil && !errors.Is(cause, context.Canceled) {
		err = cause
	}
	cancel(nil)
	<-done
	s.down()
	return s.lived, err
}

// socket is one client's event loop. Its reader must never stall: a full event buffer makes slack-go deaf for good.
type socket struct {
	r      *receiver
	client *socketmode.Client
	n      int
	cancel context.CancelCauseFunc

	up     bool
	since  time.Time
	lived  time.Duration
	deaths int
}

func (s *socket) read(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case e := <-s.client.Events:
			s.event(e)
		}
	}
}

func (s *socket) event(e socketmode.Event) {
	switch e.Type {
	case socketmode.EventTypeHello:
		s.hello(e.Request)
	case socketmode.EventTypeConnecting:
		s.down()
	case socketmode.EventTypeConnectionError:
		s.connectionError(e.Data)
	case socketmode.EventTypeInvalidAuth:
		s.cancel(slack.SlackErrorResponse{Err: "invalid_auth"})
	case socketmode.EventTypeErrorBadMessage:
		if bad, ok := e.Data.(*socketmode.ErrorBadMessage); ok {
			s.badMessage(bad)
		}
	case socketmode.EventTypeErrorWriteFailed:
		s.r.b.log.Warn("an ack could not be written; slack will deliver again", "socket", s.n)
	case socketmode.EventTypeEventsAPI, socketmode.EventTypeInteractive, socketmode.EventTypeSlashCommand:
		if e.Request != nil {
			s.arrived(envelope{ID: e.Request.EnvelopeID, Type: e.Request.Type, Payload: e.Request.Payload, Retry: e.Request.RetryAttempt})
		}
	}
}

func (s *socket) hello(req *socketmode.Request) {
	s.up, s.since = true, time.Now()
	up := s.r.b.ready.Add(1)
	s.r.b.cfg.Observe.socket(int(up))
	connections := 0
	if req != nil {
		connections = req.NumConnections
	}
	s.r.b.log.Info("hello from Slack", "socket", s.n, "connections", connections)
	if connections > s.r.b.cfg.Sockets {
		s.r.b.log.Warn("slack counts more connections than ours: is another copy of the bot running?",
			"connections", connections, "ours", s.r.b.cfg.Sockets)
	}
}

// down notes the end of a connection. Several that die young in a row stop the client: slack-go would reconnect at once.
func (s *socket) down() {
	if !s.up {
		return
	}
	s.up = false
	s.lived = time.Since(s.since)
	s.r.b.cfg.Observe.socket(int(s.r.b.ready.Add(-1)))
	if s.lived > shortLived {
		s.deaths = 0
		return
	}
	s.deaths++
	if s.deaths >= 3 {
		s.cancel(errors.New("connections die young"))
	}
}

// connectionError stops the client for refusals that slack-go would repeat for ever.
func (s *socket) connectionError(data any) {
	event, ok := data.(*slack.ConnectionErrorEvent)
	if !ok {
		return
	}
	s.r.b.log.Warn("cannot connect to Slack", "socket", s.n, "attempt", event.Attempt, "error", slackCode(event.ErrorObj))
	if authMend(event.ErrorObj) != "" {
		s.cancel(event.ErrorObj)
	}
}

// badMessage is a frame that slack-go does not know. It was delivered all the same and must be acked, or it comes back.
func (s *socket) badMessage(bad *socketmode.ErrorBadMessage) {
	var e envelope
	if err := json.Unmarshal(bad.Message, &e); err != nil || e.ID == "" {
		s.r.b.log.Warn("a frame that is no envelope", "socket", s.n, "bytes", len(bad.Message))
		return
	}
	s.arrived(e)
}

func (s *socket) arrived(e envelope) {
	in := parseEnvelope(e, s.r.b.self)
	in.at = time.Now()
	s.r.b.cfg.Observe.envelope(in.Kind)
	a := arrival{in: in, ack: func(payload any) {
		ctx, cancel := context.WithTimeout(context.Background(), ackTimeout)
		defer cancel()
		if err := s.client.AckCtx(ctx, e.ID, payload); err != nil {
			s.r.b.log.Warn("ack failed; slack will deliver again", "socket", s.n, "error", err)
			return
		}
		s.r.b.cfg.Observe.acked(time.Since(in.at))
	}}
	s.r.take(a)
}

// take acks at once what changes nothing and queues the rest for the inbox.
func (r *receiver) take(a arrival) {
	switch {
	case a.in.Kind == kindOpen:
		a.ack(nil)
		r.b.openStart(a.in)
	case a.in.Kind == kindHome:
		a.ack(nil)
		r.b.publishHome(a.in.User)
	case a.in.Kind == kindLimited:
		a.ack(nil)
		r.b.log.Warn("slack throttles our events: over 30,000 an hour in this workspace")
	case !a.in.changesState():
		a.ack(a.in.ackWith)
	default:
		select {
		case r.queue <- a:
		default:
			r.b.log.Error(dropWarning)
		}
	}
}

// commitAll is the only writer of the inbox: what waits together is committed together, in the order it came.
func (r *receiver) commitAll(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			for len(r.queue) > 0 {
				r.commit(r.gather(<-r.queue))
			}
			return
		case first := <-r.queue:
			r.commit(r.gather(first))
		}
	}
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

// commit stores a batch and acks it. If the file cannot be written nothing is acked, and Slack delivers again.
func (r *receiver) commit(batch []arrival) {
	fresh := 0
	err := r.b.db.Update(func(tx *store.Tx) error {
		fresh = 0
		for i := range batch {
			stored, err := r.receive(tx, &batch[i].in)
			if err != nil {
				return err
			}
			if stored {
				fresh++
			}
		}
		return nil
	})
	if err != nil {
		r.b.log.Error("the inbox cannot be written; nothing is acked, slack will deliver again", "envelopes", len(batch), "error", err)
		return
	}
	for _, a := range batch {
		a.ack(nil)
	}
	if fresh > 0 {
		r.b.workers.kick()
	}
}

func (r *receiver) receive(tx *store.Tx, in *inbound) (bool, error) {
	concerns, err := r.b.concernsUs(tx, in)
	if err != nil || !concerns {
		return false, err
	}
	body, err := json.Marshal(in)
	if err != nil {
		return false, fmt.Errorf("encode an inbound %s: %w", in.Kind, err)
	}
	fresh, err := tx.Receive(store.Inbound{
		Keys: in.keys, Conversation: in.conversation(), User: in.User, Kind: string(in.Kind), ReceivedAt: r.b.now(), Body: body,
	})
	if err == nil && !fresh {
		r.b.cfg.Observe.duplicate()
	}
	return fresh, err
}
