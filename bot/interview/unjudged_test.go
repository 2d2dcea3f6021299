package interview_test

import (
	"testing"
	"time"

	"mock-interviewer/bot/interview"
	"mock-interviewer/questions"
)

// spent is an answer that waits for the next day's allowance.
func spent(n int, when time.Time) interview.Unjudged {
	e := delayed(n)
	e.Spent, e.When = interview.SpentDay, when
	return e
}

func saysOf(out []interview.Effect) (says []interview.Say) {
	for _, e := range out {
		if say, ok := e.(interview.Say); ok {
			says = append(says, say)
		}
	}
	return says
}

func TestWhoWaitsIsToldOfANewTimeButNotOfEveryTry(t *testing.T) {
	t.Parallel()
	midnight := time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC)
	guessed := delayed(1)
	guessed.Estimate = &questions.Grade{Score: 62, Band: questions.Developing, Criteria: make([]questions.CriterionGrade, 3)}
	p := begin(t, interview.Practice, 2)
	p.do(said("one"), guessed)
	for _, c := range []struct {
		name  string
		event interview.Unjudged
		says  int
	}{
		{"another vain try", delayed(1), 0},
		{"the allowance is used up", spent(1, midnight), 1},
		{"still the same time", spent(1, midnight), 0},
		{"another day", spent(1, midnight.AddDate(0, 0, 1)), 1},
		{"a vain try after the wait", delayed(1), 1},
	} {
		p.do(c.event)
		told := saysOf(p.out)
		if len(told) != c.says {
			t.Fatalf("%s: %d messages, want %d", c.name, len(told), c.says)
		}
		for _, say := range told {
			if say.Update == "" || say.Spent != c.event.Spent || !say.When.Equal(c.event.When) || say.Estimate == nil || say.Estimate.Score != 62 {
				t.Errorf("%s: said %+v", c.name, say)
			}
		}
	}
	if w := p.s.Items[0].Answers[0].Wait; w == nil || w.Estimate == nil || w.Estimate.Criteria != nil {
		t.Errorf("the state keeps %+v", w)
	}
	p.do(judged(1, "met met", ""))
	if w := p.s.Items[0].Answers[0].Wait; w != nil {
		t.Errorf("a graded answer still waits: %+v", w)
	}
}
