package interview_test

import (
	"testing"

	"mock-interviewer/bot/interview"
)

type events = []interview.Event

func TestPracticeCoachesAfterEveryAnswer(t *testing.T) {
	t.Parallel()
	check(t, []rule{
		{
			name: "a card follows each answer, and the next question waits for a word", mode: interview.Practice, count: 2,
			steps: []step{
				{said("one"), "grade(a1.0)"},
				{judged(1, "met met", ""), "record(a1) scorecard#0"},
				{interview.Next{Item: 0}, "asked(b) question#1"},
			},
			phase: interview.Asking,
		},
		{
			name: "a follow-up asks for what the card keeps back, once a question", mode: interview.Practice, count: 2,
			steps: []step{
				{said("one"), "grade(a1.0)"},
				{judged(1, "met missed", "And then?"), "record(a1) part#0 follow_up#0"},
				{said("two"), "grade(a2.0)"},
				{judged(2, "missed missed", "And then?"), "record(a2) scorecard#0"},
			},
			phase: interview.Between,
		},
		{
			name: "several messages before the grade are one answer", mode: interview.Practice,
			steps: []step{
				{said("one"), "grade(a1.0)"},
				{said("two"), "grade(a1.1)"},
				{said("two"), ""},
				{judged(1, "met met", ""), ""},
				{interview.Judged{Answer: answerID(1), Revision: 1, Result: result("met met", "")}, "record(a1) scorecard#0"},
			},
			phase: interview.Between,
		},
		{
			name: "a message between questions is told what to do", mode: interview.Practice,
			before: events{said("one"), judged(1, "met met", "")},
			steps:  []step{{said("two"), "between"}},
			phase:  interview.Between,
		},
		{
			name: "without a count it goes on as long as there are questions", mode: interview.Practice,
			before: events{said("one"), judged(1, "met met", "")},
			steps:  []step{{interview.Next{Item: 0}, "asked(d) question#1"}},
			phase:  interview.Asking,
		},
		{
			name: "with a count it ends by itself after the last card", mode: interview.Practice, count: 1,
			before: events{said("one")},
			steps:  []step{{judged(1, "met met", ""), "record(a1) scorecard#0 summary"}},
			phase:  interview.Done,
		},
		{
			name: "with a count it ends after a last answer that cannot be graded", mode: interview.Practice, count: 1,
			before: events{said("one")},
			steps:  []step{{delayed(1), "not_graded summary"}, {judged(1, "met met", ""), "record(a1) re:scorecard#0 re:summary"}},
			phase:  interview.Done,
		},
	})
}

func TestACardThatKeptSomethingBackIsShownInFullWhenItsQuestionEnds(t *testing.T) {
	t.Parallel()
	open := events{said("one"), judged(1, "met missed", "And then?")}
	check(t, []rule{
		{
			name: "by skip", mode: interview.Practice, count: 2, before: open, phase: interview.Asking,
			steps: []step{{interview.Skip{}, "re:scorecard#0 asked(b) question#1"}},
		},
		{
			name: "by next", mode: interview.Practice, count: 2, before: open, phase: interview.Asking,
			steps: []step{{interview.Next{Item: 0}, "re:scorecard#0 asked(b) question#1"}},
		},
		{
			name: "by the last question being over", mode: interview.Practice, count: 1, before: open, phase: interview.Done,
			steps: []step{{interview.Skip{}, "re:scorecard#0 summary"}},
		},
		{
			name: "by stop", mode: interview.Practice, count: 2, before: open, phase: interview.Done,
			steps: []step{{interview.Stop{}, "re:scorecard#0 summary"}},
		},
		{
			name: "by stop while the reply to the follow-up is graded", mode: interview.Practice, count: 2,
			before: append(open[:2:2], said("two")), phase: interview.Done,
			steps: []step{
				{interview.Stop{}, "re:scorecard#0 closing"},
				{judged(2, "met met", ""), "record(a2) scorecard#0 summary"},
			},
		},
		{
			name: "by try again", mode: interview.Practice, count: 2, before: open, phase: interview.Asking,
			steps: []step{{interview.TryAgain{Item: 0}, "re:scorecard#0 asked(a) question#1"}},
		},
		{
			name: "by the model answer", mode: interview.Practice, count: 2, before: open, phase: interview.Asking,
			steps: []step{{interview.ShowAnswer{Item: 0}, "re:scorecard#0 reveal#0"}, {interview.Next{Item: 0}, "asked(b) question#1"}},
		},
		{
			name: "by the reply's own card", mode: interview.Practice, count: 2, before: append(open[:2:2], said("two")),
			steps: []step{{judged(2, "met met", ""), "record(a2) scorecard#0"}}, phase: interview.Between,
		},
		{
			name: "by a reply that cannot be graded, whose own card comes later", mode: interview.Practice, count: 2,
			before: append(open[:2:2], said("two")), phase: interview.Asking,
			steps: []step{
				{delayed(2), "re:scorecard#0 not_graded"},
				{interview.Next{Item: 0}, "asked(b) question#1"},
				{judged(2, "met met", ""), "record(a2) re:scorecard#0"},
			},
		},
	})
}

