package interview

import (
	"slices"
	"strings"
)

// ungraded finds the answer that a message is part of, if that answer can still be changed. Whoever is too late for that is
// told so, once an answer.
func (t *turn) ungraded(key string) (item, part int, a *Answer) {
	item, part, a = t.find(key)
	if a == nil || a.waits() {
		return item, part, a
	}
	if a.Status == Graded && !a.Stands {
		a.Stands = true
		t.notice(NoteGradeStands)
	}
	return -1, -1, nil
}

// edited takes the new text of a message whose answer has no grade yet, or of one that was too long before.
func (t *turn) edited(e Edited) {
	if item := t.s.Current(); item != nil && item.Refused != "" && item.Refused == e.Key {
		item.Refused = ""
		t.said(Said{Key: e.Key, Text: e.Text})
		return
	}
	if _, part, a := t.find(e.Key); a == nil || a.Parts[part].Text == e.Text {
		return
	}
	index, part, a := t.ungraded(e.Key)
	if a == nil {
		return
	}
	if strings.TrimSpace(e.Text) == "" {
		t.deleted(Deleted{Key: e.Key})
		return
	}
	if t.s.Items[index].Shown {
		t.notice(NoteAnswerSeen)
		return
	}
	parts := slices.Clone(a.Parts)
	parts[part].Text = e.Text
	if !fits(parts) {
		t.notice(NoteTooLong)
		return
	}
	a.Parts = parts
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
	withdrawn, awaited := *a, t.awaits(a)
	item := &t.s.Items[index]
	item.Answers = slices.DeleteFunc(item.Answers, func(x Answer) bool { return x.ID == withdrawn.ID })
	t.out = append(t.out, Ungrade{Answer: withdrawn.ID})
	if awaited {
		t.reopen(item, withdrawn.FollowUp)
	}
	notice := Say{Kind: SayNotice, Note: NoteWithdrawn, Item: t.last()}
	if awaited && t.s.Settings.Mode == Practice { // in place of the word that it is being read
		notice.Answer, notice.Update = withdrawn.ID, withdrawn.CardID
	}
	t.say(notice)
	t.settle()
}

// reopen makes the prompt of a withdrawn answer the person's turn again. A question of the day was answered before if
// other attempts are left.
func (t *turn) reopen(item *Item, followUp string) {
	item.FollowUp = followUp
	t.s.Phase = Asking
	if t.s.Settings.Mode == Daily && len(item.Answers) > 0 {
		t.s.Phase = Between
	}
}
