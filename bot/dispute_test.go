package bot_test

import (
	"bytes"
	"strings"
	"testing"

	"mock-interviewer/bot/workspace"
	"mock-interviewer/store"
)

// modal waits for the newest modal of a person that says something.
func (h *house) modal(p *workspace.Person, text string) workspace.View {
	h.t.Helper()
	view, err := h.space.WaitView(h.patience(), p.ID(), func(v workspace.View) bool { return strings.Contains(string(v.Blocks), text) })
	if err != nil {
		h.t.Fatalf("no modal says %q: %v", text, err)
	}
	return view
}

func reason(text string) map[string]any {
	return map[string]any{"reason": text}
}

func TestAGradeCanBeCalledUnfairAndIsExportedForAPersonToGrade(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada, ben := h.space.Person("ada"), h.space.Person("ben")
	channel := h.space.ChannelID("sre-practice")
	h.ok(ada.Slash(channel, "/mock-interview", "start technical 1"))
	root := h.opening(channel)
	h.message(channel, "question", 1)
	must(ada.Reply(channel, root.TS, weak))(t)
	h.answerFollowUps(channel, root.TS, 1)
	summary := h.message(channel, "summary", 1)
	before := h.answers()[0]

	h.ok(ben.Click(summary, "Unfair?"))
	h.modal(ben, "Only the person being interviewed")

	h.ok(ada.Click(summary, "Unfair?"))
	form := h.modal(ada, "What did the grade get wrong?")
	if errs, err := ada.Submit(form, reason(strings.Repeat("x", 1001))); err == nil && errs["reason"] == "" {
		t.Errorf("a reason that is too long was taken: %v", errs)
	}
	errs, err := ada.Submit(form, reason("I named the *canary* <!channel>."))
	if err != nil || len(errs) != 0 {
		t.Fatalf("refused: %v, %v", errs, err)
	}
	thanks := h.private(ada, "noted that you find the grade unfair")
	if thanks.Channel != channel || thanks.ThreadTS != root.TS {
		t.Errorf("the thanks are in %s/%s, want the thread", thanks.Channel, thanks.ThreadTS)
	}
	after := h.answers()[0]
	if after.Dispute == nil || after.Dispute.Reason != "I named the *canary* <!channel>." || after.Dispute.At.IsZero() || after.Score != before.Score {
		t.Errorf("kept: %+v, score %d, was %d", after.Dispute, after.Score, before.Score)
	}
	if file := h.disputed(); !strings.Contains(file, weak) || strings.Count(file, "canary* <!channel>") != 1 || strings.Contains(file, ada.ID()) {
		t.Errorf("exported:\n%s", file)
	}

	// Once more: the form knows what was said, and the new word replaces it. A restart in between makes no difference.
	h.ok(h.stop())
	h.start()
	h.ok(ada.Click(summary, "Unfair?"))
	form = h.modal(ada, "I named the *canary*")
	if errs, err := ada.Submit(form, reason("")); err != nil || len(errs) != 0 {
		t.Fatalf("without a reason: %v, %v", errs, err)
	}
	h.within(patienceHere, "the changed reason", func() bool { return h.answers()[0].Dispute.Reason == "" })

	h.ok(ada.Slash(channel, "/mock-interview", "forget-me"))
	h.ok(ada.Click(h.private(ada, "Delete"), "forget_me"))
	h.within(patienceHere, "the erasure", func() bool { return len(h.answers()) == 0 })
	h.ok(ada.Click(summary, "Unfair?"))
	h.modal(ada, "no longer kept")
	if file := h.disputed(); strings.Count(file, "\n") != 1 {
		t.Errorf("after the erasure:\n%s", file)
	}
}

// disputed is what export --disputed writes.
func (h *house) disputed() string {
	h.t.Helper()
	var file bytes.Buffer
	h.ok(h.db.View(func(tx *store.Tx) error { return tx.ExportDisputed(&file) }))
	return file.String()
}

func TestTheFormOfAnErasedAnswerIsAnsweredPlainly(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada := h.space.Person("ada")
	dm := ada.DM()
	must(ada.Say(dm, "practice technical"))(t)
	h.message(dm, "question", 1)
	must(ada.Say(dm, good))(t)
	card := h.message(dm, "scorecard", 1)
	must(ada.Say(dm, "stop"))(t) // a follow-up may hold the card open
	h.within(patienceHere, "the whole card", func() bool { return strings.Contains(string(h.now(card).Blocks), "Unfair?") })
	h.ok(ada.Click(card, "Unfair?"))
	form := h.modal(ada, "What did the grade get wrong?")
	h.ok(h.db.Update(func(tx *store.Tx) error { return tx.DropAnswer(h.answers()[0].AnswerID) }))
	if _, err := ada.Submit(form, reason("x")); err != nil {
		t.Fatal(err)
	}
	h.said(ada, "no longer kept", 1)
}
