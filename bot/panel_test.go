package bot_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/bot/workspace"
	"mock-interviewer/store"
)

// invited waits for an invitation in a channel.
func (h *house) invited(channel string) workspace.Message {
	h.t.Helper()
	return h.told(channel, "to a mock interview")
}

// panelEnded is what stands in place of a summary while the panelist has not scored.
const panelEnded = "The mock interview has ended."

// panelOf has ben invite ada to a mock interview, and ada accept it and answer everything. It returns what stands in place
// of the summary.
func (h *house) panelOf(count int) workspace.Message {
	h.t.Helper()
	ben, ada := h.space.Person("ben"), h.space.Person("ada")
	channel := h.space.ChannelID("sre-practice")
	h.ok(ben.Slash(channel, "/mock-interview", fmt.Sprint("start @ada technical ", count)))
	h.ok(ada.Click(h.invited(channel), "Accept"))
	root := h.opening(channel)
	for n := 1; n <= count; n++ {
		h.message(channel, "question", n)
		must(ada.Reply(channel, root.TS, weak))(h.t)
		h.answerFollowUps(channel, root.TS, n)
	}
	return h.told(channel, panelEnded)
}

// scoreless says whether the channel shows no score of the bot's.
func (h *house) scoreless(channel string) {
	h.t.Helper()
	for _, m := range h.space.Messages(channel) {
		if kindOf(m) == "summary" || strings.Contains(everything(m), "of 100") {
			h.t.Errorf("the channel shows a score before the panelist gave theirs: %s", everything(m))
		}
	}
}

func TestAColleagueAcceptsAndIsGradedByAPersonBesideTheBot(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ben, ada := h.space.Person("ben"), h.space.Person("ada")
	channel := h.space.ChannelID("sre-practice")
	h.ok(ben.Slash(channel, "/mock-interview", "start @ada technical 2"))
	invitation := h.invited(channel)
	if text := everything(invitation); !strings.Contains(text, ben.ID()) || !strings.Contains(text, ada.ID()) || !strings.Contains(text, "Technical") {
		t.Errorf("the invitation is %s", text)
	}
	h.ok(ben.Click(invitation, "Accept"))
	h.private(ben, "Only the person who was invited")
	h.ok(ada.Click(invitation, "Accept"))
	h.told(channel, "accepted")
	root := h.opening(channel)
	if !strings.Contains(everything(root), ada.ID()) {
		t.Error("the interview is not ada's")
	}
	if err := ada.Click(invitation, "Accept"); err == nil {
		t.Error("an accepted invitation can be accepted again")
	}
	for n := 1; n <= 2; n++ {
		h.message(channel, "question", n)
		must(ben.Reply(channel, root.TS, "She knows this one"))(t)
		must(ada.Reply(channel, root.TS, weak))(t)
		h.answerFollowUps(channel, root.TS, n)
	}
	held := h.told(channel, panelEnded)
	ask := h.told(ben.DM(), "Add your scores")
	h.scoreless(channel)
	h.ok(ben.Click(ask, "Add your scores"))
	form := h.opened(ben, blocks.CallbackPanel)
	errs, err := ben.Submit(form, map[string]any{"score-0": "", "score-1": ""})
	h.ok(err)
	if errs["score-0"] == "" {
		t.Errorf("a form without a score was taken: %v", errs)
	}
	h.submit(ben, form, map[string]any{"score-0": "64", "score-1": "0"})
	for _, p := range []*workspace.Person{ben, ada} {
		card := everything(h.told(p.DM(), "than the bot"))
		if !strings.Contains(card, "64") {
			t.Errorf("%s is not shown the score: %s", p.Info().Name, card)
		}
	}
	if summary := h.message(channel, "summary", 1); summary.TS != held.TS || summary.ThreadTS != root.TS {
		t.Error("the summary does not stand where it was awaited")
	}
	if text := h.panelFile(); !strings.Contains(text, ",64,100,") || !strings.Contains(text, ",0,100,") || strings.Contains(text, ada.ID()) ||
		strings.Count(text, ",true\n") != 2 {
		t.Errorf("the file for eval is\n%s", text)
	}
	for _, m := range h.space.Messages(channel) {
		if strings.Contains(everything(m), "than the bot") {
			t.Errorf("the channel sees %s", everything(m))
		}
	}
	h.ok(ben.Click(ask, "Add your scores"))
	again := h.opened(ben, blocks.CallbackPanel)
	if !strings.Contains(string(again.Blocks), `"64"`) {
		t.Error("the form has forgotten the score")
	}
	h.submit(ben, again, map[string]any{"score-0": "64", "score-1": "97"})
	h.within(patienceHere, "a score of 97", func() bool { return strings.Contains(h.panelFile(), ",97,100,") })
	if text := h.panelFile(); strings.Count(text, ",true\n") != 1 || strings.Count(text, ",false\n") != 1 {
		t.Errorf("a score given once the bot's was seen counts as blind, or one left as it was does not:\n%s", text)
	}
}

