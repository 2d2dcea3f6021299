package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"mock-interviewer/bot/admin"
	"mock-interviewer/cmd/mock-interviewer/terminal"
)

type exportCmd struct {
	Format   string `placeholder:"NAME" help:"jsonl (one JSON object a line, the default) or csv."`
	Disputed bool   `help:"Only the answers whose grade somebody called unfair, as CSV for eval."`
	Panel    bool   `help:"Only the answers that a panelist has graded, as CSV for eval."`
}

// Help shows an example.
func (exportCmd) Help() string {
	return "Reads the data folder that MOCK_INTERVIEWER_DATA names, also while serve runs.\n\n" +
		"--disputed writes the columns question_id, student_answer, score, max_score, category, answer_id and reason. " +
		"The score is empty: a person reads the question (questions show ID) and the answer and puts 0 to 100 there. " +
		"Neither the grader's score nor the author is in the file, so that neither sways them. " +
		"Then eval says how far the grader was from that person.\n\n" +
		"--panel writes the same of the answers that a panelist has graded in Slack, with the panelist's scores and, in the column " +
		"bot_score instead of reason, those that the bot gave. The column blind is true where the panelist had not seen the bot's " +
		"score: leave out the others to measure the bot. eval grades anew and carries both columns along.\n\n" +
		example("mock-interviewer export > answers.jsonl", "mock-interviewer export --format csv > answers.csv",
			"mock-interviewer export --disputed > disputed.csv", "mock-interviewer eval disputed.csv",
			"mock-interviewer export --panel > panel.csv", "mock-interviewer eval panel.csv")
}

// Validate is kong's hook.
func (c *exportCmd) Validate() error {
	switch {
	case c.Format != "" && c.Format != admin.JSONL && c.Format != admin.CSV:
		return fmt.Errorf("--format is %q; want %s or %s", c.Format, admin.JSONL, admin.CSV)
	case c.Disputed && c.Panel:
		return errors.New("--disputed and --panel are two files; ask for one after the other")
	case c.Disputed && c.Format == admin.JSONL:
		return errors.New("--disputed writes CSV; leave --format out")
	case c.Panel && c.Format == admin.JSONL:
		return errors.New("--panel writes CSV; leave --format out")
	}
	return nil
}

// what is the name of what is asked for.
func (c *exportCmd) what() string {
	switch {
	case c.Disputed:
		return admin.Disputed
	case c.Panel:
		return admin.Panel
	}
	return cmp.Or(c.Format, admin.JSONL)
}

func (c *exportCmd) run(ctx context.Context, e env) int {
	cfg, err := e.load("data")
	if err != nil {
		return e.misconfigured(err)
	}
	desk := e.reach(cfg)
	if desk == nil {
		return exitFailed
	}
	out := e.stdout
	if c.what() != admin.JSONL && isTerminal(out) {
		out = &terminal.Writer{To: out} // JSON Lines are harmless as they are
	}
	if err := errors.Join(desk.Export(ctx, c.what(), out), desk.Close()); err != nil {
		return e.fail(exitFailed, "export: %v", err)
	}
	return exitDone
}
