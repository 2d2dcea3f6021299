package interview_test

import (
	"slices"
	"strings"

	"mock-interviewer/bot/interview"

	"pgregory.net/rapid"
)

// follow notes the effects of an event and checks what must hold whatever happened.
func (w *world) follow(rt *rapid.T, e interview.Event, was interview.State, out []interview.Effect) {
	for _, effect := range out {
		w.effect(rt, e, was, effect)
	}
	w.gradingIsOver(e)
	w.whoseTurn(rt)
	w.nothingIsForgotten(rt)
	w.noReplyIsLost(rt, e, was)
}

func (w *world) effect(rt *rapid.T, e interview.Event, was interview.State, effect interview.Effect) {
	switch x := effect.(type) {
	case interview.Say:
		w.say(rt, e, was, x)
	case interview.Grade:
		w.queue[x.Answer] = x.Revision
	case interview.Ungrade:
		if _, ok := w.queue[x.Answer]; !ok {
			rt.Fatalf("%s is withdrawn, but was not being graded", x.Answer)
		}
		delete(w.queue, x.Answer)
	case interview.Record:
		_, a := w.s.AnswerByID(x.Answer)
		if w.records[x.Answer] || a == nil || a.Grade == nil || a.Grade.Score < 0 || a.Grade.Score > 100 {
			rt.Fatalf("recorded twice or without a grade: %s, %+v", x.Answer, a)
		}
		w.records[x.Answer] = true
	case interview.MarkAsked:
		w.asked++
		if was.Phase == interview.Done {
			rt.Fatal("a question after the end")
		}
	}
}

func (w *world) say(rt *rapid.T, e interview.Event, was interview.State, m interview.Say) {
	if _, twice := w.said[m.ID]; twice || m.ID == "" {
		rt.Fatalf("two messages have the id %q", m.ID)
	}
	old, known := w.said[m.Update]
	if m.Update != "" && (!known || old.Answer != m.Answer || old.Item != m.Item) {
		rt.Fatalf("%+v replaces a message about something else: %+v", m, old)
	}
	w.said[m.ID] = m
	if m.Private != (w.s.Settings.Mode == interview.Daily) {
		rt.Fatalf("private or not? %+v", m)
	}
	switch m.Kind {
	case interview.SayScorecard, interview.SaySummary, interview.SayReveal, interview.SayHint:
		if w.s.Settings.Mode == interview.Mock && w.s.Phase != interview.Done {
			rt.Fatalf("a mock interview shows a %s in phase %s", m.Kind, w.s.Phase)
		}
	case interview.SayQuestion, interview.SayFollowUp:
		if was.Phase == interview.Done {
			rt.Fatalf("a %s after the end", m.Kind)
		}
	}
	switch m.Kind {
	case interview.SayScorecard:
		w.card(rt, m)
	case interview.SayFollowUp:
		w.followUp(rt, e, m)
	}
}

func (w *world) card(rt *rapid.T, m interview.Say) {
	if w.s.Items[m.Item].Grade == nil {
		rt.Fatalf("a card without a grade: %+v", m)
	}
	w.partial[m.Item] = w.s.Items[m.Item].CardOpen
}

func (w *world) followUp(rt *rapid.T, e interview.Event, m interview.Say) {
	if w.s.Items[m.Item].FollowUp == "" {
		rt.Fatal("an empty follow-up")
	}
	if _, asMemory := e.(interview.Repeat); asMemory {
		return
	}
	w.follows[m.Item]++
	if w.follows[m.Item] > w.s.Settings.FollowUps {
		rt.Fatalf("question %d gets %d follow-ups", m.Item, w.follows[m.Item])
	}
}

