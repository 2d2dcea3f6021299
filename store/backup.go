package store

import (
	"errors"
	"fmt"
	"io"
	"os"

	"go.etcd.io/bbolt"
)

// Backup writes a consistent copy to path while the file stays in use, replacing what stands there only once the copy
// is on disk and was read back whole. Writers go on meanwhile.
func (db *DB) Backup(path string) error {
	db.upkeep.Lock()
	defer db.upkeep.Unlock()
	RemoveHalves(path)
	temp, err := NewHalf(path)
	if err != nil {
		return fmt.Errorf("back up to %s: %w", path, err)
	}
	defer temp.Discard()
	if err := errors.Join(db.copyTo(temp), temp.Sync(), temp.Close()); err != nil {
		return fmt.Errorf("back up to %s: %w", path, err)
	}
	if err := errors.Join(readBack(temp.Name())); err != nil {
		return fmt.Errorf("back up to %s: what was copied is not whole: %w", path, err)
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
