package blocks

import (
	"strings"
	"testing"
	"time"

	"mock-interviewer/bot/interview"
	"mock-interviewer/questions"
)

func TestPracticeInADirectMessage(t *testing.T) {
	t.Parallel()
	look := lookAt(guides(t))
	st := play(t, look, setup{mode: interview.Practice, direct: true, follow: 1, slow: true, ids: []string{"harbour-1", "harbour-3"}})
	golden(t, "practice-question", st.said[0])
	golden(t, "practice-still-reading", StillReading())
	golden(t, "practice-acknowledgement", st.answer("I check the wind against the limit of the berth; we order tugs early."))
	st.judge(st.result("we go in under engine alone", "What would you do if the wind rose now?", berthed()...))
	golden(t, "practice-card-open", st.said[len(st.said)-2])
	golden(t, "practice-follow-up", st.said[len(st.said)-1])
	golden(t, "practice-hint-after-follow-up", st.do(interview.Hint{}))
	golden(t, "practice-hint-second", st.do(interview.Hint{}))
	golden(t, "practice-hint-third", st.do(interview.Hint{}))
	golden(t, "practice-hints-used-up", st.do(interview.Hint{}))
	st.answer("A spare tug above 20 knots, and springs first.")
	more := berthed()
	more[1] = verdictOf{questions.Met, "A spare tug above 20 knots", ""}
	golden(t, "practice-card-after-help", st.judge(st.result("", "", more...)))
	golden(t, "practice-details", DetailsModal(&st.s, 0, look))
	golden(t, "practice-reveal", st.do(interview.ShowAnswer{Item: 0}))
	golden(t, "practice-answer-seen", st.answer("But I meant the springs."))
	golden(t, "practice-between", st.do(interview.Repeat{}))
	golden(t, "practice-again", st.do(interview.TryAgain{Item: 0}))
	st.answer("All of it.")
	golden(t, "practice-card-again", st.judge(st.result("", "", allMet(5)...)))
	golden(t, "practice-story", st.do(interview.Next{Item: 1}))
	golden(t, "practice-story-hint", st.do(interview.Hint{}))
	golden(t, "practice-story-reveal", st.do(interview.ShowAnswer{Item: 2}))
	golden(t, "practice-summary", st.do(interview.Stop{}))
}

func allMet(n int) []verdictOf {
	out := make([]verdictOf, n)
	for i := range out {
		out[i] = verdictOf{questions.Met, "I look at the gusts and the side area of the ship", ""}
	}
	return out
}

func TestMockInterviewInAThread(t *testing.T) {
	t.Parallel()
	look := lookAt(guides(t))
	ids := []string{"harbour-1", "harbour-3", "harbour-2", "harbour-4"}
	st := play(t, look, setup{mode: interview.Mock, count: 4, follow: 1, ids: ids})
	golden(t, "mock-opening", st.said[0])
	golden(t, "mock-question", st.said[1])
	golden(t, "mock-no-hints", st.do(interview.Hint{}))
	golden(t, "mock-no-answer-yet", st.do(interview.ShowAnswer{Item: 0}))
	golden(t, "mock-acknowledgement", st.answer("I check the wind."))
	golden(t, "mock-follow-up", st.judge(st.result("", "What would you do if the wind rose now?", berthed()...)))
	st.answer("A spare tug.")
	golden(t, "mock-question-2", st.judge(st.result("we go in under engine alone", "", berthed()...)))
	st.answer("There was fog.")
	st.judge(st.result("", "", allMet(3)...))
	golden(t, "mock-question-4", st.do(interview.Skip{}))
	st.answer("I read.")
	id, revision := st.pending()
	golden(t, "mock-summary", st.do(interview.Unjudged{Answer: id, Revision: revision}))
	golden(t, "mock-reveal", st.do(interview.ShowAnswer{Item: 2}))
	golden(t, "mock-summary-mended", st.do(interview.Judged{Answer: id, Revision: revision, Result: st.result("", "", allMet(1)...)}))
}

