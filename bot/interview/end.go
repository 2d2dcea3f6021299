package interview

// finishIfCounted ends a practice of a fixed number of questions after its last one.
func (t *turn) finishIfCounted() {
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
	t.closeIfSettled()
}

func (t *turn) stop() {
	if t.s.Settings.Mode == Daily || t.s.Phase == Closing {
		return
	}
	t.s.Stopped = true
	t.s.Planned = nil
	if item := t.s.Current(); item.CardOpen {
		item.CardOpen, item.FollowUp = false, ""
		t.say(Say{Kind: SayScorecard, Item: len(t.s.Items) - 1, Answer: lastGraded(*item), Update: item.CardID})
	}
	if t.s.pending() {
		t.notice(NoteClosing)
	}
	t.s.Phase = Closing
	t.closeIfSettled()
}

// closeIfSettled says the summary and ends, once no answer waits for its first grade.
func (t *turn) closeIfSettled() {
	if t.s.Phase != Closing || t.s.pending() {
		return
	}
	t.s.Phase = Done
	t.s.EndedAt = t.desk.Now
	if t.s.Settings.Mode == Daily {
		return
	}
	if !t.answered() {
		t.notice(NoteStopped)
		return
	}
	t.s.SummaryID = t.say(Say{Kind: SaySummary, Item: -1})
}

func (t *turn) answered() bool {
	for _, item := range t.s.Items {
		if len(item.Answers) > 0 {
			return true
		}
	}
	return false
}