// panelFile is what `export --panel` writes.
func (h *house) panelFile() string {
	h.t.Helper()
	var file bytes.Buffer
	h.ok(h.db.View(func(tx *store.Tx) error { return tx.ExportPanels(&file) }))
	return file.String()
}

func TestAPanelistWhoGivesNoScoresLetsTheSummaryBeShown(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ben, ada := h.space.Person("ben"), h.space.Person("ada")
	held := h.panelOf(1)
	ask := h.told(ben.DM(), "Add your scores")
	h.scoreless(held.Channel)
	h.ok(ben.Slash(held.Channel, "/mock-interview", "panels"))
	listed := h.private(ben, "waits for your scores")
	h.ok(ben.Click(ask, "Give none"))
	if summary := h.message(held.Channel, "summary", 1); summary.TS != held.TS {
		t.Error("the summary does not stand where it was awaited")
	}
	h.told(ada.DM(), "Its summary is shown now")
	if now := h.told(ben.DM(), "You gave no scores"); now.TS != ask.TS || strings.Contains(everything(now), "Add your scores") {
		t.Errorf("the question for scores is now %s", everything(now))
	}
	h.ok(ben.Click(listed, "Give none")) // once more, where it was listed before
	h.private(ben, "You gave no scores to this interview")
	must(ben.Say(ben.DM(), "panels"))(t)
	h.told(ben.DM(), "No panel of yours is open")
}

func TestASummaryWaitsADayForThePanelistAndNoLonger(t *testing.T) {
	t.Parallel()
	clock := &hands{}
	h := newHouse(t, withClock(clock))
	ben, ada := h.space.Person("ben"), h.space.Person("ada")
	held := h.panelOf(1)
	ask := h.told(ben.DM(), "Add your scores")
	h.within(patienceHere, "an empty outbox", func() bool { return h.outbox() == 0 })
	h.ok(h.stop())
	clock.move(23 * time.Hour)
	h.start()
	must(ada.Say(ada.DM(), "panels"))(t)
	h.told(ada.DM(), "has given none yet")
	h.scoreless(held.Channel)
	must(ada.Say(ada.DM(), "history"))(t) // nor is it shown to her elsewhere
	h.told(ada.DM(), "No graded answer")
	clock.move(2 * time.Hour)
	h.message(held.Channel, "summary", 1)
	h.told(ada.DM(), "Its summary is shown now")
	h.ok(ben.Click(ask, "Add your scores")) // late, and still welcome
	h.submit(ben, h.opened(ben, blocks.CallbackPanel), map[string]any{"score-0": "64"})
	h.told(ada.DM(), "than the bot")
	if n := h.count(held.Channel, "summary"); n != 1 {
		t.Errorf("there are %d summaries", n)
	}
	must(ada.Say(ada.DM(), "history"))(t)
	h.told(ada.DM(), "Your last answers")
	if len(h.cards(ada)) != 1 {
		t.Error("the question does not come back in practice")
	}
}

// A grade that comes late mends the summary of an interview. While it is held back, nothing is to be seen of that.
func TestALateGradeDoesNotShowAHeldSummary(t *testing.T) {
	t.Parallel()
	failing, clock := newGate(), &hands{}
	failing.failures.Store(1)
	h := newHouse(t, withScorer(failing, "llm"), withClock(clock))
	failing.open(h)
	held := h.panelOf(1)
	ask := h.told(h.space.Person("ben").DM(), "Add your scores")
	clock.move(time.Hour)
	must(h.space.Person("ben").Say(h.space.Person("ben").DM(), "stats"))(t) // has the clock looked at
	h.within(patienceHere, "the grade", func() bool { return len(h.answers()) == 1 && h.outbox() == 0 })
	h.scoreless(held.Channel)
	h.ok(h.space.Person("ben").Click(ask, "Give none"))
	if summary := everything(h.message(held.Channel, "summary", 1)); !strings.Contains(summary, "of 100") {
		t.Errorf("the summary is shown without its grade: %s", summary)
	}
}

