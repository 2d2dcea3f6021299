package interview_test

import (
	"testing"

	"mock-interviewer/bot/interview"
	"mock-interviewer/questions"
)

func TestHelpLowersWhatAPointIsWorth(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name   string
		events events
		score  int // of the question
		own    int // of the last reply
		help   questions.Help
	}{
		{"unaided", events{said("one"), judged(1, "met partial", "")}, 75, 75, questions.Unaided},
		{"after a hint 0.6", events{interview.Hint{}, said("one"), judged(1, "met met", "")}, 60, 60, questions.AfterHint},
		{
			"after a follow-up 0.8, added to what was there",
			events{said("one"), judged(1, "met missed", "And?"), said("two"), judged(2, "missed met", "")},
			90, 40, questions.AfterFollowUp,
		},
		{
			"a hint during the follow-up 0.6",
			events{said("one"), judged(1, "met missed", "And?"), interview.Hint{}, said("two"), judged(2, "missed met", "")},
			80, 30, questions.AfterHint,
		},
		{
			"a later reply never lowers a score",
			events{said("one"), judged(1, "met partial", "And?"), said("two"), judged(2, "missed missed", "")},
			75, 0, questions.AfterFollowUp,
		},
		{
			"the same again after help earns no more than before",
			events{said("one"), judged(1, "met partial", "And?"), said("two"), judged(2, "met partial", "")},
			75, 60, questions.AfterFollowUp,
		},
		{
			"a reply taken back and said again keeps its help",
			events{
				said("one"), judged(1, "met missed", "And?"), said("two"),
				interview.Deleted{Key: key("two")},
				said("three"), judged(3, "missed met", ""),
			},
			90, 40, questions.AfterFollowUp,
		},
		{
			"a late grade of a follow-up's reply is added all the same",
			events{said("one"), judged(1, "met missed", "And?"), said("two"), delayed(2), interview.Next{Item: 0}, judged(2, "missed met", "")},
			90, 40, questions.AfterFollowUp,
		},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			p := begin(t, interview.Practice, 2)
			p.do(c.events...)
			answers := p.s.Items[0].Answers
			last := answers[len(answers)-1]
			if p.score(0) != c.score || last.Grade == nil || last.Grade.Score != c.own || last.Help != c.help {
				t.Errorf("question %d, reply %+v, help %q; want %d, %d, %q", p.score(0), last.Grade, last.Help, c.score, c.own, c.help)
			}
		})
	}
}

func TestAPitfallOfAnyReplyCountsOnce(t *testing.T) {
	t.Parallel()
	p := begin(t, interview.Practice, 2)
	p.do(
		said("one"), interview.Judged{Answer: answerID(1), Result: result("met missed", "And?", "pitfall-2")},
		said("two"), interview.Judged{Answer: answerID(2), Result: result("missed met", "", "pitfall-1", "pitfall-2")},
	)
	if p.score(0) != 70 { // 90 less two pitfalls
		t.Errorf("got %d, want 70", p.score(0))
	}
	avoided := result("missed met", "")
	avoided.Pitfalls = []questions.PitfallJudgement{{Pitfall: "pitfall-1"}, {Pitfall: "pitfall-2"}}
	p = begin(t, interview.Practice, 2)
	p.do(
		said("one"), interview.Judged{Answer: answerID(1), Result: result("met missed", "And?", "pitfall-2")},
		said("two"), interview.Judged{Answer: answerID(2), Result: avoided},
	)
	if p.score(0) != 80 { // 90 less the first reply's, which a later one does not undo
		t.Errorf("got %d, want 80", p.score(0))
	}
}

func TestEveryGradeNamesItsSource(t *testing.T) {
	t.Parallel()
	p := begin(t, interview.Practice, 1)
	p.do(said("one"), judged(1, "met met", ""))
	if got, want := p.s.Items[0].By, (interview.By{Scorer: "llm", Model: "m", Host: "h"}); got != want {
		t.Errorf("got %+v", got)
	}
}
