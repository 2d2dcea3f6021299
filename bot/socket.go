package bot

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"

	"mock-interviewer/bot/inbound"
	"mock-interviewer/bot/slackerr"
)

// connectOnce runs a socketmode client until it fails or churns, which is when as many connections as spare died young in a
// row. It returns how long the last connection lived.
func (r *receiver) connectOnce(ctx context.Context, n, spare int) (time.Duration, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	client := socketmode.New(r.b.api, socketmode.OptionReadLimit(readLimit))
	done := make(chan struct{})
	s := &socket{r: r, client: client, n: n, spare: spare, cancel: cancel, acks: make(chan ack, queued)}
	go func() {
		defer close(done)
		go s.ackAll(ctx)
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

// connectMethod is what slack-go calls for the address of a socket; what then fails is counted under it, too.
const connectMethod = "apps.connections.open"

// socket is one client's event loop. Its reader must never stall: a full event buffer makes slack-go deaf for good.
type socket struct {
	r      *receiver
	client *socketmode.Client
	n      int
	cancel context.CancelCauseFunc
	acks   chan ack

	up     bool
	since  time.Time
	lived  time.Duration
	deaths int
	spare  int
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
			s.arrived(inbound.Envelope{ID: e.Request.EnvelopeID, Type: e.Request.Type, Payload: e.Request.Payload, Retry: e.Request.RetryAttempt})
		}
	}
}

func (s *socket) hello(req *socketmode.Request) {
	s.up, s.since = true, time.Now()
	s.r.b.cfg.Observe.request(connectMethod, "ok")
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
	if s.deaths >= s.spare {
		s.cancel(errors.New("connections die young"))
	}
}

// connectionError stops the client for refusals that slack-go would repeat for ever.
func (s *socket) connectionError(data any) {
	event, ok := data.(*slack.ConnectionErrorEvent)
	if !ok {
		return
	}
	s.r.b.cfg.Observe.request(connectMethod, slackerr.Code(event.ErrorObj))
	s.r.b.log.Warn("cannot connect to Slack", "socket", s.n, "attempt", event.Attempt, "error", slackerr.Code(event.ErrorObj))
	if slackerr.Mend(event.ErrorObj) != "" {
		s.cancel(event.ErrorObj)
	}
}

// badMessage is a frame that slack-go does not know. It was delivered all the same and must be acked, or it comes back.
func (s *socket) badMessage(bad *socketmode.ErrorBadMessage) {
	var e inbound.Envelope
	if err := json.Unmarshal(bad.Message, &e); err != nil || e.ID == "" {
		s.r.b.log.Warn("a frame that is no envelope", "socket", s.n, "bytes", len(bad.Message))
		return
	}
	s.arrived(e)
}

func (s *socket) arrived(e inbound.Envelope) {
	in := inbound.Parse(e, s.r.b.self.User)
	in.At = time.Now()
	s.r.b.cfg.Observe.envelope(in.Kind)
	s.r.take(arrival{in: in, ack: func(payload any) { s.ack(ack{e.ID, payload, in.At}) }})
}

// ack is one to send: for which envelope, with what, and since when it waits.
type ack struct {
	envelope string
	payload  any
	since    time.Time
}

// ack queues an ack. A socket that cannot send them must hold up neither the inbox nor the other socket.
func (s *socket) ack(a ack) {
	select {
	case s.acks <- a:
		s.r.acking.Add(1)
	default:
		s.r.b.log.Warn("acks cannot be written; slack will deliver again", "socket", s.n)
	}
}

func (s *socket) ackAll(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			s.r.acking.Add(-int64(len(s.acks)))
			return
		case a := <-s.acks:
			s.send(ctx, a)
			s.r.acking.Add(-1)
		}
	}
}

func (s *socket) send(ctx context.Context, a ack) {
	ctx, cancel := context.WithTimeout(ctx, ackTimeout)
	defer cancel()
	if err := s.client.AckCtx(ctx, a.envelope, a.payload); err != nil {
		s.r.b.log.Warn("ack failed; slack will deliver again", "socket", s.n, "error", err)
		return
	}
	s.r.b.cfg.Observe.acked(time.Since(a.since))
}
