package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"
)

// signalHelper makes this test binary wait for signals as main does.
const signalHelper = "MOCK_INTERVIEWER_TEST_SIGNALS"

// waitForSignals says when it is ready and when the context has ended, and then hangs as a stuck shutdown would.
func waitForSignals() {
	ctx := interruptible(context.Background(), os.Exit)
	fmt.Println("ready")
	<-ctx.Done()
	fmt.Println("stopping")
	time.Sleep(time.Minute)
	os.Exit(99)
}

// signalled is a process that waits for signals, and what it says, line by line.
type signalled struct {
	t     *testing.T
	cmd   *exec.Cmd
	lines *bufio.Scanner
}

func startSignalled(t *testing.T, name string, args ...string) *signalled {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), name, args...)
	cmd.Env = append(os.Environ(), signalHelper+"=1")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return &signalled{t, cmd, bufio.NewScanner(out)}
}

func (s *signalled) says(want string) {
	s.t.Helper()
	if !s.lines.Scan() || s.lines.Text() != want {
		s.t.Fatalf("said %q, want %q", s.lines.Text(), want)
	}
}

func (s *signalled) signal(sig syscall.Signal) {
	s.t.Helper()
	if err := s.cmd.Process.Signal(sig); err != nil {
		s.t.Fatal(err)
	}
}

// exit waits for the end and returns the exit code, -1 for one that a signal killed.
func (s *signalled) exit() int {
	_ = s.cmd.Wait()
	return s.cmd.ProcessState.ExitCode()
}

func TestTheFirstSignalStopsInOrderAndTheSecondAtOnce(t *testing.T) {
	t.Parallel()
	for _, sig := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
		p := startSignalled(t, os.Args[0])
		p.says("ready")
		p.signal(sig)
		p.says("stopping")
		p.signal(sig)
		if code := p.exit(); code != exitFailed {
			t.Errorf("%v twice: exit %d, want %d", sig, code, exitFailed)
		}
	}
}

// A terminal that closes may say so more than once, and nobody is there who means it the second time.
func TestAClosedTerminalStopsInOrderHoweverOftenItSaysSo(t *testing.T) {
	t.Parallel()
	p := startSignalled(t, os.Args[0])
	p.says("ready")
	p.signal(syscall.SIGHUP)
	p.says("stopping")
	for range 3 {
		p.signal(syscall.SIGHUP)
		time.Sleep(20 * time.Millisecond) // signals that wait are one
	}
	p.signal(syscall.SIGTERM)
	time.Sleep(50 * time.Millisecond)
	if err := p.cmd.Process.Signal(syscall.Signal(0)); err != nil {
		t.Error("it did not finish in order:", err)
	}
	p.signal(syscall.SIGTERM)
	if code := p.exit(); code != exitFailed {
		t.Errorf("exit %d, want %d", code, exitFailed)
	}
}

func TestWhatNohupStartedOutlivesItsTerminal(t *testing.T) {
	t.Parallel()
	p := startSignalled(t, "/bin/sh", "-c", `trap "" HUP; exec "$0"`, os.Args[0])
	p.says("ready")
	p.signal(syscall.SIGHUP)
	time.Sleep(50 * time.Millisecond)
	p.signal(syscall.SIGTERM)
	p.says("stopping")
	p.signal(syscall.SIGTERM)
	if code := p.exit(); code != exitFailed {
		t.Errorf("exit %d, want %d", code, exitFailed)
	}
}

func TestServeAloneReadsAHangupItself(t *testing.T) {
	t.Parallel()
	for args, want := range map[string]bool{"": true, "try": true, "eval answers.csv": true, "serve": false, "serve --check": false} {
		if got := endsAtHangup(strings.Fields(args)); got != want {
			t.Errorf("%q: a hangup ends it: %v, want %v", args, got, want)
		}
	}
}
