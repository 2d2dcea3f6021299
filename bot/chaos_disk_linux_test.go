package bot_test

import (
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// breakDisk makes every write to the house's file fail, as a full disk or a lost volume does, until mend is called: the
// bot's descriptor of it is replaced by one that can only read.
func (h *house) breakDisk() (mend func()) {
	h.t.Helper()
	fd := h.descriptor()
	kept, err := syscall.Dup(fd)
	h.ok(err)
	broken, err := syscall.Open(h.file, syscall.O_RDONLY|syscall.O_CLOEXEC, 0)
	h.ok(err)
	h.ok(syscall.Dup3(broken, fd, syscall.O_CLOEXEC))
	h.ok(syscall.Close(broken))
	return func() {
		h.ok(syscall.Dup3(kept, fd, syscall.O_CLOEXEC))
		h.ok(syscall.Close(kept))
	}
}

// descriptor finds by which number this process has the house's file open.
func (h *house) descriptor() int {
	h.t.Helper()
	links, err := filepath.Glob("/proc/self/fd/*")
	h.ok(err)
	for _, link := range links {
		var fd int
		if at, err := os.Readlink(link); err == nil && at == h.file {
			must(fmt.Sscan(filepath.Base(link), &fd))(h.t)
			return fd
		}
	}
	h.t.Fatalf("%s is not open", h.file)
	return 0
}

func TestWhileTheFileCannotBeWrittenNothingIsAckedAndAfterwardsNothingIsLost(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada := h.space.Person("ada")
	must(ada.Say(ada.DM(), "practice technical"))(t)
	h.message(ada.DM(), "question", 1)
	mend := h.breakDisk()
	must(ada.Say(ada.DM(), good))(t)
	time.Sleep(2500 * time.Millisecond) // longer than the receiver tries by itself: Slack has to deliver again
	if n := h.space.Unacked(); n != 1 {
		t.Errorf("%d envelopes are unacked, want the one that could not be stored", n)
	}
	mend()
	h.eachGradedOnce([]string{good})
	h.message(ada.DM(), "scorecard", 1)
	h.within(10*time.Second, "the ack", func() bool { return h.space.Unacked() == 0 })
	h.nothingPostedTwice()
}

// Slack delivers a command once: it must not fail for a hiccup.
func TestACommandOutlivesAnInstantInWhichTheFileCannotBeWritten(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada := h.space.Person("ada")
	mend := h.breakDisk()
	time.AfterFunc(300*time.Millisecond, mend)
	h.ok(ada.Slash(h.space.ChannelID("sre-practice"), "/mock-interview", "start technical 1"))
	h.message(h.space.ChannelID("sre-practice"), "question", 1)
}
