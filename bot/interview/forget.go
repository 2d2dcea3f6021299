package interview

import (
	"slices"
	"strings"
	"time"

	"mock-interviewer/questions"
)

// Forget takes the words out of answers that were given before a time: the replies, what was quoted from them, and the
// reasons, which may repeat them. Verdicts and scores stay, so that the interview can go on. It reports whether there
// was anything to forget. The state given is not changed.
func Forget(s State, before time.Time) (State, bool) {
	s = s.clone()
	forgot := false
	for i := range s.Items {
		item := &s.Items[i]
		all := true
		for j := range item.Answers {
			a := &item.Answers[j]
			if !a.At.Before(before) || a.waits() {
				all = false
				continue
			}
			forgot = a.forget() || forgot
		}
		if all && len(item.Answers) > 0 {
			item.Judgements, item.Pitfalls = wordless(item.Judgements), wordlessPitfalls(item.Pitfalls)
			item.Grade = wordlessGrade(item.Grade)
		}
	}
	return s, forgot
}

func (a *Answer) forget() bool {
	if strings.TrimSpace(a.Text()) == "" {
		return false
	}
	for i := range a.Parts {
		a.Parts[i].Text = ""
	}
	a.Grade = wordlessGrade(a.Grade)
	return true
}

func wordless(judgements []questions.Judgement) []questions.Judgement {
	out := slices.Clone(judgements)
	for i := range out {
		out[i].Quote, out[i].Reason = "", ""
	}
	return out
}

func wordlessPitfalls(judgements []questions.PitfallJudgement) []questions.PitfallJudgement {
	out := slices.Clone(judgements)
	for i := range out {
		out[i].Quote, out[i].Reason = "", ""
	}
	return out
}

func wordlessGrade(g *questions.Grade) *questions.Grade {
	if g == nil {
		return nil
	}
	out := *g
	out.Criteria, out.Pitfalls = slices.Clone(g.Criteria), slices.Clone(g.Pitfalls)
	for i := range out.Criteria {
		out.Criteria[i].Quote, out.Criteria[i].Reason = "", ""
	}
	for i := range out.Pitfalls {
		out.Pitfalls[i].Quote = ""
	}
	return &out
}
