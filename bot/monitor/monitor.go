// Package monitor shows how the bot is doing: Prometheus metrics under the contract's names, and health and readiness
// over HTTP. It only counts; it decides nothing and sees no content.
package monitor

import (
	"encoding/json"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"mock-interviewer/bot"
)

// Gauges are read whenever the metrics are.
type Gauges struct {
	InboxPending, OutboxPending func() int
}

// Check is one condition of readiness: nil where it holds, else an error that says what is wrong.
type Check struct {
	Name string
	Test func() error
}

// Monitor counts what a bot tells it. Make it with New.
type Monitor struct {
	registry   *prometheus.Registry
	envelopes  *prometheus.CounterVec
	duplicates prometheus.Counter
	acks       prometheus.Histogram
	grading    prometheus.Histogram
	grades     *prometheus.CounterVec
	tokens     *prometheus.CounterVec
	requests   *prometheus.CounterVec
	sockets    prometheus.Gauge
	daily      prometheus.Gauge
}

const prefix = "mock_interviewer_"

// New makes a monitor with all its metrics at zero.
func New(g Gauges) *Monitor {
	m := &Monitor{
		registry: prometheus.NewRegistry(),
		envelopes: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: prefix + "envelopes_total", Help: "Envelopes received from Slack.",
		}, []string{"kind"}),
		duplicates: prometheus.NewCounter(prometheus.CounterOpts{
			Name: prefix + "envelopes_duplicate_total", Help: "Envelopes that had been received before.",
		}),
		acks: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: prefix + "ack_seconds", Help: "From an envelope's arrival to its ack, the commit included.",
			Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2, 3},
		}),
		grading: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: prefix + "grading_seconds", Help: "One judgement, its retries included.",
			Buckets: []float64{.001, .01, .1, .5, 1, 2, 4, 8, 15, 30, 60, 120},
		}),
		grades: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: prefix + "grades_total", Help: "Judgements by scorer and outcome.",
		}, []string{"scorer", "outcome"}),
		tokens: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: prefix + "llm_tokens_total", Help: "Tokens used for grading: prompt, cached (part of prompt), completion.",
		}, []string{"kind"}),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: prefix + "slack_requests_total", Help: "Calls to Slack by method and outcome.",
		}, []string{"method", "outcome"}),
		sockets: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: prefix + "socket_connected", Help: "Socket Mode connections that are up.",
		}),
		daily: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: prefix + "daily_last_post_timestamp_seconds", Help: "When a question of the day was last posted.",
		}),
	}
	m.registry.MustRegister(m.envelopes, m.duplicates, m.acks, m.grading, m.grades, m.tokens, m.requests, m.sockets, m.daily,
		pending("inbox_pending", "Events stored and not yet handled.", g.InboxPending),
		pending("outbox_pending", "Messages stored and not yet sent.", g.OutboxPending),
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

func pending(name, help string, read func() int) prometheus.Collector {
	return prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: prefix + name, Help: help}, func() float64 {
		return float64(read())
	})
}

// Observer is what the bot reports to.
func (m *Monitor) Observer() bot.Observer {
	return bot.Observer{
		Envelope:  func(kind string) { m.envelopes.WithLabelValues(kind).Inc() },
		Duplicate: m.duplicates.Inc,
		Acked:     func(after time.Duration) { m.acks.Observe(after.Seconds()) },
		Graded: func(scorer, outcome string, took time.Duration) {
			m.grades.WithLabelValues(scorer, outcome).Inc()
			m.grading.Observe(took.Seconds())
		},
		Tokens:    func(kind string, n int) { m.tokens.WithLabelValues(kind).Add(float64(n)) },
		Request:   func(method, outcome string) { m.requests.WithLabelValues(method, label(outcome)).Inc() },
		Socket:    func(up int) { m.sockets.Set(float64(up)) },
		DailyPost: func(at time.Time) { m.daily.Set(float64(at.Unix())) },
	}
}

// label keeps a metric's values few: Slack's codes as they are, everything longer as "error".
func label(outcome string) string {
	if len(outcome) > 40 {
		return "error"
	}
	for _, r := range outcome {
		if r != '_' && (r < 'a' || r > 'z') {
			return "error"
		}
	}
	return outcome
}

// Handler serves /healthz (the process runs), /readyz (every check holds; those that fail are named) and /metrics.
func (m *Monitor) Handler(checks ...Check) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{}))
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { answer(w, http.StatusOK, nil) })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, _ *http.Request) {
		failing := map[string]string{}
		for _, c := range checks {
			if err := c.Test(); err != nil {
				failing[c.Name] = err.Error()
			}
		}
		if len(failing) > 0 {
			answer(w, http.StatusServiceUnavailable, failing)
			return
		}
		answer(w, http.StatusOK, nil)
	})
	return mux
}

func answer(w http.ResponseWriter, status int, failing map[string]string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(struct {
		OK      bool              `json:"ok"`
		Failing map[string]string `json:"failing,omitempty"`
	}{status == http.StatusOK, failing})
}
