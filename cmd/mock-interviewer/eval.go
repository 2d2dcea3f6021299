package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"mock-interviewer/config"
	"mock-interviewer/questions"
)

type evalCmd struct {
	File        string `arg:"" name:"file" placeholder:"FILE.csv" help:"CSV file with student_answer, score, max_score and either question_id or question and reference_answer."`
	JSON        bool   `name:"json" help:"Print the agreement as JSON."`
	Predictions string `placeholder:"OUT.csv" help:"Also write the input's columns and the predicted score to this file. A run that was interrupted goes on where it stopped."`
	Limit       int    `placeholder:"N" help:"Grade at most this many replies, the first ones."`
	Compare     string `placeholder:"A,B" help:"Grade with two of auto, llm, offline or a model's name, and show them side by side."`
	Worst       int    `default:"5" placeholder:"N" help:"List this many of the worst disagreements (default 5)."`
	Jobs        int    `placeholder:"N" help:"Grade this many replies at a time (default: the configuration's llm.concurrency)."`
	scorerFlag
	guideFlag
}

// Help shows an example.
func (evalCmd) Help() string {
	return "A category column, where there is one, groups the replies in the report; other columns are carried along.\n\n" +
		example("mock-interviewer eval answers.csv --scorer offline --json",
			"mock-interviewer eval answers.csv --predictions predicted.csv",
			"mock-interviewer eval answers.csv --compare offline,gpt-5.4-mini")
}

// Validate is kong's hook.
func (c *evalCmd) Validate() error {
	for _, n := range []struct {
		flag        string
		value, most int
	}{{"--limit", c.Limit, maxEvalRows}, {"--worst", c.Worst, maxEvalRows}, {"--jobs", c.Jobs, 64}} {
		if n.value < 0 || n.value > n.most {
			return fmt.Errorf("%s is %d; want 0 to %d", n.flag, n.value, n.most)
		}
	}
	if c.Compare != "" {
		a, b, ok := c.pair()
		switch {
		case !ok:
			return fmt.Errorf("--compare is %q; want two different names with a comma between them, such as offline,llm", c.Compare)
		case c.Scorer != "":
			return errors.New("--compare names its scorers itself; leave --scorer out")
		case c.Predictions != "":
			return fmt.Errorf("--predictions holds one scorer's scores; run eval once for %s and once for %s instead", a, b)
		}
	}
	return c.scorerFlag.Validate()
}

// pair is the two names of --compare.
func (c *evalCmd) pair() (a, b string, ok bool) {
	a, b, ok = strings.Cut(c.Compare, ",")
	a, b = strings.TrimSpace(a), strings.TrimSpace(b)
	return a, b, ok && a != "" && b != "" && a != b && !strings.Contains(b, ",")
}

func (c *evalCmd) run(ctx context.Context, e env) int {
	cfg, err := c.load(c.over(e), "llm", "scorer", "log")
	if err != nil {
		return e.misconfigured(err)
	}
	set, err := readEval(c.File, func() (*questions.Bank, error) { return c.bank(cfg) })
	if err != nil {
		return e.badInput(err)
	}
	if c.Limit > 0 && c.Limit < len(set.rows) {
		set.rows = set.rows[:c.Limit]
	}
	if c.Jobs == 0 {
		c.Jobs = cfg.LLM.Concurrency
	}
	if c.Compare != "" {
		return c.compare(ctx, e, cfg, set)
	}
	return c.single(ctx, e, cfg, set)
}

// single grades with one scorer and reports.
func (c *evalCmd) single(ctx context.Context, e env, cfg config.Config, set *evalSet) int {
	who, err := newContender(e, cfg, set, "")
	if err != nil {
		return e.fail(exitUsage, "%v", err)
	}
	out, err := openPredictions(c.Predictions, c.File)
	if err != nil {
		return e.fail(exitUsage, "--predictions: %v", err)
	}
	outcomes, stopped := c.grade(ctx, e, who, set, out.journal(who))
	report := newEvalReport(who, set, outcomes, c.Worst)
	wrong := errors.Join(stopped, out.finish(set, outcomes))
	if c.JSON {
		wrong = errors.Join(wrong, e.json(report.json(set)))
	} else {
		_, err := io.WriteString(e.stdout, report.text(set))
		wrong = errors.Join(wrong, err)
	}
	return e.evalEnd(report.overall.N, wrong)
}

// grade asks the contender for every row, going on from what the journal remembers.
func (c *evalCmd) grade(ctx context.Context, e env, who *contender, set *evalSet, kept *journal) ([]evalOutcome, error) {
	outcomes := make([]evalOutcome, len(set.rows))
	todo, err := kept.recall(set.rows, outcomes)
	if err != nil {
		return outcomes, err
	}
	if done := len(set.rows) - len(todo); done > 0 {
		fmt.Fprintf(e.stderr, "%s: %d of %d were graded by an earlier run\n", who, done, len(set.rows))
	}
	who.progress.start(who.String(), len(todo))
	defer who.progress.end()
	g := evalGrader{judge: who.judge, jobs: c.Jobs, progress: who.progress, keep: func(row int, o evalOutcome) error {
		return kept.add(set.rows[row], o)
	}}
	err = g.grade(ctx, set.rows, todo, outcomes)
	return outcomes, errors.Join(err, kept.close())
}

// evalEnd is the exit code of a run that graded so many replies.
func (e env) evalEnd(graded int, wrong error) int {
	switch {
	case errors.Is(wrong, context.Canceled):
		return e.fail(exitFailed, "eval: interrupted; the figures are of what was graded until then")
	case wrong != nil:
		return e.fail(exitFailed, "eval: %v", wrong)
	case graded == 0:
		return e.fail(exitFailed, "eval: no reply was graded")
	}
	return exitDone
}

// badInput says what is wrong with the input file or the guides, one line a fault.
func (e env) badInput(err error) int {
	if errors.Is(err, errNoFile) {
		return e.fail(exitUsage, "%s; want a CSV file that can be read", clean(err.Error()))
	}
	return e.badGuide(err)
}
