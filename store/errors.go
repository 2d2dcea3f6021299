package store

import "errors"

// The errors that callers tell apart. What Open returns also says what to do about it.
var (
	// ErrLocked means that another process has the file open.
	ErrLocked = errors.New("the database is in use by another process")
	// ErrNewer means that a newer version wrote the file. It is left as it is.
	ErrNewer = errors.New("the database was written by a newer version")
	// ErrCorrupt means that the file is damaged.
	ErrCorrupt = errors.New("the database is damaged")
	// ErrExists means that something else stands where this was to go.
	ErrExists = errors.New("it exists already")
	// ErrNotFound means that what was to be changed is not there, or no longer.
	ErrNotFound = errors.New("it is not in the database")
	// ErrInvalid means that a value cannot be stored as it is: an empty id, a zero time, JSON that is none.
	ErrInvalid = errors.New("it cannot be stored")
)
