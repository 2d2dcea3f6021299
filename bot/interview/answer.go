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
	if item == nil || strings.TrimSpace(e.Text) == "" || t.knows(e.Key) {
		return
	}
	switch {
	case item.Shown && t.s.Open():
		t.notice(NoteAnswerSeen)
	case t.s.Settings.Mode == Daily && t.s.Phase == Between:
		t.another(e)
	case t.s.Phase == Asking:
		t.answer(e)
	case t.s.Phase == Grading:
		t.addPart(e)
	case t.s.Phase == Between:
		t.notice(NoteBetween)
	}
}

// another takes a further attempt at a question of the day. People also talk in that thread: a few words are talk.
func (t *turn) another(e Said) {
	if len(strings.Fields(e.Text)) < attemptWords {
		return
	}
	t.s.Phase = Asking
	t.answer(e)
}

func (t *turn) answerID() string {
	t.s.Answers++
	return fmt.Sprintf("%s-a%d", t.s.ID, t.s.Answers)
}

// knows says whether a message is part of an answer already: Slack may deliver it twice.
func (t *turn) knows(key string) bool {
	return slices.ContainsFunc(t.s.Items, func(it Item) bool {
		return slices.ContainsFunc(it.Answers, func(a Answer) bool {
			return slices.ContainsFunc(a.Parts, func(p Part) bool { return p.Key == key })
		})
	})
}

func (t *turn) answer(e Said) {
	index := len(t.s.Items) - 1
	item := t.s.Current()
	if utf8.RuneCountInString(e.Text) > MaxReply {
		t.notice(NoteTooLong)
		return
	}
	if t.question(index) == nil {
		t.notice(NoteQuestionGone)
		t.leave()
		return
	}
	a := Answer{
		ID:       t.answerID(),
		Parts:    []Part{{Key: e.Key, Text: e.Text}},
		At:       t.desk.Now,
		FollowUp: item.FollowUp,
		Help:     helpBefore(item),
		Status:   Pending,
	}
	item.Answers = append(item.Answers, a)
	item.FollowUp = ""
	t.s.Phase = Grading
	if t.s.Settings.Mode == Mock || (t.desk.Slow && t.s.Settings.Mode == Practice) {
		t.say(Say{Kind: SayAcknowledgement, Item: index, Answer: a.ID})
	}
	t.out = append(t.out, Grade{Answer: a.ID})
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

// grading is the answer that the interview waits for, or nil.
func (t *turn) grading() *Answer {
	item := t.s.Current()
	if t.s.Phase != Grading || item == nil || len(item.Answers) == 0 {
		return nil
	}
	return &item.Answers[len(item.Answers)-1]
}

func (t *turn) addPart(e Said) {
	a := t.grading()
	if a == nil {
		return
	}
	if utf8.RuneCountInString(a.Text())+utf8.RuneCountInString(e.Text) > MaxReply {
		t.notice(NoteTooLong)
		return
	}
	if len(a.Parts) >= maxParts {
		t.notice(NoteTooMany)
		return
	}
	a.Parts = append(a.Parts, Part{Key: e.Key, Text: e.Text})
	t.regrade(a)
}

func (t *turn) regrade(a *Answer) {
	a.Revision++
	t.out = append(t.out, Grade{Answer: a.ID, Revision: a.Revision})
}

// ungraded finds the answer that a message is part of, if that answer has no grade yet.
func (t *turn) ungraded(key string) (item, part int, a *Answer) {
	for i := range t.s.Items {
		for j := range t.s.Items[i].Answers {
			a := &t.s.Items[i].Answers[j]
			part := slices.IndexFunc(a.Parts, func(p Part) bool { return p.Key == key })
			if part >= 0 && (a.Status == Pending || a.Status == Delayed) {
				return i, part, a
			}
		}
	}
	return -1, -1, nil
}

func (t *turn) edited(e Edited) {
	_, part, a := t.ungraded(e.Key)
	if a == nil || a.Parts[part].Text == e.Text {
		return
	}
	if strings.TrimSpace(e.Text) == "" {
		t.deleted(Deleted{Key: e.Key})
		return
	}
	if utf8.RuneCountInString(e.Text) > MaxReply {
		t.notice(NoteTooLong)
		return
	}
	a.Parts[part].Text = e.Text
	t.regrade(a)
}

// deleted takes a message back. An answer without messages is withdrawn; where it was the one being graded, its prompt
// is open again.
func (t *turn) deleted(e Deleted) {
	index, part, a := t.ungraded(e.Key)
	if a == nil {
		return
	}
	a.Parts = slices.Delete(a.Parts, part, part+1)
	if len(a.Parts) > 0 {
		t.regrade(a)
		return
	}
	withdrawn := *a
	item := &t.s.Items[index]
	waiting := t.s.Phase == Grading && index == len(t.s.Items)-1
	item.Answers = slices.DeleteFunc(item.Answers, func(x Answer) bool { return x.ID == withdrawn.ID })
	t.out = append(t.out, Ungrade{Answer: withdrawn.ID})
	if waiting {
		t.s.Phase = Asking
		item.FollowUp = withdrawn.FollowUp
	}
	t.notice(NoteWithdrawn)
	t.closeIfSettled()
}
