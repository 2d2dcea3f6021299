package bot_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"mock-interviewer/bot"
	"mock-interviewer/questions"
	"mock-interviewer/store"
)

// swiftSlack is a Slack that answers at once and remembers nothing but acks: for figures, where a workspace with its
// state would be most of what is measured.
type swiftSlack struct {
	tb     testing.TB
	srv    *httptest.Server
	posted func(channel, kind, blocks string) // called for every message of the bot
	// updated is called for every message that the bot rewrites.
	updated func(channel, kind, blocks string)

	mu    sync.Mutex
	conns []*swiftConn
	sent  map[string]sentFrame // envelopes without an ack
	acked []time.Duration      // from the frame's way out to its ack's way in
	seq   atomic.Int64
	turn  atomic.Int64
	posts atomic.Int64
}

// swiftConn is a socket that many may write to.
type swiftConn struct {
	mu sync.Mutex
	ws *websocket.Conn
}

func newSwiftSlack(tb testing.TB) *swiftSlack {
	s := &swiftSlack{tb: tb, sent: map[string]sentFrame{}, posted: func(string, string, string) {}, updated: func(string, string, string) {}}
	s.srv = httptest.NewServer(http.HandlerFunc(s.serve))
	tb.Cleanup(s.srv.Close)
	return s
}

func (s *swiftSlack) serve(rw http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/ws" {
		s.socket(rw, r)
		return
	}
	rw.Header().Set("Content-Type", "application/json")
	switch strings.TrimPrefix(r.URL.Path, "/api/") {
	case "auth.test":
		_, _ = rw.Write([]byte(`{"ok":true,"team_id":"T1","user_id":"UBOT","bot_id":"BBOT"}`))
	case "apps.connections.open":
		_, _ = fmt.Fprintf(rw, `{"ok":true,"url":"ws%s/ws"}`, strings.TrimPrefix(s.srv.URL, "http"))
	case "chat.postMessage":
		channel := r.FormValue("channel")
		s.posts.Add(1)
		_, _ = fmt.Fprintf(rw, `{"ok":true,"channel":%q,"ts":%q}`, channel, ts())
		s.posted(channel, kindIn(r.FormValue("metadata")), r.FormValue("blocks"))
	case "chat.update":
		channel := r.FormValue("channel")
		_, _ = fmt.Fprintf(rw, `{"ok":true,"channel":%q,"ts":%q}`, channel, r.FormValue("ts"))
		s.updated(channel, kindIn(r.FormValue("metadata")), r.FormValue("blocks"))
	default:
		_, _ = rw.Write([]byte(`{"ok":true}`))
	}
}

func kindIn(metadata string) string {
	_, after, _ := strings.Cut(metadata, `"kind":"`)
	kind, _, _ := strings.Cut(after, `"`)
	return kind
}

// hangUp closes every socket, as Slack does now and then.
func (s *swiftSlack) hangUp() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range s.conns {
		_ = c.ws.Close()
	}
}

// forgetAcks lets go of what was noted so far.
func (s *swiftSlack) forgetAcks() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.acked = nil
}

func (s *swiftSlack) socket(rw http.ResponseWriter, r *http.Request) {
	up := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}
	ws, err := up.Upgrade(rw, r, nil)
	if err != nil {
		return
	}
	defer func() { _ = ws.Close() }()
	c := &swiftConn{ws: ws}
	c.write(`{"type":"hello","num_connections":1,"connection_info":{"app_id":"A1"}}`)
	_ = ws.WriteControl(websocket.PingMessage, []byte("ping"), time.Now().Add(time.Second))
	s.mu.Lock()
	s.conns = append(s.conns, c)
	s.mu.Unlock()
	defer s.gone(c)
	for {
		_, frame, err := ws.ReadMessage()
		if err != nil {
			return
		}
		var ack struct {
			ID string `json:"envelope_id"`
		}
		if json.Unmarshal(frame, &ack) == nil {
			s.ack(ack.ID)
		}
	}
}

func (s *swiftSlack) gone(c *swiftConn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.conns = slices.DeleteFunc(s.conns, func(o *swiftConn) bool { return o == c })
	for id, f := range s.sent {
		if f.on == c {
			delete(s.sent, id)
			time.AfterFunc(200*time.Millisecond, func() { s.send(id, f.text) })
		}
	}
}

func (c *swiftConn) write(frame string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	_ = c.ws.WriteMessage(websocket.TextMessage, []byte(frame))
}

