package bot_test

import (
	"strings"
	"testing"
	"time"
)

func TestAMockInterviewsScoresAreNowhereBeforeItsSummary(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada := h.space.Person("ada")
	dm, channel := ada.DM(), h.space.ChannelID("sre-practice")
	h.ok(ada.Slash(channel, "/mock-interview", "start technical 2"))
	root := h.opening(channel)
	h.message(channel, "question", 1)
	must(ada.Reply(channel, root.TS, weak))(t)
	h.within(patienceHere, "the first grade", func() bool { return len(h.answers()) == 1 })

	must(ada.Say(dm, "stats"))(t)
	h.said(ada, "No graded answer yet", 1)
	must(ada.Say(dm, "history"))(t)
	h.said(ada, "No graded answer yet", 2)
	must(ada.Say(dm, "easy"))(t)
	h.said(ada, "no graded answer yet", 1)
	ada.OpenHome()
	home, err := h.space.WaitHome(h.patience(), ada.ID(), anyView)
	h.ok(err)
	if strings.Contains(string(home.Blocks), "of 100") || strings.Contains(string(home.Blocks), "average") {
		t.Errorf("the Home tells a score: %s", home.Blocks)
	}

	h.answerFollowUps(channel, root.TS, 1)
	must(ada.Reply(channel, root.TS, "stop"))(t)
	h.message(channel, "summary", 1)
	must(ada.Say(dm, "stats"))(t)
	h.said(ada, "1 answer graded", 1)
	if cards := h.cards(ada); len(cards) != 1 {
		t.Errorf("%d cards after the summary, want 1", len(cards))
	}
	for _, a := range h.answers() {
		if a.Sealed {
			t.Errorf("%s is still sealed", a.AnswerID)
		}
	}
}

func TestAGradeThatComesAfterTheSummaryIsNotSealed(t *testing.T) {
	t.Parallel()
	g := newGate()
	g.failures.Store(1)
	clock := &hands{}
	h := newHouse(t, withScorer(g, "llm"), withClock(clock))
	g.open(h)
	ada := h.space.Person("ada")
	channel := h.space.ChannelID("sre-practice")
	h.ok(ada.Slash(channel, "/mock-interview", "start technical 1"))
	root := h.opening(channel)
	h.message(channel, "question", 1)
	must(ada.Reply(channel, root.TS, weak))(t)
	h.message(channel, "summary", 1)
	clock.move(time.Minute)
	must(ada.Say(ada.DM(), "help"))(t) // whatever is handled wakes the grader
	h.within(2*patienceHere, "the late grade", func() bool { return len(h.answers()) == 1 })
	if a := h.answers()[0]; a.Sealed || len(h.cards(ada)) != 1 {
		t.Errorf("sealed: %v, cards: %d", a.Sealed, len(h.cards(ada)))
	}
}
