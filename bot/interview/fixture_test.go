package interview_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"mock-interviewer/bot/interview"
	"mock-interviewer/bot/scorer"
	"mock-interviewer/questions"
)

// noon is when everything in these tests happens.
func noon() time.Time { return time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC) }

// guide is a small bank: "a" to "d", each with two points and two pitfalls.
func guide() map[string]*questions.Question {
	bank := map[string]*questions.Question{}
	for _, id := range []string{"a", "b", "c", "d"} {
		bank[id] = &questions.Question{ID: id, Title: "Question " + id, Rubric: questions.Rubric{
			Criteria: []questions.Criterion{
				{ID: "one", Label: "One", Text: "the first point", Weight: 1},
				{ID: "two", Label: "Two", Text: "the second point", Weight: 1},
			},
			Pitfalls: []questions.Pitfall{{ID: "pitfall-1", Label: "the wrong thing"}, {ID: "pitfall-2", Label: "worse"}},
		}}
	}
	return bank
}

func desk(bank map[string]*questions.Question) interview.Desk {
	return interview.Desk{
		Now:      noon(),
		Question: func(id string) *questions.Question { return bank[id] },
		Pick:     func() (string, bool) { return "d", true },
	}
}

// result is a judgement of the two points, for example "met missed", and what to ask next.
func result(verdicts, followUp string, pitfalls ...string) scorer.Result {
	fields := strings.Fields(verdicts)
	r := scorer.Result{Scorer: "llm", Model: "m", Host: "h", FollowUp: followUp, Judgements: []questions.Judgement{
		{Criterion: "one", Verdict: questions.Verdict(fields[0]), Quote: "q"},
		{Criterion: "two", Verdict: questions.Verdict(fields[1]), Quote: "q"},
	}}
	for _, p := range pitfalls {
		r.Pitfalls = append(r.Pitfalls, questions.PitfallJudgement{Pitfall: p, Present: true, Quote: "q"})
	}
	return r
}

// judged are verdicts for the nth answer's first text.
func judged(n int, verdicts, followUp string) interview.Judged {
	return interview.Judged{Answer: answerID(n), Result: result(verdicts, followUp)}
}

func delayed(n int) interview.Unjudged { return interview.Unjudged{Answer: answerID(n)} }

func failed(n int) interview.Unjudged { return interview.Unjudged{Answer: answerID(n), Final: true} }

func answerID(n int) string { return fmt.Sprintf("iv-a%d", n) }

// said is a message of some length; its key is made of its first word.
func said(text string) interview.Said {
	return interview.Said{Key: key(text), Text: text}
}

func key(text string) string {
	word, _, _ := strings.Cut(text, " ")
	return "C1/" + word
}

// long is an attempt at a question of the day that nobody takes for talk.
func long(word string) interview.Said { return said(word + " is what I would do about it") }

// play is an interview being held.
type play struct {
	t    *testing.T
	s    interview.State
	desk interview.Desk
	bank map[string]*questions.Question
	out  []interview.Effect // of the last event
	all  []interview.Effect
}

// begin opens an interview on the questions "a", "b" and so on, as many as count says; in practice 0 is no end.
func begin(t *testing.T, mode interview.Mode, count int) *play {
	t.Helper()
	bank := guide()
	p := &play{t: t, bank: bank, desk: desk(bank)}
	if mode == interview.Daily {
		p.s = interview.BeginDaily("iv", "U1", interview.Place{Channel: "C1", ThreadTS: "1.1"}, "a", p.desk)
		return p
	}
	planned := []string{"a", "b", "c"}[:max(count, 1)]
	settings := interview.Settings{Mode: mode, Count: count, FollowUps: 1}
	s, out, err := interview.Begin("iv", "U1", settings, interview.Place{Channel: "D1", Direct: true}, planned, p.desk)
	if err != nil {
		t.Fatal(err)
	}
	p.s, p.all = s, out
	return p
}

// do applies events and returns what came of the last one, in words.
func (p *play) do(events ...interview.Event) string {
	p.t.Helper()
	for _, e := range events {
		p.s, p.out = interview.Handle(p.s, e, p.desk)
		p.all = append(p.all, p.out...)
	}
	return words(p.s, p.out)
}

// item is a question of the interview, with its score or -1.
func (p *play) score(item int) int {
	if p.s.Items[item].Grade == nil {
		return -1
	}
	return p.s.Items[item].Grade.Score
}

// words are effects in short: "scorecard#0 question#1". A card that withholds what was missed is "part#0"; a message
// that replaces another begins with "re:".
func words(s interview.State, out []interview.Effect) string {
	var all []string
	for _, e := range out {
		switch e := e.(type) {
		case interview.Say:
			all = append(all, sayWords(s, e))
		case interview.Grade:
			all = append(all, fmt.Sprintf("grade(%s.%d)", strings.TrimPrefix(e.Answer, s.ID+"-"), e.Revision))
		case interview.Ungrade:
			all = append(all, "ungrade("+strings.TrimPrefix(e.Answer, s.ID+"-")+")")
		case interview.Record:
			all = append(all, "record("+strings.TrimPrefix(e.Answer, s.ID+"-")+")")
		case interview.MarkAsked:
			all = append(all, "asked("+e.Question+")")
		}
	}
	return strings.Join(all, " ")
}

func sayWords(s interview.State, e interview.Say) string {
	word := string(e.Kind)
	switch {
	case e.Kind == interview.SayNotice:
		word = string(e.Note)
	case e.Kind == interview.SayScorecard && s.Items[e.Item].CardOpen:
		word = "part"
	}
	if e.Update != "" {
		word = "re:" + word
	}
	switch e.Kind {
	case interview.SayNotice, interview.SaySummary, interview.SayAcknowledgement:
		return word
	}
	return fmt.Sprintf("%s#%d", word, e.Item)
}

// step is an event and what must come of it.
type step struct {
	event interview.Event
	want  string
}

// rule is a course of events that shows a rule. Before is applied first, unchecked.
type rule struct {
	name   string
	mode   interview.Mode
	count  int
	before []interview.Event
	steps  []step
	phase  interview.Phase // at the end
}

func check(t *testing.T, rules []rule) {
	t.Helper()
	for _, r := range rules {
		t.Run(r.name, func(t *testing.T) {
			t.Parallel()
			p := begin(t, r.mode, r.count)
			if len(r.before) > 0 {
				p.do(r.before...)
			}
			for i, s := range r.steps {
				if got := p.do(s.event); got != s.want {
					t.Fatalf("step %d, %#v:\n got  %q\n want %q", i+1, s.event, got, s.want)
				}
			}
			if p.s.Phase != r.phase {
				t.Errorf("phase is %s, want %s", p.s.Phase, r.phase)
			}
		})
	}
}
