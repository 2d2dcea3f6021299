package bot_test

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// diary is a log that a test reads line by line.
type diary struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (d *diary) Write(p []byte) (int, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.b.Write(p)
}

func (d *diary) text() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.b.String()
}

// line is the first line with this message for which `is` holds, or nil.
func (d *diary) line(msg string, is func(map[string]any) bool) map[string]any {
	for line := range strings.Lines(d.text()) {
		var row map[string]any
		if json.Unmarshal([]byte(line), &row) == nil && row["msg"] == msg && is(row) {
			return row
		}
	}
	return nil
}

func withLog(d *diary) option {
	return func(h *house) {
		h.cfg.Log = slog.New(slog.NewJSONHandler(d, &slog.HandlerOptions{Level: slog.LevelDebug}))
	}
}

func TestOneReplyCanBeFollowedInTheLogFromItsEnvelopeToItsCard(t *testing.T) {
	t.Parallel()
	log := &diary{}
	h := newHouse(t, withLog(log))
	ada := h.space.Person("ada")
	dm := ada.DM()
	must(ada.Say(dm, "practice technical"))(t)
	h.message(dm, "question", 1)
	must(ada.Say(dm, good))(t)
	card := h.message(dm, "scorecard", 1)

	has := func(key string, value any) func(map[string]any) bool {
		return func(row map[string]any) bool { return row[key] == value }
	}
	next := func(msg string, is func(map[string]any) bool) (found map[string]any) {
		t.Helper()
		h.within(10*time.Second, "the log line "+msg, func() bool { found = log.line(msg, is); return found != nil })
		return found
	}
	received := next("received", has("envelope", h.envelopeOf(good)))
	handled := next("handled", has("inbox", received["inbox"]))
	grades, _ := handled["grades"].([]any)
	if len(grades) != 1 {
		t.Fatalf("handling it asks for the grades %v, want one", grades)
	}
	graded := next("graded", has("answer", grades[0]))
	sent := next("sent", func(row map[string]any) bool { return row["answer"] == grades[0] && row["kind"] == "scorecard" })
	if sent["effect"] != str(card, "effect_id") || sent["ts"] != card.TS {
		t.Errorf("sent %v; the card is %s at %s", sent, str(card, "effect_id"), card.TS)
	}
	for _, row := range []map[string]any{handled, graded, sent} {
		if row["interview"] != str(card, "interview_id") {
			t.Errorf("%v does not name the interview %s", row, str(card, "interview_id"))
		}
	}
	for _, secret := range []string{good[:30], "canary", h.srv.BotToken(), h.srv.AppToken()} {
		if strings.Contains(log.text(), secret) {
			t.Errorf("the log holds %.12q…", secret)
		}
	}
}

// envelopeOf is the id of the envelope that brought a text to the bot.
func (h *house) envelopeOf(text string) string {
	h.t.Helper()
	for _, e := range slices.Backward(h.space.Journal()) {
		if e.Outcome == "sent" && strings.Contains(string(e.Body), text) {
			return e.ID
		}
	}
	h.t.Fatalf("no envelope brought %.20q", text)
	return ""
}