func TestAMockInterviewShowsNoVerdictBeforeItsEnd(t *testing.T) {
	t.Parallel()
	st := play(t, lookAt(guides(t)), setup{mode: interview.Mock, count: 2, follow: 1, ids: []string{"harbour-1", "harbour-3"}})
	st.answer("I check the wind.")
	st.judge(st.result("under engine alone", "What would you do if the wind rose now?", berthed()...))
	st.answer("A spare tug.")
	st.judge(st.result("", "", berthed()...))
	for _, m := range st.said {
		all := reading(m)
		for _, word := range []string{"of 100", verdictMet + ":", verdictMissed, bandSolid, bandWeak, "0.8", "engine alone", wordAnswer, wordHint} {
			if strings.Contains(all, word) {
				t.Errorf("before the end a message says %q:\n%s", word, all)
			}
		}
	}
}

func TestAnOpenCardKeepsWhatWasMissedToItself(t *testing.T) {
	t.Parallel()
	st := play(t, lookAt(guides(t)), setup{mode: interview.Practice, direct: true, follow: 1, ids: []string{"harbour-1"}})
	st.answer("I check the wind.")
	st.judge(st.result("", "What would you do if the wind rose now?", berthed()...))
	card := reading(st.said[len(st.said)-2])
	for _, secret := range []string{"Lines First", "spring lines", "Reasoning", "how many", "spare"} {
		if strings.Contains(card, secret) {
			t.Errorf("the open card gives away %q:\n%s", secret, card)
		}
	}
	if !strings.Contains(card, "4 points still open; a follow-up is below.") {
		t.Errorf("the open card does not say how much is open:\n%s", card)
	}
	st.do(interview.Skip{})
	for _, m := range st.said {
		if strings.Contains(reading(m), "Lines First") {
			return
		}
	}
	t.Error("once the question is left, the card does not show what was missed")
}

func TestNotices(t *testing.T) {
	t.Parallel()
	look := lookAt(guides(t))
	begin := func(mode interview.Mode) *stage {
		return play(t, look, setup{mode: mode, direct: mode == interview.Practice, count: 2, ids: []string{"harbour-1", "harbour-2"}})
	}
	for name, tell := range map[string]func() Message{
		"notice-too-long":  func() Message { return begin(interview.Practice).answer(strings.Repeat("wind ", 2000)) },
		"notice-stopped":   func() Message { return begin(interview.Practice).do(interview.Stop{}) },
		"notice-withdrawn": func() Message { st := begin(interview.Mock); st.answer("x"); return st.do(interview.Deleted{Key: "b"}) },
		"notice-grade-stands": func() Message {
			st := begin(interview.Practice)
			st.answer("x")
			st.judge(st.result("", "", berthed()...))
			return st.do(interview.Deleted{Key: "b"})
		},
		"notice-closing": func() Message { st := begin(interview.Mock); st.answer("x"); return st.do(interview.Stop{}) },
		"notice-nothing-open": func() Message {
			st := begin(interview.Practice)
			st.answer("x")
			return st.do(interview.Hint{})
		},
		"notice-not-graded": func() Message {
			return begin(interview.Practice).unjudged(interview.Unjudged{Estimate: &questions.Grade{Score: 62, Band: questions.Developing}})
		},
		"notice-not-graded-no-estimate": func() Message { return begin(interview.Practice).unjudged(interview.Unjudged{}) },
		"notice-spent-day": func() Message {
			return begin(interview.Practice).unjudged(interview.Unjudged{
				Estimate: &questions.Grade{Score: 62, Band: questions.Developing}, Spent: interview.SpentDay, When: noon(),
			})
		},
		"notice-spent-month": func() Message {
			return begin(interview.Practice).unjudged(interview.Unjudged{Spent: interview.SpentMonth, When: noon()})
		},
		"mock-summary-waiting": func() Message {
			st := begin(interview.Mock)
			st.unjudged(interview.Unjudged{
				Estimate: &questions.Grade{Score: 62, Band: questions.Developing}, Spent: interview.SpentDay, When: noon(),
			})
			st.unjudged(interview.Unjudged{})
			return st.said[len(st.said)-1]
		},
		"notice-grade-failed": func() Message { return begin(interview.Practice).unjudged(interview.Unjudged{Final: true}) },
	} {
		golden(t, name, tell())
	}
	for _, note := range []interview.Note{interview.NoteNoMore, interview.NoteTooMany, interview.NoteQuestionGone} {
		st := begin(interview.Practice)
		golden(t, "notice-"+string(note), Interview(&st.s, interview.Say{Kind: interview.SayNotice, Note: note}, look))
	}
}

