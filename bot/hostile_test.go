package bot_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"mock-interviewer/bot/workspace"
	"mock-interviewer/store"
)

// Each of these gets a plain sentence, and the next good answer is taken as if nothing had been.
func TestRepliesThatCannotBeTakenAreAnsweredWithASentence(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ text, want string }{
		"a flood of zero width":       {strings.Repeat("\u200b", 20_000), "nything to read"},
		"joiners and nothing":         {strings.Repeat("\u200d\ufe0f", 5_000), "nything to read"},
		"direction and nothing":       {strings.Repeat("\u202e\u2066", 5_000), "nything to read"},
		"all that Slack lets through": {strings.Repeat("船", 40_000), "more than 8,000"},
		"spaces that are no word":     {strings.Repeat("\u2003\u00a0", 3_000) + "\u200b", "nything to read"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t)
			ada := h.space.Person("ada")
			must(ada.Say(ada.DM(), "practice technical"))(t)
			h.message(ada.DM(), "question", 1)
			must(ada.Say(ada.DM(), c.text))(t)
			_, err := h.space.WaitMessage(h.patience(), func(m workspace.Message) bool { return strings.Contains(everything(m), c.want) })
			if err != nil {
				t.Fatalf("no word of it:\n%s", h.transcript(ada.DM()))
			}
			must(ada.Say(ada.DM(), good))(t)
			h.eachGradedOnce([]string{good})
		})
	}
}

// What nobody sees in a reply is neither kept nor shown to anybody; what is seen is graded.
func TestWhatHidesInAReplyIsLeftOut(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada := h.space.Person("ada")
	must(ada.Say(ada.DM(), "practice technical"))(t)
	h.message(ada.DM(), "question", 1)
	hidden := strings.Repeat("\u200b", 30_000) + "\u202e" + strings.ReplaceAll(good, "canary", "ca\u2060na\u00adry") + "e" + strings.Repeat("\u0301", 500)
	must(ada.Say(ada.DM(), hidden))(t)
	card := h.message(ada.DM(), "scorecard", 1)
	if shown := everything(card); strings.ContainsAny(shown, "\u200b\u202e\u2060\u00ad") || strings.Contains(shown, strings.Repeat("\u0301", 7)) {
		t.Error("the card shows what was hidden")
	}
	got := h.answers()[0].Reply
	if !strings.HasPrefix(got, good) || strings.Count(got, "\u0301") > 6 {
		t.Errorf("the reply is kept as %q", got)
	}
}

// Ten thousand messages of one person in a minute: they are told to go slower, in few words, and nobody else notices.
func TestOnePersonsFloodHoldsUpNobodyElse(t *testing.T) {
	t.Parallel()
	f := newRawSlack(t)
	run := f.run(2)
	eventually(t, 10*time.Second, "the sockets", func() bool { return f.openings() == 2 && run.Ready() })
	const flood = 2000
	begun := time.Now()
	for i := range flood {
		f.frames <- messageFrame(fmt.Sprintf("e%d", i), fmt.Sprintf("Ev%d", i), fmt.Sprintf("1700000001.%06d", i), "hello", 0)
	}
	f.frames <- strings.ReplaceAll(strings.ReplaceAll(messageFrame("other", "EvOther", "1700000002.000001", "practice technical", 0), `"U1"`, `"U2"`), `"D1"`, `"D2"`)
	eventually(t, 20*time.Second, "the other's ack", func() bool { return f.acked("other") })
	eventually(t, 10*time.Second, "the other's question", func() bool { return f.saidTo("D2") >= 2 })
	eventually(t, 20*time.Second, "every ack", func() bool { return f.acked(fmt.Sprintf("e%d", flood-1)) })
	took := time.Since(begun)
	if waiting, most := run.waiting(t, (*store.Tx).OutboxLen), 60+int(took/time.Second)+10; waiting > most {
		t.Errorf("%d messages wait for one person after %v, want at most %d", waiting, took, most)
	}
	eventually(t, 10*time.Second, "an empty inbox", func() bool { return run.waiting(t, (*store.Tx).InboxLen) == 0 })
	if !f.saidSo("faster than I can follow") {
		eventually(t, 30*time.Second, "word to the one who is too fast", func() bool { return run.waiting(t, slower) > 0 || f.saidSo("faster than") })
	}
}

// slower counts the messages in the outbox that ask somebody to go slower.
func slower(tx *store.Tx) (n int) {
	all, _ := tx.Outbox(0, 0)
	for _, e := range all {
		if strings.HasPrefix(e.ID, "slower-") {
			n++
		}
	}
	return n
}

// No client of Slack's sends 60,000 characters, but nothing keeps another program from it.
func TestAReplyOf60000CharactersIsTooLong(t *testing.T) {
	t.Parallel()
	f := newRawSlack(t)
	run := f.run(1)
	eventually(t, 5*time.Second, "the socket", run.Ready)
	f.frames <- messageFrame("e1", "Ev1", "1700000001.000001", "practice technical", 0)
	eventually(t, 5*time.Second, "a question", func() bool { return f.saidTo("D1") >= 2 })
	f.frames <- messageFrame("e2", "Ev2", "1700000002.000001", strings.Repeat("canary ", 60_000/7), 0)
	eventually(t, 5*time.Second, "a sentence", func() bool { return f.saidSo("more than 8,000") })
}

// Beyond the bound nothing new begins, and says so; what is under way goes on.
func TestBeyondTheBoundNewPracticeIsDeclinedAndRepliesAreTaken(t *testing.T) {
	t.Parallel()
	gate := newGate()
	h := newHouse(t, withScorer(gate, "llm"), func(h *house) { h.cfg.MostWaiting = 2 })
	ada, ben := h.space.Person("ada"), h.space.Person("ben")
	channel := h.space.ChannelID("sre-practice")
	must(ada.Say(ada.DM(), "practice technical"))(t)
	h.message(ada.DM(), "question", 1)
	h.within(5*time.Second, "an empty outbox", func() bool { return h.outbox() == 0 })
	h.ok(ada.Slash(channel, "/mock-interview", "start technical 1"))
	root := h.opening(channel)
	h.message(channel, "question", 1)
	must(ada.Say(ada.DM(), good))(t)
	must(ada.Reply(channel, root.TS, weak))(t)
	h.within(5*time.Second, "both replies to wait", func() bool { return h.gradings() == 2 })
	must(ben.Say(ben.DM(), "practice technical"))(t)
	_, err := h.space.WaitMessage(h.patience(), func(m workspace.Message) bool {
		return m.Channel == ben.DM() && strings.Contains(m.Text, "nothing new begins")
	})
	h.ok(err)
	gate.open(h)
	h.eachGradedOnce([]string{good, weak})
	h.within(10*time.Second, "empty queues", func() bool { return h.gradings()+h.outbox()+h.inbox() == 0 })
	must(ben.Say(ben.DM(), "practice technical"))(t)
	h.message(ben.DM(), "question", 1)
}

func (h *house) gradings() (n int) {
	h.t.Helper()
	h.ok(h.db.View(func(tx *store.Tx) error { n = tx.GradingsLen(); return nil }))
	return n
}
