package config

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// The secrets of these tests; no message may hold one, nor its tail.
const (
	bot  = "xoxb-1111-BOTSECRETVALUE"
	app  = "xapp-1-A1-APPSECRETVALUE"
	key  = "sk-proj-KEYSECRETVALUE"
	tail = "SECRETVALUE"
)

func TestEveryBadVariableIsNamed(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	plainFile := filepath.Join(folder, "notes.txt")
	if err := os.WriteFile(plainFile, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	cases := []struct{ name, env, value, says string }{
		{"swapped", "SLACK_BOT_TOKEN", app, "swapped"},
		{"swapped", "SLACK_APP_TOKEN", bot, "swapped"},
		{"user token", "SLACK_BOT_TOKEN", "xoxp-1-" + tail, "user token"},
		{"another token", "SLACK_APP_TOKEN", "xoxe.xoxp-1-" + tail, "another kind"},
		{"no token", "SLACK_BOT_TOKEN", key, "xoxb-"},
		{"quoted", "SLACK_BOT_TOKEN", `"` + bot + `"`, "xoxb-"},
		{"broken in two", "SLACK_BOT_TOKEN", "xoxb-1111 " + tail, "cut off"},
		{"placeholder", "SLACK_APP_TOKEN", "xapp-…", "cut off"},
		{"no scheme", "SLACK_API_URL", "slack.com/api/", "http"},
		{"ftp", "SLACK_API_URL", "ftp://slack.com", "http"},
		{"query", "SLACK_API_URL", "https://slack.com/api?token=" + bot, "?"},
		{"password", "OPENAI_BASE_URL", "https://me:" + tail + "@llm.example/v1", "password"},
		{"no host", "OPENAI_BASE_URL", "http:///v1", "host"},
		{"port", "OPENAI_BASE_URL", "http://127.0.0.1:99999/v1", "port"},
		{"no URL", "OPENAI_BASE_URL", "http://a b", "URL"},
		{"space in key", "OPENAI_API_KEY", "sk-proj " + tail, "spaces"},
		{"Slack token as key", "OPENAI_API_KEY", bot, "Slack token"},
		{"model", "OPENAI_MODEL", strings.Repeat("m", 201), "200"},
		{"no unit", "MOCK_INTERVIEWER_LLM_TIMEOUT", "60", "60s"},
		{"too long", "MOCK_INTERVIEWER_LLM_TIMEOUT", "11m", "10m"},
		{"scorer", "MOCK_INTERVIEWER_SCORER", "ofline", "did you mean offline?"},
		{"llm without endpoint", "MOCK_INTERVIEWER_SCORER", "llm", "OPENAI_BASE_URL"},
		{"a file", "MOCK_INTERVIEWER_DATA", plainFile, "is a file"},
		{"below a file", "MOCK_INTERVIEWER_DATA", filepath.Join(plainFile, "deep", "data"), "which is a file"},
		{"no such guide", "MOCK_INTERVIEWER_GUIDES", ".,no-such.md", "no-such.md"},
		{"no Markdown", "MOCK_INTERVIEWER_GUIDES", plainFile, ".md"},
		{"only commas", "MOCK_INTERVIEWER_GUIDES", ",,", "no file"},
		{"no hash", "MOCK_INTERVIEWER_DAILY_CHANNEL", "general", "did you mean #general?"},
		{"link", "MOCK_INTERVIEWER_DAILY_CHANNEL", "https://x.slack.com/archives/C0123456789", "C0123456789"},
		{"person", "MOCK_INTERVIEWER_DAILY_CHANNEL", "U0123456789", "person"},
		{"capitals", "MOCK_INTERVIEWER_DAILY_CHANNEL", "#General Chat", "C0123456789"},
		{"token as channel", "MOCK_INTERVIEWER_DAILY_CHANNEL", bot, "channel"},
		{"port alone", "MOCK_INTERVIEWER_HTTP", "9090", "port alone"},
		{"bad port", "MOCK_INTERVIEWER_HTTP", "127.0.0.1:http", "port"},
		{"URL", "MOCK_INTERVIEWER_HTTP", "http://127.0.0.1:9090", "host:port"},
		{"level", "MOCK_INTERVIEWER_LOG_LEVEL", "warning", "did you mean warn?"},
		{"capitals", "MOCK_INTERVIEWER_LOG_LEVEL", "INFO", "did you mean info?"},
		{"format", "MOCK_INTERVIEWER_LOG_FORMAT", "jsonl", "did you mean json?"},
		{"two lines", "OPENAI_SECOND_MODEL", "large\nsmall", "control characters"},
		{"two lines of a model that listens", "OPENAI_TRANSCRIPTION_MODEL", "a\nb", "control characters"},
		{"nobody at work", "MOCK_INTERVIEWER_LLM_CONCURRENCY", "0", "1 to 64"},
		{"less than nothing", "MOCK_INTERVIEWER_BUDGET_PERSON_DAY", "-5", "0 for no limit"},
		{"a word", "MOCK_INTERVIEWER_BUDGET_MONTH", "unlimited", "0 for no limit"},
		{"no unit", "MOCK_INTERVIEWER_RETENTION", "365", "365d"},
		{"hours", "MOCK_INTERVIEWER_RETENTION", "48h", "365d"},
		{"not a day", "MOCK_INTERVIEWER_RETENTION", "0d", "off to keep everything"},
		{"for ever", "MOCK_INTERVIEWER_RETENTION", "9999999999999999999d", "3650d"},
		{"below none", "MOCK_INTERVIEWER_BACKUP_KEEP", "-1", "0 for none"},
		{"no number", "MOCK_INTERVIEWER_BACKUP_KEEP", "a week", "0 to 366"},
		{"file", "MOCK_INTERVIEWER_CONFIG", "no-such.yaml", "no such file"},
		{"folder", "MOCK_INTERVIEWER_CONFIG", folder, "not a file"},
	}
	seen := map[string]bool{}
	for _, c := range cases {
		seen[c.env] = true
		t.Run(c.env+"/"+c.name, func(t *testing.T) {
			t.Parallel()
			checkOnly(t, load(env(c.env, c.value)), c.env, c.says)
		})
	}
	for _, f := range fields() {
		if !seen[f.env] {
			t.Errorf("%s has no bad value in this test", f.env)
		}
	}
}

func TestEveryBadScheduleOfTheEnvironmentIsNamed(t *testing.T) {
	t.Parallel()
	cases := []struct{ env, value, says string }{
		{"MOCK_INTERVIEWER_DAILY_CRON", "0 9 * *", "found 4"},
		{"MOCK_INTERVIEWER_DAILY_CRON", "0 25 * * *", "25"},
		{"MOCK_INTERVIEWER_DAILY_CRON", "0 9 * * 7", "7"},
		{"MOCK_INTERVIEWER_DAILY_CRON", "0 9 31 2 *", "never comes"},
		{"MOCK_INTERVIEWER_DAILY_CRON", "CRON_TZ=Europe/Berlin 0 9 * * *", "timezone"},
		{"MOCK_INTERVIEWER_DAILY_CRON", "CRON_TZ=UTC", "timezone"},
		{"MOCK_INTERVIEWER_DAILY_CRON", "TZ=", "timezone"},
		{"MOCK_INTERVIEWER_DAILY_CRON", "@every 0s", "@every"},
		{"MOCK_INTERVIEWER_DAILY_CRON", "@fortnightly", "five fields"},
		{"MOCK_INTERVIEWER_DAILY_TIMEZONE", "Europe/Berlln", "IANA"},
		{"MOCK_INTERVIEWER_DAILY_TIMEZONE", "Local", "machine"},
		{"MOCK_INTERVIEWER_DAILY_TIMEZONE", "../../etc/passwd", "IANA"},
	}
	for _, c := range cases {
		t.Run(c.value, func(t *testing.T) {
			t.Parallel()
			checkOnly(t, load(env("MOCK_INTERVIEWER_DAILY_CHANNEL", "#sre", c.env, c.value)), c.env, c.says)
			checkOnly(t, load(env(c.env, c.value)), c.env, "MOCK_INTERVIEWER_DAILY_CHANNEL")
		})
	}
}

func TestEveryBadFieldOfTheFileIsNamedWithItsLine(t *testing.T) {
	t.Parallel()
	cases := []struct {
		text  string
		line  int
		field string
		says  string
	}{
		{"slack:\n  bot_token: " + app, 2, "slack.bot_token", "swapped"},
		{"slack:\n  app_token: " + bot, 2, "slack.app_token", "swapped"},
		{"slack: {api_url: slack.com}", 1, "slack.api_url", "http"},
		{"llm:\n\n  api_key: a b" + tail, 3, "llm.api_key", "spaces"},
		{"llm:\n  base_url: x", 2, "llm.base_url", "http"},
		{"llm:\n  model: [a]", 2, "llm.model", "a list"},
		{"llm:\n  timeout: 0s", 2, "llm.timeout", "1s"},
		{"scorer: gpt", 1, "scorer", "offline"},
		{"scorer: llm", 1, "scorer", "OPENAI_API_KEY"},
		{"data:\n  - x", 2, "data", "a list"},
		{"guides: [nope.md]", 1, "guides", "nope.md"},
		{"guides:\n  - .\n  - {a: b}", 3, "guides[1]", "group"},
		{"guides: {a: b}", 1, "guides", "list of texts"},
		{"http: 9090", 1, "http", "port alone"},
		{"log:\n  level: trace", 2, "log.level", "debug"},
		{"log:\n  format: logfmt", 2, "log.format", "json"},
		{"llm:\n  concurrency: 65", 2, "llm.concurrency", "1 to 64"},
		{"budget:\n  person_tokens_per_day: 1.5", 2, "budget.person_tokens_per_day", "whole number"},
		{"budget:\n  month: 5", 2, "budget.month", "tokens_per_month"},
		{"budget: 5", 1, "budget", "name: value"},
		{"retention: a year", 1, "retention", "365d"},
		{"backup:\n  keep: 367", 2, "backup.keep", "366"},
		{"log: loud", 1, "log", "name: value"},
		{"daily: {channel: C0123456789}", 1, "daily", "- channel:"},
		{"daily:\n  - cron: '@daily'", 2, "daily[0].channel", "missing"},
		{"daily:\n  - C0123456789", 2, "daily[0]", "name: value"},
		{"daily:\n  - channel: C0123456789\n  - channel: nope", 3, "daily[1].channel", "#nope"},
		{"daily:\n  - channel: C0123456789\n    id: Not An Id", 3, "daily[0].id", "small letters"},
		{"daily:\n  - channel: C0123456789\n    cron: x", 3, "daily[0].cron", "five fields"},
		{"daily:\n  - channel: C0123456789\n    timezone: CET+1", 3, "daily[0].timezone", "IANA"},
		{"daily:\n  - channel: C0123456789\n    category: " + strings.Repeat("c", 81), 3, "daily[0].category", "80"},
		{"daily:\n  - channel: C0123456789\n    difficulty: harder", 3, "daily[0].difficulty", "did you mean hard?"},
		{"daily:\n  - channel: C0123456789\n    reveal_after: 8", 3, "daily[0].reveal_after", "8h"},
		{"daily:\n  - channel: C0123456789\n    grace: 25h", 3, "daily[0].grace", "24h"},
		{"daily:\n  - channel: C0123456789\n    chanel: C1", 3, "daily[0].chanel", "did you mean channel?"},
		{"daily:\n  - channel: C0123456789\n  - channel: C0123456789", 3, "daily[1].id", "daily[0]"},
		{"slcak:\n  bot_token: " + bot, 1, "slcak", "did you mean slack?"},
		{"slack:\n  botToken: " + bot, 2, "slack.botToken", "did you mean bot_token?"},
		{"slack:\n  signing_secret: " + tail, 2, "slack.signing_secret", "one of api_url, app_token, bot_token"},
		{"slack.bot_token: " + bot, 1, "slack.bot_token", ""},
		{"scorer: auto\nscorer: llm", 2, "", "scorer"},
		{"slack:\n  bot_token: " + bot + "\n  bot_token: " + bot, 3, "", "bot_token"},
		{"log: &x {level: info}", 1, "log", "anchor"},
		{"data: &x here", 1, "data", "anchor"},
		{"data: !!str here", 1, "data", "tag"},
		{"slack:\n  <<: {bot_token: " + bot + "}", 2, "slack", "anchor"},
		{"? [a]\n: b", 2, "", "key"},
		{"- a", 1, "", "name: value"},
		{"just words", 1, "", "name: value"},
		{"scorer: auto\n---\nscorer: llm", 3, "", "second"},
		{"slack:\n\tbot_token: " + bot, 2, "", "YAML"},
		{"slack: \"" + bot, 1, "", "YAML"},
		{"slack: {bot_token: " + bot, 1, "", "YAML"},
		{strings.Repeat("[", 5000), 1, "", "nests"},
		{strings.Repeat("{a: ", 5000), 1, "", "nests"},
		{strings.Repeat("- ", 5000) + "a", 1, "", "nests"},
		{strings.Repeat("? ", 5000) + "a", 1, "", "nests"},
		{"x: 1\n" + nested(200), 19, "", "nests"},
	}
	for i, c := range cases {
		t.Run(fmt.Sprintf("%d/%s", i, c.field), func(t *testing.T) {
			t.Parallel()
			path := file(t, c.text)
			err := load(env(configEnv, path))
			checkOnly(t, err, "", c.says)
			var errs FieldErrors
			if !errors.As(err, &errs) {
				return
			}
			e := errs[0]
			if e.Field != c.field || e.Line != c.line || !strings.HasPrefix(e.Error(), fmt.Sprintf("%s:%d: ", path, c.line)) {
				t.Errorf("field %q line %d: want %q line %d\n%v", e.Field, e.Line, c.field, c.line, err)
			}
		})
	}
}

func nested(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat(" ", 8*i) + "a:\n")
	}
	return b.String()
}

