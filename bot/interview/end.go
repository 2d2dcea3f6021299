package interview

import "slices"

// goOn continues after an answer was tried: coached, a word of the person is awaited; else the next question comes.
func (t *turn) goOn() {
	if !t.s.Coached() {
		t.askNext()
		return
	}
	t.s.Phase = Between
	if t.s.Settings.Mode == Practice && t.s.Settings.Count > 0 && len(t.s.Planned) == 0 {
		t.finish()
	}
}

// finish ends the interview as soon as every answer was tried once.
func (t *turn) finish() {
	if t.s.Settings.Mode == Practice && t.s.Settings.Count == 0 {
		t.notice(NoteNoMore)
	}
	t.s.Phase = Closing
	t.settle()
}

func (t *turn) stop(e Stop) {
	if t.s.Settings.Mode == Daily || t.s.Phase == Closing {
		return
	}
	t.cutOff(e.At)
	t.s.Stopped = true
	t.s.Planned = nil
	t.closeItem()
	if t.s.pending() {
		t.notice(NoteClosing)
	}
	t.s.Phase = Closing
	t.settle()
}

// settle says the summary of an interview that is closing, once no answer waits for its first grade. What happens to an
// answer after that mends the summary.
func (t *turn) settle() {
	switch {
	case t.s.Phase == Done && t.s.SummaryID != "":
		t.say(Say{Kind: SaySummary, Item: -1, Update: t.s.SummaryID})
		return
	case t.late():
		t.s.SummaryID = t.say(Say{Kind: SaySummary, Item: -1})
		return
	case t.s.Phase != Closing || t.s.pending():
		return
	}
	t.s.Phase, t.s.EndedAt = Done, t.desk.Now
	switch {
	case t.s.Settings.Mode == Daily:
	case t.answered():
		t.s.SummaryID = t.say(Say{Kind: SaySummary, Item: -1})
	default:
		t.notice(NoteStopped)
	}
}

func (t *turn) answered() bool {
	return slices.ContainsFunc(t.s.Items, func(it Item) bool { return len(it.Answers) > 0 })
}
