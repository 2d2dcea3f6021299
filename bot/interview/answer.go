package interview

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"mock-interviewer/questions"
)

// said takes a message as the answer, or as a further part of one that is still being graded.
func (t *turn) said(e Said) {
	item := t.s.Current()
	if item == nil || !t.s.Open() || strings.TrimSpace(e.Text) == "" || t.knows(e.Key) || t.talk(e) {
		return
	}
	switch {
	case item.Shown:
		t.notice(NoteAnswerSeen)
	case t.s.Phase == Grading:
		t.addPart(e)
	case t.s.Phase == Asking, t.s.Settings.Mode == Daily && t.s.Phase == Between:
		t.answer(e)
	case t.s.Phase == Between:
		t.notice(NoteBetween)
	case t.s.Phase == Closing:
		t.notice(NoteClosing)
	}
}

// talk says whether a message is none of ours: people also talk in the thread of the day, once they have had their try
// or given it up. A few words are talk there.
func (t *turn) talk(e Said) bool {
	return t.s.Settings.Mode == Daily && t.s.Phase == Between && !e.Deliberate && len(strings.Fields(e.Text)) < attemptWords
}

// knows says whether a message is part of an answer already: Slack may deliver it twice.
func (t *turn) knows(key string) bool {
	_, _, a := t.find(key)
	return a != nil
}

// find finds the answer that a message is part of, with its item and the part's index.
func (t *turn) find(key string) (item, part int, a *Answer) {
	for i := range t.s.Items {
		for j := range t.s.Items[i].Answers {
			a := &t.s.Items[i].Answers[j]
			part := slices.IndexFunc(a.Parts, func(p Part) bool { return p.Key == key })
			if part >= 0 {
				return i, part, a
			}
		}
	}
	return -1, -1, nil
}

// answer takes a message as a new answer to the current question.
func (t *turn) answer(e Said) {
	item := t.s.Current()
	if t.question(t.last()) == nil {
		t.notice(NoteQuestionGone)
		t.leave()
		return
	}
	parts := []Part{{Key: e.Key, Text: e.Text}}
	if !fits(parts) {
		t.refuse(e)
		return
	}
	t.take(item, parts)
	t.s.Phase = Grading
}

// take makes a message the answer to what was asked, and has it graded.
func (t *turn) take(item *Item, parts []Part) {
	t.s.Answers++
	item.Answers = append(item.Answers, Answer{
		ID:       fmt.Sprintf("%s-a%d", t.s.ID, t.s.Answers),
		Parts:    parts,
		At:       t.desk.Now,
		FollowUp: item.FollowUp,
		Help:     helpBefore(item),
		Status:   Pending,
	})
	item.FollowUp = ""
	a := item.newest()
	if t.announces() {
		t.acknowledge(a)
	}
	t.out = append(t.out, Grade{Answer: a.ID})
}

// announces says whether a word is due before the grade. In practice it becomes the card; to a daily question it would stay
// beside it, so there a status is enough.
func (t *turn) announces() bool {
	switch t.s.Settings.Mode {
	case Mock:
		return true
	case Daily:
		return t.desk.Slow && !t.desk.Seen
	case Practice:
	}
	return t.desk.Slow
}

// acknowledge says that an answer was heard and is being judged.
func (t *turn) acknowledge(a *Answer) {
	if a == nil {
		return
	}
	id := t.say(Say{Kind: SayAcknowledgement, Item: t.last(), Answer: a.ID})
	if t.s.Settings.Mode == Practice {
		a.CardID = id // it becomes the card
	}
}

// helpBefore says what the person was given before this reply. A hint weighs more than a follow-up.
func helpBefore(item *Item) questions.Help {
	switch {
	case item.Hints > 0:
		return questions.AfterHint
	case item.FollowUp != "":
		return questions.AfterFollowUp
	}
	return questions.Unaided
}

func fits(parts []Part) bool {
	return utf8.RuneCountInString(Answer{Parts: parts}.Text()) <= MaxReply
}

// refuse does not take a message that is too long. It is still the person's turn, and an edit may cut the message down.
func (t *turn) refuse(e Said) {
	t.s.Current().Refused = e.Key
	t.notice(NoteTooLong)
}

// addPart adds a message to the answer that is being graded.
func (t *turn) addPart(e Said) {
	a := t.s.Current().newest()
	if a == nil {
		return
	}
	parts := slices.Concat(a.Parts, []Part{{Key: e.Key, Text: e.Text}})
	switch {
	case !fits(parts):
		t.refuse(e)
	case len(parts) > maxParts:
		t.notice(NoteTooMany)
	default:
		a.Parts = parts
		t.regrade(a)
	}
}

func (t *turn) regrade(a *Answer) {
	a.Revision++
	t.out = append(t.out, Grade{Answer: a.ID, Revision: a.Revision})
}
