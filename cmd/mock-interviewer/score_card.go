package main

import (
	"fmt"
	"math"

	"mock-interviewer/bot/scorer"
	"mock-interviewer/cmd/mock-interviewer/terminal"
	"mock-interviewer/config"
	"mock-interviewer/questions"
)

// cardText is a scorecard as a person reads it in a terminal.
func cardText(q *questions.Question, r scorer.Result, g questions.Grade) string {
	var p terminal.Page
	p.Para("", q.Title)
	p.Line("")
	p.Line("%d of 100, %s. %s", g.Score, g.Band, gradedBy(r))
	p.Line("")
	for _, c := range g.Criteria {
		p.Para(fmt.Sprintf("%-8s ", c.Verdict), fmt.Sprintf("%s (weight %s, credit %s)", c.Label, terminal.Number(c.Weight), terminal.Number(math.Round(c.Credit*100)/100)))
		if c.Quote != "" {
			p.Para("    you: ", `"`+c.Quote+`"`)
		}
		if c.Reason != "" {
			p.Para("    ", c.Reason)
		}
	}
	for _, f := range g.Pitfalls {
		if f.Verdict != "present" {
			continue
		}
		p.Para("pitfall  ", f.Label)
		if f.Quote != "" {
			p.Para("    you: ", `"`+f.Quote+`"`)
		}
	}
	if r.FollowUp != "" {
		p.Heading("Follow-up question")
		p.Para("", r.FollowUp)
	}
	return p.String()
}

// gradedBy names who judged: an estimate is called one.
func gradedBy(r scorer.Result) string {
	switch {
	case r.Scorer == config.ScorerOffline:
		return "Offline estimate."
	case r.Host != "":
		return fmt.Sprintf("Graded by %s at %s.", r.Model, r.Host)
	default:
		return fmt.Sprintf("Graded by %s.", r.Model)
	}
}
