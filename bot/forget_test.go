package bot_test

import (
	"bytes"
	"os"
	"testing"
	"time"
)

// Whatever a person did, after forget-me no row names them, not even the one about the message that says so.
func TestAfterForgetMeNoRowNamesThePerson(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada := h.space.Person("ada")
	dm, channel := ada.DM(), h.space.ChannelID("sre-practice")
	h.answerOnce(ada, missing)
	h.knowsZone(ada)
	for _, word := range []string{"difficulty hard", "remind 09:00", "away 2026-12-24 2027-01-06", "export", "history", "guide", "stats", "easy"} {
		must(ada.Say(dm, word))(t)
	}
	h.fileTo(ada, 1)
	h.ok(ada.Slash(channel, "/mock-interview", "start technical 2"))
	root := h.opening(channel)
	h.message(channel, "question", 1)
	must(ada.Reply(channel, root.TS, weak))(t)
	h.within(patienceHere, "a grade", func() bool { return len(h.answers()) == 2 })

	must(ada.Say(dm, "forget-me"))(t)
	ask := h.said(ada, "Delete everything", 1)
	h.ok(ada.Click(ask, "forget_me"))
	h.said(ada, "Deleted", 1)
	h.within(patienceHere, "an empty outbox", func() bool { return h.outbox() == 0 && h.inbox() == 0 })
	h.nothingOf(ada.ID())
}

func TestForgetMeFromHomeLeavesNoRowEither(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada := h.space.Person("ada")
	channel := h.space.ChannelID("sre-practice")
	h.ok(ada.Slash(channel, "/mock-interview", "forget-me"))
	ask := h.private(ada, "Delete everything")
	h.ok(ada.Click(ask, "forget_me"))
	h.private(ada, "Deleted")
	h.within(patienceHere, "an empty outbox", func() bool { return h.outbox() == 0 && h.inbox() == 0 })
	h.nothingOf(ada.ID())
}

func TestForgetMeThatIsCalledOffDeletesNothing(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada := h.space.Person("ada")
	h.answerOnce(ada, good)
	must(ada.Say(ada.DM(), "forget-me"))(t)
	h.ok(ada.Click(h.said(ada, "Delete everything", 1), "forget_keep"))
	h.said(ada, "Nothing was deleted", 1)
	if n := len(h.answers()); n != 1 {
		t.Errorf("%d answers are left, want the one there was", n)
	}
}

// Not only the rows: no byte of what they wrote stands in the file a moment later, while the bot runs on.
func TestAfterForgetMeTheFileHoldsNoByteOfTheirWords(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada := h.space.Person("ada")
	must(ada.Say(ada.DM(), "practice technical"))(t)
	h.message(ada.DM(), "question", 1)
	must(ada.Say(ada.DM(), good+" My own secret remark."))(t)
	h.message(ada.DM(), "scorecard", 1)
	holds := func(words string) bool {
		file, err := os.ReadFile(h.file)
		h.ok(err)
		return bytes.Contains(file, []byte(words))
	}
	h.within(5*time.Second, "the words in the file", func() bool { return holds("secret remark") })
	must(ada.Say(ada.DM(), "forget-me"))(t)
	h.ok(ada.Click(h.said(ada, "Delete everything", 1), "forget_me"))
	h.said(ada, "Deleted", 1)
	h.within(15*time.Second, "the words to be gone from the file", func() bool { return !holds("secret remark") && !holds(ada.ID()) })
}
