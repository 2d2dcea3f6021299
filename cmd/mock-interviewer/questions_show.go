package main

import (
	"context"
	"fmt"
	"strings"

	"mock-interviewer/cmd/mock-interviewer/terminal"
	"mock-interviewer/questions"
)

type questionsShowCmd struct {
	ID   string `arg:"" name:"id" help:"The question's id, for example sre-7; 7 alone will do where one guide is loaded."`
	JSON bool   `name:"json" help:"Print JSON instead of text."`
	guideFlag
}

// Help shows an example.
func (questionsShowCmd) Help() string {
	return example("mock-interviewer questions show 7", "mock-interviewer questions show my-guide-3 --guide my-guide.md --json")
}

func (c *questionsShowCmd) run(_ context.Context, e env) int {
	bank, code := c.open(e)
	if bank == nil {
		return code
	}
	q, err := bank.Find(c.ID)
	if err != nil {
		return e.fail(exitUsage, "%v", err)
	}
	if c.JSON {
		err = e.json(shownFrom(q))
	} else {
		_, err = fmt.Fprint(e.stdout, questionText(q))
	}
	if err != nil {
		return e.fail(exitFailed, "writing the question: %v", err)
	}
	return exitDone
}

// questionText is a question as a person reads it in a terminal.
func questionText(q *questions.Question) string {
	var p terminal.Page
	p.Line("%s  %s, %s", q.ID, q.Category, q.Difficulty)
	p.Para("", q.Title)
	if q.Scene != "" {
		p.Para("Scene: ", q.Scene)
	}
	if len(q.Tags) > 0 {
		p.Line("Tags: %s", strings.Join(q.Tags, ", "))
	}
	p.Heading("Rubric")
	for _, c := range q.Rubric.Criteria {
		label := c.Label
		if c.Heading != "" {
			label = c.Heading + ": " + label
		}
		p.Line("%s (%s, weight %s)", label, c.ID, terminal.Number(c.Weight))
		p.Para("    ", c.Text)
		if len(c.Aliases) > 0 {
			p.Para("    also counts: ", strings.Join(c.Aliases, ", "))
		}
	}
	bullets(&p, "Pitfalls", q.Rubric.Pitfalls, func(f questions.Pitfall) string { return f.Label })
	bullets(&p, "Follow-up questions", q.FollowUps, func(s string) string { return s })
	p.Heading("Model answer")
	p.Points("", q.Answer)
	return p.String()
}

func bullets[T any](p *terminal.Page, heading string, items []T, text func(T) string) {
	if len(items) == 0 {
		return
	}
	p.Heading(heading)
	for _, item := range items {
		p.Para("- ", text(item))
	}
}
