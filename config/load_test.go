package config

import (
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// env is an environment of its own, so that tests run in parallel.
func env(pairs ...string) func(string) string {
	m := map[string]string{}
	for i := 0; i < len(pairs); i += 2 {
		m[pairs[i]] = pairs[i+1]
	}
	return func(name string) string { return m[name] }
}

// file writes a YAML file and returns its path.
func file(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "config.yaml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func compare(t *testing.T, got, want Config) {
	t.Helper()
	opts := cmp.Options{
		cmp.Comparer(func(a, b Secret) bool { return a == b }),
		cmp.Comparer(func(a, b *time.Location) bool { return a.String() == b.String() }),
		cmpopts.IgnoreFields(Config{}, "File"),
	}
	if diff := cmp.Diff(want, got, opts); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestNothingSaidGivesTheDefaults(t *testing.T) {
	t.Parallel()
	cfg, err := Load(env())
	if err != nil {
		t.Fatal(err)
	}
	compare(t, cfg, Config{
		LLM:    LLM{Model: DefaultModel, Timeout: time.Minute, Concurrency: 4},
		Scorer: "auto", Data: "./data", HTTP: "127.0.0.1:9090",
		Log: Log{Level: slog.LevelInfo, Format: "text"}, Backup: Backup{Keep: 7},
	})
}

const wholeFile = `
# every field once
slack:
  bot_token: xoxb-0000-file
  app_token: "xapp-0000-file"
  api_url: http://127.0.0.1:8080/api
llm:
  api_key: key-0000
  base_url: http://127.0.0.1:11434/v1/
  model: qwen3:8b
  timeout: 90s
  second_model: qwen3:32b
  transcription_model: whisper
  concurrency: 2
budget:
  person_tokens_per_day: 100000
  tokens_per_month: 5000000
retention: 365d
scorer: llm
data: /var/lib/mock-interviewer
guides: [.]
daily:
  - channel: "#sre"
    cron: 30 8 * * 1-5
    timezone: Europe/Berlin
    category: Technical
    difficulty: hard
    reveal_after: 4h
    grace: 0s
  - id: late
    channel: C0123456789
http: :9191
log: {level: debug, format: json}
backup:
  keep: 0
`

func TestEveryFieldOfTheFileIsRead(t *testing.T) {
	t.Parallel()
	cfg, err := Load(env("MOCK_INTERVIEWER_CONFIG", file(t, wholeFile)))
	if err != nil {
		t.Fatal(err)
	}
	berlin, _ := time.LoadLocation("Europe/Berlin")
	compare(t, cfg, Config{
		Slack:  Slack{NewSecret("xoxb-0000-file"), NewSecret("xapp-0000-file"), "http://127.0.0.1:8080/api/"},
		LLM:    LLM{NewSecret("key-0000"), "http://127.0.0.1:11434/v1", "qwen3:8b", 90 * time.Second, "qwen3:32b", 2, "whisper"},
		Budget: Budget{PersonTokensPerDay: 100_000, TokensPerMonth: 5_000_000}, Retention: 365 * 24 * time.Hour,
		Scorer: "llm", Data: "/var/lib/mock-interviewer", Guides: []string{"."},
		Daily: []Daily{
			{ID: "sre", Channel: "#sre", Cron: "30 8 * * 1-5", Timezone: "Europe/Berlin", Location: berlin, Category: "Technical", Difficulty: "hard", RevealAfter: 4 * time.Hour},
			{ID: "late", Channel: "C0123456789", Cron: "0 9 * * MON-FRI", Timezone: "UTC", Location: time.UTC, RevealAfter: 8 * time.Hour, Grace: 2 * time.Hour},
		},
		HTTP: ":9191", Log: Log{Level: slog.LevelDebug, Format: "json"},
	})
}

func TestTheEnvironmentWinsOverTheFile(t *testing.T) {
	t.Parallel()
	cfg, err := Load(env(
		"MOCK_INTERVIEWER_CONFIG", file(t, wholeFile),
		"SLACK_BOT_TOKEN", "xoxb-0000-env", "SLACK_APP_TOKEN", "xapp-0000-env", "SLACK_API_URL", "https://slack.example/api/",
		"OPENAI_API_KEY", "key-env", "OPENAI_BASE_URL", "https://llm.example/v1", "OPENAI_MODEL", "small", "MOCK_INTERVIEWER_LLM_TIMEOUT", "5s",
		"MOCK_INTERVIEWER_SCORER", "offline", "MOCK_INTERVIEWER_DATA", "elsewhere", "MOCK_INTERVIEWER_GUIDES", " . , embedded ,",
		"MOCK_INTERVIEWER_DAILY_CHANNEL", "#sre", "MOCK_INTERVIEWER_DAILY_CRON", "@daily", "MOCK_INTERVIEWER_DAILY_TIMEZONE", "UTC",
		"MOCK_INTERVIEWER_HTTP", "off", "MOCK_INTERVIEWER_LOG_LEVEL", "error", "MOCK_INTERVIEWER_LOG_FORMAT", "text",
		"MOCK_INTERVIEWER_BACKUP_KEEP", "30", "OPENAI_SECOND_MODEL", "large", "OPENAI_TRANSCRIPTION_MODEL", "listener", "MOCK_INTERVIEWER_LLM_CONCURRENCY", "64",
		"MOCK_INTERVIEWER_BUDGET_PERSON_DAY", "0", "MOCK_INTERVIEWER_BUDGET_MONTH", "7", "MOCK_INTERVIEWER_RETENTION", "off",
	))
	if err != nil {
		t.Fatal(err)
	}
	compare(t, cfg, Config{
		Slack:  Slack{NewSecret("xoxb-0000-env"), NewSecret("xapp-0000-env"), "https://slack.example/api/"},
		LLM:    LLM{NewSecret("key-env"), "https://llm.example/v1", "small", 5 * time.Second, "large", 64, "listener"},
		Budget: Budget{PersonTokensPerDay: 0, TokensPerMonth: 7},
		Scorer: "offline", Data: "elsewhere", Guides: []string{".", "embedded"},
		Daily: []Daily{
			{ID: "sre", Channel: "#sre", Cron: "@daily", Timezone: "UTC", Location: time.UTC, Category: "Technical", Difficulty: "hard", RevealAfter: 4 * time.Hour},
			{ID: "late", Channel: "C0123456789", Cron: "0 9 * * MON-FRI", Timezone: "UTC", Location: time.UTC, RevealAfter: 8 * time.Hour, Grace: 2 * time.Hour},
		},
		HTTP: "", Log: Log{Level: slog.LevelError, Format: "text"}, Backup: Backup{Keep: 30},
	})
}

func TestADailyChannelOfTheEnvironmentAddsASubscription(t *testing.T) {
	t.Parallel()
	cfg, err := Load(env("MOCK_INTERVIEWER_CONFIG", file(t, wholeFile), "MOCK_INTERVIEWER_DAILY_CHANNEL", "C0999999999"))
	if err != nil {
		t.Fatal(err)
	}
	if n := len(cfg.Daily); n != 3 || cfg.Daily[2].ID != "c0999999999" || cfg.Daily[2].Cron != DefaultCron {
		t.Errorf("subscriptions: %+v", cfg.Daily)
	}
}

func TestAChannelsIDIsTakenAsItIs(t *testing.T) {
	t.Parallel()
	for _, id := range []string{"C0123456789", "G0123456789", "C1", "CDAILY"} {
		cfg, err := Load(env("MOCK_INTERVIEWER_DAILY_CHANNEL", id))
		if err != nil || len(cfg.Daily) != 1 || cfg.Daily[0].Channel != id {
			t.Errorf("%s: %+v, %v", id, cfg.Daily, err)
		}
	}
}

func TestHTTPSetToNothingIsOff(t *testing.T) {
	t.Parallel()
	set := func(name string) (string, bool) { return "", name == "MOCK_INTERVIEWER_HTTP" }
	unset := func(string) (string, bool) { return "", false }
	cases := map[string]struct {
		getenv func(string) string
		want   string
	}{
		"environment, set to nothing": {Getenv(set), ""},
		"environment, not set":        {Getenv(unset), "127.0.0.1:9090"},
		"file, empty text":            {env(configEnv, file(t, `http: ""`)), ""},
		"file, nothing":               {env(configEnv, file(t, `http:`)), ""},
		"file, off":                   {env(configEnv, file(t, `http: off`)), ""},
	}
	for name, c := range cases {
		cfg, err := Load(c.getenv)
		if err != nil || cfg.HTTP != c.want {
			t.Errorf("%s: HTTP = %q, %v; want %q", name, cfg.HTTP, err, c.want)
		}
	}
}

func TestAnEmptyFileSaysNothing(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "# only a comment\n", "---\n", "slack:\nllm: {}\ndaily: []\nguides: []\nscorer:\n"} {
		cfg, err := Load(env(configEnv, file(t, text)))
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		compare(t, cfg, Default())
	}
}

func TestAutoUsesTheLLMWhereAKeyOrABaseURLIsSet(t *testing.T) {
	t.Parallel()
	cases := []struct {
		env  []string
		want bool
	}{
		{nil, false},
		{[]string{"OPENAI_API_KEY", "k-123456"}, true},
		{[]string{"OPENAI_BASE_URL", "http://127.0.0.1:11434/v1"}, true},
		{[]string{"OPENAI_API_KEY", "k-123456", "MOCK_INTERVIEWER_SCORER", "offline"}, false},
		{[]string{"OPENAI_API_KEY", "k-123456", "MOCK_INTERVIEWER_SCORER", "llm"}, true},
	}
	for _, c := range cases {
		cfg, err := Load(env(c.env...))
		if err != nil || cfg.UsesLLM() != c.want {
			t.Errorf("%v: UsesLLM = %v, %v; want %v", c.env, cfg.UsesLLM(), err, c.want)
		}
	}
}

func TestAFileMayBeginWithAByteOrderMark(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "c.yaml")
	if err := os.WriteFile(path, []byte("\ufeffscorer: offline\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if cfg, err := Load(env("MOCK_INTERVIEWER_CONFIG", path)); err != nil || cfg.Scorer != ScorerOffline {
		t.Errorf("%q, %v", cfg.Scorer, err)
	}
}

func TestServeNeedsBothTokens(t *testing.T) {
	t.Parallel()
	cfg, err := Load(env())
	if err != nil {
		t.Fatal(err)
	}
	var errs FieldErrors
	if !errors.As(cfg.ForServe(nil), &errs) || len(errs) != 2 || errs[0].Env != "SLACK_BOT_TOKEN" || errs[1].Env != "SLACK_APP_TOKEN" {
		t.Fatalf("ForServe = %v", errs)
	}
	cfg, err = Load(env("SLACK_BOT_TOKEN", "12345", "MOCK_INTERVIEWER_SCORER", "foo"))
	var fields []string
	if errors.As(cfg.ForServe(err), &errs) {
		for _, e := range errs {
			fields = append(fields, e.Field)
		}
	}
	if want := []string{"slack.bot_token", "scorer", "slack.app_token"}; !slices.Equal(fields, want) {
		t.Errorf("beside other faults it names %v, want %v", fields, want)
	}
	cfg, err = Load(env("SLACK_BOT_TOKEN", "xoxb-12345", "SLACK_APP_TOKEN", "xapp-12345"))
	if err != nil || cfg.ForServe(nil) != nil {
		t.Errorf("with both: %v, %v", err, cfg.ForServe(nil))
	}
}

func TestConcerningKeepsOnlyWhatACommandReads(t *testing.T) {
	t.Parallel()
	_, err := Load(env("SLACK_BOT_TOKEN", "nonsense", "MOCK_INTERVIEWER_GUIDES", "no-such-file.md", configEnv, file(t, "nope: 1")))
	var errs FieldErrors
	if errors.As(err, &errs); len(errs) != 3 {
		t.Fatalf("all: %v", err)
	}
	got := Concerning(err, "guides")
	if errors.As(got, &errs); len(errs) != 1 || errs[0].Field != "guides" {
		t.Errorf("guides: %v", got)
	}
	if got := Concerning(err, "guide"); got != nil {
		t.Errorf("a prefix that is no whole name: %v", got)
	}
	_, err = Load(env(configEnv, "no-such-file.yaml"))
	if Concerning(err, "guides") == nil {
		t.Error("a file that cannot be read concerns every command")
	}
	if other := errors.New("x"); !errors.Is(Concerning(other, "guides"), other) {
		t.Error("another error is lost")
	}
}

func TestEveryErrorIsOneLine(t *testing.T) {
	t.Parallel()
	_, err := Load(env("SLACK_BOT_TOKEN", "a\nb", "MOCK_INTERVIEWER_DATA", "a\nb", "OPENAI_MODEL", "x\x00y", "MOCK_INTERVIEWER_SCORER", "l\nlm", "MOCK_INTERVIEWER_HTTP", "a\nb:80"))
	var errs FieldErrors
	if !errors.As(err, &errs) || len(errs) != 5 {
		t.Fatalf("%d errors: %v", len(errs), err)
	}
	for _, e := range errs {
		if strings.Contains(e.Error(), "\n") {
			t.Errorf("%q", e.Error())
		}
	}
}
