package bot_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"mock-interviewer/bot/workspace"
)

// Every fault by itself, always or nearly always: what one person says is graded once and what they are told comes once.
func TestEveryFaultByItselfLosesNothingAndRepeatsNothing(t *testing.T) {
	t.Parallel()
	for name, faults := range map[string]workspace.Faults{
		"drop_ack":           {DropAck: 0.7},
		"duplicate_envelope": {DuplicateEnvelope: 1},
		"duplicate_event":    {DuplicateEvent: 1},
		"disconnect":         {Disconnect: 0.3},
		"rate_limit":         {RateLimit: 0.3},
		"error_before":       {ErrorBefore: 0.25},
		"error_after":        {ErrorAfter: 0.25},
		"lose_reply":         {LoseReply: 0.3},
		"slow":               {Slow: 1, SlowFor: 150 * time.Millisecond},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			delays := make([]time.Duration, 40)
			for i := range delays {
				delays[i] = 100 * time.Millisecond
			}
			h := newHouseIn(t, workspace.Config{AckTimeout: 300 * time.Millisecond, RetryDelays: delays}, withSockets(2))
			faults.Seed = 7
			h.space.SetFaults(faults)
			said := h.practiceAndMock(2)
			if h.space.FaultCounts()[name] == 0 {
				t.Error("the fault never struck: the test shows nothing")
			}
			h.space.SetFaults(workspace.Faults{})
			h.within(20*time.Second, "Slack to have nothing left to deliver", func() bool { return h.space.Unacked() == 0 })
			h.eachGradedOnce(said)
			h.nothingPostedTwice()
		})
	}
}

func withSockets(n int) option { return func(h *house) { h.cfg.Sockets = n } }

// practiceAndMock has ada practise n questions in her DM, and ben be interviewed on n in a thread. It returns what they
// replied.
func (h *house) practiceAndMock(n int) (said []string) {
	h.t.Helper()
	ada, ben := h.space.Person("ada"), h.space.Person("ben")
	dm, channel := ada.DM(), h.space.ChannelID("sre-practice")
	reply := func(p *workspace.Person, where, thread string) {
		text := fmt.Sprintf("%s My note is number%dx.", good, len(said))
		must(p.Reply(where, thread, text))(h.t)
		said = append(said, text)
	}
	h.insist(func() error { return ben.Slash(channel, "/mock-interview", fmt.Sprintf("start technical %d", n)) })
	must(ada.Say(dm, "practice technical"))(h.t)
	for i := 1; i <= n; i++ {
		h.patient(dm, "question", i)
		reply(ada, dm, "")
		card := h.patient(dm, "scorecard", i)
		if i < n {
			h.insist(func() error { return ada.Click(card, "Next question") })
		}
	}
	must(ada.Say(dm, "stop"))(h.t)
	prompts := map[string]bool{}
	h.within(60*time.Second, "ben's interview to end", func() bool {
		for _, m := range h.space.Messages(channel) {
			if k := kindOf(m); (k == "question" || k == "follow_up") && !prompts[m.TS] {
				prompts[m.TS] = true
				reply(ben, channel, m.ThreadTS)
			}
		}
		return h.count(channel, "summary") > 0
	})
	h.patient(dm, "summary", 1)
	return said
}

// patient is message with more time: faults cost waits.
func (h *house) patient(channel, kind string, n int) workspace.Message {
	h.t.Helper()
	h.within(60*time.Second, fmt.Sprintf("%s %d in %s", kind, n, channel), func() bool { return h.count(channel, kind) >= n })
	return h.message(channel, kind, n)
}

// insist does something again until Slack says that the bot took it, as a person would. A button that has gone by the
// second time was taken the first time, and only its ack was lost.
func (h *house) insist(do func() error) {
	h.t.Helper()
	again := false
	h.within(30*time.Second, "slack to take it", func() bool {
		err := do()
		if again && errors.Is(err, workspace.ErrNoElement) {
			return true
		}
		again = true
		if err != nil && !errors.Is(err, workspace.ErrNoAck) && !errors.Is(err, workspace.ErrDispatchFailed) {
			h.t.Fatal(err)
		}
		return err == nil
	})
}

func (h *house) eachGradedOnce(said []string) {
	h.t.Helper()
	h.within(20*time.Second, "every grade", func() bool { return len(h.answers()) >= len(said) })
	times := map[string]int{}
	for _, a := range h.answers() {
		times[strings.TrimSpace(a.Reply)]++
	}
	for _, text := range said {
		if times[text] != 1 {
			h.t.Errorf("a reply was graded %d times: …%s", times[text], text[len(text)-12:])
		}
	}
}

func (h *house) nothingPostedTwice() {
	h.t.Helper()
	seen := map[string]string{}
	for _, m := range h.space.AllMessages() {
		id := str(m, "effect_id")
		if id == "" {
			continue
		}
		if at, twice := seen[id]; twice {
			h.t.Errorf("effect %s (%s) was posted at %s and at %s", id, kindOf(m), at, m.TS)
		}
		seen[id] = m.TS
	}
}
