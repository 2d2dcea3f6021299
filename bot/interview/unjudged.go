package interview

import "mock-interviewer/questions"

// unjudged goes on without a grade. The answer is kept; nothing is made up in its place. The person is told at the first
// failure and at the last, and of the tries between only when there is news: another time, or an estimate.
func (t *turn) unjudged(e Unjudged) {
	index, a := t.due(e.Answer, e.Revision)
	if a == nil {
		return
	}
	first, awaited, news := a.Status == Pending, t.awaits(a), a.waitsOtherwise(e)
	a.Status, a.Wait = Delayed, waitOf(a, e)
	if e.Final {
		a.Status, a.Wait = Failed, nil
	}
	if !first && !e.Final && !news {
		return
	}
	if awaited {
		t.closeItem()
	}
	if t.s.Coached() {
		t.sayUnjudged(index, a, e)
	}
	if awaited {
		t.goOn()
		return
	}
	t.settle()
}

func (t *turn) sayUnjudged(index int, a *Answer, e Unjudged) {
	note := NoteNotGraded
	switch {
	case e.Final && t.question(index) == nil:
		note = NoteQuestionGone
	case e.Final:
		note = NoteGradeFailed
	}
	say := Say{Kind: SayNotice, Note: note, Item: index, Answer: a.ID, Estimate: e.Estimate, Update: a.CardID}
	if w := a.Wait; w != nil {
		say.Estimate, say.Spent, say.When = w.Estimate, w.Spent, w.When
	}
	a.CardID = t.say(say)
}

// waitsOtherwise says whether an event brings news for somebody who was told already.
func (a *Answer) waitsOtherwise(e Unjudged) bool {
	return e.Estimate != nil || a.Wait == nil || a.Wait.Spent != e.Spent || !a.Wait.When.Equal(e.When)
}

// waitOf is what the answer waits for now; an estimate that was made before is kept.
func waitOf(a *Answer, e Unjudged) *Wait {
	w := &Wait{Spent: e.Spent, When: e.When}
	switch {
	case e.Estimate != nil:
		w.Estimate = &questions.Grade{Score: e.Estimate.Score, Band: e.Estimate.Band}
	case a.Wait != nil:
		w.Estimate = a.Wait.Estimate
	}
	return w
}
