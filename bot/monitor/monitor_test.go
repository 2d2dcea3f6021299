package monitor

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

func fresh() *Monitor {
	none := func() int { return 0 }
	never := func() time.Time { return time.Time{} }
	return New(Sources{
		Version: "v1.2.3", InboxPending: none, OutboxPending: none, GradingsPending: none,
		DatabaseBytes: func() int64 { return 0 }, LastTick: never, LastBackup: never,
	})
}

func get(t *testing.T, h http.Handler, path string) (status int, body string) {
	t.Helper()
	rec := httptest.NewRecorder()
	h.ServeHTTP(rec, httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil))
	return rec.Code, rec.Body.String()
}

func TestReadinessNamesEveryCheckThatFails(t *testing.T) {
	t.Parallel()
	well := Check{"socket", func() error { return nil }}
	full := Check{"store", func() error { return errors.New("the disk is full") }}
	slow := Check{"scheduler", func() error { return errors.New("it sleeps") }}
	for _, c := range []struct {
		checks []Check
		status int
		want   map[string]string
	}{
		{[]Check{well}, http.StatusOK, nil},
		{[]Check{well, full}, http.StatusServiceUnavailable, map[string]string{"store": "the disk is full"}},
		{[]Check{full, slow}, http.StatusServiceUnavailable, map[string]string{"store": "the disk is full", "scheduler": "it sleeps"}},
	} {
		status, body := get(t, fresh().Handler(c.checks...), "/readyz")
		var said struct {
			OK      bool
			Failing map[string]string
		}
		if err := json.Unmarshal([]byte(body), &said); err != nil || status != c.status || said.OK != (c.want == nil) || len(said.Failing) != len(c.want) {
			t.Errorf("%d %s, %v; want %d %v", status, body, err, c.status, c.want)
		}
		for name, why := range c.want {
			if said.Failing[name] != why {
				t.Errorf("%s: %q, want %q", name, said.Failing[name], why)
			}
		}
	}
	if status, _ := get(t, fresh().Handler(full), "/healthz"); status != http.StatusOK {
		t.Errorf("health asks for more than the process: %d", status)
	}
}

// An error's text becomes a label's value only where it is one of Slack's codes: anything else would be a series for each.
func TestAnOutcomeNeverMakesMoreSeriesThanSlackHasCodes(t *testing.T) {
	t.Parallel()
	m := fresh()
	seen := m.Observer()
	for _, outcome := range []string{"ok", "not_in_channel", "missing_scope (needs chat:write)", "Post: EOF", strings.Repeat("a", 41), "500 Internal Server Error"} {
		seen.Request("chat.postMessage", outcome)
	}
	_, body := get(t, m.Handler(), "/metrics")
	for _, want := range []string{`outcome="ok"} 1`, `outcome="not_in_channel"} 1`, `outcome="error"} 4`} {
		if !strings.Contains(body, want) {
			t.Errorf("no series with %s", want)
		}
	}
	if n := strings.Count(body, `mock_interviewer_slack_requests_total{method="chat.postMessage"`); n != 3 {
		t.Errorf("%d series, want 3", n)
	}
}

// What Prometheus calls increase() sees a series only from its second sample on, so the rare ones must be there before.
func TestRareOutcomesAreThereAtZero(t *testing.T) {
	t.Parallel()
	_, body := get(t, fresh().Handler(), "/metrics")
	for _, want := range []string{
		`daily_posts_total{outcome="late"} 0`, `daily_posts_total{outcome="skipped"} 0`, `daily_posts_total{outcome="failed"} 0`,
		`envelopes_total{kind="message"} 0`, `grades_total{outcome="graded",scorer="llm"} 0`,
		`slack_requests_total{method="chat.postMessage",outcome="ok"} 0`,
		`llm_tokens_total{kind="prompt"} 0`, "envelopes_duplicate_total 0", "backup_last_timestamp_seconds 0", `build_info{version="v1.2.3"} 1`,
	} {
		if !strings.Contains(body, prefix+want+"\n") {
			t.Errorf("/metrics does not show %s", want)
		}
	}
}
