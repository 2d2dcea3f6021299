package interview

func (t *turn) hint() {
	item := t.s.Current()
	switch {
	case t.s.Settings.Mode == Mock:
		t.notice(NoteNoHints)
	case t.s.Phase != Asking:
		t.notice(NoteNothingOpen)
	case t.question(t.last()) == nil:
		t.notice(NoteQuestionGone)
	case item.Hints >= maxHints:
		t.notice(NoteHintsUsedUp)
	default:
		item.Hints++
		t.say(Say{Kind: SayHint, Item: t.last()})
	}
}

// next moves on from the question with this index, if it is still the current one. An open question is skipped, an open
// follow-up declined.
func (t *turn) next(index int) {
	if index != t.last() || t.s.Settings.Mode == Daily {
		return
	}
	switch t.s.Phase {
	case Asking:
		item := t.s.Current()
		item.Skipped = len(item.Answers) == 0
		t.leave()
	case Between:
		t.leave()
	case Grading:
		t.notice(NoteNothingOpen)
	case Closing, Done:
	}
}

// tryAgain asks an answered question anew, unless one is open already. Its earlier attempt stays as it is.
func (t *turn) tryAgain(index int) {
	if t.s.Settings.Mode != Practice || index < 0 || index > t.last() {
		return
	}
	following := t.s.Phase == Asking && t.s.Current().FollowUp != ""
	if t.s.Phase != Between && !following {
		return
	}
	if t.question(index) == nil {
		t.notice(NoteQuestionGone)
		return
	}
	t.closeItem()
	t.ask(Item{Question: t.s.Items[index].Question, Retry: true})
}

// repeat says once more how things stand, for someone who comes back.
func (t *turn) repeat() {
	item := t.s.Current()
	switch {
	case t.s.Settings.Mode == Daily:
	case t.s.Phase == Asking && item.FollowUp != "":
		t.say(Say{Kind: SayFollowUp, Item: t.last()})
	case t.s.Phase == Asking:
		t.say(Say{Kind: SayQuestion, Item: t.last()})
	case t.s.Phase == Grading:
		t.acknowledge(item.newest())
	case t.s.Phase == Closing:
		t.notice(NoteClosing)
	default:
		t.notice(NoteBetween)
	}
}
