package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"mock-interviewer/bot/doctor"
	"mock-interviewer/cmd/mock-interviewer/terminal"
	"mock-interviewer/config"
	"mock-interviewer/questions"
)

type doctorCmd struct {
	JSON bool `name:"json" help:"Print JSON instead of lines."`
	guideFlag
}

// Help shows an example.
func (doctorCmd) Help() string {
	return "Prints one line a check, \"ok|warn|FAIL  what: detail — mend\", and exits 1 if one fails. It posts nothing, " +
		"takes no event from a running serve, and asks the LLM for one tiny grading.\n\n" +
		example("mock-interviewer doctor", "mock-interviewer doctor --json")
}

func (c *doctorCmd) run(ctx context.Context, e env) int {
	x := examination{e: e, json: c.JSON}
	cfg := x.configuration()
	bank := x.guides(c, cfg)
	x.database(ctx, cfg)
	x.slack(ctx, cfg)
	x.schedules(cfg, bank)
	x.grading(ctx, cfg)
	return x.end()
}

// examination is one run of the doctor.
type examination struct {
	e     env
	json  bool
	found []doctor.Finding
	err   error // of writing
}

// note takes a finding and, as a line, prints it at once: a check may take its time.
func (x *examination) note(findings ...doctor.Finding) {
	x.found = append(x.found, findings...)
	if x.json {
		return
	}
	for _, f := range findings {
		_, err := fmt.Fprintln(x.e.stdout, line(f))
		x.err = errors.Join(x.err, err)
	}
}

func (x *examination) ok(what, format string, args ...any) {
	x.note(doctor.Finding{Level: doctor.OK, What: what, Detail: fmt.Sprintf(format, args...)})
}

func (x *examination) warn(what, detail, mend string) {
	x.note(doctor.Finding{Level: doctor.Warn, What: what, Detail: detail, Mend: mend})
}

func (x *examination) fail(what, detail, mend string) {
	x.note(doctor.Finding{Level: doctor.Fail, What: what, Detail: detail, Mend: mend})
}

// line is a finding for people. It stays one line whatever an error said.
func line(f doctor.Finding) string {
	level := string(f.Level)
	if f.Level == doctor.Fail {
		level = strings.ToUpper(level)
	}
	text := fmt.Sprintf("%-4s  %s: %s", level, f.What, f.Detail)
	if f.Mend != "" {
		text += " — " + f.Mend
	}
	return terminal.Clean(strings.ReplaceAll(text, "\n", "; "))
}

// end prints what is left to print and says how it went.
func (x *examination) end() int {
	failed := 0
	for _, f := range x.found {
		if f.Level == doctor.Fail {
			failed++
		}
	}
	if x.json {
		x.err = x.e.json(struct {
			OK     bool             `json:"ok"`
			Checks []doctor.Finding `json:"checks"`
		}{failed == 0, x.found})
	}
	switch {
	case x.err != nil:
		return x.e.fail(exitFailed, "writing the findings: %v", x.err)
	case failed > 0:
		return x.e.fail(exitFailed, "%s failed", count(failed, "check"))
	}
	return exitDone
}

// configuration notes every bad field and returns what was good.
func (x *examination) configuration() config.Config {
	const what = "configuration"
	cfg, err := x.e.loadAll()
	bad := fieldErrors(err)
	for _, missing := range fieldErrors(cfg.ForServe(nil)) {
		if !slices.ContainsFunc(bad, func(fe config.FieldError) bool { return fe.Field == missing.Field }) {
			bad = append(bad, missing)
		}
	}
	for _, fe := range bad {
		want := fe.Want
		fe.Want = ""
		x.fail(what, fe.Error(), "set it to "+want)
	}
	if len(bad) == 0 {
		from := "from the environment"
		if cfg.File != "" {
			from = "from " + cfg.File + " and the environment"
		}
		x.ok(what, "%s", from)
	}
	return cfg
}

// fieldErrors are what a configuration's error consists of.
func fieldErrors(err error) config.FieldErrors {
	var all config.FieldErrors
	_ = errors.As(err, &all)
	return all
}

func (x *examination) guides(c *doctorCmd, cfg config.Config) *questions.Bank {
	const what = "guides"
	bank, err := c.bank(cfg)
	if err != nil {
		x.fail(what, err.Error(), "mend the guide; mock-interviewer questions lint FILE shows more")
		return nil
	}
	for _, w := range bank.Warnings() {
		x.warn(what, w.Error(), "mock-interviewer questions lint FILE shows more")
	}
	x.ok(what, "%s in %s", count(len(bank.Questions()), "question"), count(len(bank.Guides()), "guide"))
	return bank
}
