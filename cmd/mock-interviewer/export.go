package main

import (
	"context"
	"errors"
)

type exportCmd struct {
	Format string `default:"jsonl" enum:"jsonl,csv" placeholder:"NAME" help:"jsonl (one JSON object a line) or csv."`
}

// Help shows an example.
func (exportCmd) Help() string {
	return "Reads the data folder that MOCK_INTERVIEWER_DATA names, also while serve runs.\n\n" +
		example("mock-interviewer export > answers.jsonl", "mock-interviewer export --format csv > answers.csv")
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
	if err := errors.Join(desk.Export(ctx, c.Format, e.stdout), desk.Close()); err != nil {
		return e.fail(exitFailed, "export: %v", err)
	}
	return exitDone
}
