package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"mock-interviewer/cmd/mock-interviewer/terminal"
	"mock-interviewer/questions"
)

type questionsLintCmd struct {
	Files []string `arg:"" name:"file" help:"Guides, or folders of guides."`
	JSON  bool     `name:"json" help:"Print the problems as JSON."`
}

// Help shows an example.
func (questionsLintCmd) Help() string {
	return "Prints file:line: message for every problem. An error fails; a warning does not.\n\n" +
		example("mock-interviewer questions lint my-guide.md")
}

func (c *questionsLintCmd) run(_ context.Context, e env) int {
	var problems questions.Problems
	for _, path := range c.Files {
		problems = append(problems, lint(path)...)
	}
	if len(problems.Errors()) == 0 {
		// Each is right by itself; two of one name are not.
		if _, err := questions.Load(c.Files...); err != nil {
			problems = append(problems, asProblems(c.Files[0], err)...)
		}
	}
	if err := c.print(e, problems); err != nil {
		return e.fail(exitFailed, "writing the problems: %v", err)
	}
	errs, warnings := len(problems.Errors()), len(problems.Warnings())
	fmt.Fprintf(e.stderr, "%s, %s\n", count(errs, "error"), count(warnings, "warning"))
	if errs > 0 {
		return exitFailed
	}
	return exitDone
}

// lint checks a guide, or each guide of a folder; for a folder with errors its warnings are not told.
func lint(path string) questions.Problems {
	if info, err := os.Stat(path); err != nil || !info.IsDir() {
		_, problems := questions.LoadFile(path)
		return problems
	}
	bank, err := questions.Load(path)
	if err != nil {
		return asProblems(path, err)
	}
	return bank.Warnings()
}

func asProblems(path string, err error) questions.Problems {
	if problems, ok := errors.AsType[questions.Problems](err); ok {
		return problems
	}
	return questions.Problems{{File: path, Severity: questions.SeverityError, Message: err.Error()}}
}

func (c *questionsLintCmd) print(e env, problems questions.Problems) error {
	if c.JSON {
		return e.json(append(questions.Problems{}, problems...))
	}
	for _, p := range problems {
		if _, err := fmt.Fprintln(e.stdout, terminal.Clean(p.Error())); err != nil {
			return err
		}
	}
	return nil
}

// count is "1 error" or "2 errors".
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