func (s *swiftSlack) ack(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if f, waiting := s.sent[id]; waiting {
		delete(s.sent, id)
		s.acked = append(s.acked, time.Since(f.at))
	}
}

func (s *swiftSlack) unacked() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.sent)
}

// ts is a message's time as Slack writes it.
func ts() string {
	now := time.Now()
	return fmt.Sprintf("%d.%06d", now.Unix(), now.Nanosecond()/1000)
}

// sentFrame is an envelope on its way.
type sentFrame struct {
	text string
	at   time.Time
	on   *swiftConn
}

// envelope gives a frame its number.
func (s *swiftSlack) envelope(frame func(n int64) string) (id, text string) {
	n := s.seq.Add(1)
	return fmt.Sprintf("e%d", n), frame(n)
}

// send sends a frame over one of the sockets in turn, again and again if its socket closes before the ack.
func (s *swiftSlack) send(id, text string) {
	s.mu.Lock()
	if len(s.conns) == 0 {
		s.mu.Unlock()
		time.AfterFunc(200*time.Millisecond, func() { s.send(id, text) })
		return
	}
	c := s.conns[int(s.turn.Add(1))%len(s.conns)]
	s.sent[id] = sentFrame{text: text, at: time.Now(), on: c}
	s.mu.Unlock()
	c.write(text)
}

// say delivers a direct message of the person with this number.
func (s *swiftSlack) say(person int, text string) { s.send(s.said(person, text)) }

// said is the envelope with that message.
func (s *swiftSlack) said(person int, text string) (id, frame string) {
	return s.envelope(func(n int64) string {
		return fmt.Sprintf(`{"envelope_id":"e%d","type":"events_api","accepts_response_payload":false,"payload":{"type":"event_callback",`+
			`"team_id":"T1","event_id":"Ev%d","event":{"type":"message","channel":"D%d","channel_type":"im","user":"U%d","text":%q,"ts":%q}}}`,
			n, n, person, person, text, ts())
	})
}

// press delivers a click on a button of an interview.
func (s *swiftSlack) press(person int, action, value string) {
	s.send(s.envelope(func(n int64) string {
		return fmt.Sprintf(`{"envelope_id":"e%d","type":"interactive","accepts_response_payload":true,"payload":{"type":"block_actions",`+
			`"team":{"id":"T1"},"user":{"id":"U%d"},"channel":{"id":"D%d"},"container":{"type":"message","message_ts":%q},`+
			`"actions":[{"type":"button","block_id":"b","action_id":%q,"value":%q,"action_ts":%q}]}}`, n, person, person, ts(), action, value, ts())
	}))
}

// buttonValue finds the value of a button among a message's blocks; empty for none.
func buttonValue(blocks, action string) string {
	var all []struct {
		Elements []struct {
			ActionID string `json:"action_id"`
			Value    string `json:"value"`
		} `json:"elements"`
	}
	if json.Unmarshal([]byte(blocks), &all) != nil {
		return ""
	}
	for _, b := range all {
		for _, e := range b.Elements {
			if e.ActionID == action {
				return e.Value
			}
		}
	}
	return ""
}

// run starts a bot as serve configures it, but for the rates that the real Slack would hold it to.
func (s *swiftSlack) run(change ...func(*bot.Config)) *store.DB {
	s.tb.Helper()
	bank, err := questions.Load(filepath.Join("testdata", "small.md"))
	if err != nil {
		s.tb.Fatal(err)
	}
	db, err := store.Open(filepath.Join(s.tb.TempDir(), "figures.db"), store.Options{})
	if err != nil {
		s.tb.Fatal(err)
	}
	cfg := bot.Config{
		BotToken: "xoxb-swift", AppToken: "xapp-swift", APIURL: s.srv.URL + "/api/", Store: db, Bank: bank,
		Scorer: instant{}, ScorerName: "llm", NoPacing: true,
	}
	for _, c := range change {
		c(&cfg)
	}
	b, err := bot.New(cfg)
	if err != nil {
		s.tb.Fatal(err)
	}
	s.tb.Cleanup(bot.Tune()) // as serve does
	ended := runUntilCleanup(s.tb, b)
	s.tb.Cleanup(func() { ended(); _ = db.Close() })
	for end := time.Now().Add(10 * time.Second); s.sockets() < 2; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			s.tb.Fatal("the sockets do not open")
		}
	}
	return db
}

func (s *swiftSlack) sockets() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.conns)
}
