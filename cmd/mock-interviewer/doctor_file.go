package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"

	"mock-interviewer/bot/admin"
	"mock-interviewer/config"
	"mock-interviewer/store"
)

// database checks the file without changing it: an older schema is brought up to date by serve alone.
func (x *examination) database(ctx context.Context, cfg config.Config) {
	const what = "database"
	path := dbFile(cfg)
	if desk, err := admin.Connect(path); err == nil {
		defer desk.Close()
		if st, err := desk.Status(ctx); err == nil {
			x.ok(what, "%s, %s, in use by serve (process %d, since %s)", path, humanBytes(st.Bytes), st.PID, st.StartedAt.Format(time.DateTime))
		}
		x.backups(cfg)
		return
	}
	if err := writable(cfg.Data); err != nil {
		x.fail(what, "the folder "+cfg.Data+" cannot be written: "+err.Error(), "let the user that runs serve write there, or set MOCK_INTERVIEWER_DATA (data) to another folder")
		return
	}
	if !exists(path) {
		x.ok(what, "%s is made at the first start", path)
		return
	}
	switch err := store.VerifyFile(path); {
	case errors.Is(err, store.ErrLocked):
		x.warn(what, path+" is in use by a process that does not answer on "+filepath.Join(cfg.Data, "admin.sock"),
			"see whether it is a serve that is starting, or another command")
		return
	case errors.Is(err, store.ErrCorrupt):
		x.fail(what, path+": "+cut(err).Error(), remedy(path))
		return
	case errors.Is(err, store.ErrNewer):
		x.fail(what, path+": "+cut(err).Error(), "run the newer mock-interviewer again")
		return
	case err != nil:
		x.fail(what, err.Error(), "let the user that runs serve read and write the file")
		return
	}
	if err := openForWriting(path); err != nil {
		x.fail(what, err.Error(), "let the user that runs serve write the file")
		return
	}
	x.ok(what, "%s, %s, whole and writable", path, size(path))
	x.backups(cfg)
}

// backups says what there is to go back to.
func (x *examination) backups(cfg config.Config) {
	const what = "backups"
	if cfg.Backup.Keep == 0 {
		x.warn(what, "serve makes none (backup.keep is 0)", "make your own every day with mock-interviewer backup FILE, or set backup.keep")
		return
	}
	newest, at, err := admin.NewestBackup(dbFile(cfg))
	switch {
	case err != nil:
		x.warn(what, err.Error(), "let the user that runs serve read the folder")
	case newest == "":
		x.warn(what, "there is none that is whole", "start serve, which makes one a day, and look into its log")
	case time.Since(at).Abs() > 48*time.Hour: // a clock that was wrong may have made it in days to come
		x.warn(what, "the newest whole one is of "+at.Format(time.DateTime), "see that serve runs and look into its log")
	default:
		x.ok(what, "%s, %s, is whole", newest, size(newest))
	}
}

// writable tries to make a file in a folder, or in the nearest one above it that is there.
func writable(dir string) error {
	for {
		info, err := os.Stat(dir)
		if err == nil && !info.IsDir() {
			return errors.New(dir + " is a file")
		}
		if err == nil {
			break
		}
		if !errors.Is(err, os.ErrNotExist) || filepath.Dir(dir) == dir {
			return err
		}
		dir = filepath.Dir(dir)
	}
	f, err := os.CreateTemp(dir, ".doctor-*")
	if err != nil {
		return err
	}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}

func openForWriting(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return f.Close()
}
