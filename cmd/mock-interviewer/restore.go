package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"mock-interviewer/bot/admin"
	"mock-interviewer/store"
)

type restoreCmd struct {
	File  string `arg:"" name:"file" help:"Backup to put in place."`
	Force bool   `help:"Overwrite the database that is there. One that cannot be read is kept beside it."`
}

// Help shows an example.
func (restoreCmd) Help() string {
	return "Stop serve first. The backup is read whole before it is put in place.\n\n" +
		example("mock-interviewer restore data/backups/mock-interviewer-20261124.db",
			"mock-interviewer restore /backups/interviews.db --force")
}

func (c *restoreCmd) run(ctx context.Context, e env) int {
	cfg, err := e.load("data")
	if err != nil {
		return e.misconfigured(err)
	}
	path := dbFile(cfg)
	if sameFile(c.File, path) {
		return e.fail(exitUsage, "%s is the database itself; want a backup of it", c.File)
	}
	if desk, err := admin.Connect(path); err == nil {
		st, _ := desk.Status(ctx)
		_ = desk.Close()
		return e.fail(exitFailed, "serve has %s open (process %d); stop it first", path, st.PID)
	}
	if exists(path) && !c.Force {
		return e.fail(exitFailed, "%s exists; --force overwrites it", path)
	}
	if err := store.VerifyFile(c.File); err != nil {
		return e.fail(exitFailed, "%v", badBackup(c.File, err))
	}
	aside, err := setAside(path, time.Now())
	if err != nil {
		return e.fail(exitFailed, "%v", err)
	}
	if err := store.RestoreFile(c.File, path, c.Force); err != nil {
		return e.fail(exitFailed, "%v", err)
	}
	if aside != "" {
		fmt.Fprintf(e.stderr, "The file that could not be read is kept as %s.\n", aside)
	}
	fmt.Fprintf(e.stdout, "Restored %s from %s: %s.\n", path, c.File, size(path))
	return exitDone
}

// badBackup says what is wrong with a backup. Nothing was touched.
func badBackup(path string, err error) error {
	switch {
	case errors.Is(err, os.ErrNotExist):
		return fmt.Errorf("%s does not exist", path)
	case errors.Is(err, store.ErrCorrupt), errors.Is(err, store.ErrNewer):
		return fmt.Errorf("%s is not put in place: %w", path, cut(err))
	}
	return err
}

// cut leaves of a store's error what is wrong, without its advice about the database in use.
func cut(err error) error {
	for _, known := range []error{store.ErrCorrupt, store.ErrNewer} {
		if errors.Is(err, known) {
			return known
		}
	}
	return err
}

// setAside gives a database that cannot be read a second name, which stays when the first is overwritten. It returns
// that name, empty where there is nothing to keep.
func setAside(path string, now time.Time) (string, error) {
	if !exists(path) {
		return "", nil
	}
	mark := ".damaged-"
	switch err := store.VerifyFile(path); {
	case errors.Is(err, store.ErrLocked):
		return "", err
	case errors.Is(err, store.ErrNewer):
		mark = ".newer-"
	case !errors.Is(err, store.ErrCorrupt):
		return "", nil
	}
	aside := path + mark + now.UTC().Format("20060102T150405Z")
	if err := os.Link(path, aside); err == nil {
		return aside, nil
	}
	// A file system without links.
	if err := os.Rename(path, aside); err != nil {
		return "", fmt.Errorf("keep the file that cannot be read: %w", err)
	}
	return aside, nil
}
