package main

import (
	"fmt"
	"slices"
	"strings"
)

// example is the end of a command's help. The indent makes kong print the lines as they are.
func example(lines ...string) string {
	return "Example:\n\n    " + strings.Join(lines, "\n    ")
}

// guideFlag is shared by every command that reads questions.
type guideFlag struct {
	Guide []string `placeholder:"FILE" sep:"none" help:"Read questions from this guide instead of the configured or embedded one. Repeatable."`
}

// scorerFlag is shared by every command that grades.
type scorerFlag struct {
	Scorer string `placeholder:"NAME" help:"Who grades: auto (the LLM where one is configured, else offline), llm or offline."`
}

// Validate is kong's hook.
func (s scorerFlag) Validate() error {
	names := []string{"auto", "llm", "offline"}
	if s.Scorer != "" && !slices.Contains(names, s.Scorer) {
		return fmt.Errorf("--scorer is %q; want one of %s", s.Scorer, strings.Join(names, ", "))
	}
	return nil
}

// over lays the flag, where it is given, over the environment.
func (s scorerFlag) over(e env) env {
	if s.Scorer == "" {
		return e
	}
	return e.with("MOCK_INTERVIEWER_SCORER", s.Scorer)
}
