package interview

// Handle applies one event. An event that makes no sense in the state (a stale button, a message after the end, a grade
// for an edited answer) changes nothing and says nothing, or says in one notice why not.
func Handle(s State, e Event, desk Desk) (State, []Effect) {
	t := turn{s: s.clone(), desk: desk}
	switch e := e.(type) {
	case Said:
		t.said(e)
	case Overtaken:
		t.overtaken(e)
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
		t.next(t.last())
	case Stop:
		t.stop(e)
	case Repeat:
		t.repeat()
	case Next:
		t.next(e.Item)
	case TryAgain:
		t.tryAgain(e.Item)
	}
}
