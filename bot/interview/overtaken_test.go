package interview_test

import (
	"testing"

	"mock-interviewer/bot/interview"
)

func TestAReplyThatAStopOvertookCountsAllTheSame(t *testing.T) {
	t.Parallel()
	late := func(word string) interview.Overtaken { return interview.Overtaken{Key: key(word), Text: word} }
	check(t, []rule{
		{
			name: "to a question, with nothing answered before", mode: interview.Practice, phase: interview.Done,
			before: events{interview.Stop{}},
			steps: []step{
				{late("one"), "grade(a1.0)"},
				{late("one"), ""},
				{judged(1, "met met", "More?"), "record(a1) scorecard#0 summary"},
				{said("two"), ""},
				{late("two"), ""},
			},
		},
		{
			name: "to a question, after the summary", mode: interview.Mock, count: 2, phase: interview.Done,
			before: events{said("one"), judged(1, "met met", ""), interview.Stop{}},
			steps: []step{
				{late("two"), "acknowledgement grade(a2.0)"},
				{judged(2, "met missed", ""), "record(a2) re:summary"},
			},
		},
		{
			name: "to a follow-up", mode: interview.Practice, phase: interview.Done,
			before: events{said("one"), judged(1, "met missed", "And then?"), interview.Stop{}},
			steps: []step{
				{late("two"), "grade(a2.0)"},
				{judged(2, "missed met", ""), "record(a2) scorecard#0 re:summary"},
			},
		},
		{
			name: "in two messages", mode: interview.Practice, phase: interview.Done,
			before: events{interview.Stop{}},
			steps:  []step{{late("one"), "grade(a1.0)"}, {late("more"), "grade(a1.1)"}},
		},
		{
			name: "but not where nothing waited for one", mode: interview.Practice, phase: interview.Done,
			before: events{said("one"), judged(1, "met met", ""), interview.Stop{}},
			steps:  []step{{late("two"), ""}},
		},
	})
}
