package store

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"time"
)

// Half is a file that is being written beside the place that it is for, so that a rename can put it there whole. Others
// know that it is in use, and one that a killed process left, with people's words in it, is known to be nobody's.
type Half struct {
	*os.File
	hold *os.File // keeps a lock on it, also while the file itself is closed
}

// NewHalf makes a file (0600) in the folder of path, which it makes where it is missing.
func NewHalf(path string) (Half, error) {
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return Half{}, err
	}
	f, err := os.CreateTemp(dir, "."+filepath.Base(path)+".*.tmp")
	if err != nil {
		return Half{}, err
	}
	return Half{File: f, hold: hold(f.Name())}, nil
}

// release lets others have the file.
func (h Half) release() {
	if h.hold != nil {
		_ = h.hold.Close()
	}
}

// Discard removes the file, unless it was put in its place, and ends what its writer began. Doing it twice is fine.
func (h Half) Discard() {
	_ = h.Close()
	_ = os.Remove(h.Name())
	h.release()
}

// tempName is the name of a half that is not there yet, for bbolt to make and lock.
func tempName(path string) (string, error) {
	h, err := NewHalf(path)
	if err != nil {
		return "", err
	}
	h.Discard()
	return h.Name(), nil
}

// replace moves a synced file to its place and makes the move last.
func replace(from, to string) error {
	if err := os.Rename(from, to); err != nil {
		return err
	}
	return syncDir(filepath.Dir(to))
}

func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// Halves lists what killed processes left of a file: halves that no running process holds.
func Halves(path string) (left []string) {
	dir := filepath.Dir(path)
	entries, _ := os.ReadDir(dir) // where there is none, nothing is left
	ours := regexp.MustCompile(`^\.` + regexp.QuoteMeta(filepath.Base(path)) + `\.[0-9]+\.tmp$`)
	for _, e := range entries {
		if !ours.MatchString(e.Name()) || !e.Type().IsRegular() {
			continue
		}
		half := filepath.Join(dir, e.Name())
		if info, err := e.Info(); err != nil || info.Size() == 0 && time.Since(info.ModTime()) < justMade {
			continue
		}
		if abandoned(half) {
			left = append(left, half)
		}
	}
	return left
}

// justMade is how old an empty half may be and still be about to be locked.
const justMade = time.Minute

// RemoveHalves removes what Halves lists.
func RemoveHalves(path string) {
	for _, half := range Halves(path) {
		_ = os.Remove(half)
	}
}
