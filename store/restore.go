package store

import (
	"errors"
	"fmt"
	"io"
	"os"

	"go.etcd.io/bbolt"
)

// RestoreFile puts a verified copy of a backup in the place of a database that nobody has open. It returns ErrExists
// where a file stands there and overwrite is false, and ErrLocked where a process has it open.
func RestoreFile(backup, path string, overwrite bool) error {
	if err := restore(backup, path, overwrite); err != nil {
		return fmt.Errorf("restore %s from %s: %w", path, backup, err)
	}
	return nil
}

func restore(backup, path string, overwrite bool) error {
	if err := VerifyFile(backup); err != nil {
		return err
	}
	if _, err := os.Stat(path); err == nil {
		if !overwrite {
			return ErrExists
		}
		if err := unused(path); err != nil {
			return err
		}
	}
	RemoveHalves(path)
	temp, err := NewHalf(path)
	if err != nil {
		return err
	}
	defer temp.Discard()
	if err := errors.Join(copyFile(temp, backup), temp.Sync(), temp.Close()); err != nil {
		return err
	}
	return replace(temp.Name(), path)
}

// unused returns ErrLocked where a process has the file open; a damaged file is in nobody's use.
func unused(path string) error {
	b, err := openBolt(path, bbolt.Options{Timeout: defaultTimeout, ReadOnly: true}) // without the list of its free pages
	if errors.Is(err, ErrLocked) {
		return err
	}
	if err != nil {
		return nil //nolint:nilerr // whatever else is wrong with it is why it is being replaced
	}
	return b.release(nil)
}

func copyFile(to io.Writer, from string) error {
	f, err := os.Open(from)
	if err != nil {
		return err
	}
	_, err = io.Copy(to, f)
	return errors.Join(err, f.Close())
}
