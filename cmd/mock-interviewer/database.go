package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"mock-interviewer/bot/admin"
	"mock-interviewer/config"
	"mock-interviewer/store"
)

// dbName is the store's file in the data folder.
const dbName = "mock-interviewer.db"

// dbFile is the database of a configuration.
func dbFile(cfg config.Config) string { return filepath.Join(cfg.Data, dbName) }

// makeFolder makes the data folder where it is missing. That it cannot be made is a fault of the field that names it.
func makeFolder(dir string) error {
	err := os.MkdirAll(dir, 0o700)
	if err == nil {
		return nil
	}
	return config.FieldError{
		Field: "data", Env: "MOCK_INTERVIEWER_DATA", Problem: fmt.Sprintf("names %q, which cannot be made: %v", dir, cause(err)),
		Want: "a folder that this user may write, for example ./data",
	}
}

// cause is an error's reason without the path, which the message has already.
func cause(err error) error {
	if pe, ok := errors.AsType[*fs.PathError](err); ok {
		return pe.Err
	}
	return err
}

// reach opens the database, or reaches the serve that has it open. It makes none where there is none. Where it cannot,
// it has said why, and the desk is nil.
func (e env) reach(cfg config.Config) *admin.Desk {
	path := dbFile(cfg)
	desk, err := admin.Open(path)
	switch {
	case err == nil:
		return desk
	case errors.Is(err, admin.ErrNoDatabase):
		e.fail(exitFailed, "%s does not exist; set MOCK_INTERVIEWER_DATA (data) to the folder that serve uses", path)
	default:
		e.fail(exitFailed, "%v", unusable(path, err))
	}
	return nil
}

// mostVerified is the size of a database up to which it is read whole at the start: a moment. A larger one is read by the
// daily backup, so that a start is as quick with a million answers as with none.
const mostVerified = 32 << 20

// openWhole opens a database, or makes one, and reads all of it: damage must come to light while there is a backup from
// before it.
func openWhole(path string) (*store.DB, error) {
	db, err := store.Open(path, store.Options{}) // brings an older schema up to date
	if err != nil {
		return nil, err
	}
	if info, err := os.Stat(path); err == nil && info.Size() <= mostVerified {
		if err := errors.Join(db.Close(), store.VerifyFile(path)); err != nil {
			return nil, err
		}
		if db, err = store.Open(path, store.Options{}); err != nil {
			return nil, err
		}
	}
	// Nobody uses the file yet: the moment to be rid of what an erasure left in it. A large file is read whole for that.
	if _, err := db.Scrub(true); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// unusable adds to an error of opening the database what to do about it.
func unusable(path string, err error) error {
	switch {
	case errors.Is(err, store.ErrCorrupt):
		return fmt.Errorf("%w\n%s", err, remedy(path))
	case errors.Is(err, store.ErrNewer):
		return fmt.Errorf("%w\nRun the newer mock-interviewer again; this one leaves the file as it is", err)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%w\nGive this user the file, or set MOCK_INTERVIEWER_DATA (data) to a folder that this user may write", err)
	}
	return err
}

// remedy says how to get a database back that is damaged.
func remedy(path string) string {
	newest, at, err := admin.NewestBackup(path)
	switch {
	case err != nil:
		return "The backups beside it cannot be read: " + err.Error()
	case newest == "":
		return "There is no whole backup in " + filepath.Join(filepath.Dir(path), "backups") +
			"; put one of your own in place with: mock-interviewer restore FILE --force (it keeps the damaged file beside it)"
	}
	return fmt.Sprintf("The newest whole backup is of %s; put it in place with: mock-interviewer restore %s --force (it keeps the damaged file beside it)",
		at.Format(time.DateTime), newest)
}

// sameFile says whether two paths lead to one file that is there.
func sameFile(a, b string) bool {
	one, err := os.Stat(a)
	if err != nil {
		return false
	}
	other, err := os.Stat(b)
	return err == nil && os.SameFile(one, other)
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return !errors.Is(err, fs.ErrNotExist)
}

// size is a file's, for people; empty where it cannot be told.
func size(path string) string {
	info, err := os.Stat(path)
	if err != nil {
		return ""
	}
	return humanBytes(info.Size())
}

func humanBytes(n int64) string {
	const kib = 1 << 10
	switch {
	case n < kib*kib:
		return fmt.Sprintf("%d KiB", (n+kib-1)/kib)
	case n < kib*kib*kib:
		return fmt.Sprintf("%.1f MiB", float64(n)/(kib*kib))
	}
	return fmt.Sprintf("%.1f GiB", float64(n)/(kib*kib*kib))
}
