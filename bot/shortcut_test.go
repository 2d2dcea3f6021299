package bot_test

import (
	"strings"
	"testing"

	"mock-interviewer/bot/workspace"
)

func (h *house) form(p *workspace.Person, callback string) workspace.View {
	h.t.Helper()
	view, err := h.space.WaitView(h.patience(), p.ID(), func(v workspace.View) bool { return v.CallbackID == callback })
	if err != nil {
		now, _ := h.space.View(p.ID())
		h.t.Fatalf("waited for %q; %s has %s", callback, p.ID(), now.Blocks)
	}
	return view
}

func TestAMessageOfOnesOwnIsGradedAndNobodyElses(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada, ben := h.space.Person("ada"), h.space.Person("ben")
	channel := h.space.ChannelID("general") // the bot is no member there
	ts := must(ada.Say(channel, good))(t)
	h.ok(ben.MessageShortcut("answer_as_question", channel, ts))
	if body := string(h.form(ben, "").Blocks); !strings.Contains(body, "somebody else") {
		t.Errorf("ben gets %s", body)
	}
	h.ok(ada.MessageShortcut("answer_as_question", channel, ts))
	form := h.form(ada, "grade_own_text")
	first, _, _ := strings.Cut(strings.SplitN(string(form.Blocks), `"initial_option"`, 2)[1], `"value"`)
	if !strings.Contains(first, "roll") {
		t.Errorf("the question that the text answers does not come first: %s", first)
	}
	errs, err := ada.Submit(form, nil)
	h.ok(err)
	if len(errs) > 0 {
		t.Fatalf("refused: %v", errs)
	}
	card := h.message(ada.DM(), "scorecard", 1)
	if !strings.Contains(everything(card), "canary") {
		t.Errorf("the card does not quote the message: %s", card.Blocks)
	}
	if len(h.space.Messages(channel)) != 1 {
		t.Error("something was said in the channel")
	}

	asked := h.count(ada.DM(), "question")
	must(ada.Say(ada.DM(), "practice technical"))(t)
	h.message(ada.DM(), "question", asked+1)
	h.ok(ada.MessageShortcut("answer_as_question", channel, ts))
	errs, err = ada.Submit(h.form(ada, "grade_own_text"), nil)
	h.ok(err)
	if len(errs) == 0 {
		t.Error("a second text is taken while an interview is open")
	}
}

func TestTheFormFollowsWhatIsChosenInIt(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada := h.space.Person("ada")
	h.ok(ada.Slash(h.space.ChannelID("sre-practice"), "/mock-interview", ""))
	form := h.form(ada, "start_mock_interview")
	if !strings.Contains(string(form.Blocks), "about 15 minutes") {
		t.Errorf("no preview in %s", form.Blocks)
	}
	h.ok(ada.SelectView(form, "choice", "practice"))
	now := must(h.space.WaitView(h.patience(), ada.ID(), func(v workspace.View) bool { return v.Hash != form.Hash }))(t)
	if now.ID != form.ID {
		t.Error("another form was opened")
	}
}
