package bot_test

import (
	"testing"
)

func TestAReplyInAThreadBelowTheQuestionIsTheReplyToIt(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada := h.space.Person("ada")
	dm := ada.DM()
	must(ada.Say(dm, "practice technical"))(t)
	question := h.message(dm, "question", 1)
	must(ada.Reply(dm, question.TS, good))(t)
	card := h.message(dm, "scorecard", 1)
	must(ada.Reply(dm, card.TS, "stop"))(t)
	h.message(dm, "summary", 1)
	if a := h.answers(); len(a) != 1 || a[0].Reply != good {
		t.Errorf("got %+v", a)
	}
}

func TestAWordCountsWithThePunctuationThatAPhonePutsAfterIt(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada := h.space.Person("ada")
	dm := ada.DM()
	must(ada.Say(dm, "Practice."))(t)
	h.message(dm, "question", 1)
	must(ada.Say(dm, "Hint?"))(t)
	h.message(dm, "hint", 1)
	must(ada.Say(dm, "Stop!"))(t)
	h.said(ada, "Stopped", 1)
}

func TestAButtonLeftFromAnInterviewThatIsOverSaysSo(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada := h.space.Person("ada")
	dm := ada.DM()
	must(ada.Say(dm, "practice technical"))(t)
	question := h.message(dm, "question", 1)
	must(ada.Say(dm, "stop"))(t)
	h.said(ada, "Stopped", 1)
	h.ok(ada.Click(question, "Hint"))
	h.said(ada, "That interview is over", 1)
	if n := h.count(dm, "hint"); n != 0 {
		t.Errorf("%d hints were given", n)
	}
}
