package store

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func TestAFileThatWasReplacedOrRemovedIsNoticed(t *testing.T) {
	t.Parallel()
	path := tempPath(t)
	db := open(t, path, newClock())
	if err := db.InPlace(); err != nil {
		t.Errorf("untouched: %v", err)
	}
	aside := filepath.Join(filepath.Dir(path), "aside")
	if err := os.Rename(path, aside); err != nil {
		t.Fatal(err)
	}
	if err := db.InPlace(); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("removed: %v", err)
	}
	if err := os.WriteFile(path, []byte("another"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := db.InPlace(); err == nil {
		t.Error("another file at its path goes unnoticed")
	}
	if err := errors.Join(os.Remove(path), os.Rename(aside, path), db.InPlace()); err != nil {
		t.Errorf("back in its place: %v", err)
	}
	if err := errors.Join(db.Compact(), db.InPlace()); err != nil {
		t.Errorf("after a compaction, which swaps the file: %v", err)
	}
}
