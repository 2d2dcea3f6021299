package config

import (
	"errors"
	"log/slog"
	"net"
	"time"
)

// Config is a checked configuration. It is a plain value: copying it is safe as long as nobody writes to its slices.
type Config struct {
	// File is the YAML file that was read, empty where there was none.
	File string
	// Slack says how to reach the workspace.
	Slack Slack
	// LLM says which OpenAI-compatible endpoint grades.
	LLM LLM
	// Scorer is what the operator asked for: ScorerAuto, ScorerLLM or ScorerOffline. UsesLLM resolves it.
	Scorer string
	// Data is the folder of mock-interviewer.db. It need not exist yet.
	Data string
	// Guides are Markdown files or folders that exist, or Embedded; none means the embedded guide alone.
	Guides []string
	// Daily are the subscriptions to the daily question, with unique IDs, those of the file first.
	Daily []Daily
	// HTTP is the host:port of health and metrics; empty means off.
	HTTP string
	// Log says what the log holds and looks like.
	Log Log
	// Backup says how `serve` keeps copies of the database.
	Backup Backup
	// Retention is how long people's answers are kept, in whole days; 0 means until they are erased.
	Retention time.Duration
	// Budget says how many tokens grading may cost.
	Budget Budget
}

// Slack holds the two tokens and the Web API's address.
type Slack struct {
	BotToken Secret // xoxb-…
	AppToken Secret // xapp-…
	// APIURL is the Web API base with its trailing slash, which slack-go wants; empty means Slack's own.
	APIURL string
}

// LLM is an OpenAI-compatible endpoint.
type LLM struct {
	APIKey Secret
	// BaseURL has no trailing slash; empty means OpenAI's own.
	BaseURL string
	Model   string
	// Timeout bounds one request, 1 s to 10 min.
	Timeout time.Duration
	// SecondModel is asked where Model and the offline estimate disagree; empty means Model again.
	SecondModel string
	// Concurrency is how many replies are graded side by side, 1 to 64.
	Concurrency int
	// TranscriptionModel turns recorded answers into words at the same endpoint; empty means nothing does.
	TranscriptionModel string
}

// Budget limits the tokens of grading, prompt and completion together. Days and months are those of UTC; 0 is no limit.
type Budget struct {
	// PersonTokensPerDay is for each person, TokensPerMonth for the whole workspace.
	PersonTokensPerDay int
	TokensPerMonth     int
}

// Daily is one subscription of a channel to the daily question.
type Daily struct {
	// ID names the subscription in the store. It is unique here; without an `id` it is made from the channel, so it
	// survives restarts and other edits.
	ID string
	// Channel is a channel's id (C…, G…) or its name with a leading #.
	Channel string
	// Cron is a five-field schedule or a descriptor such as @daily, read in Location. It fires at least once.
	Cron string
	// Timezone is an IANA name; Location is the same, loaded.
	Timezone string
	Location *time.Location
	// Category and Difficulty narrow the choice of questions; empty means any. Difficulty is easy, medium or hard.
	Category   string
	Difficulty string
	// RevealAfter is how long after the question the model answer is shown, 1 s to 7 days.
	RevealAfter time.Duration
	// Grace is how late a missed question may still be posted, 0 to 24 h.
	Grace time.Duration
}

// Log says what the log holds and looks like.
type Log struct {
	Level slog.Level
	// Format is LogText or LogJSON.
	Format string
}

// Backup says how `serve` keeps copies of the database, one a day, in the folder backups of the data folder.
type Backup struct {
	// Keep is how many of them stay, 0 to 366; 0 means that none are made.
	Keep int
}

// The scorers and log formats that a configuration can name.
const (
	ScorerAuto    = "auto"
	ScorerLLM     = "llm"
	ScorerOffline = "offline"

	LogText = "text"
	LogJSON = "json"
)

// Embedded stands among the guides for the one in the binary.
const Embedded = "embedded"

// DefaultModel grades where the operator names no model: small, cheap enough for every reply, and good at a strict
// schema. gpt-5.4-mini is the newest model that go-openai v1.43.0 lists under a small size's name.
const DefaultModel = "gpt-5.4-mini"

// The defaults of a daily subscription.
const (
	DefaultCron        = "0 9 * * MON-FRI"
	DefaultTimezone    = "UTC"
	DefaultRevealAfter = 8 * time.Hour
	DefaultGrace       = 2 * time.Hour
)

// DefaultConcurrency is how many replies are graded side by side where the operator says nothing.
const DefaultConcurrency = 4

// DefaultKeep is how many daily backups stay where the operator says nothing.
const DefaultKeep = 7

// Default is the configuration of someone who said nothing.
func Default() Config {
	return Config{
		LLM:    LLM{Model: DefaultModel, Timeout: time.Minute, Concurrency: DefaultConcurrency},
		Scorer: ScorerAuto,
		Data:   "./data",
		HTTP:   net.JoinHostPort("127.0.0.1", "9090"),
		Log:    Log{Level: slog.LevelInfo, Format: LogText},
		Backup: Backup{Keep: DefaultKeep},
	}
}

// UsesLLM says whether replies are graded by the LLM: asked for by name, or `auto` with a key or a base URL.
func (c Config) UsesLLM() bool {
	switch c.Scorer {
	case ScorerLLM:
		return true
	case ScorerOffline:
		return false
	default:
		return c.LLM.APIKey.Set() || c.LLM.BaseURL != ""
	}
}

// ForServe says what `serve` needs beyond a valid configuration: both Slack tokens. It returns nil or FieldErrors, which
// begin with those that Load found, since all that is wrong is named at once.
func (c Config) ForServe(found error) error {
	errs, _ := errors.AsType[FieldErrors](found)
	if !c.Slack.BotToken.Set() && !errs.explain("slack.bot_token") {
		errs = append(errs, missing("slack.bot_token", "SLACK_BOT_TOKEN", "the bot token (xoxb-…) from OAuth & Permissions in the Slack app's settings"))
	}
	if !c.Slack.AppToken.Set() && !errs.explain("slack.app_token") {
		errs = append(errs, missing("slack.app_token", "SLACK_APP_TOKEN", "an app-level token (xapp-…) with connections:write from Basic Information in the Slack app's settings"))
	}
	return errs.orNil()
}

func missing(field, env, want string) FieldError {
	return FieldError{Field: field, Env: env, Problem: "is not set", Want: want}
}
