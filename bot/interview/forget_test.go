package interview_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"mock-interviewer/bot/interview"
	"mock-interviewer/questions"
)

func TestForgettingTakesOldWordsAndLeavesScores(t *testing.T) {
	t.Parallel()
	p := begin(t, interview.Practice, 0)
	old := result("met missed", "", "pitfall-1")
	old.Judgements[0].Quote, old.Judgements[1].Reason, old.Pitfalls[0].Quote = "sesame", "they say sesame", "sesame too"
	p.do(interview.Said{Key: "C1/1", Text: "sesame opens it"}, interview.Judged{Answer: answerID(1), Result: old}, interview.Next{Item: 0})
	p.desk.Now = noon().Add(48 * time.Hour)
	p.do(said("newer words"))
	before, _ := json.Marshal(p.s)

	s, forgot := interview.Forget(p.s, noon().Add(24*time.Hour))
	after, _ := json.Marshal(s)
	if !forgot || strings.Contains(string(after), "sesame") {
		t.Errorf("forgot %v, left: %s", forgot, after)
	}
	if !strings.Contains(string(after), "newer words") {
		t.Error("words that are not old are gone")
	}
	if g := s.Items[0].Grade; g == nil || g.Score != p.score(0) || g.Criteria[0].Verdict != questions.Met {
		t.Errorf("the grade is %+v, it was %d", g, p.score(0))
	}
	if given, _ := json.Marshal(p.s); string(given) != string(before) {
		t.Error("the state given was changed")
	}
	if _, again := interview.Forget(s, noon().Add(24*time.Hour)); again {
		t.Error("it forgets the same words twice")
	}
	p.s = s
	if got := p.do(judged(2, "met met", "")); !strings.Contains(got, "scorecard#1") {
		t.Errorf("the interview does not go on: %s", got)
	}
}

func TestAnAnswerThatWaitsForItsGradeIsNotForgotten(t *testing.T) {
	t.Parallel()
	p := begin(t, interview.Practice, 1)
	p.do(said("words that wait"), delayed(1))
	if _, forgot := interview.Forget(p.s, noon().Add(time.Hour)); forgot {
		t.Error("there would be nothing to grade")
	}
}
