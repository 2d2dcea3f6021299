package store

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"go.etcd.io/bbolt"
)

// Backup writes a consistent copy to path while the file stays in use, replacing what stands there only once the copy
// is on disk and was read back whole. Writers go on meanwhile.
func (db *DB) Backup(path string) error {
	db.upkeep.Lock()
	defer db.upkeep.Unlock()
	temp, err := tempBeside(path)
	if err != nil {
		return fmt.Errorf("back up to %s: %w", path, err)
	}
	defer os.Remove(temp.Name()) // gone already where all went well
	if err := errors.Join(db.copyTo(temp), temp.Sync(), temp.Close()); err != nil {
		return fmt.Errorf("back up to %s: %w", path, err)
	}
	if err := VerifyFile(temp.Name()); err != nil {
		return fmt.Errorf("back up to %s: the copy is not whole: %w", path, err)
	}
	if err := replace(temp.Name(), path); err != nil {
		return fmt.Errorf("back up to %s: %w", path, err)
	}
	return nil
}

func (db *DB) copyTo(w io.Writer) error {
	db.mu.RLock()
	defer db.mu.RUnlock()
	return guard(func() error { return copyBolt(db.bolt.DB, w) })
}

func copyBolt(b *bbolt.DB, w io.Writer) error {
	return b.View(func(tx *bbolt.Tx) error {
		_, err := tx.WriteTo(w)
		return err
	})
}

// tempBeside makes a file in the folder of path, so that a rename can move it there.
func tempBeside(path string) (*os.File, error) {
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	return os.CreateTemp(dir, "."+filepath.Base(path)+".*.tmp") // 0600
}

// tempName is the name of a file that is not there yet, for bbolt to make.
func tempName(path string) (string, error) {
	f, err := tempBeside(path)
	if err != nil {
		return "", err
	}
	return f.Name(), errors.Join(f.Close(), os.Remove(f.Name()))
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
	temp, err := tempBeside(path)
	if err != nil {
		return err
	}
	defer os.Remove(temp.Name())
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

// Compact rewrites the file without its free pages, where deleted rows still stand in bytes: call it after Erase. Every
// other transaction waits meanwhile, about a second for each hundred megabytes, so choose a quiet moment. The file is read
// whole first: what damage hides would be gone for good. Where it is not whole, that is ErrCorrupt, and it stays as it is.
func (db *DB) Compact() error {
	if d := db.broken.Load(); d != nil {
		return d
	}
	db.upkeep.Lock()
	defer db.upkeep.Unlock()
	db.mu.Lock()
	defer db.mu.Unlock()
	if err := guard(db.compact); err != nil {
		return fmt.Errorf("compact %s: %w", db.path, err)
	}
	return nil
}

func (db *DB) compact() error {
	rows, err := verify(db.bolt)
	if err != nil {
		return err
	}
	temp, err := tempName(db.path)
	if err != nil {
		return err
	}
	defer os.Remove(temp)
	o := db.opts.bolt()
	o.NoSync = true // one sync at the end will do
	fresh, err := openBolt(temp, o)
	if err != nil {
		return err
	}
	if err := errors.Join(bbolt.Compact(fresh.DB, db.bolt.DB, 1<<20), forgetErasure(fresh.DB), fresh.Sync(), rows.allIn(fresh.DB)); err != nil {
		return errors.Join(err, fresh.release(err))
	}
	// Both files are locked by us while the new one takes the old one's name, so no other process can slip in between.
	fresh.NoSync = db.opts.NoSync
	if err := replace(temp, db.path); err != nil {
		return errors.Join(err, fresh.release(nil))
	}
	old := db.bolt
	db.bolt = fresh
	return old.release(nil)
}
