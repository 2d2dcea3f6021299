package bot_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"mock-interviewer/bot"
	"mock-interviewer/bot/scorer"
	"mock-interviewer/questions"
	"mock-interviewer/store"
)

// rawSlack is as little of Slack as a socket needs, for frames that no real workspace can be made to send on demand.
type rawSlack struct {
	t   *testing.T
	srv *httptest.Server

	mu      sync.Mutex
	authErr string               // what auth.test refuses with
	openErr func(nth int) string // what apps.connections.open refuses with, by the number of the call from 1
	churn   bool                 // close every connection right after its hello
	opened  int
	frames  chan string
	acks    []string
	calls   []string       // Web API methods, in order
	said    map[string]int // messages posted, by channel
	words   string         // of all of them
}

func newRawSlack(t *testing.T) *rawSlack {
	f := &rawSlack{t: t, frames: make(chan string, 100), said: map[string]int{}}
	f.srv = httptest.NewServer(http.HandlerFunc(f.serve))
	t.Cleanup(f.srv.Close)
	return f
}

func (f *rawSlack) serve(rw http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/ws" {
		f.socket(rw, r)
		return
	}
	method := strings.TrimPrefix(r.URL.Path, "/api/")
	f.mu.Lock()
	defer f.mu.Unlock()
	f.calls = append(f.calls, method)
	refused := ""
	answer := map[string]any{"ok": true}
	switch method {
	case "auth.test":
		refused = f.authErr
		answer["team_id"], answer["user_id"], answer["bot_id"] = "T1", "UBOT", "BBOT"
	case "apps.connections.open":
		f.opened++
		if f.openErr != nil {
			refused = f.openErr(f.opened)
		}
		answer["url"] = "ws" + strings.TrimPrefix(f.srv.URL, "http") + "/ws"
	case "chat.postMessage":
		f.said[r.FormValue("channel")]++
		f.words += r.FormValue("text") + "\n"
		answer["channel"], answer["ts"] = r.FormValue("channel"), fmt.Sprintf("1700000000.%06d", len(f.calls))
	}
	if refused != "" {
		answer = map[string]any{"ok": false, "error": refused}
	}
	rw.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(rw).Encode(answer)
}

func (f *rawSlack) socket(rw http.ResponseWriter, r *http.Request) {
	up := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}
	conn, err := up.Upgrade(rw, r, nil)
	if err != nil {
		return
	}
	defer func() { _ = conn.Close() }()
	_ = conn.WriteMessage(websocket.TextMessage, []byte(`{"type":"hello","num_connections":1,"connection_info":{"app_id":"A1"}}`))
	_ = conn.WriteControl(websocket.PingMessage, []byte("ping"), time.Now().Add(time.Second))
	f.mu.Lock()
	churn := f.churn
	f.mu.Unlock()
	if churn {
		time.Sleep(5 * time.Millisecond)
		return
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			_, frame, err := conn.ReadMessage()
			if err != nil {
				return
			}
			var ack struct {
				ID string `json:"envelope_id"`
			}
			_ = json.Unmarshal(frame, &ack)
			f.mu.Lock()
			f.acks = append(f.acks, ack.ID)
			f.mu.Unlock()
		}
	}()
	for {
		select {
		case <-done:
			return
		case frame := <-f.frames:
			_ = conn.WriteMessage(websocket.TextMessage, []byte(frame))
		}
	}
}

func (f *rawSlack) acked(id string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Contains(f.acks, id)
}

func (f *rawSlack) called(method string) (n int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, c := range f.calls {
		if c == method {
			n++
		}
	}
	return n
}

func (f *rawSlack) saidTo(channel string) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.said[channel]
}

func (f *rawSlack) saidSo(words string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return strings.Contains(f.words, words)
}

func (f *rawSlack) openings() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.opened
}

// rawRun is a bot at a rawSlack.
type rawRun struct {
	*bot.Bot
	db     *store.DB
	cancel context.CancelFunc
	done   chan error
}

func (f *rawSlack) run(sockets int) *rawRun {
	f.t.Helper()
	bank, err := questions.Load(filepath.Join("testdata", "small.md"))
	if err != nil {
		f.t.Fatal(err)
	}
	db, err := store.Open(filepath.Join(f.t.TempDir(), "raw.db"), store.Options{})
	if err != nil {
		f.t.Fatal(err)
	}
	b, err := bot.New(bot.Config{
		BotToken: "xoxb-raw", AppToken: "xapp-raw", APIURL: f.srv.URL + "/api/", Store: db, Bank: bank,
		Scorer: scorer.NewOffline(bank.Questions()), ScorerName: "offline", Sockets: sockets, Log: testLog(f.t),
	})
	if err != nil {
		f.t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	run := &rawRun{Bot: b, db: db, cancel: cancel, done: make(chan error, 1)}
	go func() { run.done <- b.Run(ctx); close(run.done) }()
	f.t.Cleanup(func() {
		cancel()
		for range run.done {
		}
		_ = db.Close()
	})
	return run
}

// eventually polls for something that happens by itself.
func eventually(t *testing.T, d time.Duration, what string, is func() bool) {
	t.Helper()
	for end := time.Now().Add(d); !is(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("waited %v for %s", d, what)
		}
	}
}

// slackTS is a moment as a message's ts.
func slackTS(at time.Time) string { return fmt.Sprintf("%d.%06d", at.Unix(), at.Nanosecond()/1000) }

func (r *rawRun) waiting(t *testing.T, count func(*store.Tx) int) (n int) {
	t.Helper()
	if err := r.db.View(func(tx *store.Tx) error { n = count(tx); return nil }); err != nil {
		t.Fatal(err)
	}
	return n
}
