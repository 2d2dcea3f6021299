package main

import (
	"context"
	"fmt"
	"strings"
	"text/tabwriter"

	"mock-interviewer/cmd/mock-interviewer/terminal"
	"mock-interviewer/questions"
)

type questionsListCmd struct {
	Category string `placeholder:"NAME" help:"Only this category."`
	JSON     bool   `name:"json" help:"Print JSON instead of a table."`
	guideFlag
}

// Help shows an example.
func (questionsListCmd) Help() string {
	return example("mock-interviewer questions list --category technical", "mock-interviewer questions list --guide my-guide.md --json")
}

// listed is a question in `questions list --json`.
type listed struct {
	ID         string               `json:"id"`
	Category   string               `json:"category"`
	Difficulty questions.Difficulty `json:"difficulty"`
	Kind       questions.Kind       `json:"kind"`
	Tags       []string             `json:"tags"`
	Title      string               `json:"title"`
	File       string               `json:"file"`
	Line       int                  `json:"line"`
}

func (c *questionsListCmd) run(_ context.Context, e env) int {
	bank, code := c.open(e)
	if bank == nil {
		return code
	}
	category := ""
	if c.Category != "" {
		var err error
		if category, err = bank.MatchCategory(c.Category); err != nil {
			return e.fail(exitUsage, "--category is %q; want one of %s", c.Category, strings.Join(bank.Categories(), ", "))
		}
	}
	rows := []listed{}
	for _, q := range bank.Questions() {
		if category == "" || q.Category == category {
			rows = append(rows, listed{q.ID, q.Category, q.Difficulty, q.Kind, append([]string{}, q.Tags...), q.Title, q.File, q.Line})
		}
	}
	if err := c.print(e, rows); err != nil {
		return e.fail(exitFailed, "writing the list: %v", err)
	}
	return exitDone
}

func (c *questionsListCmd) print(e env, rows []listed) error {
	if c.JSON {
		return e.json(rows)
	}
	w := tabwriter.NewWriter(e.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "ID\tCATEGORY\tDIFFICULTY\tTITLE")
	for _, r := range rows {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", terminal.Clean(r.ID), terminal.Clean(r.Category), r.Difficulty, terminal.Clean(r.Title))
	}
	return w.Flush()
}
