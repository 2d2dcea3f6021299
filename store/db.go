package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"
)

// The defaults of Options.
const (
	defaultTimeout = 2 * time.Second
	defaultSeenTTL = 6 * time.Hour
)

// Options are how to open a file. The zero value is right for serving.
type Options struct {
	// Timeout is how long to wait for another process to let go of the file; 0 means two seconds.
	Timeout time.Duration
	// Now is the clock; nil means time.Now.
	Now func() time.Time
	// SeenTTL is how long a delivery is recognised as a duplicate; 0 means six hours, less than one hour counts as one.
	SeenTTL time.Duration
	// Thorough looks at the frame of every page, however large the file is: half a second for a gigabyte.
	Thorough bool
	// NoSync skips fsync. It is for tests and benchmarks: a power cut then damages the file.
	NoSync bool

	// opened is when the file was, elapsed how long ago that is, whatever the clock was set to meanwhile.
	opened  time.Time
	elapsed func() time.Duration
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
	o.opened = o.Now()
	if o.elapsed == nil {
		now, opened := o.Now, o.opened
		o.elapsed = func() time.Duration { return now().Sub(opened) } // of the monotonic clock, where Now has it
	}
	return o
}

// steady is a clock that goes on evenly from when the file was opened.
func (o *Options) steady() time.Time { return o.opened.Add(o.elapsed()) }

// DB is an open file. It is safe for use by many goroutines.
type DB struct {
	path string
	opts Options

	// mu is held for reading by every transaction, and for writing while Compact swaps the file or Close ends it.
	mu   sync.RWMutex
	bolt handle

	// broken is set once a write met damage. Nothing is written after that, since bbolt's locks may be held for ever.
	broken atomic.Pointer[damage]

	group group
	// hurried is how many wait in Update.
	hurried atomic.Int64

	// upkeep lets one Backup or Compact run at a time. Compact must not wait for a backup with mu in its hand.
	upkeep sync.Mutex
}

// Open opens the file, creating it (0600) and its folder (0700) where they are missing, and brings an older schema up
// to date. What killed processes left half written beside it is removed. It returns ErrLocked, ErrNewer or ErrCorrupt where
// one of them is the reason; then the file is unchanged.
func Open(path string, opts Options) (*DB, error) {
	opts = opts.withDefaults()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fmt.Errorf("create the folder of %s: %w", path, err)
	}
	if err := create(path, opts); err != nil {
		return nil, fmt.Errorf("create %s: %w", path, err)
	}
	if err := inspect(path, opts); err != nil {
		return nil, err
	}
	b, err := openBolt(path, opts.bolt())
	if err != nil {
		return nil, err
	}
	RemoveHalves(path)
	if err := guard(func() error { return prepare(b.DB, path, migrations()) }); err != nil {
		return nil, errors.Join(explain(path, err), b.release(err))
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
	if err := errors.Join(prepare(b.DB, temp, migrations()), b.release(nil)); err != nil {
		return err
	}
	// A link, unlike a rename, never replaces the file that another process made meanwhile.
	switch err := os.Link(temp, path); {
	case errors.Is(err, os.ErrExist):
		return nil
	case errors.Is(err, os.ErrNotExist): // the other process took ours for nobody's
		_, err := os.Stat(path)
		return err
	case err != nil: // a file system without links
		return replace(temp, path)
	}
	return syncDir(filepath.Dir(path))
}

// handle is an open bbolt file with what is needed to let go of it when bbolt no longer can.
type handle struct {
	*bbolt.DB
	file *os.File
}

// release closes the file. Where err is damage that bbolt panicked over, Close might wait for ever: then only the lock
// on the file is let go, and the rest stays until this process ends.
func (h handle) release(err error) error {
	if h.DB == nil || isDamage(err) {
		if h.file != nil {
			unlock(h.file)
		}
		return nil
	}
	return guard(h.Close)
}

