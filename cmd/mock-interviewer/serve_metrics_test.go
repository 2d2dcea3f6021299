package main

import (
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"mock-interviewer/bot"
	"mock-interviewer/bot/manifest"
	"mock-interviewer/bot/scorer/scorertest"
	"mock-interviewer/bot/workspace"
	"mock-interviewer/store"
)

// gauges reads /metrics as a Prometheus does, and remembers which metrics a test has looked at.
type gauges struct {
	t    *testing.T
	url  string
	seen map[string]bool
}

// observed runs serve with health and metrics on a port of their own.
func (w *ward) observed() (*gauges, *notes) {
	w.t.Helper()
	w.set("MOCK_INTERVIEWER_HTTP", "127.0.0.1:0")
	said, _ := w.serving()
	w.t.Cleanup(func() {
		if w.t.Failed() {
			w.t.Logf("serve said:\n%s", said)
		}
	})
	var address []string
	until(w.t, "the address of health and metrics", func() bool {
		address = regexp.MustCompile(`msg="health and metrics" address=(\S+)`).FindStringSubmatch(said.String())
		return address != nil
	})
	w.set("MOCK_INTERVIEWER_HTTP", address[1])
	return &gauges{w.t, "http://" + address[1], map[string]bool{}}, said
}

func (g *gauges) get(path string) (status int, body string) {
	g.t.Helper()
	req, err := http.NewRequestWithContext(g.t.Context(), http.MethodGet, g.url+path, nil)
	if err != nil {
		g.t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		g.t.Fatal(err)
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		g.t.Fatal(err)
	}
	return resp.StatusCode, string(data)
}

// all are the series of our own, by name and labels.
func (g *gauges) all() map[string]float64 {
	g.t.Helper()
	_, body := g.get("/metrics")
	series := map[string]float64{}
	for line := range strings.Lines(body) {
		name, value, ok := strings.Cut(strings.TrimSpace(line), " ")
		if rest, ours := strings.CutPrefix(name, "mock_interviewer_"); ok && ours {
			v, err := strconv.ParseFloat(value, 64)
			if err != nil {
				g.t.Fatalf("%s: %v", line, err)
			}
			series[rest] = v
		}
	}
	return series
}

// shows waits until a series has a value that is as it should be.
func (g *gauges) shows(series string, is func(float64) bool) {
	g.t.Helper()
	g.seen[family(series)] = true
	until(g.t, series, func() bool {
		v, there := g.all()[series]
		return there && is(v)
	})
}

// family is a metric's name without labels and without what a histogram adds.
func family(series string) string {
	name, _, _ := strings.Cut(series, "{")
	for _, end := range []string{"_bucket", "_count", "_sum"} {
		name = strings.TrimSuffix(name, end)
	}
	return name
}

func atLeast(n float64) func(float64) bool { return func(v float64) bool { return v >= n } }
func exactly(n float64) func(float64) bool { return func(v float64) bool { return v == n } }

// lately is a timestamp of the last minute.
func lately(v float64) bool { return time.Since(time.Unix(int64(v), 0)) < time.Minute }

func TestEveryMetricMovesWithTheFlowThatItCounts(t *testing.T) {
	t.Parallel()
	w := newWard(t, manifest.Full)
	w.set("MOCK_INTERVIEWER_DAILY_CRON", "@every 2s")
	g, _ := w.observed()
	v := visit(t, w.space)
	dm := v.ada.DM()

	g.shows(`build_info{version="devel"}`, exactly(1))
	g.shows("socket_connected", exactly(2))
	g.shows("database_bytes", atLeast(1))
	g.shows("scheduler_last_tick_timestamp_seconds", lately)
	g.shows("backup_last_timestamp_seconds", lately)

	// A reply: in, graded, out.
	v.said(v.ada.Say(dm, "practice"))
	v.await(dm, "question", 1)
	v.said(v.ada.Say(dm, visitReply))
	v.ok(v.ada.Click(v.await(dm, "scorecard", 1), "Next question"))
	v.await(dm, "question", 2)
	v.ok(v.ada.Slash(w.space.ChannelID("team"), "/mock-interview", "stats"))
	g.shows(`envelopes_total{kind="message"}`, atLeast(2))
	g.shows(`envelopes_total{kind="action"}`, atLeast(1))
	g.shows(`envelopes_total{kind="slash"}`, atLeast(1))
	g.shows(`ack_seconds_count`, atLeast(4))
	g.shows(`grades_total{outcome="graded",scorer="llm"}`, exactly(1))
	g.shows(`grading_seconds_count`, exactly(1))
	for _, kind := range []string{"prompt", "cached", "completion"} {
		g.shows(`llm_tokens_total{kind="`+kind+`"}`, atLeast(1))
	}
	g.shows(`slack_requests_total{method="chat.postMessage",outcome="ok"}`, atLeast(3))
	g.shows("inbox_pending", exactly(0))
	g.shows("gradings_pending", exactly(0))

	// A question of the day.
	v.await(w.space.ChannelID("team"), "daily", 1)
	g.shows(`daily_posts_total{outcome="on_time"}`, atLeast(1))
	g.shows("daily_last_post_timestamp_seconds", lately)

	// Slack delivers twice, and then asks to wait.
	w.space.SetFaults(workspace.Faults{DuplicateEnvelope: 1})
	v.said(v.ada.Say(dm, "help"))
	g.shows("envelopes_duplicate_total", atLeast(1))
	w.space.SetFaults(workspace.Faults{RateLimit: 1, RetryAfter: time.Second, Methods: []string{"chat.postMessage"}})
	v.said(v.ada.Say(dm, "stats"))
	g.shows(`slack_requests_total{method="chat.postMessage",outcome="ratelimited"}`, atLeast(1))
	g.shows("outbox_pending", atLeast(1))
	w.space.SetFaults(workspace.Faults{})
	g.shows("outbox_pending", exactly(0))

	// A model that talks beside the point: the reply waits.
	w.model.Then(scorertest.Content("Sure thing."), scorertest.Content("Sure thing."))
	v.said(v.ada.Say(dm, visitReply))
	g.shows(`grades_total{outcome="invalid",scorer="llm"}`, exactly(1))
	g.shows("gradings_pending", exactly(1))

	for _, name := range slices.Sorted(maps.Keys(g.all())) {
		if !g.seen[family(name)] {
			t.Errorf("no flow of this test moves %s", name)
		}
	}
}

