package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"go.etcd.io/bbolt"
)

// RestoreFile puts a verified copy of a backup in the place of a database that nobody has open. What waits to be said in it
// is marked as maybe said, since it was copied. It returns ErrExists
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
	temp.release() // bbolt locks it itself
	if err := doubt(temp.Name()); err != nil {
		return err
	}
	return replace(temp.Name(), path)
}

// doubt marks everything in the outbox of a file as maybe sent: between the backup and now it most likely was. A file with
// nothing in its outbox stays as it is, as does the form of the rows, whatever version wrote them.
func doubt(path string) error {
	b, err := openBolt(path, bbolt.Options{Timeout: defaultTimeout, FreelistType: bbolt.FreelistMapType})
	if err != nil {
		return err
	}
	err = guard(func() error {
		waiting, err := doubtful(b.DB)
		if err != nil || len(waiting) == 0 {
			return err
		}
		return b.Update(func(tx *bbolt.Tx) error {
			outbox := tx.Bucket([]byte(bktOutbox))
			for _, row := range waiting {
				if err := outbox.Put(row.key, row.value); err != nil {
					return err
				}
			}
			return nil
		})
	})
	return errors.Join(err, b.release(err))
}

type keyed struct{ key, value []byte }

// doubtful are the rows of the outbox, changed.
func doubtful(b *bbolt.DB) (rows []keyed, err error) {
	err = b.View(func(tx *bbolt.Tx) error {
		return tx.Bucket([]byte(bktOutbox)).ForEach(func(k, v []byte) error {
			format, parts, err := split(v)
			if err != nil {
				return err
			}
			row := map[string]json.RawMessage{}
			if err := json.Unmarshal(parts[0], &row); err != nil {
				return fmt.Errorf("%w: %w", ErrCorrupt, err)
			}
			row["maybe_sent"] = json.RawMessage("true")
			if parts[0], err = encodeJSON(row); err != nil {
				return err
			}
			rows = append(rows, keyed{bytes.Clone(k), unsplit(format, parts)})
			return nil
		})
	})
	return rows, err
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
