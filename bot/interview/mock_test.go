package interview_test

import (
	"testing"

	"mock-interviewer/bot/interview"
)

func TestAMockInterviewShowsNothingBeforeItsEnd(t *testing.T) {
	t.Parallel()
	check(t, []rule{
		{
			name: "a neutral word, then the next question or follow-up, then the summary", mode: interview.Mock, count: 2,
			steps: []step{
				{said("one"), "acknowledgement grade(a1.0)"},
				{judged(1, "met missed", "And then?"), "record(a1) follow_up#0"},
				{said("two"), "acknowledgement grade(a2.0)"},
				{judged(2, "met missed", "And then?"), "record(a2) asked(b) question#1"},
				{said("three"), "acknowledgement grade(a3.0)"},
				{judged(3, "met met", ""), "record(a3) summary"},
			},
			phase: interview.Done,
		},
		{
			name: "no hint and no model answer", mode: interview.Mock, count: 1, phase: interview.Asking,
			steps: []step{{interview.Hint{}, "no_hints"}, {interview.ShowAnswer{Item: 0}, "no_answer_yet"}, {interview.ShowAnswer{Item: 7}, ""}},
		},
		{
			name: "the model answers after the end", mode: interview.Mock, count: 1, before: events{said("one"), judged(1, "met met", "")},
			steps: []step{{interview.ShowAnswer{Item: 0}, "reveal#0"}}, phase: interview.Done,
		},
		{
			name: "an answer without a grade holds nobody up, and mends the summary later", mode: interview.Mock, count: 2,
			before: events{said("one")}, phase: interview.Done,
			steps: []step{
				{delayed(1), "asked(b) question#1"},
				{delayed(1), ""},
				{said("two"), "acknowledgement grade(a2.0)"},
				{judged(2, "met met", ""), "record(a2) summary"},
				{delayed(1), ""},
				{judged(1, "met missed", "And then?"), "record(a1) re:summary"},
			},
		},
		{
			name: "a late grade before the end says nothing", mode: interview.Mock, count: 2, phase: interview.Asking,
			before: events{said("one"), delayed(1)}, steps: []step{{judged(1, "met missed", "And then?"), "record(a1)"}},
		},
		{
			name: "an answer that fails for good mends the summary", mode: interview.Mock, count: 1, phase: interview.Done,
			before: events{said("one")}, steps: []step{{delayed(1), "summary"}, {failed(1), "re:summary"}, {judged(1, "met met", ""), ""}},
		},
		{
			name: "all skipped, there is nothing to sum up", mode: interview.Mock, count: 2, phase: interview.Done,
			steps: []step{{interview.Skip{}, "asked(b) question#1"}, {interview.Skip{}, "stopped"}},
		},
		{
			name: "the word next skips as well", mode: interview.Mock, count: 2, phase: interview.Asking,
			steps: []step{{interview.Next{Item: 0}, "asked(b) question#1"}},
		},
		{
			name: "a declined follow-up leads to the next question", mode: interview.Mock, count: 2, phase: interview.Asking,
			before: events{said("one"), judged(1, "met missed", "And then?")},
			steps:  []step{{interview.Skip{}, "asked(b) question#1"}},
		},
	})
}

func TestStopWaitsForTheAnswerThatIsBeingGraded(t *testing.T) {
	t.Parallel()
	check(t, []rule{
		{
			name: "mock", mode: interview.Mock, count: 3, before: events{said("one")}, phase: interview.Done,
			steps: []step{{interview.Stop{}, "closing"}, {judged(1, "met missed", "And then?"), "record(a1) summary"}},
		},
		{
			name: "practice", mode: interview.Practice, before: events{said("one")}, phase: interview.Done,
			steps: []step{{interview.Stop{}, "closing"}, {judged(1, "met missed", "And then?"), "record(a1) scorecard#0 summary"}},
		},
		{
			name: "a grade that fails ends it too", mode: interview.Practice, before: events{said("one")}, phase: interview.Done,
			steps: []step{{interview.Stop{}, "closing"}, {delayed(1), "not_graded summary"}, {failed(1), "re:grade_failed re:summary"}},
		},
		{
			name: "a deleted answer ends it too", mode: interview.Practice, before: events{said("one")}, phase: interview.Done,
			steps: []step{{interview.Stop{}, "closing"}, {interview.Deleted{Key: key("one")}, "ungrade(a1) withdrawn stopped"}},
		},
		{
			name: "nothing being graded, it ends at once", mode: interview.Mock, count: 3, phase: interview.Done,
			before: events{said("one"), judged(1, "met met", "")}, steps: []step{{interview.Stop{}, "summary"}},
		},
		{
			name: "nothing answered, there is nothing to sum up", mode: interview.Practice, phase: interview.Done,
			steps: []step{{interview.Stop{}, "stopped"}},
		},
	})
}

func TestTheEndIsStamped(t *testing.T) {
	t.Parallel()
	p := begin(t, interview.Mock, 2)
	p.do(interview.Stop{})
	if !p.s.Stopped || !p.s.EndedAt.Equal(noon()) || p.s.Open() || len(p.s.Planned) > 0 {
		t.Errorf("got %+v", p.s)
	}
}
