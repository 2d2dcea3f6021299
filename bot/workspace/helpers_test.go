package workspace_test

import (
	"context"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"
	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
	"github.com/slack-go/slack/socketmode"

	"mock-interviewer/bot/workspace"
)

// bench is a started workspace with real slack-go clients.
type bench struct {
	*workspace.Workspace
	srv *workspace.Server
	api *slack.Client
	ada *workspace.Person
	ben *workspace.Person
}

func start(t testing.TB, change func(*workspace.Config)) *bench {
	t.Helper()
	manifest, err := os.ReadFile("testdata/manifest.yaml")
	if err != nil {
		t.Fatal(err)
	}
	cfg := workspace.Config{
		ManifestFile: manifest, AckTimeout: 300 * time.Millisecond, SocketGrace: 20 * time.Millisecond,
		RetryDelays: []time.Duration{10 * time.Millisecond, 100 * time.Millisecond, 2 * time.Second},
	}
	if change != nil {
		change(&cfg)
	}
	w, err := workspace.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	srv, err := w.Start(t.Context(), "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(srv.Close)
	api := slack.New(srv.BotToken(), slack.OptionAppLevelToken(srv.AppToken()), slack.OptionAPIURL(srv.APIURL()))
	return &bench{Workspace: w, srv: srv, api: api, ada: w.Person("ada"), ben: w.Person("Ben Okafor")}
}

// app is a Socket Mode client that acks what handle tells it to.
type app struct {
	client *socketmode.Client
	mu     sync.Mutex
	events []socketmode.Event
	grew   chan struct{}
}

// connect runs a socketmode client. handle gets every request; its first result goes into the ack, and without ack
// (second result false) nothing is sent. A nil handle acks everything.
func (b *bench) connect(t *testing.T, handle func(socketmode.Event) (any, bool)) *app {
	t.Helper()
	before := b.Sockets()
	a := &app{client: socketmode.New(b.api), grew: make(chan struct{}, 1000)}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { defer close(done); _ = a.client.RunContext(ctx) }()
	go a.loop(ctx, handle)
	t.Cleanup(func() { cancel(); <-done })
	if err := b.WaitSockets(short(t), before+1); err != nil {
		t.Fatal("no socket:", err)
	}
	return a
}

func (a *app) loop(ctx context.Context, handle func(socketmode.Event) (any, bool)) {
	for {
		select {
		case <-ctx.Done():
			return
		case e := <-a.client.Events:
			if e.Request == nil || e.Request.EnvelopeID == "" {
				continue
			}
			a.mu.Lock()
			a.events = append(a.events, e)
			a.mu.Unlock()
			a.grew <- struct{}{}
			payload, ack := any(nil), true
			if handle != nil {
				payload, ack = handle(e)
			}
			if ack {
				_ = a.client.AckCtx(ctx, e.Request.EnvelopeID, payload)
			}
		}
	}
}

// wait returns the app's events once there are n of them.
func (a *app) wait(t *testing.T, n int) []socketmode.Event {
	t.Helper()
	timeout := time.After(5 * time.Second)
	for {
		a.mu.Lock()
		got := append([]socketmode.Event(nil), a.events...)
		a.mu.Unlock()
		if len(got) >= n {
			return got
		}
		select {
		case <-a.grew:
		case <-timeout:
			t.Fatalf("waited for %d events, got %d", n, len(got))
		}
	}
}

func inner(e socketmode.Event) any {
	ev, _ := e.Data.(slackevents.EventsAPIEvent)
	return ev.InnerEvent.Data
}

func short(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 15*time.Second)
	t.Cleanup(cancel)
	return ctx
}

// long is patience for what a busy machine may draw out.
func long(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	t.Cleanup(cancel)
	return ctx
}

// dial opens a bare socket.
func dial(t *testing.T, b *bench) *websocket.Conn {
	t.Helper()
	_, url, err := b.api.StartSocketModeContext(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	ws, err := dialURL(t, url)
	if err != nil {
		t.Fatal(err)
	}
	return ws
}

func dialURL(t *testing.T, url string) (*websocket.Conn, error) {
	t.Helper()
	ws, res, err := websocket.DefaultDialer.DialContext(t.Context(), url, nil)
	if res != nil {
		_ = res.Body.Close()
	}
	if err == nil {
		t.Cleanup(func() { _ = ws.Close() })
		err = ws.SetReadDeadline(time.Now().Add(30 * time.Second)) // a test that waits in vain says so
	}
	return ws, err
}
