package admin

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"time"

	"mock-interviewer/store"
)

// backupFolder is the folder of the daily backups in the data folder.
const backupFolder = "backups"

var backupName = regexp.MustCompile(`^mock-interviewer-[0-9]{8}\.db$`)

func dailyName(dir string, day time.Time) string {
	return filepath.Join(dir, "mock-interviewer-"+day.Format("20060102")+".db")
}

// Daily makes one backup a day and keeps the newest few.
type Daily struct {
	db   *store.DB
	dir  string
	keep int
	now  func() time.Time
	log  *slog.Logger
}

// NewDaily makes backups in the folder backups beside the database. keep is how many stay; 0 means that none are made
// and none removed. now is the clock, in the zone in which days begin.
func NewDaily(db *store.DB, keep int, now func() time.Time, log *slog.Logger) *Daily {
	return &Daily{db: db, dir: filepath.Join(filepath.Dir(db.Path()), backupFolder), keep: keep, now: now, log: log}
}

// How often the date is looked at, and how long after a failure there is another try.
const (
	lookEvery  = time.Minute
	retryAfter = time.Hour
)

// Run makes today's backup where there is none, then one as each day begins, until ctx ends. It waits for the one that
// is being made.
func (d *Daily) Run(ctx context.Context) {
	for d.keep > 0 {
		wait := lookEvery
		switch made, err := d.Once(); {
		case err != nil:
			d.log.Error("the daily backup failed; older ones stay", "error", err, "next_try", retryAfter)
			wait = retryAfter
		case made != "":
			d.log.Info("made the daily backup", "file", made)
		}
		timer := time.NewTimer(wait)
		select {
		case <-ctx.Done():
			timer.Stop()
			return
		case <-timer.C:
		}
	}
}

// Once makes today's backup where there is none, and only then removes those that are too many. It returns the file
// that it made, empty for none.
func (d *Daily) Once() (string, error) {
	path := dailyName(d.dir, d.now())
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	removeHalves(d.dir)
	if err := d.db.Backup(path); err != nil {
		return "", err
	}
	return path, d.prune(path)
}

// Halves lists what killed processes left of a database and its backups, half written, and what could not be removed.
func Halves(database string) []string {
	return append(store.Halves(database), halvesIn(filepath.Join(filepath.Dir(database), backupFolder))...)
}

var halfName = regexp.MustCompile(`^\.(mock-interviewer-.+\.db)\.[0-9]+\.tmp$`)

// halvesIn lists those of backups.
func halvesIn(dir string) (left []string) {
	entries, _ := os.ReadDir(dir) // where there is none, nothing is left
	of := map[string]bool{}
	for _, e := range entries {
		if m := halfName.FindStringSubmatch(e.Name()); m != nil && !of[m[1]] {
			of[m[1]] = true
			left = append(left, store.Halves(filepath.Join(dir, m[1]))...)
		}
	}
	return left
}

// removeHalves removes them. One that another process is writing stays.
func removeHalves(dir string) {
	for _, path := range halvesIn(dir) {
		_ = os.Remove(path)
	}
}

// prune removes the oldest daily backups but the one just made, and no other file.
func (d *Daily) prune(made string) error {
	all, err := listBackups(d.dir, d.now())
	if err != nil {
		return err
	}
	var errs []error
	for i, path := range all {
		if i >= d.keep && path != made {
			errs = append(errs, os.Remove(path))
		}
	}
	return errors.Join(errs...)
}

// listBackups lists the daily backups of a folder, newest first. Those of days to come, which a clock that was wrong has
// made, come last: nobody knows how old they are. Tomorrow's may be today's in another zone.
func listBackups(dir string, now time.Time) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("list the backups: %w", err)
	}
	last := filepath.Base(dailyName(dir, now.AddDate(0, 0, 1)))
	var paths, toCome []string
	for _, e := range slices.Backward(entries) { // ReadDir sorts by name, which is by day
		path := filepath.Join(dir, e.Name())
		switch {
		case !backupName.MatchString(e.Name()):
		case e.Name() > last:
			toCome = append(toCome, path)
		default:
			paths = append(paths, path)
		}
	}
	return append(paths, toCome...), nil
}

// DailyBackups lists the daily backups of a database, newest first and those of days to come last.
func DailyBackups(database string) ([]string, error) {
	return listBackups(filepath.Join(filepath.Dir(database), backupFolder), time.Now())
}

// NewestBackup finds the newest daily backup of a database that is whole, and when it was made. The path is empty where
// there is none.
func NewestBackup(database string) (path string, at time.Time, err error) {
	all, err := DailyBackups(database)
	if err != nil {
		return "", time.Time{}, err
	}
	for _, path := range all {
		info, err := os.Stat(path)
		if err == nil && store.VerifyFile(path) == nil {
			return path, info.ModTime(), nil
		}
	}
	return "", time.Time{}, nil
}
