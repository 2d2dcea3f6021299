package main

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

const (
	botToken = "xoxb-1111-BOTSECRETVALUE"
	appToken = "xapp-1-A1-APPSECRETVALUE"
)

// Bad configuration of any field: exit 2 in under a second, the field named, no token in the output.
func TestServeRefusesBadConfigurationAtOnce(t *testing.T) {
	t.Parallel()
	bad := map[string]string{
		"SLACK_BOT_TOKEN": appToken, "SLACK_APP_TOKEN": botToken, "SLACK_API_URL": "slack.com?token=" + botToken,
		"OPENAI_API_KEY": secretKey + " " + secretKey, "OPENAI_BASE_URL": "https://u:SECRETVALUE@h/v1", "OPENAI_MODEL": strings.Repeat("m", 999),
		"MOCK_INTERVIEWER_LLM_TIMEOUT": "soon", "MOCK_INTERVIEWER_SCORER": "gpt", "MOCK_INTERVIEWER_CONFIG": "nope.yaml",
		"MOCK_INTERVIEWER_DATA": kitchen, "MOCK_INTERVIEWER_GUIDES": "nope.md", "MOCK_INTERVIEWER_DAILY_CHANNEL": "general",
		"MOCK_INTERVIEWER_DAILY_CRON": "CRON_TZ=UTC", "MOCK_INTERVIEWER_DAILY_TIMEZONE": "Mars/Base", "MOCK_INTERVIEWER_HTTP": "9090",
		"MOCK_INTERVIEWER_LOG_LEVEL": "loud", "MOCK_INTERVIEWER_LOG_FORMAT": "xml",
	}
	good := map[string]string{"SLACK_BOT_TOKEN": botToken, "SLACK_APP_TOKEN": appToken, "OPENAI_API_KEY": secretKey, "MOCK_INTERVIEWER_DAILY_CHANNEL": "#sre", "MOCK_INTERVIEWER_GUIDES": kitchen}
	for name, value := range bad {
		vars := maps.Clone(good)
		vars[name] = value
		refused(t, vars, 1, name)
	}
	names := make([]string, 0, len(bad))
	for name := range bad {
		names = append(names, name)
	}
	refused(t, bad, len(bad), names...)
}

func TestServeNamesTheFieldOfADataFolderThatCannotBeMade(t *testing.T) {
	t.Parallel()
	refused(t, map[string]string{
		"SLACK_BOT_TOKEN": botToken, "SLACK_APP_TOKEN": appToken, "MOCK_INTERVIEWER_GUIDES": kitchen,
		"MOCK_INTERVIEWER_DATA": filepath.Join(t.TempDir(), strings.Repeat("d", 300)), // no file system takes such a name
	}, 1, "MOCK_INTERVIEWER_DATA", "cannot be made")
}

func refused(t *testing.T, vars map[string]string, lines int, names ...string) {
	t.Helper()
	start := time.Now()
	r := invoke(t, vars, "", "serve")
	if took := time.Since(start); took > time.Second {
		t.Errorf("%v: took %v", names, took)
	}
	if r.code != 2 || r.out != "" || strings.Count(r.err, "\n") != lines {
		t.Errorf("%v: exit %d, stdout %q, stderr:\n%s", names, r.code, r.out, r.err)
	}
	for _, name := range names {
		if !strings.Contains(r.err, name) {
			t.Errorf("%s is not named:\n%s", name, r.err)
		}
	}
	noSecret(t, r)
}

func TestServeNamesBothTokensThatAreMissing(t *testing.T) {
	t.Parallel()
	refused(t, map[string]string{"MOCK_INTERVIEWER_GUIDES": kitchen}, 2, "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN")
}

func TestServeRefusesAGuideWithErrors(t *testing.T) {
	t.Parallel()
	vars := map[string]string{"SLACK_BOT_TOKEN": botToken, "SLACK_APP_TOKEN": appToken, "MOCK_INTERVIEWER_GUIDES": "testdata/broken.md"}
	refused(t, vars, 1, "testdata/broken.md:5: ")
}

func TestServeNamesTheLineOfTheFile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "config.yaml")
	if err := os.WriteFile(path, []byte("slack:\n  bot_token: "+appToken+"\n  apptoken: "+botToken+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	refused(t, map[string]string{"MOCK_INTERVIEWER_CONFIG": path}, 2, path+":2: slack.bot_token", path+":3: slack.apptoken")
}

func TestTryRefusesWhatItReadsAndIgnoresWhatItDoesNot(t *testing.T) {
	t.Parallel()
	for _, addr := range []string{"8080", "127.0.0.1:99999", "127.0.0.1:http"} {
		if r := invoke(t, nil, "", "try", "--addr", addr); r.code != 2 || !strings.Contains(r.err, "127.0.0.1:8080") {
			t.Errorf("%s: exit %d, %q", addr, r.code, r.err)
		}
	}
	if r := invoke(t, map[string]string{"OPENAI_BASE_URL": "nonsense"}, "", "try", "--addr", "127.0.0.1:0"); r.code != 2 || !strings.Contains(r.err, "OPENAI_BASE_URL") {
		t.Errorf("a bad endpoint: exit %d, %s", r.code, r.err)
	}
	// Slack's own tokens are of no account in a workspace of one's own. The bot is told to stop at once.
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	getenv := func(name string) string {
		return map[string]string{"SLACK_BOT_TOKEN": "nonsense", "MOCK_INTERVIEWER_GUIDES": kitchen}[name]
	}
	var out, errs notes
	if code := run(ctx, []string{"try", "--addr", "127.0.0.1:0"}, getenv, strings.NewReader(""), &out, &errs); code == exitUsage || strings.Contains(errs.String(), "SLACK") {
		t.Errorf("exit %d, %s", code, errs.String())
	}
}
