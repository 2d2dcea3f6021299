package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"mock-interviewer/bot/manifest"
)

// mainHelper makes this test binary be mock-interviewer, for what only a process of its own can be asked: a signal.
const mainHelper = "MOCK_INTERVIEWER_TEST_MAIN"

// process runs a command of mock-interviewer as a process of its own until the test ends.
func (w *ward) process(args ...string) (said *notes, signal func(os.Signal)) {
	w.t.Helper()
	said = &notes{}
	cmd := exec.CommandContext(w.t.Context(), os.Args[0], args...)
	cmd.Stdout, cmd.Stderr = said, said
	cmd.Env = []string{mainHelper + "=1"}
	for name, value := range w.vars {
		cmd.Env = append(cmd.Env, name+"="+value)
	}
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	w.ok(cmd.Start())
	w.t.Cleanup(func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		_ = cmd.Wait()
		if w.t.Failed() {
			w.t.Logf("it said:\n%s", said)
		}
	})
	return said, func(s os.Signal) { w.ok(cmd.Process.Signal(s)) }
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

const reloadGuide = `## Questions

### Technical Questions

#### 1. How do you roll out a risky change?
- **Answer**:
  - **Canary**: Send a small share of traffic to the new version first.
`

const secondQuestion = `
#### 2. How do you know that a service is healthy?
- **Answer**:
  - **Indicators**: Error rate, latency and saturation, seen from the user.
`

func TestSIGHUPReloadsAllOrNothingAndSaysWhatChanged(t *testing.T) {
	t.Parallel()
	w := newWard(t, manifest.Full)
	dir := t.TempDir()
	guide, file := filepath.Join(dir, "guide.md"), filepath.Join(dir, "config.yaml")
	write(t, guide, reloadGuide)
	configured := func(more string) string { return "guides: [" + guide + "]\n" + more }
	write(t, file, configured("log: {level: info}\n"))
	w.set("MOCK_INTERVIEWER_CONFIG", file)
	w.set("MOCK_INTERVIEWER_HTTP", "off")
	for _, name := range []string{"MOCK_INTERVIEWER_GUIDES", "MOCK_INTERVIEWER_DAILY_CHANNEL", "MOCK_INTERVIEWER_DAILY_TIMEZONE", "SLACK_APP_TOKEN"} {
		delete(w.vars, name)
	}
	token := "slack: {app_token: " + w.space.AppToken() + "}\n"
	write(t, file, configured(token))
	said, signal := w.process("serve")
	says := func(line string) { t.Helper(); until(t, line, func() bool { return hasLine(said.String(), line) }) }
	says("hello from Slack")

	signal(syscall.SIGHUP)
	says("reloaded: nothing has changed")

	// A good change of several things: said by name, and at work.
	channel := w.space.ChannelID("team")
	more := token + "scorer: offline\ndaily:\n  - {channel: " + channel + ", cron: '@every 2s'}\n"
	write(t, file, configured(more))
	signal(syscall.SIGHUP)
	says(`msg=reloaded changed="scorer, daily"`)
	v := visit(t, w.space)
	v.await(channel, "daily", 1)

	// One bad field: nothing of the file is taken, and the bad field is named.
	write(t, file, configured(more+"llm: {model: other, timeout: soon}\n"))
	signal(syscall.SIGHUP)
	says("not reloaded; everything stays|llm.timeout")

	// What was fixed at the start is named, and the rest is taken.
	write(t, file, configured(strings.Replace(more, "xapp-", "xapp-9", 1)+"http: 127.0.0.1:1\nbudget: {tokens_per_month: 5}\n"))
	signal(syscall.SIGHUP)
	says(`wants a restart" fields=slack.app_token`)
	says("msg=reloaded changed=budget.tokens_per_month")
	if strings.Contains(said.String(), w.space.AppToken()) {
		t.Error("the token is in the log")
	}
}

func TestGuidesAreReadAgainWhenTheyChange(t *testing.T) {
	t.Parallel()
	w := newWard(t, manifest.Full)
	dir := t.TempDir()
	write(t, filepath.Join(dir, "guide.md"), reloadGuide)
	w.set("MOCK_INTERVIEWER_GUIDES", dir)
	said, stop := w.serving()
	says := func(line string) { t.Helper(); until(t, line, func() bool { return hasLine(said.String(), line) }) }
	says("hello from Slack")
	v := visit(t, w.space)
	dm := v.ada.DM()
	v.said(v.ada.Say(dm, "practice"))
	v.await(dm, "question", 1)

	write(t, filepath.Join(dir, "guide.md"), reloadGuide+"#### 2 no answer\n")
	says("not reloaded; everything stays|guide.md:8: ")
	write(t, filepath.Join(dir, "guide.md"), strings.Replace(reloadGuide, "small share", "tenth", 1))
	write(t, filepath.Join(dir, "more.md"), reloadGuide+secondQuestion)
	says("msg=reloaded|questions_added=\"more-1, more-2\" questions_changed=guide-1")

	// The interview that was open goes on with the question as it is now.
	v.said(v.ada.Say(dm, visitReply))
	v.await(dm, "scorecard", 1)
	if code := stop(); code != exitDone {
		t.Errorf("exit %d", code)
	}
}
