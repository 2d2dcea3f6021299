package interview

import "mock-interviewer/questions"

// Handle applies one event. An event that makes no sense in the state (a stale button, a message after the end, a grade
// for an edited answer) changes nothing and says nothing, or says in one notice why not.
func Handle(s State, e Event, desk Desk) (State, []Effect) {
	t := turn{s: s.clone(), desk: desk}
	switch e := e.(type) {
	case Said:
		t.said(e)
	case Edited:
		t.edited(e)
	case Deleted:
		t.deleted(e)
	case Judged:
		t.judged(e)
	case Unjudged:
		t.unjudged(e)
	case ShowAnswer:
		t.showAnswer(e.Item)
	case Revealed:
		t.revealed()
	default:
		if t.s.Open() && t.s.Current() != nil {
			t.command(e)
		}
	}
	return t.s, t.out
}

// command handles what a person may ask of an interview that still goes on.
func (t *turn) command(e Event) {
	switch e := e.(type) {
	case Hint:
		t.hint()
	case Skip:
		t.skip()
	case Stop:
		t.stop()
	case Repeat:
		t.repeat()
	case Next:
		t.next(e.Item)
	case TryAgain:
		t.tryAgain(e.Item)
	}
}

func (t *turn) question(item int) *questions.Question {
	return t.desk.Question(t.s.Items[item].Question)
}

func (t *turn) hint() {
	item := t.s.Current()
	switch {
	case t.s.Settings.Mode == Mock:
		t.notice(NoteNoHints)
	case t.s.Phase != Asking || item.Shown:
		t.notice(NoteNothingOpen)
	case t.question(len(t.s.Items)-1) == nil:
		t.notice(NoteQuestionGone)
	case item.Hints >= maxHints:
		t.notice(NoteHintsUsedUp)
	default:
		item.Hints++
		t.say(Say{Kind: SayHint, Item: len(t.s.Items) - 1})
	}
}

// skip leaves the open question or, where only a follow-up is open, declines that.
func (t *turn) skip() {
	if t.s.Settings.Mode == Daily {
		return
	}
	if t.s.Phase != Asking {
		t.next(len(t.s.Items) - 1)
		return
	}
	item := t.s.Current()
	if len(item.Answers) == 0 {
		item.Skipped = true
	}
	t.leave()
}

// next moves on from the question with this index, if it is still the current one.
func (t *turn) next(index int) {
	if index != len(t.s.Items)-1 || t.s.Settings.Mode == Daily {
		return
	}
	switch t.s.Phase {
	case Between:
		t.leave()
	case Asking:
		item := t.s.Current()
		if t.s.Settings.Mode == Practice || item.FollowUp != "" {
			item.Skipped = item.Skipped || len(item.Answers) == 0
			t.leave()
		}
	case Grading:
		t.notice(NoteNothingOpen)
	}
}

// leave closes the current question and goes on. A card that withheld what was missed now shows it.
func (t *turn) leave() {
	item := t.s.Current()
	item.FollowUp = ""
	if item.CardOpen {
		item.CardOpen = false
		t.say(Say{Kind: SayScorecard, Item: len(t.s.Items) - 1, Answer: lastGraded(*item), Update: item.CardID})
	}
	t.askNext()
}

func lastGraded(item Item) string {
	for i := len(item.Answers) - 1; i >= 0; i-- {
		if item.Answers[i].Status == Graded {
			return item.Answers[i].ID
		}
	}
	return ""
}

// tryAgain asks an answered question anew. Its earlier attempt stays as it is.
func (t *turn) tryAgain(index int) {
	if !t.s.Coached() || index < 0 || index >= len(t.s.Items) || t.s.Phase == Grading || t.s.Phase == Closing {
		return
	}
	if t.s.Settings.Mode == Daily {
		return // the thread takes another reply as it is
	}
	if t.s.Phase == Asking && t.s.Current().FollowUp == "" {
		return // a question is open already
	}
	if item := t.s.Current(); item.CardOpen {
		item.CardOpen, item.FollowUp = false, ""
	}
	t.ask(Item{Question: t.s.Items[index].Question, Retry: true})
}

// showAnswer shows the model answer: in practice at any time, which ends the question; in a mock interview after it.
func (t *turn) showAnswer(index int) {
	if index < 0 || index >= len(t.s.Items) {
		return
	}
	if t.s.Settings.Mode == Mock && t.s.Open() {
		t.notice(NoteNoAnswerYet)
		return
	}
	if t.s.Phase == Grading && index == len(t.s.Items)-1 {
		t.notice(NoteNothingOpen)
		return
	}
	item := &t.s.Items[index]
	item.Shown = true
	if t.s.Open() && index == len(t.s.Items)-1 {
		item.FollowUp = ""
		t.s.Phase = Between
	}
	t.say(Say{Kind: SayReveal, Item: index})
}

func (t *turn) revealed() {
	if t.s.Settings.Mode != Daily || !t.s.Open() {
		return
	}
	t.s.Current().Shown = true
	if t.s.pending() {
		t.s.Phase = Closing
		return
	}
	t.s.Phase, t.s.EndedAt = Done, t.desk.Now
}

// repeat says the open prompt once more, for someone who comes back.
func (t *turn) repeat() {
	item := t.s.Current()
	index := len(t.s.Items) - 1
	switch {
	case t.s.Settings.Mode == Daily:
	case t.s.Phase == Asking && item.FollowUp != "":
		t.say(Say{Kind: SayFollowUp, Item: index})
	case t.s.Phase == Asking:
		t.say(Say{Kind: SayQuestion, Item: index})
	default:
		t.notice(NoteBetween)
	}
}
