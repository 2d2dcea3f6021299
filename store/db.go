package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	"go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"
)

// The defaults of Options, and how long Batch waits for company.
const (
	defaultTimeout = 2 * time.Second
	defaultSeenTTL = 6 * time.Hour
	batchDelay     = 2 * time.Millisecond
)

// Options are how to open a file. The zero value is right for serving.
type Options struct {
	// Timeout is how long to wait for another process to let go of the file; 0 means two seconds.
	Timeout time.Duration
	// Now is the clock; nil means time.Now.
	Now func() time.Time
	// SeenTTL is how long a delivery is recognised as a duplicate; 0 means six hours, less than one hour counts as one.
	SeenTTL time.Duration
	// NoSync skips fsync. It is for tests and benchmarks: a power cut then damages the file.
	NoSync bool
}

func (o Options) withDefaults() Options {
	if o.Timeout <= 0 {
		o.Timeout = defaultTimeout
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.SeenTTL == 0 {
		o.SeenTTL = defaultSeenTTL
	}
	o.SeenTTL = max(o.SeenTTL, time.Hour)
	return o
}

// DB is an open file. It is safe for use by many goroutines.
type DB struct {
	path string
	opts Options

	// mu is held for reading by every transaction, and for writing while Compact swaps the file or Close ends it.
	mu   sync.RWMutex
	bolt *bbolt.DB

	// upkeep lets one Backup or Compact run at a time. Compact must not wait for a backup with mu in its hand.
	upkeep sync.Mutex
}

// Open opens the file, creating it (0600) and its folder (0700) where they are missing, and brings an older schema up
// to date. It returns ErrLocked, ErrNewer or ErrCorrupt where one of them is the reason; then the file is unchanged.
func Open(path string, opts Options) (*DB, error) {
	opts = opts.withDefaults()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fmt.Errorf("create the folder of %s: %w", path, err)
	}
	if err := create(path, opts); err != nil {
		return nil, fmt.Errorf("create %s: %w", path, err)
	}
	b, err := openBolt(path, opts.bolt())
	if err != nil {
		return nil, err
	}
	if err := guard(func() error { return prepare(b, path, migrations()) }); err != nil {
		return nil, errors.Join(explain(path, err), closeBolt(b))
	}
	return &DB{path: path, opts: opts, bolt: b}, nil
}

func (o Options) bolt() bbolt.Options {
	return bbolt.Options{Timeout: o.Timeout, NoSync: o.NoSync, FreelistType: bbolt.FreelistMapType}
}

// create makes the file where there is none: complete, in one step, so that a crash leaves either nothing or a whole
// database, and whatever is less than whole is known to be damaged.
func create(path string, opts Options) error {
	if _, err := os.Lstat(path); !errors.Is(err, os.ErrNotExist) {
		return nil // Open finds out what stands there
	}
	temp, err := tempName(path)
	if err != nil {
		return err
	}
	defer os.Remove(temp)
	b, err := openBolt(temp, opts.bolt())
	if err != nil {
		return err
	}
	if err := errors.Join(prepare(b, temp, migrations()), closeBolt(b)); err != nil {
		return err
	}
	// A link, unlike a rename, never replaces the file that another process made meanwhile.
	switch err := os.Link(temp, path); {
	case errors.Is(err, os.ErrExist):
		return nil
	case err != nil: // a file system without links
		return replace(temp, path)
	}
	return syncDir(filepath.Dir(path))
}

// openBolt opens the file and touches its frame. Where bbolt panics on a damaged file, the file is let go again.
func openBolt(path string, o bbolt.Options) (*bbolt.DB, error) {
	var file *os.File
	o.OpenFile = func(name string, flag int, perm os.FileMode) (*os.File, error) {
		f, err := os.OpenFile(name, flag, perm)
		file = f
		return f, err
	}
	var b *bbolt.DB
	err := guard(func() error {
		if err := plausible(path); err != nil {
			return err
		}
		var err error
		if b, err = bbolt.Open(path, 0o600, &o); err != nil {
			return err
		}
		return whole(b, path)
	})
	if err == nil {
		b.MaxBatchDelay = batchDelay
		return b, nil
	}
	if b != nil {
		err = errors.Join(err, closeBolt(b))
	} else if file != nil {
		unlock(file)
		_ = file.Close() // bbolt closed it already unless it panicked
	}
	return nil, explain(path, err)
}

