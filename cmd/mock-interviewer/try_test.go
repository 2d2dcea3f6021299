package main

import (
	"context"
	"io"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"

	"mock-interviewer/bot/workspace"
	"mock-interviewer/config"
	"mock-interviewer/questions"
)

// tried is a running `try` with somebody in it.
type tried struct {
	*visitors
	trial   *trial
	channel string
	stop    func()
}

// try starts what the subcommand starts. stop may be called early, and more than once.
func try(t *testing.T, dir string) *tried {
	t.Helper()
	bank, err := questions.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return tryWith(t, dir, bank)
}

func tryWith(t *testing.T, dir string, bank *questions.Bank) *tried {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	e := env{getenv: func(string) string { return "" }, stdout: io.Discard, stderr: io.Discard}
	trial, err := newTrial(ctx, e, &tryCmd{Addr: "127.0.0.1:0", Data: dir}, config.Default(), bank)
	if err != nil {
		cancel()
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- trial.bot.Run(ctx) }()
	stopped := false
	stop := func() {
		if cancel(); stopped {
			return
		}
		stopped = true
		if err := <-done; err != nil {
			t.Error(err)
		}
		trial.close()
	}
	t.Cleanup(stop)
	v := &tried{visit(t, trial.space), trial, trial.space.ChannelID(tryChannel), stop}
	v.ok(trial.space.WaitSockets(v.patience(), 1))
	return v
}

func TestTryRunsTheWholeJobWithoutTokenKeyOrNetwork(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	v := try(t, dir)
	v.answerDaily(v.channel)
	v.practise()
	v.mock(v.channel)
	v.stop()
	checkExport(t, dir, "offline")
}

func TestTryContinuesAnInterviewAfterARestartWhereItStood(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	v := try(t, dir)
	daily := v.await(v.channel, "daily", 1)
	v.ok(v.ada.Slash(v.channel, "/mock-interview", "start 2"))
	first := v.await(v.channel, "question", 1)
	v.said(v.ada.Reply(v.channel, first.ThreadTS, visitReply))
	v.stop() // whatever the bot is about to do with that reply

	v = try(t, dir)
	if got := v.all(v.channel, "daily"); len(got) != 1 || got[0].TS != daily.TS {
		t.Errorf("after the restart there are %d daily questions, want the one that was there", len(got))
	}
	v.finish(first.ThreadTS)
	thread := v.trial.space.Thread(v.channel, first.ThreadTS)
	if n := len(v.all(v.channel, "question")); n != 2 {
		t.Errorf("%d questions were asked, want 2:\n%s", n, v.transcript(v.channel))
	}
	if last := thread[len(thread)-1]; last.Meta("kind") != "summary" {
		t.Errorf("the thread ends with %q, want the summary", last.Text)
	}
	for i, m := range thread[1:] {
		if thread[i].Text == m.Text && m.BotID != "" {
			t.Errorf("said twice: %q", m.Text)
		}
	}

	// What came before the restart is as good as what came after.
	v.answerDaily(v.channel)
	v.practise()
	v.stop()
	checkExport(t, dir, "offline")
}

// finish answers whatever is asked in a thread until the summary is there.
func (v *tried) finish(thread string) {
	v.t.Helper()
	for {
		var last workspace.Message
		err := v.space.Wait(v.patience(), func() bool {
			all := v.space.Thread(v.channel, thread)
			last = all[len(all)-1]
			kind := last.Meta("kind")
			return kind == "question" || kind == "follow_up" || kind == "summary"
		})
		if err != nil {
			v.t.Fatalf("the interview does not go on:\n%s", v.transcript(v.channel))
		}
		if last.Meta("kind") == "summary" {
			return
		}
		v.said(v.ada.Reply(v.channel, thread, visitReply))
	}
}

func TestTryThrowsTheAnswersAwayWhenItsTerminalCloses(t *testing.T) {
	t.Parallel()
	for _, sig := range []syscall.Signal{syscall.SIGHUP, syscall.SIGTERM} {
		temporary := t.TempDir()
		said := &notes{}
		cmd := exec.CommandContext(t.Context(), os.Args[0], "try", "--addr", "127.0.0.1:0")
		cmd.Env = []string{mainHelper + "=1", "TMPDIR=" + temporary}
		cmd.Stdout, cmd.Stderr = said, said
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		until(t, "the page's address", func() bool { return strings.Contains(said.String(), "Open http") })
		if left, err := os.ReadDir(temporary); err != nil || len(left) != 1 {
			t.Fatalf("%v: %d temporary folders while it runs, want 1 (%v)", sig, len(left), err)
		}
		if err := cmd.Process.Signal(sig); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait()
		left, err := os.ReadDir(temporary)
		if err != nil || len(left) != 0 || cmd.ProcessState.ExitCode() != exitDone {
			t.Errorf("%v: %v, with %d temporary folders left (%v); it said:\n%s", sig, cmd.ProcessState, len(left), err, said)
		}
	}
}

func TestTheQuestionOfTheDayOfTryIsItsChannelsOwn(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	v := try(t, dir)
	v.await(v.channel, "daily", 1)
	says := func(text string) {
		t.Helper()
		if _, err := v.space.WaitMessage(v.patience(), func(m workspace.Message) bool { return strings.Contains(m.Text, text) }); err != nil {
			t.Fatalf("waited for %q:\n%s", text, v.transcript(v.channel))
		}
	}
	v.ok(v.ben.Slash(v.channel, "/mock-interview", "daily pause"))
	says("paused the question of the day")
	v.stop()

	v = try(t, dir)
	v.ok(v.ben.Slash(v.channel, "/mock-interview", "daily resume"))
	says("resumed the question of the day")
	v.ok(v.ben.Slash(v.channel, "/mock-interview", "daily stop"))
	says("stopped the question of the day")
	v.stop()

	v = try(t, dir)
	v.ok(v.ben.Slash(v.channel, "/mock-interview", "daily pause"))
	if _, err := v.space.WaitEphemeral(v.patience(), v.ben.ID(), func(m workspace.Message) bool {
		return strings.Contains(string(m.Blocks)+m.Text, "No question of the day is set up")
	}); err != nil {
		t.Errorf("what was stopped is set up again: %+v", v.space.Ephemerals(v.ben.ID()))
	}
	if n := len(v.all(v.channel, "daily")); n != 1 {
		t.Errorf("%d questions of the day were posted, want 1", n)
	}
}