func TestAFileOverOneMebibyteIsRefused(t *testing.T) {
	t.Parallel()
	checkOnly(t, load(env(configEnv, file(t, strings.Repeat("#", maxFile+1)))), configEnv, "1 MiB")
}

func TestEveryBadFieldIsReportedAtOnce(t *testing.T) {
	t.Parallel()
	path := file(t, "nope: 1\nslack: {bot_token: "+app+", app_token: "+bot+"}\nllm: {timeout: x}\ndaily:\n  - {channel: nope, cron: nope, timezone: nope}\n")
	err := load(env(configEnv, path, "MOCK_INTERVIEWER_SCORER", "nope", "MOCK_INTERVIEWER_HTTP", "nope", "OPENAI_API_KEY", "a "+key))
	var errs FieldErrors
	if !errors.As(err, &errs) || len(errs) != 10 {
		t.Errorf("%d errors, want 10:\n%v", len(errs), err)
	}
	noSecret(t, err.Error())
}

func TestASecretInAnotherFieldIsNotRepeated(t *testing.T) {
	t.Parallel()
	odd := "odd-looking-" + tail
	for _, f := range fields() {
		if f.secret {
			continue
		}
		for _, v := range []string{bot, app, key, "x " + bot, "Bearer " + tail, odd, odd + ":99999"} {
			if err := load(env(f.env, v, "OPENAI_API_KEY", odd)); err != nil {
				noSecret(t, err.Error())
			}
		}
	}
	for _, text := range []string{bot + ": 1", "slack: {" + key + ": 1}", "daily: [{channel: " + app + ", id: " + bot + ", cron: " + key + "}]", bot} {
		err := load(env(configEnv, file(t, text)))
		if err == nil {
			t.Fatalf("%s was accepted", text)
		}
		noSecret(t, err.Error())
	}
}