func TestWhatWaitsInTheStoreIsShown(t *testing.T) {
	t.Parallel()
	db, err := store.Open(filepath.Join(t.TempDir(), dbName), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	err = db.Update(func(tx *store.Tx) error {
		if _, err := tx.Receive(store.Inbound{Keys: []string{"envelope:1"}, Conversation: "dm:U1", Kind: "message"}); err != nil {
			return err
		}
		return tx.Enqueue(store.OutboxEntry{ID: "e1", Conversation: "dm:U1", Channel: "D1", Action: "post", Kind: "notice"})
	})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(newMonitor(db, time.Now).Handler())
	t.Cleanup(server.Close)
	g := &gauges{t, server.URL, map[string]bool{}}
	g.shows("inbox_pending", exactly(1))
	g.shows("outbox_pending", exactly(1))
}

func TestReadinessNamesEachPartThatFails(t *testing.T) {
	t.Parallel()
	w := newWard(t, manifest.Full)
	g, said := w.observed()
	until(t, "hello", func() bool { return hasLine(said.String(), "hello from Slack") })
	if status, body := g.get("/readyz"); status != http.StatusOK || !strings.Contains(body, `"ok":true`) {
		t.Errorf("well: %d %s", status, body)
	}
	for _, args := range [][]string{{"health"}, {"health", "--ready"}} {
		if r := invoke(t, w.vars, "", args...); r.code != exitDone || !strings.Contains(r.out, `"ok":true`) {
			t.Errorf("%v: exit %d, %s%s", args, r.code, r.out, r.err)
		}
	}
	w.down() // Slack is gone
	until(t, "readiness to end", func() bool {
		status, body := g.get("/readyz")
		return status == http.StatusServiceUnavailable && strings.Contains(body, "socket") && !strings.Contains(body, "store")
	})
	if r := invoke(t, w.vars, "", "health", "--ready"); r.code != exitFailed || !strings.Contains(r.err, "socket") {
		t.Errorf("not ready: exit %d, %s", r.code, r.err)
	}
	if r := invoke(t, w.vars, "", "health"); r.code != exitDone {
		t.Errorf("the process is well all the same: exit %d, %s", r.code, r.err)
	}
}

func TestReadinessWantsAWritableFileAndAScheduler(t *testing.T) {
	t.Parallel()
	w := newWard(t, manifest.Full)
	cfg, err := (env{getenv: func(name string) string { return w.vars[name] }}).loadAll()
	w.ok(err)
	bank, err := guideFlag{}.bank(cfg)
	w.ok(err)
	db, err := store.Open(filepath.Join(t.TempDir(), dbName), store.Options{})
	w.ok(err)
	settings, err := botConfig(cfg, bank, db, nil)
	w.ok(err)
	b, err := bot.New(settings)
	w.ok(err)
	failing := func() (names []string) {
		for _, c := range readiness(b, db) {
			if c.Test() != nil {
				names = append(names, c.Name)
			}
		}
		return names
	}
	if got := failing(); !slices.Equal(got, []string{"socket", "scheduler"}) {
		t.Errorf("before it runs, failing: %v", got)
	}
	w.ok(db.Close())
	if got := failing(); !slices.Equal(got, []string{"socket", "store", "scheduler"}) {
		t.Errorf("without its file, failing: %v", got)
	}
}

func TestHealthSaysWhyItCannotTell(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		http string
		code int
		says string
	}{
		"off":     {"off", exitUsage, "MOCK_INTERVIEWER_HTTP"},
		"nobody":  {"127.0.0.1:1", exitFailed, "does not answer"},
		"nothing": {"nonsense", exitUsage, "MOCK_INTERVIEWER_HTTP"},
	} {
		if r := invoke(t, map[string]string{"MOCK_INTERVIEWER_HTTP": c.http}, "", "health"); r.code != c.code || r.out != "" || !strings.Contains(r.err, c.says) {
			t.Errorf("%s: exit %d, %s%s", name, r.code, r.out, r.err)
		}
	}
	for addr, want := range map[string]string{":9090": "127.0.0.1:9090", "0.0.0.0:9090": "127.0.0.1:9090", "[::]:9090": "[::1]:9090", "10.0.0.1:9090": "10.0.0.1:9090"} {
		if got := local(addr); got != want {
			t.Errorf("local(%q) = %q, want %q", addr, got, want)
		}
	}
}
