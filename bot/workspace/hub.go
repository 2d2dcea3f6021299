package workspace

import (
	"encoding/json"
	"errors"
	"slices"
	"time"
)

// What a person sees when the app did not take what they did. Slack shows the same words.
var (
	// ErrDispatchFailed says that no socket of the app was open.
	ErrDispatchFailed = errors.New("dispatch_failed: the app is not connected")
	// ErrNoAck says that the app did not ack in time.
	ErrNoAck = errors.New("operation_timeout: the app did not respond in time")

	errNoChannel = errors.New("no such channel")
)

// maxAck is the size from which Slack drops an ack without a word.
const maxAck = 20 << 10

// maxSockets is how many connections an app may have.
const maxSockets = 10

// hub holds the sockets and what waits for an ack on them. The workspace's mutex guards it.
type hub struct {
	sockets []*socket
	tickets map[string]bool // URLs handed out and not yet used
	next    int
	pending map[string]waiting // by envelope id
	open    map[*delivery]bool // not acked and not given up
	held    []*delivery        // events of an earlier run, for the first socket
}

// waiting is an envelope on its way: the delivery it belongs to and the only socket that may ack it.
type waiting struct {
	d    *delivery
	sock *socket
	sent time.Time
}

// delivery is one payload that the app has to ack, over one or, for events, several envelopes.
type delivery struct {
	kind    string // events_api, slash_commands, interactive
	name    string // for the journal
	order   int    // of events: the later, the larger
	payload json.RawMessage
	accepts bool
	attempt int
	done    bool
	ids     []string
	timer   *time.Timer
	result  chan ackResult // interactions only; holds one
}

type ackResult struct {
	payload json.RawMessage
	err     error
}

func newHub() hub {
	return hub{tickets: map[string]bool{}, pending: map[string]waiting{}, open: map[*delivery]bool{}}
}

// envelope is a frame of Socket Mode that carries a payload.
type envelope struct {
	EnvelopeID   string          `json:"envelope_id"`
	Type         string          `json:"type"`
	Payload      json.RawMessage `json:"payload"`
	Accepts      bool            `json:"accepts_response_payload"`
	RetryAttempt *int            `json:"retry_attempt,omitempty"`
	RetryReason  *string         `json:"retry_reason,omitempty"`
}

// send makes one attempt at a delivery: one envelope on one of the open sockets. The caller holds the mutex.
func (w *Workspace) send(d *delivery) {
	if d.done || w.closed {
		return
	}
	w.hub.open[d] = true
	sock := w.pick()
	if sock == nil {
		w.envelopeEntry(d.kind, d.name, "no socket", "", time.Time{}, nil)
		w.unacked(d, ErrDispatchFailed)
		return
	}
	w.sendOn(sock, d)
	if d.kind == "events_api" && w.faults.hit(w.faults.DuplicateEnvelope) {
		w.faults.count("duplicate_envelope")
		w.sendOn(w.pick(), d)
	}
	if w.faults.hit(w.faults.Disconnect) {
		w.faults.count("disconnect")
		sock.retire("refresh_requested", 0)
	}
	d.timer = time.AfterFunc(w.cfg.AckTimeout, func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.unacked(d, ErrNoAck)
	})
}

func (w *Workspace) sendOn(sock *socket, d *delivery) {
	env := envelope{EnvelopeID: w.id("env-"), Type: d.kind, Payload: d.payload, Accepts: d.accepts}
	if d.kind == "events_api" {
		reason := ""
		if d.attempt > 0 {
			reason = "timeout"
		}
		env.RetryAttempt, env.RetryReason = &d.attempt, &reason
	}
	d.ids = append(d.ids, env.EnvelopeID)
	w.hub.pending[env.EnvelopeID] = waiting{d, sock, time.Now()}
	sock.write(raw(env))
	w.envelopeEntry(d.kind, d.name, "sent", env.EnvelopeID, time.Time{}, d.payload)
}

