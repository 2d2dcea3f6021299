package outbox

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"mock-interviewer/bot/ability"
	"mock-interviewer/bot/blocks"
	"mock-interviewer/store"
)

// desk is a sender with a file, its owner, and a Slack that keeps what it is sent and fails as it is told.
type desk struct {
	t     *testing.T
	db    *store.DB
	srv   *httptest.Server
	owner *owner
	// fail may answer a call itself, before Slack does anything; it returns true where it did.
	fail func(rw http.ResponseWriter, method, channel string, nth int) bool

	mu     sync.Mutex
	calls  []string // "method channel"
	said   []said
	sender *Sender
	stop   func()
}

// said is a message at Slack.
type said struct {
	channel, thread, text, effect, ts string
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{t: t, owner: &owner{}, fail: func(http.ResponseWriter, string, string, int) bool { return false }}
	db, err := store.Open(filepath.Join(t.TempDir(), "desk.db"), store.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	d.db = db
	d.srv = httptest.NewServer(http.HandlerFunc(d.serve))
	t.Cleanup(func() {
		if d.stop != nil {
			d.stop()
		}
		d.srv.Close()
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return d
}

// run starts a sender, with what an earlier run left behind. It is stopped at the end of the test, or by calling stop.
func (d *desk) run() {
	d.sender = New(Config{
		Owner: d.owner, Store: d.db, API: slack.New("xoxb-x", slack.OptionAPIURL(d.srv.URL+"/api/")), HTTP: d.srv.Client(),
		Can: ability.New(time.Now), Log: slog.New(slog.DiscardHandler), Now: time.Now, Observe: func(string, string) {}, NoPacing: true,
	})
	d.sender.begun = time.Time{} // no process of before has anything in flight
	drain, end := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { d.sender.Run(drain, context.Background()); close(done) }()
	d.stop = func() { end(); <-done; d.stop = nil }
}

// send starts a sender that has nothing behind it, and gives it entries.
func (d *desk) send(entries ...store.OutboxEntry) {
	d.t.Helper()
	d.run()
	d.enqueue(post("ready", "ready", "C9"))
	d.empty()
	d.mu.Lock()
	d.calls, d.said = nil, nil
	d.mu.Unlock()
	d.enqueue(entries...)
}

func (d *desk) enqueue(entries ...store.OutboxEntry) {
	d.t.Helper()
	if err := d.db.Update(func(tx *store.Tx) error { return tx.Enqueue(entries...) }); err != nil {
		d.t.Fatal(err)
	}
	if d.sender != nil {
		d.sender.Kick()
	}
}

// post is an entry that says its own id.
func post(id, conversation, channel string) store.OutboxEntry {
	return store.OutboxEntry{
		ID: id, Kind: "notice", Conversation: conversation, Action: store.ActionPost, Channel: channel, CreatedAt: time.Now(),
		Message: blocks.Encode(blocks.Plain(id)),
	}
}

// empty waits until the outbox is.
func (d *desk) empty() {
	d.t.Helper()
	for end := time.Now().Add(10 * time.Second); ; time.Sleep(2 * time.Millisecond) {
		n := 0
		if err := d.db.View(func(tx *store.Tx) error { n = tx.OutboxLen(); return nil }); err != nil {
			d.t.Fatal(err)
		}
		if n == 0 {
			return
		}
		if time.Now().After(end) {
			d.t.Fatalf("%d entries are still in the outbox; slack has %v", n, d.texts(""))
		}
	}
}

// texts are what was said in a channel, in order; "" is everywhere.
func (d *desk) texts(channel string) (all []string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, m := range d.said {
		if channel == "" || m.channel == channel {
			all = append(all, m.text)
		}
	}
	return all
}

// messages are what Slack has.
func (d *desk) messages() []said {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.said)
}

// count is how often a method was called.
func (d *desk) count(method string) (n int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, c := range d.calls {
		if strings.HasPrefix(c, method+" ") {
			n++
		}
	}
	return n
}

func (d *desk) want(channel string, texts ...string) {
	d.t.Helper()
	if got := d.texts(channel); !slices.Equal(got, texts) {
		d.t.Errorf("in %q slack has %q, want %q", channel, got, texts)
	}
}

func (d *desk) serve(rw http.ResponseWriter, r *http.Request) {
	method := strings.TrimPrefix(r.URL.Path, "/api/")
	channel := r.FormValue("channel")
	d.mu.Lock()
	d.calls = append(d.calls, method+" "+channel)
	nth := 0
	for _, c := range d.calls {
		if c == method+" "+channel {
			nth++
		}
	}
	d.mu.Unlock()
	if d.fail(rw, method, channel, nth) {
		return
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	switch method {
	case "chat.postMessage":
		answer(rw, map[string]any{"ok": true, "channel": channel, "ts": d.keep(r)})
	case "chat.postEphemeral":
		answer(rw, map[string]any{"ok": true, "message_ts": d.keep(r)})
	case "chat.update":
		i := slices.IndexFunc(d.said, func(m said) bool { return m.ts == r.FormValue("ts") })
		if i < 0 {
			refuse(rw, "message_not_found")
			return
		}
		d.said[i].text = r.FormValue("text")
		answer(rw, map[string]any{"ok": true, "channel": channel, "ts": d.said[i].ts})
	case "conversations.history", "conversations.replies":
		var found []map[string]any
		for _, m := range slices.Backward(d.said) {
			if m.channel == channel {
				found = append(found, map[string]any{"ts": m.ts, "text": m.text, "metadata": map[string]any{
					"event_type": MetadataType, "event_payload": map[string]any{"effect_id": m.effect},
				}})
			}
		}
		answer(rw, map[string]any{"ok": true, "messages": found})
	case "conversations.open":
		answer(rw, map[string]any{"ok": true, "channel": map[string]any{"id": "D" + r.FormValue("users")}})
	default:
		refuse(rw, "unknown_method")
	}
}

// keep takes a message in. The lock is held.
func (d *desk) keep(r *http.Request) (ts string) {
	ts = fmt.Sprintf("%d.%06d", time.Now().Unix(), len(d.said)+1)
	var meta slack.SlackMetadata
	_ = json.Unmarshal([]byte(r.FormValue("metadata")), &meta)
	effect, _ := meta.EventPayload["effect_id"].(string)
	d.said = append(d.said, said{
		channel: r.FormValue("channel"), thread: r.FormValue("thread_ts"), text: r.FormValue("text"), effect: effect, ts: ts,
	})
	return ts
}

func answer(rw http.ResponseWriter, v any) {
	rw.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(rw).Encode(v)
}

func refuse(rw http.ResponseWriter, code string) {
	answer(rw, map[string]any{"ok": false, "error": code})
}

// owner notes what it is told.
type owner struct {
	mu      sync.Mutex
	placed  int
	refused []string // "id code"
	instead func(e store.OutboxEntry) []store.OutboxEntry
}

func (o *owner) Placed(*store.Tx, store.OutboxEntry, string, string) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.placed++
	return nil
}

func (o *owner) Refused(tx *store.Tx, e store.OutboxEntry, cause error) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	code := cause.Error()
	if refused, ok := errors.AsType[slack.SlackErrorResponse](cause); ok {
		code = refused.Err
	}
	o.refused = append(o.refused, e.ID+" "+code)
	if o.instead == nil {
		return nil
	}
	return tx.Enqueue(o.instead(e)...)
}

func (o *owner) DirectChannel(*store.Tx, string, string) error { return nil }

func (o *owner) File(*store.Tx, string) (File, error) {
	return File{Title: "a file", Data: []byte("{}\n")}, nil
}

func (o *owner) Sent(store.OutboxEntry) {}