func TestNoWayOfPrintingShowsASecret(t *testing.T) {
	t.Parallel()
	cfg, err := Load(env("SLACK_BOT_TOKEN", bot, "SLACK_APP_TOKEN", app, "OPENAI_API_KEY", key))
	if err != nil {
		t.Fatal(err)
	}
	if cfg.Slack.BotToken.Reveal() != bot || cfg.LLM.APIKey.Reveal() != key {
		t.Fatal("Reveal does not")
	}
	var b strings.Builder
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d", "%t"} {
		fmt.Fprintf(&b, verb+"\n", cfg)
		fmt.Fprintf(&b, verb+"\n", cfg.Slack.BotToken)
		fmt.Fprintf(&b, verb+"\n", &cfg.Slack)
	}
	data, err := json.Marshal(cfg)
	if err != nil {
		t.Fatal(err)
	}
	b.Write(data)
	log := slog.New(slog.NewJSONHandler(&b, nil))
	log.Info("start", "config", cfg, "token", cfg.Slack.BotToken, "slack", cfg.Slack)
	slog.New(slog.NewTextHandler(&b, nil)).Info("start", "config", cfg, "token", cfg.Slack.BotToken)
	noSecret(t, b.String())
	if !strings.Contains(b.String(), hidden) {
		t.Error("nothing says that a secret is there")
	}
}

