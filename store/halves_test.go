package store

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// A process that is killed while it copies or compacts leaves everybody's words behind.
func TestHalvesThatAKilledProcessLeftAreRemoved(t *testing.T) {
	t.Parallel()
	path := tempPath(t)
	dir := filepath.Dir(path)
	for _, sub := range []string{"", ".mock-interviewer.db.5.tmp"} {
		if err := os.MkdirAll(filepath.Join(dir, sub), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{
		".mock-interviewer.db.1.tmp", ".mock-interviewer.db.2a.tmp", ".mock-interviewer.dbx.3.tmp", "mock-interviewer.db.4.tmp",
	} {
		write(t, filepath.Join(dir, name), []byte("words"))
	}
	old, fresh := filepath.Join(dir, ".mock-interviewer.db.6.tmp"), filepath.Join(dir, ".mock-interviewer.db.7.tmp")
	write(t, old, nil)
	write(t, fresh, nil)
	hour := time.Now().Add(-time.Hour)
	if err := os.Chtimes(old, hour, hour); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(fresh, filepath.Join(dir, ".mock-interviewer.db.8.tmp")); err != nil {
		t.Fatal(err)
	}
	inUse, err := NewHalf(path)
	if err != nil {
		t.Fatal(err)
	}
	defer inUse.Discard()
	if _, err := inUse.WriteString("words"); err != nil {
		t.Fatal(err)
	}
	if err := inUse.Close(); err != nil { // while it is read back, for example
		t.Fatal(err)
	}
	open(t, path, nil)
	want := []string{
		".mock-interviewer.db.2a.tmp", ".mock-interviewer.db.5.tmp", ".mock-interviewer.db.7.tmp", ".mock-interviewer.db.8.tmp",
		filepath.Base(inUse.Name()), ".mock-interviewer.dbx.3.tmp", "mock-interviewer.db", "mock-interviewer.db.4.tmp",
	}
	slices.Sort(want)
	if left := names(t, dir); !slices.Equal(left, want) {
		t.Errorf("left\n%v, want\n%v", left, want)
	}
	inUse.Discard()
}

func TestABackupRemovesTheHalvesOfEarlierOnes(t *testing.T) {
	t.Parallel()
	db := open(t, tempPath(t), nil)
	dir := t.TempDir()
	write(t, filepath.Join(dir, ".b.db.1.tmp"), []byte("words"))
	write(t, filepath.Join(dir, ".c.db.1.tmp"), []byte("words"))
	if err := db.Backup(filepath.Join(dir, "b.db")); err != nil {
		t.Fatal(err)
	}
	if left := names(t, dir); !slices.Equal(left, []string{".c.db.1.tmp", "b.db"}) {
		t.Errorf("left %v", left)
	}
}

func names(t *testing.T, dir string) (all []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return all
}