func TestPanelsListsWhatIsOpenForEachOfTheTwo(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ben, ada := h.space.Person("ben"), h.space.Person("ada")
	channel := h.space.ChannelID("sre-practice")
	lists := func(p *workspace.Person, want string) workspace.Message {
		h.t.Helper()
		h.ok(p.Slash(channel, "/mock-interview", "panels"))
		return h.private(p, want)
	}
	lists(ben, "No panel of yours is open")
	h.ok(ben.Slash(channel, "/mock-interview", "start @ada technical 1"))
	invitation := h.invited(channel)
	h.within(patienceHere, "its place to be noted", func() bool { return h.outbox() == 0 })
	lists(ben, "has not answered your invitation")
	links := linksIn(lists(ada, "invited you"))
	if want := strings.ReplaceAll(invitation.TS, ".", ""); len(links) != 1 || !strings.HasSuffix(links[0], want) {
		t.Errorf("the invitation %s is linked to as %v", want, links)
	}
	h.ok(ada.Click(invitation, "Accept"))
	root := h.opening(channel)
	h.message(channel, "question", 1)
	lists(ben, "I ask you for scores when it has ended")
	lists(ada, "You are being interviewed")
	must(ada.Reply(channel, root.TS, weak))(t)
	h.answerFollowUps(channel, root.TS, 1)
	h.told(channel, panelEnded)
	lists(ada, "has given none yet")
	h.ok(ben.Click(lists(ben, "waits for your scores"), "Add your scores"))
	h.submit(ben, h.opened(ben, blocks.CallbackPanel), map[string]any{"score-0": "64"})
	h.told(ada.DM(), "than the bot")
	must(ben.Say(ben.DM(), "panels"))(t)
	h.told(ben.DM(), "No panel of yours is open")
	must(ada.Say(ada.DM(), "panels"))(t)
	h.told(ada.DM(), "No panel of yours is open")
}

func TestAnInvitationIsDeclinedOrRunsOut(t *testing.T) {
	t.Parallel()
	clock := &hands{}
	h := newHouse(t, withClock(clock))
	ada, ben := h.space.Person("ada"), h.space.Person("ben")
	channel := h.space.ChannelID("sre-practice")
	must(ada.Mention(channel, "start @ben behavioral 1"))(t)
	invitation := h.invited(channel)
	h.ok(ada.Slash(channel, "/mock-interview", "start @ben"))
	h.private(ada, "still open in this channel")
	h.ok(ben.Click(invitation, "Decline"))
	h.told(channel, "declined")
	h.ok(ada.Slash(channel, "/mock-interview", "start @ben"))
	second := h.told(channel, "can accept or decline")
	clock.move(8 * 24 * time.Hour)
	h.ok(ben.Click(second, "Accept"))
	h.private(ben, "no longer open")
	if n := h.count(channel, "question"); n != 0 {
		t.Errorf("%d questions were asked", n)
	}
}

func TestAnInvitationThatCannotBeMadeSaysWhy(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada := h.space.Person("ada")
	channel := h.space.ChannelID("sre-practice")
	for words, want := range map[string]string{
		"start @ada":              "That is you",
		"start @nobody":           "cannot tell who that is",
		"start @ben nonsense":     "There are: Technical",
		"start @ben technical 99": "from 1 to 10",
	} {
		h.ok(ada.Slash(channel, "/mock-interview", words))
		h.private(ada, want)
	}
	must(ada.Say(ada.DM(), "start @ben"))(t)
	h.ok(ada.Slash(ada.DM(), "/mock-interview", "start @ben"))
	h.told(ada.DM(), "Invite a colleague in a channel")
	h.ok(ada.Slash(h.space.ChannelID("general"), "/mock-interview", "start @ben"))
	h.told(ada.DM(), "/invite @mock-interviewer")
	if len(h.space.Messages(channel)) != 0 {
		t.Error("the channel was told something")
	}
}

func TestWhoHasAnInterviewOpenAcceptsLater(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada, ben := h.space.Person("ada"), h.space.Person("ben")
	channel := h.space.ChannelID("sre-practice")
	h.ok(ben.Slash(channel, "/mock-interview", "start technical 1"))
	h.message(channel, "question", 1)
	h.ok(ada.Slash(channel, "/mock-interview", "start @ben technical 1"))
	invitation := h.invited(channel)
	h.ok(ben.Click(invitation, "Accept"))
	h.private(ben, "You have an interview open")
	h.ok(ben.Slash(channel, "/mock-interview", "stop"))
	h.told(channel, "Stopped")
	h.ok(ben.Click(invitation, "Accept"))
	h.told(channel, "accepted")
	h.message(channel, "question", 2)
}