func TestALateCardReplacesTheNoticeOfItsOwnAnswer(t *testing.T) {
	t.Parallel()
	p := begin(t, interview.Practice, 2)
	p.do(said("one"), judged(1, "met missed", "And then?"))
	first := p.out[1].(interview.Say)
	p.do(said("two"), delayed(2))
	full, notice := p.out[0].(interview.Say), p.out[1].(interview.Say)
	p.do(judged(2, "met met", ""))
	late := p.out[1].(interview.Say)
	if full.Update != first.ID || notice.Update != "" || late.Update != notice.ID {
		t.Errorf("card %s, full card in place of %q, notice %s in place of %q, late card in place of %q",
			first.ID, full.Update, notice.ID, notice.Update, late.Update)
	}
}

func TestStaleButtonsSayNothing(t *testing.T) {
	t.Parallel()
	onB := events{said("one"), judged(1, "met met", ""), interview.Next{Item: 0}}
	check(t, []rule{
		{
			name: "next pressed twice", mode: interview.Practice, count: 2, before: onB, phase: interview.Asking,
			steps: []step{{interview.Next{Item: 0}, ""}},
		},
		{
			name: "next of a question to come", mode: interview.Practice, count: 2, before: onB, phase: interview.Asking,
			steps: []step{{interview.Next{Item: 2}, ""}, {interview.Next{Item: -1}, ""}},
		},
		{
			name: "try again while a question is open", mode: interview.Practice, count: 2, before: onB, phase: interview.Asking,
			steps: []step{{interview.TryAgain{Item: 0}, ""}, {interview.TryAgain{Item: 9}, ""}},
		},
		{
			name: "try again while an answer is graded", mode: interview.Practice, count: 2, before: append(onB[:3:3], said("two")),
			steps: []step{{interview.TryAgain{Item: 0}, ""}}, phase: interview.Grading,
		},
		{
			name: "try again in a mock interview", mode: interview.Mock, count: 2, phase: interview.Asking,
			steps: []step{{interview.TryAgain{Item: 0}, ""}},
		},
		{
			name: "anything after the end", mode: interview.Practice, count: 1, before: events{said("one"), judged(1, "met met", "")},
			steps: []step{
				{interview.Next{Item: 0}, ""},
				{interview.TryAgain{Item: 0}, ""},
				{interview.Hint{}, ""},
				{interview.Skip{}, ""},
				{interview.Stop{}, ""},
				{interview.Repeat{}, ""},
				{said("two"), ""},
				{judged(1, "met met", ""), ""},
				{failed(1), ""},
			}, phase: interview.Done,
		},
	})
}

func TestOnlyAQuestionWithoutAnAnswerWasSkipped(t *testing.T) {
	t.Parallel()
	p := begin(t, interview.Practice, 3)
	p.do(interview.Skip{}, said("one"), judged(1, "met missed", "And then?"), interview.Skip{}, interview.ShowAnswer{Item: 2}, interview.Skip{})
	for i, want := range []bool{true, false, false} {
		if p.s.Items[i].Skipped != want {
			t.Errorf("question %d skipped: %v", i, !want)
		}
	}
}