func TestLoadIsQuickOnHostileFiles(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"brackets": strings.Repeat("[", maxFile), "quotes": strings.Repeat(`"`, maxFile), "lines": strings.Repeat("a\n", maxFile/2),
		"keys": strings.Repeat("a: b\n", maxFile/5), "indent": nested(300), "anchors": strings.Repeat("&a ", maxFile/3),
	} {
		path := file(t, text)
		start := time.Now()
		if load(env(configEnv, path)) == nil {
			t.Errorf("%s: accepted", name)
		}
		t.Logf("%s: %v", name, time.Since(start))
	}
}

func load(getenv func(string) string) error {
	_, err := Load(getenv)
	return err
}

// checkOnly wants exactly one error, naming the variable (if any) and saying the words, without a secret.
func checkOnly(t *testing.T, err error, name, says string) {
	t.Helper()
	var errs FieldErrors
	if !errors.As(err, &errs) {
		t.Fatalf("error is %v", err)
	}
	if len(errs) != 1 || name != "" && errs[0].Env != name || !strings.Contains(err.Error(), name) || !strings.Contains(err.Error(), says) {
		t.Errorf("want one error about %s that says %q, got:\n%v", name, says, err)
	}
	noSecret(t, err.Error())
}

func noSecret(t *testing.T, out string) {
	t.Helper()
	for _, s := range []string{bot, app, key, tail, fmt.Sprintf("%x", bot)} {
		if strings.Contains(out, s) {
			t.Errorf("shows %s:\n%s", s, out)
		}
	}
}
