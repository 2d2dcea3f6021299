package config

import (
	"log/slog"
	"slices"
	"strings"
	"time"
)

// field is one row of the configuration table: what Load reads, Changed compares and Schema describes.
type field struct {
	path   string // in the YAML file
	env    string
	doc    string // for editors, a sentence
	secret bool
	list   bool // takes a sequence in YAML and a comma-separated list in the environment
	fixed  bool // a running serve keeps what it began with
	set    func(*Config, setting) *problem
	get    func(Config) any // of the type that the field has
	values
}

// values are what a field takes, where its type alone does not say so.
type values struct {
	oneOf       []string
	least, most int // of a number
	durations   string
	pattern     string
	off         bool // nothing at all is a value, too
}

// problem is a value's fault, before it is known where the value stands.
type problem struct{ what, want string }

// fields is the configuration table: every field but those of `daily` and the file itself.
func fields() []field {
	return slices.Concat(slackFields(), llmFields(), []field{
		{
			path: "scorer", env: "MOCK_INTERVIEWER_SCORER", values: values{oneOf: scorers()},
			doc: "Who grades: auto is the model where a key or a base URL is set, else the offline estimate.",
			get: func(c Config) any { return c.Scorer },
			set: func(c *Config, s setting) *problem { return setChoice(&c.Scorer, s.text, scorers()...) },
		},
		{
			path: "data", env: "MOCK_INTERVIEWER_DATA", fixed: true,
			doc: "The folder of the database, its backups and the admin socket.",
			get: func(c Config) any { return c.Data }, set: setData,
		},
		{
			path: "guides", env: "MOCK_INTERVIEWER_GUIDES", list: true,
			doc: "Markdown files or folders of questions; the word embedded is the built-in guide, which is also the default.",
			get: func(c Config) any { return c.Guides }, set: setGuides,
		},
		{
			path: "retention", env: "MOCK_INTERVIEWER_RETENTION", fixed: true, values: values{pattern: daysPattern},
			doc: "How many days people's answers are kept, for example 365d; off, the default, keeps them until they are erased.",
			get: func(c Config) any { return daysText(c.Retention) },
			set: func(c *Config, s setting) *problem { return setDays(&c.Retention, s.text) },
		},
		{
			path: "http", env: "MOCK_INTERVIEWER_HTTP", fixed: true, values: values{off: true},
			doc: "host:port of /healthz, /readyz and /metrics; nothing, or off, turns them off.",
			get: func(c Config) any { return c.HTTP },
			set: func(c *Config, s setting) *problem { return setAddress(&c.HTTP, s.text) },
		},
		{
			path: "log.level", env: "MOCK_INTERVIEWER_LOG_LEVEL", values: values{oneOf: levels()},
			doc: "What the log leaves out: everything below this.",
			get: func(c Config) any { return strings.ToLower(c.Log.Level.String()) }, set: setLevel,
		},
		{
			path: "log.format", env: "MOCK_INTERVIEWER_LOG_FORMAT", fixed: true, values: values{oneOf: []string{LogText, LogJSON}},
			doc: "text for people, json for collectors.",
			get: func(c Config) any { return c.Log.Format },
			set: func(c *Config, s setting) *problem { return setChoice(&c.Log.Format, s.text, LogText, LogJSON) },
		},
		{
			path: "backup.keep", env: "MOCK_INTERVIEWER_BACKUP_KEEP", fixed: true, values: values{least: 0, most: 366},
			doc: "How many daily backups stay; 0 for none.",
			get: func(c Config) any { return c.Backup.Keep },
			set: func(c *Config, s setting) *problem {
				return setCount(&c.Backup.Keep, s.text, 366, "a number of daily backups from 0 to 366, 0 for none, for example 7")
			},
		},
	})
}

func slackFields() []field {
	return []field{
		{
			path: "slack.bot_token", env: "SLACK_BOT_TOKEN", secret: true, fixed: true,
			doc: "The bot token, xoxb-…, from OAuth & Permissions in the app's settings. serve needs it.",
			get: func(c Config) any { return c.Slack.BotToken },
			set: func(c *Config, s setting) *problem { return setToken(&c.Slack.BotToken, s.text, botToken) },
		},
		{
			path: "slack.app_token", env: "SLACK_APP_TOKEN", secret: true, fixed: true,
			doc: "An app-level token, xapp-…, with connections:write, from Basic Information in the app's settings. serve needs it.",
			get: func(c Config) any { return c.Slack.AppToken },
			set: func(c *Config, s setting) *problem { return setToken(&c.Slack.AppToken, s.text, appToken) },
		},
		{
			path: "slack.api_url", env: "SLACK_API_URL", fixed: true,
			doc: "The Web API's base; empty for Slack's own.",
			get: func(c Config) any { return c.Slack.APIURL },
			set: func(c *Config, s setting) *problem {
				u, p := checkURL(s.text, "https://slack.com/api/")
				if p == nil {
					c.Slack.APIURL = u + "/"
				}
				return p
			},
		},
	}
}

func scorers() []string { return []string{ScorerAuto, ScorerLLM, ScorerOffline} }

func levels() []string { return []string{"debug", "info", "warn", "error"} }

func setLevel(c *Config, s setting) *problem {
	var name string
	if p := setChoice(&name, s.text, levels()...); p != nil {
		return p
	}
	var level slog.Level
	if err := level.UnmarshalText([]byte(name)); err != nil {
		return &problem{"is " + show(name), "one of " + strings.Join(levels(), ", ")}
	}
	c.Log.Level = level
	return nil
}

// The bounds of llm.timeout.
const (
	leastTimeout = time.Second
	mostTimeout  = 10 * time.Minute
)
