package main

import (
	"bytes"
	"context"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"mock-interviewer/bot/manifest"
	"mock-interviewer/store"
)

// notes is a buffer that is written and read at once.
type notes struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (n *notes) Write(p []byte) (int, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.b.Write(p)
}

func (n *notes) String() string {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.b.String()
}

// serving runs serve until the test ends or stop is called, which returns the exit code.
func (w *ward) serving() (said *notes, stop func() int) {
	w.t.Helper()
	if w.vars["MOCK_INTERVIEWER_HTTP"] == "" {
		w.set("MOCK_INTERVIEWER_HTTP", "off")
	}
	ctx, cancel := context.WithCancel(w.t.Context())
	said = &notes{}
	code := make(chan int, 1)
	go func() {
		code <- run(ctx, []string{"serve"}, func(name string) string { return w.vars[name] }, strings.NewReader(""), said, said)
	}()
	stop = sync.OnceValue(func() int {
		cancel()
		select {
		case c := <-code:
			return c
		case <-time.After(20 * time.Second):
			w.t.Error("serve does not stop")
			return -1
		}
	})
	w.t.Cleanup(func() { stop() })
	return said, stop
}

// until waits for something that the test wants to see.
func until(t *testing.T, what string, seen func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); !seen(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("not seen in 20 s: %s", what)
		}
	}
}

func TestCommandsReachTheDatabaseOfARunningServe(t *testing.T) {
	t.Parallel()
	w := newWard(t, manifest.Full)
	offline := invoke(t, w.vars, "", "export")
	said, stop := w.serving()
	until(t, "the admin socket", func() bool { return exists(filepath.Join(w.dir, "admin.sock")) })
	served := invoke(t, w.vars, "", "export")
	if served.code != exitDone || served.out != offline.out || offline.out == "" {
		t.Errorf("export: exit %d, %q, want %q; %s", served.code, served.out, offline.out, served.err)
	}
	backup := filepath.Join(t.TempDir(), "deep", "b.db")
	if r := invoke(t, w.vars, "", "backup", backup); r.code != exitDone || store.VerifyFile(backup) != nil {
		t.Errorf("backup: exit %d, %s", r.code, r.err)
	}
	for _, args := range [][]string{{"restore", backup}, {"restore", backup, "--force"}, {"compact"}} {
		if r := invoke(t, w.vars, "", args...); r.code != exitFailed || r.out != "" || !strings.Contains(r.err, "stop it first") {
			t.Errorf("%v: exit %d, %s", args, r.code, r.err)
		}
	}
	if r := invoke(t, w.vars, "", "doctor"); r.code != exitDone || !hasLine(r.out, "ok    database: |in use by serve (process ") {
		t.Errorf("doctor: exit %d, %s", r.code, r.out)
	}
	if r := invoke(t, w.vars, "", "serve"); r.code != exitFailed || !strings.Contains(r.err, "in use by another process") {
		t.Errorf("a second serve: exit %d, %s", r.code, r.err)
	}
	if r := invoke(t, w.vars, "", "erase", "--user", "U1"); r.code != exitDone || !strings.Contains(r.out, "      3  answers\n") {
		t.Errorf("erase: exit %d, %s%s", r.code, r.out, r.err)
	}
	if r := invoke(t, w.vars, "", "export"); r.code != exitDone || r.out != "" {
		t.Errorf("after it exports %q, %s", r.out, r.err)
	}
	if code := stop(); code != exitDone {
		t.Errorf("serve: exit %d:\n%s", code, said)
	}
	if exists(filepath.Join(w.dir, "admin.sock")) {
		t.Error("the socket is left behind")
	}
	if r := invoke(t, w.vars, "", "restore", backup, "--force"); r.code != exitDone {
		t.Errorf("restore: exit %d, %s", r.code, r.err)
	}
	if r := invoke(t, w.vars, "", "export"); r.out != offline.out {
		t.Errorf("restored, it exports %q, want %q", r.out, offline.out)
	}
	noTokens(t, w.vars, result{err: said.String()})
}

func TestServeBacksUpEveryDay(t *testing.T) {
	t.Parallel()
	w := newWard(t, manifest.Full)
	_, stop := w.serving()
	var made []string
	until(t, "the daily backup", func() bool {
		made, _ = filepath.Glob(filepath.Join(w.dir, "backups", "mock-interviewer-????????.db"))
		return len(made) == 1
	})
	stop()
	if err := store.VerifyFile(made[0]); err != nil {
		t.Error(err)
	}
	if r := invoke(t, w.vars, "", "doctor"); !hasLine(r.out, "ok    backups: |"+made[0]) {
		t.Errorf("doctor does not see it: %s", r.out)
	}
	off := newWard(t, manifest.Full)
	off.set("MOCK_INTERVIEWER_BACKUP_KEEP", "0")
	_, stop = off.serving()
	until(t, "the admin socket", func() bool { return exists(filepath.Join(off.dir, "admin.sock")) })
	stop()
	if exists(filepath.Join(off.dir, "backups")) {
		t.Error("backups were made though none are kept")
	}
}

