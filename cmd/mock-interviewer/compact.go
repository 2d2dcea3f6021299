package main

import (
	"context"
	"errors"
	"fmt"

	"mock-interviewer/bot/admin"
	"mock-interviewer/store"
)

type compactCmd struct{}

// Help shows an example.
func (compactCmd) Help() string {
	return "Rewrites the database without the pages that are free, where erased data may still stand in bytes. Stop serve first.\n\n" +
		example("mock-interviewer compact")
}

func (compactCmd) run(ctx context.Context, e env) int {
	cfg, err := e.load("data")
	if err != nil {
		return e.misconfigured(err)
	}
	path := dbFile(cfg)
	if desk, err := admin.Connect(path); err == nil {
		st, _ := desk.Status(ctx)
		_ = desk.Close()
		return e.fail(exitFailed, "serve has %s open (process %d); stop it first", path, st.PID)
	}
	if !exists(path) {
		return e.fail(exitFailed, "%s does not exist; set MOCK_INTERVIEWER_DATA (data) to the folder that serve uses", path)
	}
	db, err := store.Open(path, store.Options{})
	if err != nil {
		return e.fail(exitFailed, "%v", unusable(path, err))
	}
	before := size(path)
	if err := errors.Join(db.Compact(), db.Close()); err != nil {
		return e.fail(exitFailed, "%v", unusable(path, err))
	}
	fmt.Fprintf(e.stdout, "Compacted %s: %s, before %s.\n", path, size(path), before)
	return exitDone
}
