package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
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

func TestTheFirstSignalStopsInOrderAndTheSecondAtOnce(t *testing.T) {
	t.Parallel()
	for _, sig := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
		cmd := exec.CommandContext(t.Context(), os.Args[0])
		cmd.Env = append(os.Environ(), signalHelper+"=1")
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		for _, want := range []string{"ready", "stopping"} {
			if !lines.Scan() || lines.Text() != want {
				t.Fatalf("%v: said %q, want %q", sig, lines.Text(), want)
			}
			if err := cmd.Process.Signal(sig); err != nil {
				t.Fatal(err)
			}
		}
		_ = cmd.Wait()
		if code := cmd.ProcessState.ExitCode(); code != exitFailed {
			t.Errorf("%v twice: exit %d, want %d", sig, code, exitFailed)
		}
	}
}
