package main

import (
	"context"
	"io"
	"testing"

	"mock-interviewer/config"
	"mock-interviewer/questions"
)

func TestTryRunsTheWholeJobWithoutTokenKeyOrNetwork(t *testing.T) {
	t.Parallel()
	bank, err := questions.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	e := env{getenv: func(string) string { return "" }, stdout: io.Discard, stderr: io.Discard}
	trial, err := newTrial(ctx, e, &tryCmd{Addr: "127.0.0.1:0", Data: dir}, config.Default(), bank)
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- trial.bot.Run(ctx) }()

	v := visit(t, trial.space)
	channel := trial.space.ChannelID(tryChannel)
	v.answerDaily(channel)
	v.practise()
	v.mock(channel)

	stop()
	if err := <-done; err != nil {
		t.Error(err)
	}
	trial.close()
	checkExport(t, dir, "offline")
}
