package bot_test

import (
	"encoding/json"
	"strings"
	"testing"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/bot/workspace"
)

// doEverything has ada leave a trace of every kind there is: practice, a spoken answer that she never used, a grade called
// unfair, settings, a channel's question of the day, leaderboard and digest, an answer given unseen, and an interview
// each way with ben as the other of the two.
func (h *house) doEverything(ada, ben *workspace.Person) {
	h.t.Helper()
	dm, channel := ada.DM(), h.space.ChannelID("sre-practice")
	h.answerOnce(ada, good)
	h.knowsZone(ada)
	must(ada.Say(dm, "practice technical"))(h.t)
	h.message(dm, "question", 2)
	must(ada.Send(dm, "", "", workspace.Clip{Audio: []byte("sound"), Heard: "what ada said aloud"}))(h.t)
	h.heard(dm, "what ada said aloud")
	for _, word := range []string{"difficulty hard", "remind 09:00", "away 2026-12-24 2027-01-06", "history", "guide", "stats", "easy", "panels"} {
		must(ada.Say(dm, word))(h.t)
	}
	for word, said := range map[string]string{
		"leaderboard on": "turned the leaderboard on", "digest on": "turned the weekly digest on",
	} {
		h.ok(ada.Slash(channel, "/mock-interview", word))
		h.told(channel, said)
	}
	h.ok(ada.Slash(channel, "/mock-interview", "leaderboard join"))
	h.private(ada, "You are on this channel")
	h.setDaily(ada, channel, map[string]any{blocks.BlockZone: "UTC"})
	h.told(channel, "set up")
	h.ok(ada.Slash(channel, "/mock-interview", "daily now"))
	post := h.message(channel, "daily", 1)
	h.ok(ada.Click(post, "Answer privately"))
	h.submit(ada, h.opened(ada, blocks.CallbackPrivate), map[string]any{
		blocks.BlockAnswer: "what ada wrote unseen, about a canary release", blocks.BlockShare: []string{"yes"},
	})
	h.message(dm, "scorecard", 2)

	held := h.panelOf(1)
	h.ok(ben.Click(h.told(ben.DM(), "Add your scores"), "Add your scores"))
	h.submit(ben, h.opened(ben, blocks.CallbackPanel), map[string]any{"score-0": "64"})
	summary := h.message(held.Channel, "summary", 1)
	h.ok(ada.Click(summary, "Unfair?"))
	h.submit(ada, h.modal(ada, "What did the grade get wrong?"), reason("what ada says against it"))
	h.private(ada, "noted that you find the grade unfair")
	h.ok(ada.Slash(channel, "/mock-interview", "start @ben technical 1"))
	h.within(patienceHere, "ada's invitation", func() bool {
		return strings.Count(h.transcript(channel), "to a mock interview") == 2
	})
}

func TestWhatAPersonCanHaveIsAllThatTheyDid(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada := h.space.Person("ada")
	h.doEverything(ada, h.space.Person("ben"))
	must(ada.Say(ada.DM(), "export my data"))(t)
	lines := h.fileTo(ada, 2) // the first is her recording
	for kind, n := range map[string]int{"person": 1, "answer": 4, "daily": 1, "panel": 2, "board": 1, "setup": 3} {
		if got := len(records(lines, kind)); got != n {
			t.Errorf("%d lines of kind %s, want %d", got, kind, n)
		}
	}
	all, err := json.Marshal(lines)
	h.ok(err)
	for _, trace := range []string{
		good, weak, "what ada said aloud", "what ada wrote unseen", "what ada says against it", `"human_score":64`, `"share":true`,
		`"difficulty":"hard"`, `"at":"09:00"`, "2027-01-06", `"kind":"card"`,
	} {
		if !strings.Contains(string(all), trace) {
			t.Errorf("it does not hold %q", trace)
		}
	}
}

func TestAfterEverythingForgetMeLeavesNoRowAndNoWord(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada := h.space.Person("ada")
	h.doEverything(ada, h.space.Person("ben"))
	must(ada.Say(ada.DM(), "forget-me"))(t)
	ask := h.said(ada, "Delete everything", 1)
	h.ok(ada.Click(ask, "forget_me"))
	h.said(ada, "Deleted", 1)
	h.within(patienceHere, "an empty outbox", func() bool { return h.outbox() == 0 && h.inbox() == 0 })
	for _, trace := range []string{ada.ID(), ada.DM(), "what ada", weak} {
		h.nothingOf(trace)
	}
}
