package bot_test

import (
	"context"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"mock-interviewer/bot"
	"mock-interviewer/bot/daily"
	"mock-interviewer/bot/manifest"
	"mock-interviewer/bot/scorer"
	"mock-interviewer/bot/workspace"
	"mock-interviewer/questions"
	"mock-interviewer/store"
)

// What people write in these tests. good covers every point of question 1, weak one of them.
const (
	good = "I would start with a canary release that gets a small share of traffic, compare its error rate with the old version, " +
		"roll back automatically to the previous version when the error rate rises, and tell the on-call engineer and support before the rollout begins."
	weak = "I would send a small share of traffic to a canary of the new version first and compare its error rate with the old one."
)

// house is a whole workspace with the bot in it: real websocket, real HTTP, a real file.
type house struct {
	t     *testing.T
	space *workspace.Workspace
	srv   *workspace.Server
	bank  *questions.Bank
	file  string
	cfg   bot.Config
	stop  func() error
	db    *store.DB
	bot   *bot.Bot // the one that runs now
	// followUps counts the follow-ups that were answered.
	followUps int
}

type option func(*house)

func withScorer(s scorer.Scorer, name string) option {
	return func(h *house) { h.cfg.Scorer, h.cfg.ScorerName = s, name }
}

func withDaily(subs ...daily.Subscription) option {
	return func(h *house) { h.cfg.Daily, h.cfg.PostDailyAtStart = subs, true }
}

func newHouse(t *testing.T, options ...option) *house {
	t.Helper()
	return newHouseIn(t, workspace.Config{}, options...)
}

// newHouseIn is newHouse in a workspace of one's own; what the configuration leaves out is as in newHouse.
func newHouseIn(t *testing.T, in workspace.Config, options ...option) *house {
	t.Helper()
	bank, err := questions.Load(filepath.Join("testdata", "small.md"))
	if err != nil {
		t.Fatal(err)
	}
	if in.Manifest.Features.BotUser.DisplayName == "" {
		in.Manifest = *manifest.New()
	}
	if in.RetryDelays == nil {
		in.RetryDelays = []time.Duration{0, 100 * time.Millisecond, time.Second}
	}
	space, err := workspace.New(in)
	if err != nil {
		t.Fatal(err)
	}
	srv, err := space.Start(t.Context(), "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(srv.Close)
	h := &house{t: t, space: space, srv: srv, bank: bank, file: filepath.Join(t.TempDir(), "mock-interviewer.db")}
	h.cfg = bot.Config{
		BotToken: srv.BotToken(), AppToken: srv.AppToken(), APIURL: srv.APIURL(), Bank: bank,
		Scorer: scorer.NewOffline(bank.Questions()), ScorerName: "offline", NoPacing: true, Sockets: 1, Log: testLog(t),
	}
	for _, o := range options {
		o(h)
	}
	h.start()
	t.Cleanup(func() {
		if err := h.stop(); err != nil {
			t.Error(err)
		}
	})
	return h
}

// testLog is quiet unless the test is run with MOCK_INTERVIEWER_TEST_LOG set.
func testLog(t *testing.T) *slog.Logger {
	w := io.Discard
	if os.Getenv("MOCK_INTERVIEWER_TEST_LOG") != "" {
		w = t.Output()
	}
	return slog.New(slog.NewTextHandler(w, &slog.HandlerOptions{Level: slog.LevelDebug}))
}

// start opens the file and runs the bot until stop; it waits for the socket.
func (h *house) start() {
	h.t.Helper()
	db, err := store.Open(h.file, store.Options{Now: h.cfg.Now})
	if err != nil {
		h.t.Fatal(err)
	}
	h.db = db
	cfg := h.cfg
	cfg.Store = db
	b, err := bot.New(cfg)
	if err != nil {
		h.t.Fatal(err)
	}
	h.bot = b
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- b.Run(ctx) }()
	h.stop = func() error {
		cancel()
		err := <-done
		h.stop = func() error { return nil }
		if cerr := db.Close(); err == nil {
			err = cerr
		}
		return err
	}
	h.within(10*time.Second, "the bot's socket", b.Ready)
}

func (h *house) within(d time.Duration, what string, is func() bool) {
	h.t.Helper()
	for end := time.Now().Add(d); !is(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			h.t.Fatalf("waited %v for %s", d, what)
		}
	}
}

func (h *house) patience() context.Context {
	ctx, cancel := context.WithTimeout(h.t.Context(), 30*time.Second)
	h.t.Cleanup(cancel)
	return ctx
}

func kindOf(m workspace.Message) string {
	if m.Metadata == nil {
		return ""
	}
	return str(m, "kind")
}

// message waits for the n-th (from 1) message of a kind in a channel.
func (h *house) message(channel, kind string, n int) workspace.Message {
	h.t.Helper()
	var found []workspace.Message
	err := h.space.Wait(h.patience(), func() bool {
		found = nil
		for _, m := range h.space.AllMessages() {
			if m.Channel == channel && kindOf(m) == kind {
				found = append(found, m)
			}
		}
		return len(found) >= n
	})
	if err != nil {
		h.t.Fatalf("waited for %s %d in %s; there is:\n%s", kind, n, channel, h.transcript(channel))
	}
	return found[n-1]
}

// private waits for an ephemeral message to a person that holds a text.
func (h *house) private(p *workspace.Person, text string) workspace.Message {
	h.t.Helper()
	m, err := h.space.WaitEphemeral(h.patience(), p.ID(), func(m workspace.Message) bool { return strings.Contains(everything(m), text) })
	if err != nil {
		var have []string
		for _, e := range h.space.Ephemerals(p.ID()) {
			have = append(have, everything(e))
		}
		h.t.Fatalf("waited for a private message with %q; there is:\n%s", text, strings.Join(have, "\n"))
	}
	return m
}

// everything is what a message shows: its text and its blocks as they were sent.
func everything(m workspace.Message) string { return m.Text + "\n" + string(m.Blocks) }

func (h *house) transcript(channel string) string {
	var b strings.Builder
	for _, m := range h.space.AllMessages() {
		if m.Channel == channel {
			b.WriteString(m.TS + " " + m.User + m.BotID + " [" + kindOf(m) + "] " + m.Text + "\n")
		}
	}
	return b.String()
}

func (h *house) count(channel, kind string) (n int) {
	for _, m := range h.space.AllMessages() {
		if m.Channel == channel && kindOf(m) == kind {
			n++
		}
	}
	return n
}

func (h *house) answers() (all []store.Answer) {
	h.t.Helper()
	err := h.db.View(func(tx *store.Tx) error {
		return tx.EachAnswer(func(a store.Answer) error { all = append(all, a); return nil })
	})
	if err != nil {
		h.t.Fatal(err)
	}
	return all
}

func must[T any](v T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func (h *house) ok(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

func str(m workspace.Message, field string) string {
	if m.Metadata == nil {
		return ""
	}
	s, _ := m.Metadata.EventPayload[field].(string)
	return s
}
