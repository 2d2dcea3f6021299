package bot_test

import (
	"strings"
	"testing"
	"time"

	"mock-interviewer/store"
)

func TestPracticeInADirectMessageIsCoachedAfterEveryAnswer(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada := h.space.Person("ada")
	dm := ada.DM()

	must(ada.Say(dm, "practice technical"))(t)
	first := h.message(dm, "question", 1)
	if str(first, "question_id") == "" || str(first, "interview_id") == "" || str(first, "effect_id") == "" {
		t.Errorf("the question's metadata lacks ids: %+v", first.Metadata)
	}
	must(ada.Say(dm, good))(t)
	card := h.message(dm, "scorecard", 1)
	if strings.Contains(everything(card), "score") == false && card.Text == "" {
		t.Error("the card says nothing")
	}
	h.ok(ada.Click(card, "Next question"))
	h.message(dm, "question", 2)
	must(ada.Say(dm, "stop"))(t)
	h.message(dm, "summary", 1)
	if got := h.answers(); len(got) != 1 || got[0].Reply != good || got[0].Mode != "practice" || !got[0].Graded {
		t.Errorf("got answers %+v", got)
	}
}

func TestAHintIsGivenOnRequestAndLowersTheCredit(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada := h.space.Person("ada")
	dm := ada.DM()
	must(ada.Say(dm, "practice technical"))(t)
	h.message(dm, "question", 1)
	must(ada.Say(dm, "hint"))(t)
	h.message(dm, "hint", 1)
	must(ada.Say(dm, good))(t)
	h.message(dm, "scorecard", 1)
	for _, a := range h.answers() {
		for _, c := range a.Criteria {
			if c.Credit > 0.6 {
				t.Errorf("%s earned %v after a hint; want at most 0.6", c.ID, c.Credit)
			}
		}
	}
}

func TestTheModelAnswerEndsThePracticeQuestion(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada := h.space.Person("ada")
	dm := ada.DM()
	must(ada.Say(dm, "practice technical"))(t)
	h.message(dm, "question", 1)
	must(ada.Say(dm, "answer"))(t)
	h.message(dm, "reveal", 1)
	must(ada.Say(dm, good))(t)
	h.message(dm, "notice", 2) // the first says where answers go
	if got := h.answers(); len(got) != 0 {
		t.Errorf("a reply after the model answer was graded: %+v", got)
	}
}

func TestAMessageThatIsNoCommandGetsAWayToBegin(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada := h.space.Person("ada")
	must(ada.Say(ada.DM(), "hello there"))(t)
	m := h.message(ada.DM(), "notice", 1)
	h.ok(ada.Click(m, "start_practice"))
	h.message(ada.DM(), "question", 1)
}

func TestAnAnswerMayBeginWithACommandsWord(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada := h.space.Person("ada")
	dm := ada.DM()
	must(ada.Say(dm, "practice technical"))(t)
	h.message(dm, "question", 1)
	must(ada.Say(dm, "start with a canary release, then roll back automatically"))(t)
	h.message(dm, "scorecard", 1)
}

func TestOneOpenInterviewAPersonAndConversation(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada := h.space.Person("ada")
	dm := ada.DM()
	must(ada.Say(dm, "practice technical"))(t)
	h.message(dm, "question", 1)
	must(ada.Say(dm, "start"))(t)
	offer := h.message(dm, "notice", 2)
	h.ok(ada.Click(offer, "Resume"))
	h.message(dm, "question", 2) // the same one, said again
	h.ok(ada.Click(offer, "End it and start anew"))
	h.message(dm, "question", 3)
	if got := str(h.message(dm, "question", 3), "interview_id"); got == str(h.message(dm, "question", 1), "interview_id") {
		t.Error("the old interview went on")
	}
}

func TestAnEditBeforeTheGradeCounts(t *testing.T) {
	t.Parallel()
	slow := newGate()
	h := newHouse(t, withScorer(slow, "llm"))
	ada := h.space.Person("ada")
	dm := ada.DM()
	must(ada.Say(dm, "practice technical"))(t)
	h.message(dm, "question", 1)
	ts := must(ada.Say(dm, "I am not sure yet what to say here"))(t)
	h.message(dm, "acknowledgement", 1)
	h.ok(ada.Edit(dm, ts, good))
	h.within(patienceHere, "the edit to be handled", func() bool {
		revised := false
		h.ok(h.db.View(func(tx *store.Tx) error {
			jobs, err := tx.Gradings(time.Time{}, 0)
			revised = len(jobs) == 1 && strings.Contains(string(jobs[0].Body), `"revision":1`)
			return err
		}))
		return revised
	})
	slow.open(h)
	h.message(dm, "scorecard", 1)
	if got := h.answers(); len(got) != 1 || got[0].Reply != good {
		t.Errorf("got %+v, want the edited text graded once", got)
	}
}

func TestADeletedAnswerIsWithdrawnAndTheQuestionOpenAgain(t *testing.T) {
	t.Parallel()
	slow := newGate()
	h := newHouse(t, withScorer(slow, "llm"))
	ada := h.space.Person("ada")
	dm := ada.DM()
	must(ada.Say(dm, "practice technical"))(t)
	h.message(dm, "question", 1)
	ts := must(ada.Say(dm, weak))(t)
	h.message(dm, "acknowledgement", 1)
	h.ok(ada.Delete(dm, ts))
	h.message(dm, "notice", 2)
	slow.open(h)
	must(ada.Say(dm, good))(t)
	h.message(dm, "scorecard", 1)
	if got := h.answers(); len(got) != 1 || got[0].Reply != good {
		t.Errorf("got %+v, want only the second reply", got)
	}
}
