package main

import (
	"fmt"
	"math"

	"mock-interviewer/bot/scorer"
	"mock-interviewer/config"
	"mock-interviewer/questions"
)

// cardText is a scorecard as a person reads it in a terminal.
func cardText(q *questions.Question, r scorer.Result, g questions.Grade) string {
	var p page
	p.para("", q.Title)
	p.line("")
	p.line("%d of 100, %s. %s", g.Score, g.Band, gradedBy(r))
	p.line("")
	for _, c := range g.Criteria {
		p.para(fmt.Sprintf("%-8s ", c.Verdict), fmt.Sprintf("%s (weight %s, credit %s)", c.Label, number(c.Weight), number(math.Round(c.Credit*100)/100)))
		if c.Quote != "" {
			p.para("    you: ", `"`+c.Quote+`"`)
		}
		if c.Reason != "" {
			p.para("    ", c.Reason)
		}
	}
	for _, f := range g.Pitfalls {
		if f.Verdict != "present" {
			continue
		}
		p.para("pitfall  ", f.Label)
		if f.Quote != "" {
			p.para("    you: ", `"`+f.Quote+`"`)
		}
	}
	if r.FollowUp != "" {
		p.heading("Follow-up question")
		p.para("", r.FollowUp)
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