func TestServeSaysInALineEachWhatItWorksWithout(t *testing.T) {
	t.Parallel()
	w := newWard(t, manifest.Minimal)
	w.ok(w.space.RemoveBot("team"))
	// A folder stands where the socket would.
	w.ok(os.MkdirAll(filepath.Join(w.dir, "admin.sock", "x"), 0o700))
	said, stop := w.serving()
	want := []string{
		"level=WARN msg=\"backup, export and erase will want serve to be stopped: there is no admin socket\"",
		"level=WARN msg=\"not as it should be\" what=scopes found=\"channels:history is missing",
		"level=WARN msg=\"not as it should be\" what=\"daily c0|the bot is not in the channel|/invite @mock-interviewer",
		"msg=\"hello from Slack\"",
	}
	for _, line := range want {
		until(t, line, func() bool { return hasLine(said.String(), line) })
	}
	if n := strings.Count(said.String(), "is not in the channel"); n != 1 {
		t.Errorf("it is said %d times", n)
	}
	if code := stop(); code != exitDone {
		t.Errorf("exit %d:\n%s", code, said)
	}
}

func TestServeStopsOnATokenThatSlackRefuses(t *testing.T) {
	t.Parallel()
	for variable, token := range map[string]string{"SLACK_BOT_TOKEN": botToken, "SLACK_APP_TOKEN": appToken} {
		w := newWard(t, manifest.Full)
		w.set(variable, token)
		w.set("MOCK_INTERVIEWER_HTTP", "off")
		r := invoke(t, w.vars, "", "serve")
		if r.code != exitFailed || !strings.Contains(r.err, variable) || !strings.Contains(r.err, "invalid_auth") {
			t.Errorf("%s: exit %d, %s", variable, r.code, r.err)
		}
		noTokens(t, w.vars, r)
	}
}

func TestServeCheckConnectsToNothing(t *testing.T) {
	t.Parallel()
	w := newWard(t, manifest.Full)
	w.set("SLACK_API_URL", "http://127.0.0.1:1/api")
	w.set("MOCK_INTERVIEWER_DATA", filepath.Join(w.dir, "none"))
	if r := invoke(t, w.vars, "", "serve", "--check"); r.code != exitDone || r.err != "" || !strings.Contains(r.out, "2 questions from 1 guide") {
		t.Errorf("good: exit %d, %s%s", r.code, r.out, r.err)
	}
	if exists(filepath.Join(w.dir, "none")) {
		t.Error("the data folder was made")
	}
	if n := len(w.model.Requests()); n > 0 {
		t.Errorf("the LLM was asked %d times", n)
	}
	category := filepath.Join(t.TempDir(), "c.yaml")
	w.ok(os.WriteFile(category, []byte("daily:\n  - {channel: C0123456789, category: Gardening}\n"), 0o600))
	for name, value := range map[string]string{
		"SLACK_BOT_TOKEN": "", "MOCK_INTERVIEWER_GUIDES": "testdata/broken.md", "MOCK_INTERVIEWER_DAILY_CRON": "nine", "MOCK_INTERVIEWER_CONFIG": category,
	} {
		vars := maps.Clone(w.vars)
		vars[name] = value
		if r := invoke(t, vars, "", "serve", "--check"); r.code != exitUsage || r.out != "" || r.err == "" {
			t.Errorf("%s=%q: exit %d, %s%s", name, value, r.code, r.out, r.err)
		}
	}
}

func TestServeNamesTheFieldForWhichTheGuidesHaveNoQuestion(t *testing.T) {
	t.Parallel()
	w := newWard(t, manifest.Full)
	for choice, want := range map[string]string{
		"category: Gardening":                    `daily[1].category is "Gardening"; want one of `,
		"difficulty: hard, category: Behavioral": "daily[1].difficulty is hard, for which the guides have no question",
	} {
		file := filepath.Join(t.TempDir(), "c.yaml")
		w.ok(os.WriteFile(file, []byte("daily:\n  - {channel: C0123456789}\n  - {channel: C1123456789, "+choice+"}\n"), 0o600))
		vars := maps.Clone(w.vars)
		vars["MOCK_INTERVIEWER_CONFIG"] = file
		maps.DeleteFunc(vars, func(name, _ string) bool { return strings.HasPrefix(name, "MOCK_INTERVIEWER_DAILY_") })
		for _, args := range [][]string{{"serve"}, {"serve", "--check"}} {
			if r := invoke(t, vars, "", args...); r.code != exitUsage || r.out != "" || !strings.Contains(r.err, want) {
				t.Errorf("%v with %s: exit %d, %s", args, choice, r.code, r.err)
			}
		}
	}
}
