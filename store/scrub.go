package store

import (
	"errors"
	"os"

	"go.etcd.io/bbolt"
)

// keyErased is there from an erasure to the next Compact: until then erased rows may stand in the file's free pages.
const keyErased = "erased"

// mostScrubbed is the size up to which a file in use is rewritten: about a second, while an ack may take three.
const mostScrubbed = 64 << 20

func (tx *Tx) noteErased() error {
	return tx.putRaw(bktMeta, []byte(keyErased), beTime(tx.Now()))
}

// HoldsErased says whether bytes of what was erased may still stand in the file.
func (db *DB) HoldsErased() (held bool, err error) {
	err = db.View(func(tx *Tx) error {
		held = tx.has(bktMeta, []byte(keyErased))
		return nil
	})
	return held, err
}

// Scrub takes the bytes of what was erased out of the file, by Compact, and says whether none are left. Where the file is
// so large that everybody would notice, it does nothing unless idle is true, which says that nobody uses the file yet.
func (db *DB) Scrub(idle bool) (clean bool, err error) {
	held, err := db.HoldsErased()
	if err != nil || !held {
		return !held, err
	}
	if !idle {
		info, err := os.Stat(db.path)
		if err != nil || info.Size() > mostScrubbed {
			return false, err
		}
	}
	if err := db.Compact(); err != nil {
		return false, err
	}
	return true, nil
}

// forgetErasure ends the note in a file that was just rewritten.
func forgetErasure(fresh *bbolt.DB) error {
	return fresh.Update(func(tx *bbolt.Tx) error {
		meta := tx.Bucket([]byte(bktMeta))
		if meta == nil {
			return errors.New("the copy has no meta bucket")
		}
		return meta.Delete([]byte(keyErased))
	})
}
