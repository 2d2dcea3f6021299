package docs_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"

	"mock-interviewer/bot/monitor"
)

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// only is an environment of one variable.
func only(name, value string) func(string) string {
	return func(n string) string {
		if n == name {
			return value
		}
		return ""
	}
}

// exposed are the metrics that a running serve has, ours and those of the Go runtime and the process, each with its
// labels. Vectors appear only once they were used.
func exposed(t *testing.T) map[string][]string {
	t.Helper()
	one := func() int { return 1 }
	m := monitor.New(monitor.Sources{
		Version: "v1", InboxPending: one, OutboxPending: one, GradingsPending: one,
		DatabaseBytes: func() int64 { return 1 }, LastTick: time.Now, LastBackup: time.Now,
	})
	o := m.Observer()
	o.Envelope("message")
	o.Graded("llm", "graded", time.Second)
	o.Request("chat.postMessage", "ok")
	rec := httptest.NewRecorder()
	m.Handler().ServeHTTP(rec, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/metrics", nil))
	all := map[string][]string{}
	for _, s := range regexp.MustCompile(`(?m)^([a-z_]+)(?:\{(.*)\})? `).FindAllStringSubmatch(rec.Body.String(), -1) {
		all[s[1]] = nil
		for _, label := range regexp.MustCompile(`([a-z_]+)="`).FindAllStringSubmatch(s[2], -1) {
			all[s[1]] = append(all[s[1]], label[1])
		}
	}
	return all
}

var (
	metricName = regexp.MustCompile(`\b(?:mock_interviewer|process|go)_[a-z_]+\b`)
	selector   = regexp.MustCompile(`\b(mock_interviewer_[a-z_]+)\{([^}]*)\}`)
	labelName  = regexp.MustCompile(`([a-z_]+)\s*(?:=~|!~|!=|=)\s*"`)
)

// holds checks that an expression speaks of metrics and labels that there are.
func holds(t *testing.T, where, expr string, there map[string][]string) {
	t.Helper()
	for _, name := range metricName.FindAllString(expr, -1) {
		if _, ok := there[name]; !ok {
			t.Errorf("%s speaks of %s, which there is not", where, name)
		}
	}
	for _, s := range selector.FindAllStringSubmatch(expr, -1) {
		for _, label := range labelName.FindAllStringSubmatch(s[2], -1) {
			if !slices.Contains(there[s[1]], label[1]) {
				t.Errorf("%s speaks of the label %s, which %s has not", where, label[1], s[1])
			}
		}
	}
	if strings.Count(expr, "(") != strings.Count(expr, ")") {
		t.Errorf("%s: brackets that do not close: %s", where, expr)
	}
}

type rules struct {
	Groups []struct {
		Rules []struct {
			Alert, Record, Expr string
			Labels, Annotations map[string]string
		}
	}
}

func TestEveryAlertSpeaksOfMetricsThatThereAreAndHasItsEntryInTheRunbook(t *testing.T) {
	t.Parallel()
	var r rules
	if err := yaml.Unmarshal([]byte(read(t, "alerts.yml")), &r); err != nil {
		t.Fatal(err)
	}
	there, entries, shown := exposed(t), anchors(read(t, "runbook.md")), read(t, "alerts_test.yml")
	alerts := 0
	for _, rule := range r.Groups[0].Rules {
		holds(t, rule.Alert+rule.Record, rule.Expr, there)
		if rule.Alert == "" {
			continue
		}
		alerts++
		if want := "docs/runbook.md#" + strings.ToLower(rule.Alert); rule.Annotations["runbook_url"] != want {
			t.Errorf("%s leads to %s, want %s", rule.Alert, rule.Annotations["runbook_url"], want)
		}
		if !slices.Contains(entries, strings.ToLower(rule.Alert)) {
			t.Errorf("the runbook has no entry %s", rule.Alert)
		}
		if rule.Labels["severity"] == "" || rule.Annotations["summary"] == "" {
			t.Errorf("%s does not say how bad it is, and what", rule.Alert)
		}
		if strings.Count(shown, "alertname: "+rule.Alert+"}")+strings.Count(shown, "alertname: "+rule.Alert+",") != 2 {
			t.Errorf("alerts_test.yml does not show %s both quiet and firing", rule.Alert)
		}
	}
	if n := strings.Count(read(t, "runbook.md"), "\n## MockInterviewer"); n != alerts {
		t.Errorf("%d entries in the runbook for %d alerts", n, alerts)
	}
}

func TestTheDashboardShowsMetricsThatThereAreInPanelsThatDoNotOverlap(t *testing.T) {
	t.Parallel()
	var board struct {
		Panels []struct {
			ID      int
			Title   string
			GridPos struct{ X, Y, W, H int }
			Targets []struct{ Expr string }
		}
	}
	if err := json.Unmarshal([]byte(read(t, "grafana", "mock-interviewer.json")), &board); err != nil {
		t.Fatal(err)
	}
	there, ids, taken, text := exposed(t), map[int]bool{}, map[[2]int]string{}, ""
	for _, p := range board.Panels {
		if ids[p.ID] {
			t.Errorf("two panels are %d", p.ID)
		}
		ids[p.ID] = true
		for _, target := range p.Targets {
			holds(t, p.Title, target.Expr, there)
			text += target.Expr
		}
		for x := p.GridPos.X; x < p.GridPos.X+p.GridPos.W; x++ {
			for y := p.GridPos.Y; y < p.GridPos.Y+p.GridPos.H; y++ {
				if other, ok := taken[[2]int{x, y}]; ok || x >= 24 {
					t.Fatalf("%s lies over %s", p.Title, other)
				}
				taken[[2]int{x, y}] = p.Title
			}
		}
	}
	for name := range there {
		if base := strings.TrimSuffix(strings.TrimSuffix(name, "_sum"), "_count"); strings.HasPrefix(name, "mock_interviewer_") && !strings.Contains(text, base) {
			t.Errorf("no panel shows %s", name)
		}
	}
}

func TestOperationsNamesEveryMetric(t *testing.T) {
	t.Parallel()
	page := read(t, "operations.md")
	for name := range exposed(t) {
		base := strings.TrimPrefix(name, "mock_interviewer_")
		for _, end := range []string{"_bucket", "_sum", "_count"} {
			base = strings.TrimSuffix(base, end)
		}
		if strings.HasPrefix(name, "mock_interviewer_") && !strings.Contains(page, "`"+base) {
			t.Errorf("docs/operations.md does not name %s", name)
		}
	}
}