func TestHintsAreForOpenQuestions(t *testing.T) {
	t.Parallel()
	check(t, []rule{
		{
			name: "three a question", mode: interview.Practice, phase: interview.Asking,
			steps: []step{
				{interview.Hint{}, "hint#0"},
				{interview.Hint{}, "hint#0"},
				{interview.Hint{}, "hint#0"},
				{interview.Hint{}, "hints_used_up"},
			},
		},
		{
			name: "none while an answer is graded", mode: interview.Practice, before: events{said("one")}, phase: interview.Grading,
			steps: []step{{interview.Hint{}, "nothing_to_ask"}, {interview.Skip{}, "nothing_to_ask"}, {interview.Next{Item: 0}, "nothing_to_ask"}},
		},
		{
			name: "none between questions", mode: interview.Practice, before: events{interview.ShowAnswer{Item: 0}}, phase: interview.Between,
			steps: []step{{interview.Hint{}, "nothing_to_ask"}},
		},
	})
}

func TestWhatIsSaidAfterTheModelAnswerDoesNotCount(t *testing.T) {
	t.Parallel()
	check(t, []rule{
		{
			name: "a new answer", mode: interview.Practice, count: 2, phase: interview.Asking,
			steps: []step{
				{interview.ShowAnswer{Item: 0}, "reveal#0"},
				{said("one"), "answer_seen"},
				{interview.Skip{}, "asked(b) question#1"},
			},
		},
		{
			name: "it is not shown while an answer is graded", mode: interview.Practice, before: events{said("one")},
			steps: []step{{interview.ShowAnswer{Item: 0}, "nothing_to_ask"}}, phase: interview.Grading,
		},
		{
			name: "an edit of an answer that waits for its grade", mode: interview.Practice,
			before: events{said("one"), delayed(1), interview.ShowAnswer{Item: 0}}, phase: interview.Between,
			steps: []step{
				{interview.Edited{Key: key("one"), Text: "the model answer"}, "answer_seen"},
				{judged(1, "met missed", ""), "record(a1) re:scorecard#0"},
			},
		},
		{
			name: "an edit after the end of a mock interview", mode: interview.Mock, count: 1,
			before: events{said("one"), delayed(1), interview.ShowAnswer{Item: 0}}, phase: interview.Done,
			steps: []step{{interview.Edited{Key: key("one"), Text: "the model answer"}, "answer_seen"}},
		},
		{
			name: "shown from the card of an earlier attempt, it is the open question's answer", mode: interview.Practice,
			before: events{said("one"), judged(1, "met met", ""), interview.TryAgain{Item: 0}}, phase: interview.Between,
			steps: []step{{interview.ShowAnswer{Item: 0}, "reveal#1"}, {said("two"), "answer_seen"}},
		},
		{
			name: "shown while stopping, it does not open the interview again", mode: interview.Practice,
			before: events{said("one"), interview.Stop{}}, phase: interview.Done,
			steps: []step{
				{interview.ShowAnswer{Item: 0}, "reveal#0"},
				{interview.Edited{Key: key("one"), Text: "the model answer"}, "answer_seen"},
				{judged(1, "met met", ""), "record(a1) scorecard#0 summary"},
			},
		},
		{
			name: "of another question it changes nothing for the open one", mode: interview.Practice, count: 2,
			before: events{said("one"), judged(1, "met met", ""), interview.Next{Item: 0}}, phase: interview.Grading,
			steps: []step{{interview.ShowAnswer{Item: 0}, "reveal#0"}, {said("two"), "grade(a2.0)"}},
		},
	})
}

func TestSomeoneWhoComesBackIsToldWhoseTurnItIs(t *testing.T) {
	t.Parallel()
	check(t, []rule{
		{
			name: "asking", mode: interview.Practice, phase: interview.Asking,
			steps: []step{{interview.Repeat{}, "question#0"}},
		},
		{
			name: "following up", mode: interview.Practice, before: events{said("one"), judged(1, "met missed", "And then?")},
			steps: []step{{interview.Repeat{}, "follow_up#0"}}, phase: interview.Asking,
		},
		{
			name: "grading", mode: interview.Practice, before: events{said("one")}, phase: interview.Grading,
			steps: []step{{interview.Repeat{}, "acknowledgement"}},
		},
		{
			name: "between", mode: interview.Practice, before: events{interview.ShowAnswer{Item: 0}}, phase: interview.Between,
			steps: []step{{interview.Repeat{}, "between"}},
		},
		{
			name: "closing", mode: interview.Practice, before: events{said("one"), interview.Stop{}}, phase: interview.Closing,
			steps: []step{{interview.Repeat{}, "closing"}, {said("two"), "closing"}, {interview.Stop{}, ""}, {interview.Skip{}, ""}},
		},
	})
}
