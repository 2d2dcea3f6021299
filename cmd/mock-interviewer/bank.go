package main

import (
	"strings"

	"mock-interviewer/cmd/mock-interviewer/terminal"
	"mock-interviewer/config"
	"mock-interviewer/questions"
)

// bank loads the guides that the flag names, else those of the configuration, else the embedded one. A guide with
// errors is refused whole.
func (g guideFlag) bank(cfg config.Config) (*questions.Bank, error) {
	return questions.Load(g.paths(cfg)...)
}

// paths are where the guides are; none for the embedded one.
func (g guideFlag) paths(cfg config.Config) []string {
	if len(g.Guide) > 0 {
		return g.Guide
	}
	return cfg.Guides
}

// open loads the bank for a command that reads nothing else. Where it cannot, it has said why, and the bank is nil.
func (g guideFlag) open(e env) (*questions.Bank, int) {
	cfg, err := g.load(e)
	if err != nil {
		return nil, e.misconfigured(err)
	}
	bank, err := g.bank(cfg)
	if err != nil {
		return nil, e.badGuide(err)
	}
	return bank, exitDone
}

// load reads the configuration for a command that reads questions and the named fields. A flag makes the configured
// guides, good or bad, of no account.
func (g guideFlag) load(e env, fields ...string) (config.Config, error) {
	if len(g.Guide) == 0 {
		fields = append(fields, "guides")
	}
	return e.load(fields...)
}

// badGuide says what is wrong with the guides, one line a problem.
func (e env) badGuide(err error) int {
	for line := range strings.SplitSeq(err.Error(), "\n") {
		e.fail(exitUsage, "%s", terminal.Clean(line))
	}
	return exitUsage
}