// openBolt opens the file and touches its frame. Where that fails, the file is let go again.
func openBolt(path string, o bbolt.Options) (handle, error) {
	var h handle
	o.OpenFile = func(name string, flag int, perm os.FileMode) (*os.File, error) {
		f, err := os.OpenFile(name, flag, perm)
		h.file = f
		return f, err
	}
	err := guard(func() error {
		if err := plausible(path); err != nil {
			return err
		}
		b, err := bbolt.Open(path, 0o600, &o)
		if err != nil {
			return err // bbolt has closed it
		}
		h.DB = b
		return whole(b, path)
	})
	if err != nil {
		return handle{}, explain(path, errors.Join(err, h.release(err)))
	}
	return h, nil
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

// InPlace says whether the open file is still the one at its path. Where another took its place, or it was removed, what is
// written goes nowhere that the next start looks.
func (db *DB) InPlace() error {
	db.mu.RLock()
	defer db.mu.RUnlock()
	open, err := db.bolt.file.Stat()
	if err != nil {
		return fmt.Errorf("%s: %w", db.path, err)
	}
	there, err := os.Stat(db.path)
	if err != nil {
		return fmt.Errorf("%s is no longer there, though it is open: %w", db.path, err)
	}
	if !os.SameFile(open, there) {
		return fmt.Errorf("%w: the file at %s is another than the one that is open; stop, and start again", ErrInvalid, db.path)
	}
	return nil
}

// Path is the file's path as it was given to Open.
func (db *DB) Path() string { return db.path }

// Close waits for running transactions and lets go of the file. Closing twice is fine.
func (db *DB) Close() error {
	if d := db.broken.Load(); d != nil {
		return db.bolt.release(d) // transactions may hang on bbolt's locks: do not wait for them
	}
	db.mu.Lock()
	defer db.mu.Unlock()
	if err := db.bolt.release(nil); err != nil {
		return fmt.Errorf("close %s: %w", db.path, err)
	}
	return nil
}

// View runs fn on a consistent picture of the file. Writers go on meanwhile, but keep it short: free pages are not
// reused while it lasts.
func (db *DB) View(fn func(*Tx) error) error {
	return db.run(func(b *bbolt.Tx) error { return db.call(b, fn) }, (*bbolt.DB).View)
}

// Update runs fn and commits what it did, or nothing where it returns an error. When it returns nil, it is on disk.
// Once a write has met a damaged page, this and every later one return ErrCorrupt. However many callers of
// Batch there are, it waits for a turn or two of theirs at most.
func (db *DB) Update(fn func(*Tx) error) error {
	db.hurried.Add(1)
	defer db.hurried.Add(-1)
	return db.writeRaw(func(b *bbolt.Tx) error { return db.call(b, fn) })
}

// writeRaw is one read-write transaction, unless the file is known to be damaged.
func (db *DB) writeRaw(fn func(*bbolt.Tx) error) error {
	if d := db.broken.Load(); d != nil {
		return d
	}
	err := db.run(fn, (*bbolt.DB).Update)
	if d, ok := errors.AsType[*damage](err); ok {
		db.broken.Store(d)
	}
	return err
}

func (db *DB) run(fn func(*bbolt.Tx) error, how func(*bbolt.DB, func(*bbolt.Tx) error) error) error {
	db.mu.RLock()
	defer db.mu.RUnlock()
	return guard(func() error { return how(db.bolt.DB, fn) })
}

// call runs fn on a transaction. A panic in it comes back as an error, so that bbolt rolls back and goes on; guard lets
// it out again.
func (db *DB) call(b *bbolt.Tx, fn func(*Tx) error) error {
	return catch(func() error {
		tx := &Tx{b: b, opts: &db.opts}
		if err := fn(tx); err != nil {
			return err
		}
		if tx.err != nil {
			return tx.err
		}
		return tx.writeCounters()
	})
}
