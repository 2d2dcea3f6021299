package interview

// showAnswer shows the model answer: in practice at any time, which ends the question; in a mock interview after it.
func (t *turn) showAnswer(index int) {
	if index < 0 || index > t.last() {
		return
	}
	if t.s.Items[index].Question == t.s.Current().Question {
		index = t.last() // asked through an earlier attempt's card, it is the open question's answer all the same
	}
	current := index == t.last()
	switch {
	case t.s.Settings.Mode == Mock && t.s.Open():
		t.notice(NoteNoAnswerYet)
		return
	case current && t.s.Phase == Grading:
		t.notice(NoteNothingOpen)
		return
	case t.question(index) == nil:
		t.notice(NoteQuestionGone)
		return
	}
	t.markShown(t.s.Items[index].Question)
	if current && t.s.Phase == Asking {
		t.closeItem()
		t.s.Phase = Between
	}
	t.say(Say{Kind: SayReveal, Item: index})
}

// markShown notes it with every attempt at the question: none of them can be mended with the answer in sight.
func (t *turn) markShown(question string) {
	for i := range t.s.Items {
		if t.s.Items[i].Question == question {
			t.s.Items[i].Shown = true
		}
	}
}

func (t *turn) revealed() {
	if t.s.Settings.Mode != Daily || !t.s.Open() {
		return
	}
	t.s.Current().Shown = true
	t.s.Phase = Closing
	t.settle()
}
