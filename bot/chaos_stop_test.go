package bot_test

import (
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"

	"mock-interviewer/bot/workspace"
	"mock-interviewer/store"
)

// Not parallel: it looks at all goroutines of the process.
func TestAfterAStopNothingOfTheBotIsLeftRunning(t *testing.T) {
	h := newHouse(t, withSockets(2))
	h.practiceAndMock(1)
	h.space.Person("ada").OpenHome()
	h.space.DropSockets()
	h.ok(h.stop())
	for end := time.Now().Add(3 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		left := ours()
		if len(left) == 0 {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("%d goroutines are left, such as\n%s", len(left), left[0])
		}
	}
}

// ours are the goroutines that run code of the bot or of its Slack client.
func ours() (found []string) {
	buf := make([]byte, 4<<20)
	for g := range strings.SplitSeq(string(buf[:runtime.Stack(buf, true)]), "\n\n") {
		if strings.Contains(g, "chaos_stop_test.go") || strings.Contains(g, "testing.(*T).Parallel") {
			continue // this test, and those that wait for their turn
		}
		if strings.Contains(g, "mock-interviewer/bot.") || strings.Contains(g, "slack-go/slack/socketmode") || strings.Contains(g, "bbolt") {
			found = append(found, g)
		}
	}
	return found
}

func TestAFileThatCannotBeWrittenForAWhileHoldsUpNoAckThatDoesNotNeedIt(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada := h.space.Person("ada")
	begin, end := make(chan struct{}), make(chan struct{})
	held := make(chan error, 1)
	go func() {
		held <- h.db.Update(func(*store.Tx) error { close(begin); <-end; return nil })
	}()
	<-begin
	began := time.Now()
	h.ok(ada.Slash(ada.DM(), "/mock-interview", "")) // opens a form, changes nothing
	if took := time.Since(began); took > time.Second {
		t.Errorf("the ack of a command that changes nothing took %v", took)
	}
	for range 200 { // far more than any buffer of slack-go
		must(ada.Say(ada.DM(), "hello"))(t)
	}
	time.Sleep(300 * time.Millisecond)
	close(end)
	h.ok(<-held)
	h.within(10*time.Second, "every ack", func() bool { return h.space.Unacked() == 0 })
	must(ada.Say(ada.DM(), "practice technical"))(t)
	h.within(30*time.Second, "a question", func() bool { return h.count(ada.DM(), "question") == 1 })
}

func TestNeitherASlowGraderNorASlowSlackDelaysAnAck(t *testing.T) {
	t.Parallel()
	h := newHouse(t, withScorer(newGate(), "llm"))
	ada, ben := h.space.Person("ada"), h.space.Person("ben")
	must(ada.Say(ada.DM(), "practice technical"))(t)
	h.message(ada.DM(), "question", 1)
	must(ada.Say(ada.DM(), good))(t) // its grade never comes
	h.message(ada.DM(), "acknowledgement", 1)
	h.space.SetFaults(workspace.Faults{Slow: 1, SlowFor: 5 * time.Second})
	defer h.space.SetFaults(workspace.Faults{})
	for range 5 {
		began := time.Now()
		h.ok(ben.Slash(h.space.ChannelID("sre-practice"), "/mock-interview", "help"))
		if took := time.Since(began); took > time.Second {
			t.Errorf("an ack took %v", took)
		}
	}
}

func TestAStopWhileSlackRefusesKeepsEverythingAndItsOrder(t *testing.T) {
	t.Parallel()
	var p proxy
	h := newHouse(t, throughProxy(&p))
	ada := h.space.Person("ada")
	channel := h.space.ChannelID("sre-practice")
	p.set(func(rw http.ResponseWriter, c callTo) bool {
		if c.method == "chat.postMessage" {
			limited(rw, "30")
		}
		return c.method == "chat.postMessage"
	})
	h.ok(ada.Slash(channel, "/mock-interview", "start technical 1"))
	h.within(5*time.Second, "a call to be refused", func() bool { return len(p.to("chat.postMessage", channel)) > 0 })
	began := time.Now()
	h.ok(h.stop())
	if took := time.Since(began); took > 9*time.Second {
		t.Errorf("the stop took %v", took)
	}
	p.set(nil)
	h.start()
	root := h.opening(channel)
	if q := h.message(channel, "question", 1); q.ThreadTS != root.TS {
		t.Error("the question is not in the thread")
	}
	h.nothingPostedTwice()
}

// The process dies between Slack's taking the opening message and our recording where; a reply comes meanwhile, and
// nobody starts the bot for longer than anyone would wait in memory.
func TestAReplyThatOvertookItsThreadOutlivesALongDowntime(t *testing.T) {
	t.Parallel()
	var p proxy
	now := time.Now()
	h := newHouse(t, throughProxy(&p), func(h *house) { h.cfg.Now = func() time.Time { return now } })
	ada := h.space.Person("ada")
	channel := h.space.ChannelID("sre-practice")
	h.space.SetFaults(workspace.Faults{LoseReply: 1, Methods: []string{"chat.postMessage"}})
	p.set(func(rw http.ResponseWriter, c callTo) bool { // the bot cannot look either
		if strings.HasPrefix(c.method, "conversations.") {
			rw.WriteHeader(http.StatusBadGateway)
		}
		return strings.HasPrefix(c.method, "conversations.")
	})
	h.ok(ada.Slash(channel, "/mock-interview", "start technical 1"))
	root := h.opening(channel)
	must(ada.Reply(channel, root.TS, good))(t)
	h.within(5*time.Second, "the reply in the inbox", func() bool { return h.inbox() > 0 })
	h.ok(h.stop())
	p.set(nil)
	h.space.SetFaults(workspace.Faults{})
	later := now.Add(3 * time.Hour)
	h.cfg.Now = func() time.Time { return later }
	h.start()
	h.eachGradedOnce([]string{good})
	h.nothingPostedTwice()
}

func (h *house) inbox() (n int) {
	h.t.Helper()
	h.ok(h.db.View(func(tx *store.Tx) error { n = tx.InboxLen(); return nil }))
	return n
}
