// Package monitor shows how the bot is doing: Prometheus metrics under the contract's names, and health and readiness
// over HTTP. It only counts; it decides nothing and sees no content.
package monitor

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"

	"mock-interviewer/bot"
	"mock-interviewer/bot/inbound"
)

const prefix = "mock_interviewer_"

// Sources are read whenever the metrics are. All but Version are needed; a zero time shows as 0.
type Sources struct {
	Version                                      string
	InboxPending, OutboxPending, GradingsPending func() int
	DatabaseBytes                                func() int64
	LastTick, LastBackup                         func() time.Time
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
	posts      *prometheus.CounterVec
}

// New makes a monitor with all its metrics at zero. What has few label values begins with all of them, so that the first
// of its kind is an increase.
func New(from Sources) *Monitor {
	m := &Monitor{
		registry:   prometheus.NewRegistry(),
		envelopes:  counters("envelopes_total", "Envelopes received from Slack.", "kind"),
		duplicates: prometheus.NewCounter(prometheus.CounterOpts{Name: prefix + "envelopes_duplicate_total", Help: "Envelopes that had been received before."}),
		// Slack waits 3 s; a commit takes a millisecond or a few.
		acks: histogram("ack_seconds", "From an envelope's arrival to its ack, the commit included.",
			.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2, 3),
		// The offline estimate takes a millisecond, a model seconds, a struggling one up to its two minutes.
		grading: histogram("grading_seconds", "One judgement, its retries included.",
			.001, .01, .1, .5, 1, 2, 4, 8, 15, 30, 60, 120),
		grades:   counters("grades_total", "Judgements by scorer and outcome: graded, or why not.", "scorer", "outcome"),
		tokens:   counters("llm_tokens_total", "Tokens used for grading: prompt, cached (part of prompt), completion.", "kind"),
		requests: counters("slack_requests_total", "Calls to Slack by method and outcome: ok, or Slack's error code.", "method", "outcome"),
		sockets:  gauge("socket_connected", "Socket Mode connections that are up."),
		daily:    gauge("daily_last_post_timestamp_seconds", "When a question of the day was last posted."),
		posts:    counters("daily_posts_total", "Questions of the day by outcome: on_time, late, skipped, failed.", "outcome"),
	}
	for _, kind := range []string{"prompt", "cached", "completion"} {
		m.tokens.WithLabelValues(kind)
	}
	// The commonest of the rest are there at zero too, so that a dashboard has something to show from the start.
	for _, method := range []string{"chat.postMessage", "chat.update", "chat.postEphemeral", "views.open", "apps.connections.open"} {
		m.requests.WithLabelValues(method, "ok")
	}
	for _, kind := range []inbound.Kind{inbound.KindMessage, inbound.KindSlash, inbound.KindAction, inbound.KindUnknown} {
		m.envelopes.WithLabelValues(string(kind))
	}
	for _, scorer := range []string{"llm", "offline"} {
		m.grades.WithLabelValues(scorer, "graded")
	}
	for _, outcome := range []string{bot.DailyOnTime, bot.DailyLate, bot.DailySkipped, bot.DailyFailed} {
		m.posts.WithLabelValues(outcome)
	}
	m.registry.MustRegister(m.envelopes, m.duplicates, m.acks, m.grading, m.grades, m.tokens, m.requests, m.sockets, m.daily, m.posts,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	m.registry.MustRegister(from.collectors()...)
	return m
}

func (s Sources) collectors() []prometheus.Collector {
	info := gaugeVec("build_info", "1, with the version that runs.", "version")
	info.WithLabelValues(s.Version).Set(1)
	return []prometheus.Collector{
		info,
		read("inbox_pending", "Events stored and not yet handled.", func() float64 { return float64(s.InboxPending()) }),
		read("outbox_pending", "Messages stored and not yet sent.", func() float64 { return float64(s.OutboxPending()) }),
		read("gradings_pending", "Replies stored and not yet graded.", func() float64 { return float64(s.GradingsPending()) }),
		read("database_bytes", "Size of the database file.", func() float64 { return float64(s.DatabaseBytes()) }),
		read("scheduler_last_tick_timestamp_seconds", "When the daily scheduler last looked at the clock.", func() float64 { return unix(s.LastTick()) }),
		read("backup_last_timestamp_seconds", "When the newest daily backup was made; 0 for none.", func() float64 { return unix(s.LastBackup()) }),
	}
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
		DailyPost: func(at time.Time) { m.daily.Set(unix(at)) },
		Daily:     func(outcome string) { m.posts.WithLabelValues(outcome).Inc() },
	}
}
