package bot_test

import (
	"strings"
	"testing"
	"time"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/bot/daily"
	"mock-interviewer/bot/workspace"
	"mock-interviewer/questions"
	"mock-interviewer/store"
)

// crowd is a workspace with this many people.
func crowd(n int) workspace.Config {
	var in workspace.Config
	for _, name := range []string{"ada", "ben", "cleo", "dan", "eve", "finn", "gus"}[:n] {
		in.People = append(in.People, workspace.PersonSpec{Name: name, RealName: strings.ToUpper(name[:1]) + name[1:] + " Crowd"})
	}
	return in
}

// withTechnicalQuestion is withTodaysQuestion for a question with points to name.
func withTechnicalQuestion(h *house) {
	withDaily(daily.Subscription{
		ID: "team", Channel: h.space.ChannelID("sre-practice"), Cron: "0 9 * * *", RevealAfter: time.Hour, Grace: time.Hour,
		Filter: questions.Filter{Categories: questions.Only("Technical")},
	})(h)
}

// answerUnseen answers the question of the day in its form and waits for the scorecard.
func (h *house) answerUnseen(p *workspace.Person, post workspace.Message, text string, share bool) workspace.Message {
	h.t.Helper()
	h.ok(p.Click(post, "Answer privately"))
	values := map[string]any{blocks.BlockAnswer: text}
	if share {
		values[blocks.BlockShare] = []string{"yes"}
	}
	h.submit(p, h.opened(p, blocks.CallbackPrivate), values)
	return h.message(p.DM(), "scorecard", 1)
}

func TestAnAnswerGivenInPrivateIsSeenByNobodyElse(t *testing.T) {
	t.Parallel()
	h := newHouse(t, withTodaysQuestion(time.Hour))
	ada, ben := h.space.Person("ada"), h.space.Person("ben")
	channel := h.space.ChannelID("sre-practice")
	post := h.message(channel, "daily", 1)
	card := h.answerUnseen(ada, post, good, false)
	h.within(patienceHere, "the number of people in the post itself", func() bool {
		return strings.Contains(everything(h.message(channel, "daily", 1)), "1 person has answered")
	})
	for _, m := range h.space.AllMessages() {
		if m.Channel == channel && (m.ThreadTS != "" || strings.Contains(everything(m), "canary release")) {
			t.Errorf("the channel sees %s", everything(m))
		}
	}
	if n := len(h.space.Ephemerals(ben.ID())); n != 0 {
		t.Errorf("ben sees %d messages", n)
	}
	if got := h.answers(); len(got) != 1 || got[0].TS != "" || got[0].Mode != "daily" {
		t.Errorf("got %+v", got)
	}
	h.ok(ada.Click(card, "Share in thread"))
	if shared := h.message(channel, "scorecard", 1); shared.ThreadTS != post.TS {
		t.Error("the card that was shared is not in the thread")
	}
}

func TestAShortAnswerInTheFormIsAnAnswerAllTheSame(t *testing.T) {
	t.Parallel()
	h := newHouse(t, withTodaysQuestion(time.Hour))
	ada := h.space.Person("ada")
	post := h.message(h.space.ChannelID("sre-practice"), "daily", 1)
	h.answerUnseen(ada, post, weak, false)
	h.ok(ada.Click(post, "Answer privately"))
	h.submit(ada, h.opened(ada, blocks.CallbackPrivate), map[string]any{blocks.BlockAnswer: "Canary, then roll back."})
	h.message(ada.DM(), "scorecard", 2)
}

func TestTheFormIsRefusedOnceTheAnswerWasSeenOrIsOut(t *testing.T) {
	t.Parallel()
	var clock hands
	h := newHouse(t, withTodaysQuestion(time.Hour), withClock(&clock))
	ada, ben := h.space.Person("ada"), h.space.Person("ben")
	channel := h.space.ChannelID("sre-practice")
	post := h.message(channel, "daily", 1)
	h.ok(ada.Click(post, "Show model answer"))
	h.private(ada, "Model answer")
	h.ok(ada.Click(post, "Answer privately"))
	h.modal(ada, "would not be graded")
	h.ok(ben.Click(post, "Answer privately"))
	form := h.opened(ben, blocks.CallbackPrivate)
	clock.move(2 * time.Hour)
	h.message(channel, "reveal", 1)
	h.submit(ben, form, map[string]any{blocks.BlockAnswer: good}) // opened in time, sent too late
	h.told(ben.DM(), "no longer graded")
	if n := len(h.answers()); n != 0 {
		t.Errorf("%d answers were graded", n)
	}
	if m := h.message(channel, "daily", 1); strings.Contains(everything(m), "Answer privately") || !strings.Contains(everything(m), "is out") {
		t.Errorf("the question still asks: %s", everything(m))
	}
}

func TestTheRevealNamesNobodyButWhoShared(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		people int
		missed bool
	}{
		"four are too few to say what they missed": {4, false},
		"five are enough":                          {5, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var clock hands
			h := newHouseIn(t, crowd(tt.people), withTechnicalQuestion, withClock(&clock))
			channel := h.space.ChannelID("sre-practice")
			post := h.message(channel, "daily", 1)
			for i, p := range h.space.People() {
				h.answerUnseen(p, post, "I do not know anything about it, sorry, I would ask a colleague first.", i == 0)
			}
			h.within(patienceHere, "the name of who shared", func() bool { return h.member(h.space.Person("ada")).Name != "" })
			clock.move(2 * time.Hour)
			reveal := everything(h.message(channel, "reveal", 1))
			if got := strings.Contains(reveal, "What most people left out"); got != tt.missed {
				t.Errorf("what most left out is shown: %v, want %v", got, tt.missed)
			}
			if !strings.Contains(reveal, `"text":"ada"`) || !strings.Contains(reveal, "ask a colleague") {
				t.Errorf("what ada shared is not there:\n%s", reveal)
			}
			for _, p := range h.space.People()[1:] {
				if strings.Contains(reveal, p.ID()) || strings.Contains(reveal, `"text":"`+p.Info().Name+`"`) {
					t.Errorf("the reveal names %s", p.ID())
				}
			}
		})
	}
}

func TestErasingAPersonTakesTheirPrivateAnswerOutOfTheReveal(t *testing.T) {
	t.Parallel()
	var clock hands
	h := newHouse(t, withTodaysQuestion(time.Hour), withClock(&clock))
	ada := h.space.Person("ada")
	channel := h.space.ChannelID("sre-practice")
	post := h.message(channel, "daily", 1)
	h.answerUnseen(ada, post, weak, true)
	h.ok(h.db.Update(func(tx *store.Tx) error {
		_, err := tx.Erase(ada.ID())
		return err
	}))
	clock.move(2 * time.Hour)
	if reveal := everything(h.message(channel, "reveal", 1)); strings.Contains(reveal, "Shared answers") || strings.Contains(reveal, "have answered") {
		t.Errorf("the reveal still shows it:\n%s", reveal)
	}
}
