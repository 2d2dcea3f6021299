package main

import (
	"context"
	"fmt"
	"log/slog"

	"mock-interviewer/cmd/mock-interviewer/terminal"
	"mock-interviewer/config"
	"mock-interviewer/questions"
)

type serveCmd struct {
	Check bool `help:"Only check configuration and guides, without connecting: exit 0, or 2 with what is wrong."`
	guideFlag
}

// Help shows an example.
func (serveCmd) Help() string {
	return "Needs SLACK_BOT_TOKEN and SLACK_APP_TOKEN, or the same in the file that MOCK_INTERVIEWER_CONFIG names. " +
		"Ctrl-C stops it in order; what is not finished is taken up at the next start.\n\n" +
		example("SLACK_BOT_TOKEN=xoxb-… SLACK_APP_TOKEN=xapp-… mock-interviewer serve", "mock-interviewer serve --check")
}

func (c *serveCmd) run(ctx context.Context, e env) int {
	cfg, err := e.loadAll()
	if err := cfg.ForServe(err); err != nil {
		return e.misconfigured(err)
	}
	bank, err := c.bank(cfg)
	if err != nil {
		return e.badGuide(err)
	}
	if c.Check {
		return c.check(e, cfg, bank)
	}
	return c.start(ctx, e, cfg, bank)
}

// check tries what else start makes of the configuration, and goes no further.
func (c *serveCmd) check(e env, cfg config.Config, bank *questions.Bank) int {
	if _, err := botConfig(cfg, bank, nil, slog.New(slog.DiscardHandler)); err != nil {
		return e.misconfigured(err)
	}
	for _, w := range bank.Warnings() {
		fmt.Fprintln(e.stderr, terminal.Clean(w.Error()))
	}
	fmt.Fprintf(e.stdout, "The configuration is good: %s from %s, graded %s, %s.\n",
		count(len(bank.Questions()), "question"), count(len(bank.Guides()), "guide"), grader(cfg), count(len(cfg.Daily), "daily channel"))
	return exitDone
}

func grader(cfg config.Config) string {
	if cfg.UsesLLM() {
		return "by " + cfg.LLM.Model
	}
	return "offline"
}
