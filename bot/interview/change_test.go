package interview_test

import (
	"fmt"
	"strings"
	"testing"

	"mock-interviewer/bot/interview"
	"mock-interviewer/questions"
)

// endless is a message over the limit.
func endless(word string) interview.Said {
	return said(word + " " + strings.Repeat("é ", interview.MaxReply/2))
}

func TestEditsAndDeletionsCountUntilTheGrade(t *testing.T) {
	t.Parallel()
	edit := func(word, text string) interview.Edited { return interview.Edited{Key: key(word), Text: text} }
	gone := func(word string) interview.Deleted { return interview.Deleted{Key: key(word)} }
	revised := interview.Judged{Answer: answerID(1), Revision: 1, Result: result("met met", "")}
	check(t, []rule{
		{
			name: "an edit is graded in place of the older text", mode: interview.Practice, before: events{said("one")},
			steps: []step{
				{edit("one", "one, better"), "grade(a1.1)"},
				{edit("one", "one, better"), ""},
				{judged(1, "missed missed", ""), ""},
				{failed(1), ""},
				{revised, "record(a1) scorecard#0"},
				{revised, ""},
				{edit("one", "one, better"), ""},
				{edit("one", "too late"), "grade_stands"},
				{edit("one", "later still"), ""},
				{gone("one"), ""},
			}, phase: interview.Between,
		},
		{
			name: "an edit of an answer whose grade is late", mode: interview.Practice, before: events{said("one"), delayed(1)},
			steps: []step{{edit("one", "better"), "grade(a1.1)"}, {judged(1, "met met", ""), ""}, {revised, "record(a1) re:scorecard#0"}},
			phase: interview.Between,
		},
		{
			name: "an edit to nothing takes the answer back", mode: interview.Practice, before: events{said("one")},
			steps: []step{{edit("one", "  "), "ungrade(a1) withdrawn"}, {revised, ""}}, phase: interview.Asking,
		},
		{
			name: "a deleted answer opens its question again", mode: interview.Mock, count: 1, before: events{said("one")},
			steps: []step{
				{gone("one"), "ungrade(a1) withdrawn"},
				{judged(1, "met met", ""), ""},
				{said("two"), "acknowledgement grade(a2.0)"},
			}, phase: interview.Grading,
		},
		{
			name: "a deleted reply opens its follow-up again", mode: interview.Practice, phase: interview.Between,
			before: events{said("one"), judged(1, "met missed", "And then?"), said("two")},
			steps: []step{
				{gone("two"), "ungrade(a2) withdrawn"},
				{interview.Repeat{}, "follow_up#0"},
				{said("three"), "grade(a3.0)"},
				{judged(3, "missed met", "More?"), "record(a3) scorecard#0"},
			},
		},
		{
			name: "one of several messages deleted leaves the others", mode: interview.Practice, before: events{said("one"), said("two")},
			steps: []step{{gone("one"), "grade(a1.2)"}, {gone("two"), "ungrade(a1) withdrawn"}}, phase: interview.Asking,
		},
		{
			name: "an answer deleted after the end mends the summary", mode: interview.Mock, count: 1, before: events{said("one"), delayed(1)},
			steps: []step{{gone("one"), "ungrade(a1) withdrawn re:summary"}, {gone("one"), ""}}, phase: interview.Done,
		},
		{
			name: "an earlier question's answer deleted leaves the open question alone", mode: interview.Mock, count: 2,
			before: events{said("one"), delayed(1), said("two")}, phase: interview.Grading,
			steps: []step{{gone("one"), "ungrade(a1) withdrawn"}},
		},
		{
			name: "messages that are no answer may change as they like", mode: interview.Practice,
			steps: []step{{edit("hello", "hello you"), ""}, {gone("hello"), ""}, {said("  "), ""}}, phase: interview.Asking,
		},
	})
}

func TestARefusedReplyDoesNotCostTheTurn(t *testing.T) {
	t.Parallel()
	check(t, []rule{
		{
			name: "it may be said again, or cut down by an edit", mode: interview.Practice, phase: interview.Grading,
			steps: []step{
				{endless("one"), "too_long"},
				{interview.Edited{Key: key("one"), Text: "shorter"}, "grade(a1.0)"},
				{said("two"), "grade(a1.1)"},
			},
		},
		{
			name: "an edit that is still too long", mode: interview.Practice, phase: interview.Grading,
			steps: []step{
				{endless("one"), "too_long"},
				{interview.Edited{Key: key("one"), Text: endless("x").Text}, "too_long"},
				{interview.Edited{Key: key("one"), Text: "short"}, "grade(a1.0)"},
			},
		},
		{
			name: "a further message counts together with those before", mode: interview.Practice, phase: interview.Grading,
			before: events{said("one " + strings.Repeat("x", interview.MaxReply-10))},
			steps: []step{
				{said("two-and-more"), "too_long"},
				{interview.Edited{Key: key("two-and-more"), Text: "2"}, "grade(a1.1)"},
				{interview.Edited{Key: key("two-and-more"), Text: "two-and-more"}, "too_long"},
			},
		},
		{
			name: "the lost chance to edit does no harm", mode: interview.Practice, count: 1, phase: interview.Done,
			before: events{endless("one"), interview.Stop{}},
			steps:  []step{{interview.Edited{Key: key("one"), Text: "shorter"}, ""}},
		},
	})
}

func TestALimitOfMessagesAnAnswer(t *testing.T) {
	t.Parallel()
	p := begin(t, interview.Practice, 0)
	for i := range 20 {
		p.do(said(fmt.Sprintf("part%d", i)))
	}
	if got := p.do(said("one-more")); got != "too_many" {
		t.Errorf("got %q", got)
	}
	if n := len(p.s.Items[0].Answers[0].Parts); n != 20 {
		t.Errorf("the answer has %d parts", n)
	}
}

