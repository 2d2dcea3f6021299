package blocks

import (
	"testing"
	"time"

	"mock-interviewer/bot/interview"
	"mock-interviewer/bot/scorer"
	"mock-interviewer/questions"
)

func guides(t testing.TB) *questions.Bank {
	t.Helper()
	bank, err := questions.Load("testdata/guide.md", "testdata/strange.md")
	if err != nil {
		t.Fatal(err)
	}
	return bank
}

func lookAt(bank *questions.Bank) Look {
	return Look{Zone: time.FixedZone("CET", 3600), Question: func(id string) *questions.Question {
		q, err := bank.Find(id)
		if err != nil {
			return nil
		}
		return q
	}}
}

func noon() time.Time { return time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC) }

// stage plays an interview and keeps every message it says, rendered in the state that package bot renders it in.
type stage struct {
	t    testing.TB
	look Look
	s    interview.State
	desk interview.Desk
	said []Message
	last interview.Say
	keys int
}

type setup struct {
	mode     interview.Mode
	category string
	count    int
	direct   bool
	follow   int
	slow     bool
	ids      []string
}

func play(t testing.TB, look Look, c setup) *stage {
	t.Helper()
	st := &stage{t: t, look: look, desk: interview.Desk{Now: noon(), Question: look.Question, Slow: c.slow}}
	place := interview.Place{Channel: "C0QUAY", Opening: interview.OpeningID("i1")}
	if c.direct {
		place = interview.Place{Channel: "D0ANNA", Direct: true}
	}
	if c.mode == interview.Daily {
		place = interview.Place{Channel: "C0QUAY", ThreadTS: "1.2"}
		st.s = interview.BeginDaily("i1", "U0ANNA", place, c.ids[0], st.desk)
		return st
	}
	settings := interview.Settings{Mode: c.mode, Category: c.category, Count: c.count, FollowUps: c.follow}
	s, effects, err := interview.Begin("i1", "U0ANNA", settings, place, c.ids, st.desk)
	if err != nil {
		t.Fatal(err)
	}
	st.take(s, effects)
	return st
}

func (st *stage) take(s interview.State, effects []interview.Effect) {
	st.s = s
	for _, e := range effects {
		if say, ok := e.(interview.Say); ok {
			st.last = say
			st.said = append(st.said, Interview(&st.s, say, st.look))
		}
	}
}

// do handles an event and returns the last message that it led to.
func (st *stage) do(e interview.Event) Message {
	st.t.Helper()
	before := len(st.said)
	st.take(interview.Handle(st.s, e, st.desk))
	if len(st.said) == before {
		return Message{}
	}
	return st.said[len(st.said)-1]
}

func (st *stage) answer(text string) Message {
	st.keys++
	return st.do(interview.Said{Key: string(rune('a' + st.keys)), Text: text})
}

// verdictOf is one judgement in short: verdict, quote, reason.
type verdictOf struct {
	verdict       questions.Verdict
	quote, reason string
}

// result judges every criterion of the current question, in order; those without a verdict are missed. Fallen is the
// quote of the first pitfall, empty where there is none.
func (st *stage) result(fallen, followUp string, verdicts ...verdictOf) scorer.Result {
	q := st.look.Question(st.s.Current().Question)
	r := scorer.Result{Scorer: "llm", Model: "harbour-large", Host: "llm.example", FollowUp: followUp}
	for i, c := range q.Rubric.Criteria {
		v := verdictOf{verdict: questions.Missed}
		if i < len(verdicts) {
			v = verdicts[i]
		}
		r.Judgements = append(r.Judgements, questions.Judgement{
			Criterion: c.ID, Verdict: v.verdict, Quote: v.quote, QuoteVerified: v.quote != "", Reason: v.reason,
		})
	}
	for i, p := range q.Rubric.Pitfalls {
		r.Pitfalls = append(r.Pitfalls, questions.PitfallJudgement{Pitfall: p.ID, Present: i == 0 && fallen != "", Quote: fallen})
	}
	return r
}

func (st *stage) pending() (id string, revision int) {
	item := st.s.Current()
	a := item.Answers[len(item.Answers)-1]
	return a.ID, a.Revision
}

func (st *stage) judge(r scorer.Result) Message {
	st.t.Helper()
	id, revision := st.pending()
	return st.do(interview.Judged{Answer: id, Revision: revision, Result: r})
}

func berthed() []verdictOf {
	return []verdictOf{
		{questions.Met, "I check the wind against the limit of the berth", "states the check"},
		{questions.Partial, "we order tugs early", "says nothing about how many, or about a spare one"},
		{questions.Missed, "", "Not counted: the words that the judge quoted do not stand in your reply."},
		{questions.Missed, "", "no example"},
		{questions.Unclear, "", "the two readings of this sentence disagree"},
	}
}