// plausible refuses what bbolt would take for a new database, or could not map. A file of ours is never that short.
func plausible(path string) error {
	info, err := os.Stat(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if info.IsDir() {
		return fmt.Errorf("%w: a folder stands there", ErrInvalid)
	}
	if info.Size() < minSize {
		return fmt.Errorf("%w: it is only %d bytes long", ErrCorrupt, info.Size())
	}
	return nil
}

// minSize is four of the smallest pages that any system writes: the size of an empty database.
const minSize = 4 * 4096

// whole says whether the file is as long as its own frame says. A shorter one would fault where it is read.
func whole(b *bbolt.DB, path string) error {
	return b.View(func(tx *bbolt.Tx) error {
		info, err := os.Stat(path)
		if err != nil {
			return err
		}
		if info.Size() < tx.Size() {
			return fmt.Errorf("%w: %d of %d bytes are there", ErrCorrupt, info.Size(), tx.Size())
		}
		return nil
	})
}

// explain turns what bbolt says into our errors, with what to do.
func explain(path string, err error) error {
	switch {
	case errors.Is(err, berrors.ErrTimeout):
		return fmt.Errorf("open %s: %w; stop the other mock-interviewer, or give this one its own data folder", path, ErrLocked)
	case errors.Is(err, ErrNewer):
		return fmt.Errorf("open %s: %w", path, err)
	case errors.Is(err, berrors.ErrInvalid), errors.Is(err, berrors.ErrVersionMismatch), errors.Is(err, berrors.ErrChecksum),
		errors.Is(err, ErrCorrupt):
		return fmt.Errorf("open %s: %w; move the file aside and restore the newest backup (mock-interviewer restore FILE)",
			path, corrupt(err))
	}
	return fmt.Errorf("open %s: %w", path, err)
}

func corrupt(err error) error {
	if errors.Is(err, ErrCorrupt) {
		return err
	}
	return fmt.Errorf("%w: %w", ErrCorrupt, err)
}

func closeBolt(b *bbolt.DB) error { return guard(b.Close) }

// Path is the file's path as it was given to Open.
func (db *DB) Path() string { return db.path }

// Close waits for running transactions and lets go of the file. Closing twice is fine.
func (db *DB) Close() error {
	db.mu.Lock()
	defer db.mu.Unlock()
	if err := closeBolt(db.bolt); err != nil {
		return fmt.Errorf("close %s: %w", db.path, err)
	}
	return nil
}

// View runs fn on a consistent picture of the file. Writers go on meanwhile, but keep it short: free pages are not
// reused while it lasts.
func (db *DB) View(fn func(*Tx) error) error {
	return db.run(fn, (*bbolt.DB).View)
}

// Update runs fn and commits what it did, or nothing where it returns an error. When it returns nil, it is on disk.
func (db *DB) Update(fn func(*Tx) error) error {
	return db.run(fn, (*bbolt.DB).Update)
}

// Batch is Update with a commit shared among the callers of the moment; alone, it waits about two milliseconds for
// company. fn may run more than once, so it must have no effect but on the Tx and on variables it sets afresh each time.
func (db *DB) Batch(fn func(*Tx) error) error {
	return db.run(fn, (*bbolt.DB).Batch)
}

func (db *DB) run(fn func(*Tx) error, how func(*bbolt.DB, func(*bbolt.Tx) error) error) error {
	db.mu.RLock()
	defer db.mu.RUnlock()
	return guard(func() error {
		return how(db.bolt, func(b *bbolt.Tx) error {
			// Batch runs this on a goroutine of its own, so it needs its own guard.
			return catch(func() error {
				tx := &Tx{b: b, opts: &db.opts}
				if err := fn(tx); err != nil {
					return err
				}
				return tx.err
			})
		})
	})
}
