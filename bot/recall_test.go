package bot_test

import (
	"encoding/json"
	"sync/atomic"
	"testing"
	"time"

	"mock-interviewer/bot/recall"
	"mock-interviewer/bot/workspace"
	"mock-interviewer/store"
)

// hands is a clock that a test moves.
type hands struct{ ahead atomic.Int64 }

func (c *hands) now() time.Time { return time.Now().Add(time.Duration(c.ahead.Load())) }

func (c *hands) move(d time.Duration) { c.ahead.Add(int64(d)) }

func withClock(c *hands) option { return func(h *house) { h.cfg.Now = c.now } }

// cards are a person's cards, by question.
func (h *house) cards(p *workspace.Person) map[string]recall.Card {
	h.t.Helper()
	out := map[string]recall.Card{}
	h.ok(h.db.View(func(tx *store.Tx) error {
		return tx.EachPersonal(p.ID(), "card", func(name string, row json.RawMessage) error {
			var c recall.Card
			err := json.Unmarshal(row, &c)
			out[name] = c
			return err
		})
	}))
	return out
}

func TestWhatWasMissedComesBackFirstOnItsDay(t *testing.T) {
	t.Parallel()
	clock := &hands{}
	h := newHouse(t, withClock(clock))
	ada := h.space.Person("ada")
	dm := ada.DM()
	must(ada.Say(dm, "practice"))(t)
	first := h.message(dm, "question", 1)
	must(ada.Say(dm, "I do not know, maybe ask somebody who knows about this topic"))(t)
	h.message(dm, "scorecard", 1)
	must(ada.Say(dm, "stop"))(t)
	h.message(dm, "summary", 1)
	id := str(first, "question_id")
	if c := h.cards(ada)[id]; len(c.Sittings) != 1 || c.FSRS.Due.Sub(c.Last().At) != 24*time.Hour {
		t.Fatalf("got %+v, want it due after a day", c)
	}

	must(ada.Say(dm, "practice"))(t)
	if now := h.message(dm, "question", 2); str(now, "question_id") == id {
		t.Error("it was asked again at once")
	}
	must(ada.Say(dm, "stop"))(t)

	clock.move(25 * time.Hour)
	must(ada.Say(dm, "practice"))(t)
	if back := h.message(dm, "question", 3); str(back, "question_id") != id {
		t.Errorf("got %s a day later, want %s", str(back, "question_id"), id)
	}
	must(ada.Say(dm, "stop"))(t)
}

func TestAQuestionThatComesBackInAnOpenInterviewIsNoRetry(t *testing.T) {
	t.Parallel()
	clock := &hands{}
	h := newHouse(t, withClock(clock))
	ada := h.space.Person("ada")
	dm := ada.DM()
	must(ada.Say(dm, "practice"))(t)
	first := h.message(dm, "question", 1)
	must(ada.Say(dm, "I do not know, maybe ask somebody who knows about this topic"))(t)
	card := h.message(dm, "scorecard", 1)
	clock.move(25 * time.Hour)
	h.ok(ada.Click(card, "Next question"))
	if back := h.message(dm, "question", 2); str(back, "question_id") != str(first, "question_id") {
		t.Fatalf("got %s, want what is due", str(back, "question_id"))
	}
	must(ada.Say(dm, "I still do not know, maybe ask somebody who knows about this topic"))(t)
	h.message(dm, "scorecard", 2)
	if c := h.cards(ada)[str(first, "question_id")]; len(c.Sittings) != 2 || c.Sittings[0].Session == c.Sittings[1].Session {
		t.Errorf("got %+v, want two sittings", c.Sittings)
	}
	for _, a := range h.answers() {
		if a.RetryOf != "" {
			t.Errorf("%s counts as another try", a.AnswerID)
		}
	}
}

func TestAnAnswerWithoutAGradeRatesNothing(t *testing.T) {
	t.Parallel()
	failing := newGate()
	h := newHouse(t, withScorer(failing, "llm"))
	ada := h.space.Person("ada")
	dm := ada.DM()
	failing.failures.Store(1)
	failing.open(h)
	must(ada.Say(dm, "practice"))(t)
	h.message(dm, "question", 1)
	must(ada.Say(dm, weak))(t)
	h.within(patienceHere, "the failed grading to be put off", func() bool {
		var jobs []store.Grading
		h.ok(h.db.View(func(tx *store.Tx) (err error) {
			jobs, err = tx.Gradings(time.Time{}, 0)
			return err
		}))
		return len(jobs) == 1 && jobs[0].Attempts == 1
	})
	if got := h.cards(ada); len(got) != 0 {
		t.Errorf("an answer without a grade was rated: %+v", got)
	}
}

func TestAnotherTryRatesNothing(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada := h.space.Person("ada")
	dm := ada.DM()
	must(ada.Say(dm, "practice"))(t)
	id := str(h.message(dm, "question", 1), "question_id")
	must(ada.Say(dm, "I do not know, maybe ask somebody who knows about this topic"))(t)
	card := h.message(dm, "scorecard", 1)
	h.ok(ada.Click(card, "Try again"))
	h.message(dm, "question", 2)
	must(ada.Say(dm, good))(t)
	h.message(dm, "scorecard", 2)
	if c := h.cards(ada)[id]; len(c.Sittings) != 1 {
		t.Errorf("got %+v, want the first answer alone", c.Sittings)
	}
}

func TestAFollowUpRatesTheQuestionAsAWhole(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada := h.space.Person("ada")
	dm := ada.DM()
	must(ada.Say(dm, "practice situational"))(t)
	id := str(h.message(dm, "question", 1), "question_id")
	must(ada.Say(dm, "I look for the largest and fastest growing files with du, and with lsof for deleted files that are still held open."))(t)
	h.message(dm, "follow_up", 1)
	first := h.cards(ada)[id].Last()
	must(ada.Say(dm, "I compress or move old logs, and truncate rather than delete a file that is held open."))(t)
	h.message(dm, "scorecard", 2)
	c := h.cards(ada)[id]
	if len(c.Sittings) != 1 || c.Last().Score <= first.Score || len(c.Last().Missed) >= len(first.Missed) {
		t.Errorf("after the follow-up %+v, before it %+v", c.Sittings, first)
	}
	if whole := h.answers()[0].Final(); c.Last().Score != whole {
		t.Errorf("it is rated by %d points, the question came to %d", c.Last().Score, whole)
	}
}