func (st *stage) unjudged(e interview.Unjudged) Message {
	st.answer("I check the wind.")
	e.Answer, e.Revision = st.pending()
	return st.do(e)
}

func TestQuestionOfTheDay(t *testing.T) {
	t.Parallel()
	look := lookAt(guides(t))
	st := play(t, look, setup{mode: interview.Daily, ids: []string{"harbour-1"}})
	st.answer("I check the wind against the limit of the berth.")
	r := st.result("we go in under engine alone", "", berthed()...)
	r.Scorer, r.Model, r.Host = "offline", "", ""
	golden(t, "daily-card", st.judge(r))
	golden(t, "daily-card-shared", SharedCard(&st.s, 0, look))
	golden(t, "daily-reveal-alone", st.do(interview.ShowAnswer{Item: 0}))

	post := DailyPost{ID: "quay-20261124T0900", Question: look.Question("harbour-1"), RevealAt: noon(), Answered: 1}
	golden(t, "daily", Daily(post, Look{}))
	golden(t, "daily-reveal", DailyReveal(DailyOutcome{DailyPost: post}, look))
	golden(t, "today", Today([]DailyPost{post}, noon(), look))
	golden(t, "today-next", Today(nil, noon(), look))
	golden(t, "today-none", Today(nil, time.Time{}, look))
	post.Late, post.Answered, post.Question = true, 2, look.Question("harbour-2")
	golden(t, "daily-late", Daily(post, look))
	post.Revealed = true
	golden(t, "daily-over", Daily(post, look))
	golden(t, "model-answer", ModelAnswer(post.Question))
}

func TestForeignWordsStayForeign(t *testing.T) {
	t.Parallel()
	look := lookAt(guides(t))
	evil := "\u202eevil <!channel> <@U0VICTIM> & `x` *y* " + strings.Repeat("مرحبا ", 60) + "👨‍👩‍👧‍👦"
	st := play(t, look, setup{mode: interview.Practice, follow: 1, category: evil, ids: []string{"strange-1"}})
	golden(t, "strange-opening", st.said[0])
	golden(t, "strange-question", st.said[1])
	st.answer(evil)
	r := st.result(evil, evil, verdictOf{questions.Partial, evil, evil})
	r.Model, r.Host = evil, evil
	st.judge(r)
	golden(t, "strange-card-open", st.said[len(st.said)-2])
	golden(t, "strange-follow-up", st.said[len(st.said)-1])
	golden(t, "strange-hint", st.do(interview.Hint{}))
	golden(t, "strange-reveal", st.do(interview.ShowAnswer{Item: 0}))
	golden(t, "strange-summary", st.do(interview.Stop{}))
	golden(t, "strange-daily", Daily(DailyPost{ID: evil, Question: look.Question("strange-1"), RevealAt: noon()}, look))
	golden(t, "strange-shared", SharedCard(&st.s, 0, look))
	golden(t, "strange-plain", Plain(evil))
}

func TestAQuestionThatTheGuideLostIsNamedSo(t *testing.T) {
	t.Parallel()
	look := lookAt(guides(t))
	st := play(t, look, setup{mode: interview.Mock, count: 1, ids: []string{"harbour-1"}})
	st.answer("I check the wind.")
	st.judge(st.result("", "", berthed()...))
	lost := Look{}
	golden(t, "lost-summary", Interview(&st.s, st.last, lost))
	golden(t, "lost-question", Interview(&st.s, interview.Say{Kind: interview.SayQuestion}, lost))
	golden(t, "lost-card", Interview(&st.s, interview.Say{Kind: interview.SayScorecard}, lost))
}

func TestASummaryOfManyQuestionsStaysShort(t *testing.T) {
	t.Parallel()
	look := lookAt(guides(t))
	ids := []string{"harbour-1", "harbour-2", "harbour-3", "harbour-4", "strange-1", "harbour-1"}
	st := play(t, look, setup{mode: interview.Mock, count: len(ids), ids: ids})
	var last Message
	for range ids {
		st.answer("I check the wind against the limit of the berth.")
		last = st.judge(st.result("", "", berthed()...))
	}
	golden(t, "mock-summary-many", last)
	if text := reading(last); strings.Contains(text, gistAlso) || strings.Count(text, "["+wordDetails+"]") != len(ids) {
		t.Errorf("the points are not folded behind a button each:\n%s", text)
	}
}
