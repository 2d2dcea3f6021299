package interview

import (
	"mock-interviewer/bot/scorer"
	"mock-interviewer/questions"
)

// judged takes the verdicts for an answer, adds them up and goes on.
func (t *turn) judged(e Judged) {
	index, a := t.s.AnswerByID(e.Answer)
	if a == nil || a.Revision != e.Revision || a.Status == Graded || a.Status == Failed {
		return
	}
	q := t.question(index)
	if q == nil {
		t.unjudged(Unjudged{Answer: e.Answer, Revision: e.Revision, Final: true})
		return
	}
	if !t.add(index, a, q, e.Result) {
		t.unjudged(Unjudged{Answer: e.Answer, Revision: e.Revision, Final: true})
		return
	}
	late := a.Status == Delayed
	a.Status = Graded
	t.out = append(t.out, Record{Item: index, Answer: a.ID, Result: e.Result})
	if t.s.Coached() {
		t.coach(index, a, e.Result.FollowUp, late)
		return
	}
	t.carryOn(index, e.Result.FollowUp, late)
}

// add computes the reply's own grade and merges it into its question. It reports whether the verdicts fit the rubric,
// which a guide that was changed meanwhile may prevent.
func (t *turn) add(index int, a *Answer, q *questions.Question, r scorer.Result) bool {
	item := &t.s.Items[index]
	own := helped(r.Judgements, a.Help)
	ownGrade, err := q.Rubric.Grade(own, r.Pitfalls)
	if err != nil {
		return false
	}
	merged, pitfalls := own, r.Pitfalls
	if a.FollowUp != "" && item.Grade != nil {
		merged = questions.Merge(item.Judgements, r.Judgements, a.Help)
		pitfalls = mergePitfalls(item.Pitfalls, r.Pitfalls)
	}
	grade, err := q.Rubric.Grade(merged, pitfalls)
	if err != nil {
		return false
	}
	a.Grade = &ownGrade
	item.Judgements, item.Pitfalls, item.Grade = merged, pitfalls, &grade
	item.By = By{Scorer: r.Scorer, Model: r.Model, Host: r.Host}
	return true
}

// helped marks every judgement with the help that came before the reply.
func helped(judgements []questions.Judgement, help questions.Help) []questions.Judgement {
	out := make([]questions.Judgement, len(judgements))
	for i, j := range judgements {
		j.Help = help
		out[i] = j
	}
	return out
}

// mergePitfalls keeps a pitfall present once any reply fell into it.
func mergePitfalls(first, later []questions.PitfallJudgement) []questions.PitfallJudgement {
	out := make([]questions.PitfallJudgement, 0, len(first))
	for i, p := range first {
		if !p.Present && i < len(later) && later[i].Pitfall == p.Pitfall {
			p = later[i]
		}
		out = append(out, p)
	}
	return out
}

// coach shows the card and, where a follow-up is worth asking, asks it. A late grade rewrites its notice.
func (t *turn) coach(index int, a *Answer, followUp string, late bool) {
	item := &t.s.Items[index]
	current := index == len(t.s.Items)-1 && t.s.Open()
	ask := current && !late && t.s.Phase == Grading && t.wantsFollowUp(item, followUp)
	item.CardOpen = ask
	update := ""
	if late {
		update = item.CardID
	}
	item.CardID = t.say(Say{Kind: SayScorecard, Item: index, Answer: a.ID, Update: update})
	switch {
	case ask:
		t.askFollowUp(index, followUp)
	case t.s.Phase == Closing:
		t.closeIfSettled()
	case current && t.s.Phase == Grading:
		t.s.Phase = Between
		t.finishIfCounted()
	case t.s.Phase == Done && t.s.SummaryID != "":
		t.say(Say{Kind: SaySummary, Item: -1, Update: t.s.SummaryID})
	}
}

// carryOn goes on with a mock interview: a follow-up, the next question, or the summary.
func (t *turn) carryOn(index int, followUp string, late bool) {
	item := &t.s.Items[index]
	switch {
	case t.s.Phase == Done:
		if t.s.SummaryID != "" {
			t.say(Say{Kind: SaySummary, Item: -1, Update: t.s.SummaryID})
		}
	case t.s.Phase == Closing:
		t.closeIfSettled()
	case index != len(t.s.Items)-1 || t.s.Phase != Grading:
		return
	case !late && t.wantsFollowUp(item, followUp):
		t.askFollowUp(index, followUp)
	default:
		t.askNext()
	}
}

func (t *turn) wantsFollowUp(item *Item, followUp string) bool {
	return followUp != "" && item.FollowUps < t.s.Settings.FollowUps && !item.Shown
}

func (t *turn) askFollowUp(index int, followUp string) {
	item := &t.s.Items[index]
	item.FollowUp = followUp
	item.FollowUps++
	t.s.Phase = Asking
	t.say(Say{Kind: SayFollowUp, Item: index})
}

// unjudged goes on without a grade. The answer is kept; nothing is made up in its place.
func (t *turn) unjudged(e Unjudged) {
	index, a := t.s.AnswerByID(e.Answer)
	if a == nil || a.Revision != e.Revision || a.Status == Graded || a.Status == Failed {
		return
	}
	first := a.Status == Pending
	a.Status = Delayed
	if e.Final {
		a.Status = Failed
	}
	if !first && !e.Final {
		return
	}
	if t.s.Coached() {
		t.sayUnjudged(index, a, e, first)
	}
	switch {
	case t.s.Phase == Closing:
		t.closeIfSettled()
	case index != len(t.s.Items)-1 || t.s.Phase != Grading:
		if t.s.Phase == Done && t.s.SummaryID != "" {
			t.say(Say{Kind: SaySummary, Item: -1, Update: t.s.SummaryID})
		}
	case t.s.Coached():
		t.s.Phase = Between
		t.finishIfCounted()
	default:
		t.askNext()
	}
}

func (t *turn) sayUnjudged(index int, a *Answer, e Unjudged, first bool) {
	item := &t.s.Items[index]
	note := NoteNotGraded
	if e.Final {
		note = NoteGradeFailed
	}
	update := ""
	if !first {
		update = item.CardID
	}
	item.CardID = t.say(Say{Kind: SayNotice, Note: note, Item: index, Answer: a.ID, Estimate: e.Estimate, Update: update})
}
