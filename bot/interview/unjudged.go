package interview

// unjudged goes on without a grade. The answer is kept; nothing is made up in its place. The person is told at the first
// failure and at the last, not of the tries between.
func (t *turn) unjudged(e Unjudged) {
	index, a := t.due(e.Answer, e.Revision)
	if a == nil {
		return
	}
	first, awaited := a.Status == Pending, t.awaits(a)
	a.Status = Delayed
	if e.Final {
		a.Status = Failed
	}
	if !first && !e.Final {
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
	if e.Final {
		note = NoteGradeFailed
	}
	a.CardID = t.say(Say{Kind: SayNotice, Note: note, Item: index, Answer: a.ID, Estimate: e.Estimate, Update: a.CardID})
}
