package interview_test

import (
	"testing"

	"mock-interviewer/bot/interview"
)

func TestAReplyToTheQuestionOfTheDayIsCoachedPrivately(t *testing.T) {
	t.Parallel()
	p := begin(t, interview.Daily, 0)
	p.do(said("short"), delayed(1), judged(1, "met met", "And then?"), interview.Hint{}, interview.ShowAnswer{Item: 0})
	for _, e := range p.all {
		if say, ok := e.(interview.Say); ok && !say.Private {
			t.Errorf("everybody sees %+v", say)
		}
	}
	if p.s.Items[0].FollowUps != 0 {
		t.Error("the question of the day was followed up")
	}
}

func TestTheThreadOfTheDay(t *testing.T) {
	t.Parallel()
	graded := events{said("one"), judged(1, "met missed", "And then?")}
	check(t, []rule{
		{
			name: "a longer message after the card is another attempt, a few words are talk", mode: interview.Daily,
			steps: []step{
				{said("one"), "grade(a1.0)"},
				{judged(1, "met missed", "And then?"), "record(a1) scorecard#0"},
				{said("thanks all"), ""},
				{long("two"), "grade(a2.0)"},
				{judged(2, "met met", ""), "record(a2) scorecard#0"},
			}, phase: interview.Between,
		},
		{
			name: "an attempt that is too long leaves things as they were", mode: interview.Daily, before: graded, phase: interview.Between,
			steps: []step{{endless("two"), "too_long"}, {said("thanks all"), ""}},
		},
		{
			name: "after giving up, attempts do not count and talk goes unanswered", mode: interview.Daily, phase: interview.Between,
			steps: []step{{interview.ShowAnswer{Item: 0}, "reveal#0"}, {long("one"), "answer_seen"}, {said("thanks all"), ""}},
		},
		{
			name: "the reveal waits for the answer that is being graded", mode: interview.Daily, before: events{said("one")},
			steps: []step{
				{interview.Revealed{}, ""},
				{interview.Edited{Key: key("one"), Text: "the model answer"}, "answer_seen"},
				{interview.ShowAnswer{Item: 0}, "reveal#0"},
				{judged(1, "met met", ""), "record(a1) scorecard#0"},
				{long("two"), ""},
			}, phase: interview.Done,
		},
		{
			name: "the reveal ends it at once where nothing is being graded", mode: interview.Daily, before: graded, phase: interview.Done,
			steps: []step{{interview.Revealed{}, ""}, {interview.Revealed{}, ""}, {long("two"), ""}},
		},
		{
			name: "a late grade still reaches its author after the reveal", mode: interview.Daily, phase: interview.Done,
			before: events{said("one"), delayed(1), interview.Revealed{}},
			steps:  []step{{judged(1, "met met", ""), "record(a1) re:scorecard#0"}},
		},
		{
			name: "stop, skip, next, try again and resume are not for it", mode: interview.Daily, before: graded, phase: interview.Between,
			steps: []step{
				{interview.Stop{}, ""},
				{interview.Skip{}, ""},
				{interview.Next{Item: 0}, ""},
				{interview.TryAgain{Item: 0}, ""},
				{interview.Repeat{}, ""},
			},
		},
		{
			name: "a late grade of an earlier attempt does not end the wait for the newer one", mode: interview.Daily,
			before: events{said("one"), delayed(1), long("two")}, phase: interview.Between,
			steps: []step{
				{judged(1, "met missed", ""), "record(a1) re:scorecard#0"},
				{said("more"), "grade(a2.1)"},
				{interview.Judged{Answer: answerID(2), Revision: 1, Result: result("met met", "")}, "record(a2) scorecard#0"},
			},
		},
		{
			name: "an earlier attempt taken back does not open the newer one", mode: interview.Daily,
			before: events{said("one"), delayed(1), long("two")}, phase: interview.Between,
			steps: []step{
				{interview.Deleted{Key: key("one")}, "ungrade(a1) withdrawn"},
				{said("more"), "grade(a2.1)"},
				{interview.Judged{Answer: answerID(2), Revision: 1, Result: result("met met", "")}, "record(a2) scorecard#0"},
			},
		},
		{
			name: "a further attempt taken back leaves the question answered", mode: interview.Daily, phase: interview.Between,
			before: append(graded[:2:2], long("two")),
			steps:  []step{{interview.Deleted{Key: key("two")}, "ungrade(a2) withdrawn"}, {said("thanks all"), ""}},
		},
		{
			name: "the only attempt taken back opens the question again", mode: interview.Daily, before: events{said("one")},
			steps: []step{{interview.Deleted{Key: key("one")}, "ungrade(a1) withdrawn"}, {said("again"), "grade(a2.0)"}}, phase: interview.Grading,
		},
	})
}

func TestTheNewestGradedAttemptCounts(t *testing.T) {
	t.Parallel()
	p := begin(t, interview.Daily, 0)
	p.do(said("one"), delayed(1), long("two"), judged(2, "met met", ""))
	if got := p.do(judged(1, "missed missed", "")); got != "record(a1)" {
		t.Errorf("the late grade of an attempt that was bettered says %q", got)
	}
	if p.score(0) != 100 {
		t.Errorf("the question counts %d, want the newer attempt's 100", p.score(0))
	}
	if own := p.s.Items[0].Answers[0].Grade; own == nil || own.Score != 0 {
		t.Errorf("the late attempt's own grade is %+v", own)
	}
	p.do(long("three"), judged(3, "met missed", ""))
	if p.score(0) != 50 {
		t.Errorf("the question counts %d, want the newest attempt's 50", p.score(0))
	}
}
