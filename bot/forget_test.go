package bot_test

import (
	"testing"
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
	h.within(patienceSeconds, "a grade", func() bool { return len(h.answers()) == 2 })

	must(ada.Say(dm, "forget-me"))(t)
	ask := h.said(ada, "Delete everything", 1)
	h.ok(ada.Click(ask, "forget_me"))
	h.said(ada, "Deleted", 1)
	h.within(patienceSeconds, "an empty outbox", func() bool { return h.outbox() == 0 && h.inbox() == 0 })
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
	h.within(patienceSeconds, "an empty outbox", func() bool { return h.outbox() == 0 && h.inbox() == 0 })
	h.nothingOf(ada.ID())
}