// gradingIsOver takes an answer off the queue as the grader does, once it was judged or given up.
func (w *world) gradingIsOver(e interview.Event) {
	id, revision, final := "", 0, true
	switch e := e.(type) {
	case interview.Judged:
		id, revision = e.Answer, e.Revision
	case interview.Unjudged:
		id, revision, final = e.Answer, e.Revision, e.Final
	}
	if queued, ok := w.queue[id]; ok && queued == revision && final {
		delete(w.queue, id)
	}
}

// whoseTurn checks that it is always clear what the interview waits for.
func (w *world) whoseTurn(rt *rapid.T) {
	s := &w.s
	pending := 0
	for i := range s.Items {
		for _, a := range s.Items[i].Answers {
			overtaken := s.Cut != nil && a.ID == s.Cut.Answer // it came after the end
			if a.Status == interview.Pending && !overtaken {
				pending++
			}
		}
	}
	item := s.Current()
	if item == nil {
		if s.Phase != interview.Done {
			rt.Fatalf("%s without a question", s.Phase)
		}
		return
	}
	newest := len(item.Answers) - 1
	var ok bool
	switch s.Phase {
	case interview.Asking:
		ok = pending == 0 && !item.Shown && (item.FollowUp != "" || newest < 0)
	case interview.Grading:
		ok = pending == 1 && newest >= 0 && item.Answers[newest].Status == interview.Pending && item.FollowUp == "" && !item.Shown
	case interview.Between:
		ok = pending == 0 && s.Coached() && item.FollowUp == ""
	case interview.Closing:
		ok = pending == 1 && item.FollowUp == ""
	case interview.Done:
		ok = pending == 0 && item.FollowUp == "" && !s.EndedAt.IsZero()
	}
	if !ok {
		rt.Fatalf("phase %s, with %d pending: %s", s.Phase, pending, encode(rt, *s))
	}
}

// nothingIsForgotten checks that whatever was put off is still going to happen.
func (w *world) nothingIsForgotten(rt *rapid.T) {
	s := &w.s
	waiting := 0
	for i := range s.Items {
		for _, a := range s.Items[i].Answers {
			if a.Status != interview.Pending && a.Status != interview.Delayed {
				continue
			}
			waiting++
			if revision, ok := w.queue[a.ID]; !ok || revision != a.Revision {
				rt.Fatalf("nobody grades %s as it stands: %v", a.ID, w.queue)
			}
		}
		underWay := i == len(s.Items)-1 && (s.Items[i].FollowUp != "" || s.Phase == interview.Grading)
		if w.partial[i] && !underWay {
			rt.Fatalf("the card of question %d still keeps something back in phase %s", i, s.Phase)
		}
	}
	if waiting != len(w.queue) {
		rt.Fatalf("%d answers wait, but the queue is %v", waiting, w.queue)
	}
}

// noReplyIsLost checks that a reply which could be taken was taken, once.
func (w *world) noReplyIsLost(rt *rapid.T, e interview.Event, was interview.State) {
	m, ok := e.(interview.Said)
	if !ok || was.Current() == nil {
		return
	}
	short := len(m.Text) < 100 && strings.TrimSpace(m.Text) != ""
	turn := was.Phase == interview.Asking && w.bank[was.Current().Question] != nil
	if short && (turn || was.Phase == interview.Grading) && !parts(was, m.Key) && !parts(w.s, m.Key) && !full(was) {
		rt.Fatalf("lost: %+v in %s", m, encode(rt, was))
	}
}

func parts(s interview.State, key string) bool {
	n := 0
	for _, item := range s.Items {
		for _, a := range item.Answers {
			if slices.ContainsFunc(a.Parts, func(p interview.Part) bool { return p.Key == key }) {
				n++
			}
		}
	}
	return n == 1
}

// full says whether the answer under way has no room left.
func full(s interview.State) bool {
	answers := s.Current().Answers
	if s.Phase != interview.Grading || len(answers) == 0 {
		return false
	}
	last := answers[len(answers)-1]
	return len(last.Parts) >= 20 || len([]rune(last.Text())) > interview.MaxReply-100
}
