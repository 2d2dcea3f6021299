package bot_test

import (
	"strings"
	"testing"
	"time"
)

func TestGuideIsAPlanThatFollowsTheAnswers(t *testing.T) {
	t.Parallel()
	clock := &hands{}
	h := newHouse(t, withClock(clock))
	ada := h.space.Person("ada")
	dm := ada.DM()
	must(ada.Say(dm, "guide"))(t)
	first := h.said(ada, "Your plan", 1)
	for _, want := range []string{"no graded answer of yours yet", "Answer one question", "Try Technical", "Shell", "Worth having"} {
		if !strings.Contains(everything(first), want) {
			t.Errorf("without an answer it does not say %q: %s", want, everything(first))
		}
	}
	h.answerOnce(ada, missing)
	clock.move(25 * time.Hour)
	h.answerOnce(ada, missing)
	clock.move(25 * time.Hour)
	must(ada.Say(dm, "guide"))(t)
	plan := h.said(ada, "Your plan", 2)
	for _, want := range []string{"your 2 graded answers", "1 question is due for another try", "0 of 100", "You keep leaving out", "Nothing answered yet in"} {
		if !strings.Contains(everything(plan), want) {
			t.Errorf("with two weak answers it does not say %q: %s", want, everything(plan))
		}
	}
	if len(linksIn(plan)) < 2 {
		t.Error("what is left out has no links to its answers")
	}
}

func TestTheWholeGuideIsBehindAWordAndAButton(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada := h.space.Person("ada")
	channel := h.space.ChannelID("sre-practice")
	h.ok(ada.Slash(channel, "/mock-interview", "guide overview"))
	h.private(ada, "read logs without a tool")
	must(ada.Say(ada.DM(), "guide"))(t)
	h.ok(ada.Click(h.said(ada, "Your plan", 1), "Show the whole guide"))
	h.said(ada, "read logs without a tool", 1)
	must(ada.Say(ada.DM(), "guide overview"))(t)
	h.said(ada, "read logs without a tool", 2)
}
