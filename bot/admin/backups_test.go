package admin

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"mock-interviewer/store"
)

func names(t *testing.T, dir string) (out []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

func TestABackupADayAndTheNewestStay(t *testing.T) {
	dir := t.TempDir()
	backups := filepath.Join(dir, "backups")
	mine := filepath.Join(backups, "mock-interviewer-before-upgrade.db")
	synctest.Test(t, func(t *testing.T) {
		db := database(t, dir, 5)
		if err := os.Mkdir(backups, 0o700); err != nil {
			t.Fatal(err)
		}
		for _, path := range []string{mine, filepath.Join(backups, ".mock-interviewer-19990101.db.1.tmp")} {
			if err := os.WriteFile(path, []byte("words"), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() {
			NewDaily(db, 3, time.Now, slog.New(slog.DiscardHandler)).Run(ctx)
			close(done)
		}()
		time.Sleep(5*24*time.Hour + time.Minute) // from midnight on 1 January 2000
		stop()
		<-done
	})
	want := []string{"mock-interviewer-20000104.db", "mock-interviewer-20000105.db", "mock-interviewer-20000106.db", filepath.Base(mine)}
	if got := names(t, backups); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	for _, name := range want[:3] {
		if err := store.VerifyFile(filepath.Join(backups, name)); err != nil {
			t.Error(err)
		}
	}
}

func TestNoBackupsWhereNoneAreKept(t *testing.T) {
	t.Parallel()
	db := database(t, t.TempDir(), 1)
	NewDaily(db, 0, time.Now, slog.New(slog.DiscardHandler)).Run(t.Context())
	if _, err := os.Stat(filepath.Join(filepath.Dir(db.Path()), "backups")); err == nil {
		t.Error("the folder was made")
	}
}

func TestABackupThatFailsRemovesNone(t *testing.T) {
	t.Parallel()
	db := database(t, t.TempDir(), 5)
	now := monday
	d := NewDaily(db, 1, func() time.Time { return now }, slog.New(slog.DiscardHandler))
	first, err := d.Once()
	if err != nil {
		t.Fatal(err)
	}
	if again, err := d.Once(); err != nil || again != "" {
		t.Errorf("a second one on the same day: %q, %v", again, err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	now = now.AddDate(0, 0, 1)
	if _, err := d.Once(); err == nil {
		t.Error("a closed database was backed up")
	}
	if got := names(t, d.dir); !slices.Equal(got, []string{filepath.Base(first)}) {
		t.Errorf("left %v", got)
	}
}

func TestTheNewestBackupIsTheNewestThatIsWhole(t *testing.T) {
	t.Parallel()
	db := database(t, t.TempDir(), 50)
	if path, _, err := NewestBackup(db.Path()); err != nil || path != "" {
		t.Errorf("none: %q, %v", path, err)
	}
	now := monday
	d := NewDaily(db, 7, func() time.Time { return now }, slog.New(slog.DiscardHandler))
	var made []string
	for range 3 {
		path, err := d.Once()
		if err != nil {
			t.Fatal(err)
		}
		made = append(made, path)
		now = now.AddDate(0, 0, 1)
	}
	if err := os.Truncate(made[2], 20000); err != nil {
		t.Fatal(err)
	}
	if path, at, err := NewestBackup(db.Path()); err != nil || path != made[1] || time.Since(at) > time.Minute {
		t.Errorf("got %q of %v, %v; want %q", path, at, err, made[1])
	}
}

// Whoever has the database open clears what killed processes left: it holds everybody's words.
func TestHalvesOfKilledProcessesAreRemoved(t *testing.T) {
	t.Parallel()
	for name, begin := range map[string]func(t *testing.T, path string){
		"by a command": func(t *testing.T, path string) { reach(t, path) },
		"by serve": func(t *testing.T, path string) {
			db, err := store.Open(path, store.Options{NoSync: true})
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = db.Close() })
			serve(t, db)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			path := filepath.Join(dir, "mock-interviewer.db")
			if err := database(t, dir, 5).Close(); err != nil {
				t.Fatal(err)
			}
			mine := filepath.Join(dir, "backups", "mine.db")
			left := []string{
				filepath.Join(dir, ".mock-interviewer.db.1.tmp"), filepath.Join(dir, ".admin-1", "file"),
				filepath.Join(dir, "backups", ".mock-interviewer-20261123.db.1.tmp"),
			}
			for _, half := range append(left, mine) {
				if err := os.MkdirAll(filepath.Dir(half), 0o700); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(half, []byte("words"), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			begin(t, path)
			for _, half := range left {
				if _, err := os.Stat(half); err == nil {
					t.Errorf("%s is still there", half)
				}
			}
			if _, err := os.Stat(mine); err != nil {
				t.Error(err)
			}
		})
	}
}

// A clock that was wrong once must not decide for ever which backup is the newest.
func TestABackupOfADayToComeIsTheOldest(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		keep int
		want []string
	}{
		{1, []string{"mock-interviewer-20261125.db"}},
		{2, []string{"mock-interviewer-20261124.db", "mock-interviewer-20261125.db"}},
		{4, []string{"mock-interviewer-20261123.db", "mock-interviewer-20261124.db", "mock-interviewer-20261125.db", "mock-interviewer-20360101.db"}},
	} {
		t.Run(fmt.Sprint("keep ", c.keep), func(t *testing.T) {
			t.Parallel()
			db := database(t, t.TempDir(), 5)
			var now time.Time
			d := NewDaily(db, c.keep, func() time.Time { return now }, slog.New(slog.DiscardHandler))
			for _, now = range []time.Time{time.Date(2036, 1, 1, 9, 0, 0, 0, time.UTC), monday, monday.AddDate(0, 0, 1), monday.AddDate(0, 0, 2)} {
				made, err := d.Once()
				if err != nil {
					t.Fatal(err)
				}
				if _, err := os.Stat(made); err != nil {
					t.Errorf("the one just made: %v", err)
				}
			}
			if got := names(t, d.dir); !slices.Equal(got, c.want) {
				t.Errorf("left %v, want %v", got, c.want)
			}
			all, err := listBackups(d.dir, now)
			if err != nil || filepath.Base(all[0]) != "mock-interviewer-20261125.db" {
				t.Errorf("the newest is %s, %v", all[0], err)
			}
		})
	}
}
