package workspace_test

import (
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"
)

// Not parallel: it counts the package's goroutines, and must not see those of other tests.
func TestCloseLeavesNothingRunning(t *testing.T) {
	b := start(t, nil)
	dial(t, b)
	dial(t, b)
	if err := b.WaitSockets(short(t), 2); err != nil {
		t.Fatal(err)
	}
	if _, err := b.ada.Say(b.ada.DM(), "an event that nobody acks"); err != nil {
		t.Fatal(err)
	}
	b.srv.Close()
	b.srv.Close()
	deadline := time.Now().Add(5 * time.Second)
	for running() != "" {
		if time.Now().After(deadline) {
			t.Fatalf("still running:\n%s", running())
		}
		time.Sleep(5 * time.Millisecond)
	}
	if n := b.Unacked(); n != 0 {
		t.Errorf("%d deliveries still wait", n)
	}
}

func running() string {
	buf := make([]byte, 1<<20)
	buf = buf[:runtime.Stack(buf, true)]
	var left []string
	for g := range strings.SplitSeq(string(buf), "\n\n") {
		if strings.Contains(g, "workspace.(*socket)") || strings.Contains(g, "workspace.(*Workspace).serve") {
			left = append(left, g)
		}
	}
	return strings.Join(left, "\n\n")
}

func BenchmarkPostMessage(b *testing.B) {
	w := start(b, nil)
	ch := w.ChannelID("sre-practice")
	for b.Loop() {
		if _, _, err := w.api.PostMessage(ch, slack.MsgOptionText("hello", false)); err != nil {
			b.Fatal(err)
		}
	}
}
