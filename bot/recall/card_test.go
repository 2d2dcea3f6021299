package recall_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"testing"
	"time"

	fsrs "github.com/open-spaced-repetition/go-fsrs/v4"

	"mock-interviewer/bot/recall"
	"mock-interviewer/questions"
)

func TestAnAnswerIsRatedByTheWrittenRule(t *testing.T) {
	t.Parallel()
	const met, partial, missed, unclear = questions.Met, questions.Partial, questions.Missed, questions.Unclear
	tests := map[string]struct {
		help     questions.Help
		verdicts []questions.Verdict
		want     fsrs.Rating
	}{
		"weak":                        {"", []questions.Verdict{partial, unclear, missed}, fsrs.Again},
		"a key point missed outright": {"", []questions.Verdict{met, missed, met}, fsrs.Again},
		"missed after a hint":         {questions.AfterHint, []questions.Verdict{met, missed, met}, fsrs.Again},
		"passed after a hint":         {questions.AfterHint, []questions.Verdict{met, met, met}, fsrs.Hard},
		"passed after a follow-up":    {questions.AfterFollowUp, []questions.Verdict{met, met, missed}, fsrs.Hard},
		"passed":                      {"", []questions.Verdict{met, met, met}, fsrs.Good},
		"passed without the example":  {"", []questions.Verdict{met, partial, missed}, fsrs.Good},
		"a key point unclear":         {"", []questions.Verdict{met, unclear, met}, fsrs.Good},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			q := question("g-1", "Technical", questions.Medium)
			if got := recall.Rate(q.Rubric, grade(t, q, tt.help, tt.verdicts...)); got != tt.want {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func TestTheFirstIntervalsAreDaysAndNeverMinutes(t *testing.T) {
	t.Parallel()
	s := recall.NewSchedule()
	for rating, want := range map[fsrs.Rating]int{fsrs.Again: 1, fsrs.Hard: 2, fsrs.Good: 4, fsrs.Easy: 16} {
		c, err := s.Record(recall.Card{Question: "g-1"}, recall.Sitting{ID: "i-1", At: monday(), Rating: rating})
		if err != nil {
			t.Fatal(err)
		}
		if got := c.FSRS.Due.Sub(monday()); got != days(want) {
			t.Errorf("%v: due after %v, want %d days", rating, got, want)
		}
	}
}

func TestAFollowUpRatesItsSittingAnewAndDoesNotCountTwice(t *testing.T) {
	t.Parallel()
	s := recall.NewSchedule()
	first := recall.Sitting{ID: "i-1", At: monday(), Score: 40, Rating: fsrs.Again, Missed: []string{"tell"}}
	c := record(t, s, recall.Card{Question: "g-1"}, first)
	followed := recall.Sitting{ID: "i-1", At: monday().Add(time.Minute), Score: 80, Rating: fsrs.Hard, Made: []string{"tell"}}
	c = record(t, s, c, followed)
	want := record(t, s, recall.Card{Question: "g-1"}, recall.Sitting{ID: "i-1", At: monday(), Score: 80, Rating: fsrs.Hard, Made: []string{"tell"}})
	if !reflect.DeepEqual(c, want) {
		t.Errorf("got %+v, want as if only the whole had been rated: %+v", c, want)
	}
	if again := record(t, s, c, followed); !reflect.DeepEqual(again, c) {
		t.Errorf("the same grade once more changed the card: %+v", again)
	}
}

func TestWhoHadPassedBeforeTheFollowUpWasNotHelpedByIt(t *testing.T) {
	t.Parallel()
	s := recall.NewSchedule()
	c := record(t, s, recall.Card{}, recall.Sitting{ID: "i-1", At: monday(), Rating: fsrs.Good})
	c = record(t, s, c, recall.Sitting{ID: "i-1", At: monday(), Rating: fsrs.Hard})
	if got := c.Last().Rating; got != fsrs.Good {
		t.Errorf("rated %v", got)
	}
}

func TestAGradeThatComesLateDoesNotUndoANewerOne(t *testing.T) {
	t.Parallel()
	s := recall.NewSchedule()
	c := record(t, s, recall.Card{}, recall.Sitting{ID: "i-2", At: monday().Add(days(2)), Rating: fsrs.Good})
	late := record(t, s, c, recall.Sitting{ID: "i-1", At: monday(), Rating: fsrs.Again})
	if !reflect.DeepEqual(late, c) {
		t.Errorf("got %+v", late)
	}
}

func TestEasyIsThePersonsWordAndOnlyForWhatPassed(t *testing.T) {
	t.Parallel()
	s := recall.NewSchedule()
	passed := record(t, s, recall.Card{}, recall.Sitting{ID: "i-1", At: monday(), Rating: fsrs.Good})
	easy, err := s.Easy(passed)
	if err != nil || easy.FSRS.Due.Sub(monday()) != days(16) || len(easy.Sittings) != 1 {
		t.Errorf("got %+v, %v", easy, err)
	}
	if passed.Last().Rating != fsrs.Good {
		t.Error("the card given was changed")
	}
	missed := record(t, s, recall.Card{}, recall.Sitting{ID: "i-1", At: monday(), Rating: fsrs.Again})
	for name, c := range map[string]recall.Card{"missed": missed, "never answered": {}} {
		if _, err := s.Easy(c); err == nil {
			t.Errorf("%s: it was taken for easy", name)
		}
	}
}

func TestACardIsDueOnThePersonsOwnDay(t *testing.T) {
	t.Parallel()
	auckland, err := time.LoadLocation("Pacific/Auckland")
	if err != nil {
		t.Fatal(err)
	}
	c := record(t, recall.NewSchedule(), recall.Card{}, recall.Sitting{ID: "i-1", At: monday(), Rating: fsrs.Again})
	early := monday().Add(12 * time.Hour) // 9 on Tuesday morning; the card says 21:00
	if !c.Due(early, time.UTC) {
		t.Error("not due on the morning of its day")
	}
	if c.Due(monday(), time.UTC) || c.Due(monday().Add(13*time.Hour), auckland) {
		t.Error("due before its day")
	}
	if (recall.Card{}).Due(monday(), time.UTC) {
		t.Error("a card without an answer is due")
	}
}

func TestACardSurvivesTheStore(t *testing.T) {
	t.Parallel()
	s := recall.NewSchedule()
	c := record(t, s, recall.Card{Question: "g-1"}, recall.Sitting{ID: "i-1", At: monday(), Rating: fsrs.Good, Missed: []string{"tell"}})
	body, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	var back recall.Card
	if err := json.Unmarshal(body, &back); err != nil || !reflect.DeepEqual(back, c) {
		t.Errorf("got %+v, %v; want %+v", back, err, c)
	}
}

func TestACardRemembersABoundedPast(t *testing.T) {
	t.Parallel()
	s, c := recall.NewSchedule(), recall.Card{}
	for i := range 60 {
		c = record(t, s, c, recall.Sitting{ID: time.Duration(i).String(), At: monday().Add(days(i)), Rating: fsrs.Good})
	}
	if len(c.Sittings) != 20 || c.FSRS.Reps != 60 {
		t.Errorf("%d sittings after %d repetitions", len(c.Sittings), c.FSRS.Reps)
	}
}

func record(t *testing.T, s recall.Schedule, c recall.Card, sat recall.Sitting) recall.Card {
	t.Helper()
	next, err := s.Record(c, sat)
	if err != nil {
		t.Fatal(err)
	}
	return next
}

func TestForgettingTakesOldSittingsAndKeepsTheSchedule(t *testing.T) {
	t.Parallel()
	c := recall.Card{Question: "g-1"}
	for n := range 3 {
		c = record(t, recall.NewSchedule(), c, recall.Sitting{ID: fmt.Sprint(n), At: monday().Add(days(n)), Rating: fsrs.Good})
	}
	kept, forgot := c.Forget(monday().Add(days(2)))
	if !forgot || len(kept.Sittings) != 1 || len(c.Sittings) != 3 || kept.FSRS != c.FSRS {
		t.Errorf("forgot %v, kept %d of %d", forgot, len(kept.Sittings), len(c.Sittings))
	}
	if _, forgot := kept.Forget(monday().Add(days(2))); forgot {
		t.Error("it forgets twice")
	}
	if last, found := c.LastBefore(monday().Add(days(2))); !found || last.ID != "1" {
		t.Errorf("the last before the third day is %v %q", found, last.ID)
	}
	if _, found := c.LastBefore(monday()); found {
		t.Error("there was none before the first")
	}
}