// pick returns the socket whose turn it is, or nil.
func (w *Workspace) pick() *socket {
	h := &w.hub
	if len(h.sockets) == 0 {
		return nil
	}
	h.next++
	return h.sockets[h.next%len(h.sockets)]
}

// unacked ends an attempt that got no ack: events are tried again, interactions have failed.
func (w *Workspace) unacked(d *delivery, why error) {
	if d.done || w.closed {
		return
	}
	if d.kind != "events_api" || d.attempt >= len(w.cfg.RetryDelays) {
		w.envelopeEntry(d.kind, d.name, "given up: "+why.Error(), "", time.Time{}, nil)
		w.finish(d, ackResult{err: why})
		return
	}
	delay := w.cfg.RetryDelays[d.attempt]
	d.attempt++
	d.timer = time.AfterFunc(delay, func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.send(d)
	})
}

// acked takes an ack that came in on a socket. One for an envelope that went to another socket does not count.
func (w *Workspace) acked(sock *socket, frame []byte) {
	var ack struct {
		EnvelopeID string          `json:"envelope_id"`
		Payload    json.RawMessage `json:"payload"`
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(frame) >= maxAck {
		w.envelopeEntry("socket", "ack", "dropped: 20 KB or more", "", time.Time{}, nil)
		return
	}
	if json.Unmarshal(frame, &ack) != nil || ack.EnvelopeID == "" {
		w.envelopeEntry("socket", "ack", "dropped: not an ack", "", time.Time{}, nil)
		return
	}
	wait, ok := w.hub.pending[ack.EnvelopeID]
	if !ok || wait.sock != sock {
		w.envelopeEntry("socket", "ack", "dropped: not awaited here", ack.EnvelopeID, time.Time{}, nil)
		return
	}
	if w.faults.hit(w.faults.DropAck) {
		w.faults.count("drop_ack")
		w.envelopeEntry(wait.d.kind, wait.d.name, "ack lost on purpose", ack.EnvelopeID, wait.sent, nil)
		return
	}
	delete(w.hub.pending, ack.EnvelopeID)
	if !wait.d.accepts {
		ack.Payload = nil
	}
	w.envelopeEntry(wait.d.kind, wait.d.name, "acked", ack.EnvelopeID, wait.sent, ack.Payload)
	w.finish(wait.d, ackResult{payload: ack.Payload})
}

func (w *Workspace) finish(d *delivery, r ackResult) {
	if d.done {
		return
	}
	d.done = true
	delete(w.hub.open, d)
	if d.timer != nil {
		d.timer.Stop()
	}
	for _, id := range d.ids {
		delete(w.hub.pending, id)
	}
	if d.result != nil {
		d.result <- r
	}
}

// ask sends an interaction and waits for its ack. The caller must not hold the mutex.
func (w *Workspace) ask(kind, name string, payload any) (json.RawMessage, error) {
	d := &delivery{kind: kind, name: name, payload: raw(payload), accepts: true, result: make(chan ackResult, 1)}
	w.mu.Lock()
	if w.closed {
		w.mu.Unlock()
		return nil, ErrDispatchFailed
	}
	w.send(d)
	w.mu.Unlock()
	r := <-d.result
	return r.payload, r.err
}

// Sockets returns how many Socket Mode connections are open.
func (w *Workspace) Sockets() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.hub.sockets)
}

// Unacked returns how many events and interactions still wait for an ack or for their next attempt.
func (w *Workspace) Unacked() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.hub.open)
}

// Disconnect asks every open socket to reconnect, as Slack does now and then, and closes it after the grace time.
// The reason is Slack's: warning, refresh_requested, link_disabled or too_many_websockets.
func (w *Workspace) Disconnect(reason string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, s := range slices.Clone(w.hub.sockets) {
		s.retire(reason, w.cfg.SocketGrace)
	}
}

// DropSockets cuts every open socket without a word.
func (w *Workspace) DropSockets() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, s := range slices.Clone(w.hub.sockets) {
		s.close()
	}
}
