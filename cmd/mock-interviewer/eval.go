package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"mock-interviewer/bot/scorer"
	"mock-interviewer/cmd/mock-interviewer/eval"
	"mock-interviewer/cmd/mock-interviewer/terminal"
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
	}{{"--limit", c.Limit, eval.MaxRows}, {"--worst", c.Worst, eval.MaxRows}, {"--jobs", c.Jobs, 64}} {
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
	set, err := eval.Read(c.File, func() (*questions.Bank, error) { return c.bank(cfg) })
	if err != nil {
		return e.badInput(err)
	}
	if c.Limit > 0 {
		set.Limit(c.Limit)
	}
	how := eval.Options{Jobs: cmp.Or(c.Jobs, cfg.LLM.Concurrency), Worst: c.Worst, Notes: e.stderr}
	if c.Compare != "" {
		return c.compare(ctx, e, cfg, set, how)
	}
	return c.single(ctx, e, cfg, set, how)
}

// single grades with one scorer and reports.
func (c *evalCmd) single(ctx context.Context, e env, cfg config.Config, set *eval.Set, how eval.Options) int {
	who, err := newContender(e, cfg, set, "")
	if err != nil {
		return e.fail(exitUsage, "%v", err)
	}
	out, err := eval.OpenPredictions(c.Predictions, c.File)
	if err != nil {
		return e.fail(exitUsage, "--predictions: %v", err)
	}
	report, wrong := eval.Grade(ctx, who, set, out, how)
	return c.print(e, report, wrong)
}

// compare grades with the two of --compare and reports.
func (c *evalCmd) compare(ctx context.Context, e env, cfg config.Config, set *eval.Set, how eval.Options) int {
	var who [2]*eval.Contender
	first, second, _ := c.pair()
	for i, name := range []string{first, second} {
		var err error
		if who[i], err = newContender(e, cfg, set, name); err != nil {
			return e.fail(exitUsage, "--compare %s: %v", name, err)
		}
	}
	both, wrong := eval.Compare(ctx, who[0], who[1], set, how)
	return c.print(e, both, wrong)
}

// found is what an eval prints.
type found interface {
	Graded() int
	JSON() any
	Text() string
}

// print reports what was found, also by a run that went wrong before its end, and says what the exit code is.
func (c *evalCmd) print(e env, f found, wrong error) int {
	if c.JSON {
		wrong = errors.Join(wrong, e.json(f.JSON()))
	} else {
		_, err := io.WriteString(e.stdout, f.Text())
		wrong = errors.Join(wrong, err)
	}
	switch {
	case errors.Is(wrong, context.Canceled):
		return e.fail(exitFailed, "eval: interrupted; the figures are of what was graded until then")
	case wrong != nil:
		return e.fail(exitFailed, "eval: %v", wrong)
	case f.Graded() == 0:
		return e.fail(exitFailed, "eval: no reply was graded")
	}
	return exitDone
}

// newContender makes the scorer of that name: auto, llm, offline or a model's; "" is the configured one.
func newContender(e env, cfg config.Config, set *eval.Set, name string) (*eval.Contender, error) {
	switch {
	case slices.Contains([]string{config.ScorerAuto, config.ScorerLLM, config.ScorerOffline}, name):
		cfg.Scorer = name
	case name != "":
		cfg.Scorer, cfg.LLM.Model = config.ScorerLLM, name
	}
	if cfg.UsesLLM() && !cfg.LLM.APIKey.Set() && cfg.LLM.BaseURL == "" {
		return nil, errors.New("needs an endpoint; set OPENAI_API_KEY or OPENAI_BASE_URL")
	}
	bar := eval.NewProgress(e.stderr, isTerminal(e.stderr))
	e.stderr = bar // of the log
	judge, err := newScorer(cfg, set.Corpus(), newLogger(e, cfg))
	if err != nil {
		return nil, err
	}
	c := &eval.Contender{Judge: judge, Scorer: config.ScorerOffline, Progress: bar}
	if llm, ok := judge.(*scorer.LLM); ok {
		c.Scorer, c.Model, c.Host, c.Second = config.ScorerLLM, llm.Model(), llm.Host(), cfg.LLM.SecondModel
	}
	return c, nil
}

// badInput says what is wrong with the input file or the guides, one line a fault.
func (e env) badInput(err error) int {
	if errors.Is(err, eval.ErrNoFile) {
		return e.fail(exitUsage, "%s; want a CSV file that can be read", terminal.Clean(err.Error()))
	}
	return e.badGuide(err)
}
