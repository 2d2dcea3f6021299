package main

import (
	"context"
	"errors"
	"fmt"
	"os"
)

type backupCmd struct {
	File string `arg:"" name:"file" help:"File to write the copy to."`
}

// Help shows an example.
func (backupCmd) Help() string {
	return "The copy is read back whole before it replaces an older one at the same place. serve makes one a day by itself, " +
		"in the folder backups of the data folder (backup.keep).\n\n" +
		example("mock-interviewer backup /backups/interviews.db")
}

func (c *backupCmd) run(ctx context.Context, e env) int {
	cfg, err := e.load("data")
	if err != nil {
		return e.misconfigured(err)
	}
	if sameFile(c.File, dbFile(cfg)) {
		return e.fail(exitUsage, "%s is the database itself; want another file", c.File)
	}
	if c.File == "" {
		return e.fail(exitUsage, "the file to write to is empty; want a path, for example %s", dbName)
	}
	switch info, err := os.Stat(c.File); {
	case err == nil && info.IsDir():
		return e.fail(exitUsage, "%s is a folder; want a file, for example %s/%s", c.File, c.File, dbName)
	case err == nil && !info.Mode().IsRegular(): // a device, a pipe, a socket: the copy would take its place
		return e.fail(exitUsage, "%s is no ordinary file; want one to write or to replace", c.File)
	}
	desk := e.reach(cfg)
	if desk == nil {
		return exitFailed
	}
	if err := errors.Join(desk.Backup(ctx, c.File), desk.Close()); err != nil {
		return e.fail(exitFailed, "%v", unusable(dbFile(cfg), err))
	}
	fmt.Fprintf(e.stdout, "Backed up to %s: %s, read back whole.\n", c.File, size(c.File))
	return exitDone
}
