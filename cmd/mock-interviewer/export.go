package main

import (
	"bufio"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"mock-interviewer/config"
	"mock-interviewer/store"
)

type exportCmd struct {
	Format string `default:"jsonl" enum:"jsonl,csv" placeholder:"NAME" help:"jsonl (one JSON object a line) or csv."`
}

// Help shows an example.
func (exportCmd) Help() string {
	return "Reads the data folder that MOCK_INTERVIEWER_DATA names.\n\n" +
		example("mock-interviewer export > answers.jsonl", "mock-interviewer export --format csv > answers.csv")
}

func (c *exportCmd) run(_ context.Context, e env) int {
	cfg, err := e.load("data")
	if err != nil {
		return e.misconfigured(err)
	}
	db, err := openExisting(cfg)
	if err != nil {
		return e.fail(exitFailed, "%v", err)
	}
	out := bufio.NewWriter(e.stdout)
	err = db.View(func(tx *store.Tx) error {
		if c.Format == "csv" {
			return tx.ExportCSV(out)
		}
		return tx.ExportJSONL(out)
	})
	if err := errors.Join(err, out.Flush(), db.Close()); err != nil {
		return e.fail(exitFailed, "export: %v", err)
	}
	return exitDone
}

// dbName is the store's file in the data folder.
const dbName = "mock-interviewer.db"

// dbFile is the database of a configuration.
func dbFile(cfg config.Config) string { return filepath.Join(cfg.Data, dbName) }

// openExisting opens the database and does not make one where there is none.
func openExisting(cfg config.Config) (*store.DB, error) {
	path := dbFile(cfg)
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil, errors.New(path + " does not exist; set MOCK_INTERVIEWER_DATA (data) to the folder that serve uses")
	}
	return store.Open(path, store.Options{})
}
