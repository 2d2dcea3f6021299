package interview

import (
	"slices"

	"mock-interviewer/bot/scorer"
	"mock-interviewer/questions"
)

// due finds the answer that a grading was made for, or nil where it is not wanted: an older text, or graded already.
func (t *turn) due(id string, revision int) (item int, a *Answer) {
	item, a = t.s.AnswerByID(id)
	if a == nil || a.Revision != revision || !a.waits() {
		return -1, nil
	}
	return item, a
}

// awaits says whether the interview stands still until this answer was tried.
func (t *turn) awaits(a *Answer) bool { return t.s.Phase == Grading && a.Status == Pending }

// judged takes the verdicts for an answer, adds them up and goes on.
func (t *turn) judged(e Judged) {
	index, a := t.due(e.Answer, e.Revision)
	if a == nil {
		return
	}
	item := &t.s.Items[index]
	counts := !item.supersedes(a)
	if !t.add(index, a, e.Result, counts) {
		t.unjudged(Unjudged{Answer: e.Answer, Revision: e.Revision, Final: true})
		return
	}
	awaited := t.awaits(a)
	a.Status, a.Wait = Graded, nil
	t.out = append(t.out, Record{Item: index, Answer: a.ID, Result: e.Result})
	ask := awaited && e.Result.FollowUp != "" && item.FollowUps < t.s.Settings.FollowUps
	if t.s.Coached() && counts {
		t.card(index, a, ask)
	}
	switch {
	case ask:
		t.askFollowUp(e.Result.FollowUp)
	case awaited:
		t.goOn()
	default:
		t.settle()
	}
}

// card shows what came of an answer, in place of what was said about it before. With withhold set it keeps back what was
// missed, since a follow-up is about to ask for it.
func (t *turn) card(index int, a *Answer, withhold bool) {
	item := &t.s.Items[index]
	item.CardOpen = withhold
	a.CardID = t.say(Say{Kind: SayScorecard, Item: index, Answer: a.ID, Update: a.CardID})
	item.CardID = a.CardID
}

func (t *turn) askFollowUp(followUp string) {
	item := t.s.Current()
	item.FollowUp = followUp
	item.FollowUps++
	t.s.Phase = Asking
	item.FollowUpID = t.say(Say{Kind: SayFollowUp, Item: t.last()})
}

// add computes the reply's own grade and, where it counts, merges it into its question. It reports whether the verdicts
// fit the rubric, which a guide that was changed meanwhile may prevent.
func (t *turn) add(index int, a *Answer, r scorer.Result, counts bool) bool {
	q, item := t.question(index), &t.s.Items[index]
	if q == nil {
		return false
	}
	own := helped(r.Judgements, a.Help)
	ownGrade, err := q.Rubric.Grade(own, r.Pitfalls)
	if err != nil {
		return false
	}
	merged, pitfalls := own, slices.Clone(r.Pitfalls)
	if a.FollowUp != "" && item.Grade != nil {
		merged = questions.Merge(item.Judgements, r.Judgements, a.Help)
		pitfalls = mergePitfalls(item.Pitfalls, r.Pitfalls)
	}
	grade, err := q.Rubric.Grade(merged, pitfalls)
	if err != nil {
		return false
	}
	a.Grade = &ownGrade
	if counts {
		item.Judgements, item.Pitfalls, item.Grade = merged, pitfalls, &grade
		item.By = By{Scorer: r.Scorer, Model: r.Model, Host: r.Host}
	}
	return true
}

// helped marks every judgement with the help that came before the reply.
func helped(judgements []questions.Judgement, help questions.Help) []questions.Judgement {
	out := slices.Clone(judgements)
	for i := range out {
		out[i].Help = help
	}
	return out
}

// mergePitfalls keeps a pitfall present once any reply fell into it.
func mergePitfalls(first, later []questions.PitfallJudgement) []questions.PitfallJudgement {
	out := slices.Clone(first)
	for _, p := range later {
		at := slices.IndexFunc(out, func(x questions.PitfallJudgement) bool { return x.Pitfall == p.Pitfall })
		switch {
		case at < 0:
			out = append(out, p)
		case !out[at].Present:
			out[at] = p
		}
	}
	return out
}
