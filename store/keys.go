package store

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"time"
)

// maxID bounds every id, so that the longest key stays far below bbolt's limit.
const maxID = 1024

func be(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }

func fromBE(b []byte) uint64 {
	if len(b) < 8 {
		return 0
	}
	return binary.BigEndian.Uint64(b)
}

// nanos maps a time to a number that sorts the same way; the zero time sorts first.
func nanos(t time.Time) uint64 {
	if t.IsZero() {
		return 0
	}
	return uint64(max(t.UnixNano(), 0))
}

func fromNanos(n uint64) time.Time {
	if n == 0 {
		return time.Time{}
	}
	return time.Unix(0, int64(n)).UTC()
}

func beTime(t time.Time) []byte { return be(nanos(t)) }

// join makes a key of parts with a zero byte after each but the last.
func join(parts ...string) []byte { return []byte(strings.Join(parts, "\x00")) }

// prefix is join with a zero byte at the end too, so that "U1" does not begin the keys of "U12".
func prefix(parts ...string) []byte { return append(join(parts...), 0) }

// timed makes a key of a head, a time and an id.
func timed(head []byte, t time.Time, id string) []byte {
	key := binary.BigEndian.AppendUint64(bytes.Clone(head), nanos(t))
	return append(key, id...)
}

// untimed is the id of a timed key without a head; nothing where the key is damaged.
func untimed(key []byte) []byte { return key[min(8, len(key)):] }

// newest is timed with the newest first.
func newest(head []byte, t time.Time, id string) []byte {
	key := binary.BigEndian.AppendUint64(bytes.Clone(head), ^nanos(t))
	return append(key, id...)
}

// checkID refuses an id that cannot be part of a key.
func checkID(what, id string) error {
	switch {
	case id == "":
		return fmt.Errorf("%w: %s is empty", ErrInvalid, what)
	case len(id) > maxID:
		return fmt.Errorf("%w: %s is %d bytes long, at most %d will do", ErrInvalid, what, len(id), maxID)
	case strings.Contains(id, "\x00"):
		return fmt.Errorf("%w: %s holds a zero byte", ErrInvalid, what)
	}
	return nil
}

// checkIDs checks pairs of what and id; those that are empty pass.
func checkIDs(pairs ...string) error {
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] == "" {
			continue
		}
		if err := checkID(pairs[i], pairs[i+1]); err != nil {
			return err
		}
	}
	return nil
}