func TestAQuestionThatTheGuideLost(t *testing.T) {
	t.Parallel()
	t.Run("planned, it is passed over", func(t *testing.T) {
		t.Parallel()
		p := begin(t, interview.Mock, 3)
		delete(p.bank, "b")
		if got := p.do(interview.Skip{}); got != "asked(c) question#1" {
			t.Errorf("got %q", got)
		}
	})
	t.Run("open, an answer moves on to the next", func(t *testing.T) {
		t.Parallel()
		p := begin(t, interview.Practice, 2)
		delete(p.bank, "a")
		for event, want := range map[interview.Event]string{
			interview.Hint{}: "question_gone", interview.ShowAnswer{}: "question_gone", said("one"): "question_gone asked(b) question#1",
		} {
			q := *p
			if got := q.do(event); got != want {
				t.Errorf("%T: got %q, want %q", event, got, want)
			}
		}
	})
	t.Run("rewritten under its id, it is another question", func(t *testing.T) {
		t.Parallel()
		other := []questions.Criterion{{ID: "disk", Label: "Disk", Text: "frees space", Weight: 1}}
		for title, points := range map[string][]questions.Criterion{"A full disk": other, "Question a, in better words": nil, "Question a": other} {
			p := begin(t, interview.Practice, 2)
			q := *p.bank["a"]
			q.Title = title
			if points != nil {
				q.Rubric.Criteria = points
			}
			p.bank["a"] = &q
			want := "grade(a1.0)"
			if title == "A full disk" {
				want = "question_gone asked(b) question#1"
			}
			if got := p.do(said("one")); !strings.HasPrefix(got, want) {
				t.Errorf("%s: got %q, want %q", title, got, want)
			}
		}
	})
	t.Run("being graded, its answer fails and the interview goes on", func(t *testing.T) {
		t.Parallel()
		p := begin(t, interview.Practice, 2)
		p.do(said("one"))
		delete(p.bank, "a")
		if got := p.do(judged(1, "met met", "")); got != "question_gone" || p.s.Phase != interview.Between {
			t.Errorf("got %q, %s", got, p.s.Phase)
		}
		if got := p.do(interview.TryAgain{Item: 0}); got != "question_gone" || p.s.Phase != interview.Between {
			t.Errorf("got %q, %s", got, p.s.Phase)
		}
	})
	t.Run("of the day, its thread is closed", func(t *testing.T) {
		t.Parallel()
		p := begin(t, interview.Daily, 0)
		delete(p.bank, "a")
		if got := p.do(said("one")); got != "question_gone" || p.s.Open() {
			t.Errorf("got %q, %s", got, p.s.Phase)
		}
	})
	t.Run("all of them, the interview ends where it begins", func(t *testing.T) {
		t.Parallel()
		settings := interview.Settings{Mode: interview.Mock, Count: 1, FollowUps: 1}
		s, out, err := interview.Begin("iv", "U1", settings, interview.Place{Opening: "iv.0"}, []string{"lost"}, desk(guide()))
		if err != nil || s.Open() || words(s, out) != "opening stopped" {
			t.Errorf("got %q, %s, %v", words(s, out), s.Phase, err)
		}
		if _, out := interview.Handle(s, said("hello"), desk(guide())); len(out) > 0 {
			t.Errorf("got %q", words(s, out))
		}
	})
	t.Run("and a changed rubric", func(t *testing.T) {
		t.Parallel()
		p := begin(t, interview.Mock, 1)
		p.do(said("one"))
		p.bank["a"].Rubric.Criteria = p.bank["a"].Rubric.Criteria[:1]
		if got := p.do(judged(1, "met met", "")); got != "summary" || p.s.Items[0].Answers[0].Status != interview.Failed {
			t.Errorf("got %q", got)
		}
	})
}

func TestAnInterviewNeedsAQuestion(t *testing.T) {
	t.Parallel()
	_, _, err := interview.Begin("iv", "U1", interview.Settings{Mode: interview.Mock}, interview.Place{}, nil, desk(guide()))
	if err != interview.ErrNothingPlanned { //nolint:errorlint // returned as it is
		t.Errorf("got %v", err)
	}
}

func TestPracticeSaysSoWhenTheGuideHasNoMore(t *testing.T) {
	t.Parallel()
	p := begin(t, interview.Practice, 0)
	p.desk.Pick = func() (string, bool) { return "", false }
	if got := p.do(interview.Skip{}); got != "no_more stopped" || p.s.Open() {
		t.Errorf("got %q", got)
	}
}

func TestASlowScorerIsAnnounced(t *testing.T) {
	t.Parallel()
	for mode, want := range map[interview.Mode]string{
		interview.Practice: "acknowledgement grade(a1.0)", interview.Mock: "acknowledgement grade(a1.0)", interview.Daily: "acknowledgement grade(a1.0)",
	} {
		p := begin(t, mode, 1)
		p.desk.Slow = true
		if got := p.do(said("one")); got != want {
			t.Errorf("%s: got %q", mode, got)
		}
	}
}

func TestADailyAnswerThatIsSeenToBeReadNeedsNoWordOfIt(t *testing.T) {
	t.Parallel()
	for mode, want := range map[interview.Mode]string{
		interview.Practice: "acknowledgement grade(a1.0)", interview.Mock: "acknowledgement grade(a1.0)", interview.Daily: "grade(a1.0)",
	} {
		p := begin(t, mode, 1)
		p.desk.Slow, p.desk.Seen = true, true
		if got := p.do(said("one")); got != want {
			t.Errorf("%s: got %q", mode, got)
		}
	}
}
