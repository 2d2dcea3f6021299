package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

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
	b, err := openBolt(path, bbolt.Options{Timeout: defaultTimeout})
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

// VerifyFile reads every page and row of a file that nobody writes to, changing nothing. It returns ErrCorrupt, ErrNewer
// or ErrLocked where one of them is the reason.
func VerifyFile(path string) error {
	if _, err := os.Stat(path); err != nil {
		return fmt.Errorf("verify %s: %w", path, err)
	}
	b, err := openBolt(path, bbolt.Options{Timeout: defaultTimeout, ReadOnly: true, PreLoadFreelist: true})
	if err != nil {
		return err
	}
	err = guard(func() error { return verify(b.DB) })
	if err = errors.Join(err, b.release(err)); err != nil {
		return explain(path, err)
	}
	return nil
}

func verify(b *bbolt.DB) error {
	version, err := versionOf(b)
	if err != nil {
		return err
	}
	if version > schemaVersion {
		return fmt.Errorf("%w: its schema is %d, this version knows %d", ErrNewer, version, schemaVersion)
	}
	tx, err := b.Begin(false)
	if err != nil {
		return err
	}
	// Our own walk comes first: Check runs on a goroutine where a memory fault cannot be caught.
	if err := walk(tx); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	if err := check(tx); isDamage(err) {
		return err // Check still has the transaction
	} else if err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Rollback()
}

// maxFindings is how much of what Check finds is listened to. A page that claims to go on for ever makes it find errors
// for hours; it is then left to wait, with the file still mapped, until the process ends.
const maxFindings = 1000

// check returns the first thing that bbolt finds; as damage where it is not done yet.
func check(tx *bbolt.Tx) error {
	var first error
	n := 0
	for err := range tx.Check(bbolt.WithKVStringer(shortKeys{})) {
		if first == nil {
			first = err
		}
		if n++; n == maxFindings {
			return &damage{cause: first}
		}
	}
	if first != nil {
		return fmt.Errorf("%w: %w", ErrCorrupt, first)
	}
	return nil
}

// shortKeys shows the start of a key. A damaged one may claim to be longer than what is mapped.
type shortKeys struct{}

func (shortKeys) KeyToString(key []byte) string     { return fmt.Sprintf("%x", key[:min(len(key), 32)]) }
func (shortKeys) ValueToString(value []byte) string { return fmt.Sprintf("%d bytes", len(value)) }

// walk reads every row: that a lookup finds it, and that it is of the kind that its bucket holds.
func walk(tx *bbolt.Tx) error {
	known, kinds := buckets(), rowKinds()
	err := tx.ForEach(func(name []byte, _ *bbolt.Bucket) error {
		if !slices.Contains(known, string(name)) {
			return fmt.Errorf("%w: there is no bucket %.64q", ErrCorrupt, name)
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, name := range known {
		bucket := tx.Bucket([]byte(name))
		if bucket == nil {
			return fmt.Errorf("%w: bucket %s is missing", ErrCorrupt, name)
		}
		readable := kinds[name]
		if readable == nil {
			readable = func([]byte) error { return nil }
		}
		var last []byte
		err := bucket.ForEach(func(k, v []byte) error {
			if len(k) > bbolt.MaxKeySize {
				return fmt.Errorf("%w: a key in %s of %d bytes", ErrCorrupt, name, len(k))
			}
			k, v = bytes.Clone(k), bytes.Clone(v) // reads all of both, here where a fault is caught
			if v == nil || len(k) == 0 || last != nil && bytes.Compare(last, k) >= 0 {
				return fmt.Errorf("%w: %s %.64q is no row, or out of order", ErrCorrupt, name, k)
			}
			last = k
			if !bytes.Equal(bucket.Get(k), v) {
				return fmt.Errorf("%w: %s %.64q is not where it belongs", ErrCorrupt, name, k)
			}
			if err := readable(v); err != nil {
				return fmt.Errorf("%s %.64q: %w", name, k, err)
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// rowKinds says for each bucket of rows how to read one; the other buckets are indexes.
func rowKinds() map[string]func([]byte) error {
	tally := func(v []byte) error {
		_, err := decodeTally(v)
		return err
	}
	return map[string]func([]byte) error{
		bktInbox: rowOf[InboxEntry], bktOutbox: rowOf[OutboxEntry], bktSent: rowOf[Sent], bktGradings: rowOf[Grading],
		bktInterviews: rowOf[Interview], bktAnswers: rowOf[Answer], bktMembers: rowOf[Member], bktPersonal: rowOf[any],
		bktSubscriptions: rowOf[Subscription], bktDaily: rowOf[DailyPost], bktDailyAnswers: rowOf[DailyAnswer],
		bktSettings: rowOf[any], bktChannels: rowOf[Channel], bktBoards: rowOf[BoardMember], bktPanels: rowOf[Panel],
		bktTotals: tally, bktTotalsPart: tally,
	}
}

func rowOf[T any](v []byte) error {
	var row T
	if err := decode(v, &row); err != nil {
		return err
	}
	if b, ok := any(&row).(bodied); ok && len(*b.body()) > 0 && !json.Valid(*b.body()) {
		return fmt.Errorf("%w: a row whose body is no JSON", ErrCorrupt)
	}
	return nil
}

// Compact rewrites the file without its free pages, where deleted rows still stand in bytes: call it after Erase. Every
// other transaction waits meanwhile, about a second for each few hundred megabytes, so choose a quiet moment.
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
	if err := errors.Join(bbolt.Compact(fresh.DB, db.bolt.DB, 1<<20), forgetErasure(fresh.DB), fresh.Sync()); err != nil {
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
