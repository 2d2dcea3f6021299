package store

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"slices"

	"go.etcd.io/bbolt"
)

// VerifyFile reads every page and row of a file that nobody writes to, changing nothing, and compares the rows with their
// indexes and counters. It returns ErrCorrupt, ErrNewer or ErrLocked where one of them is the reason.
func VerifyFile(path string) error {
	if _, err := os.Stat(path); err != nil {
		return fmt.Errorf("verify %s: %w", path, err)
	}
	found, err := readBack(path)
	if err != nil || found == nil {
		return err
	}
	return explain(path, found)
}

// readBack is VerifyFile that returns apart, without advice, what is wrong in a file that can be opened.
func readBack(path string) (found, err error) {
	b, err := openBolt(path, bbolt.Options{Timeout: defaultTimeout, ReadOnly: true})
	if err != nil {
		return nil, err
	}
	found = guard(func() error {
		_, err := verify(b)
		return err
	})
	return found, b.release(found)
}

// verify reads all of an open file while nobody writes to it.
func verify(b handle) (rows rowCounts, err error) {
	version, err := versionOf(b.DB)
	if err != nil {
		return nil, err
	}
	if version > schemaVersion {
		return nil, fmt.Errorf("%w: its schema is %d, this version knows %d", ErrNewer, version, schemaVersion)
	}
	err = b.View(func(tx *bbolt.Tx) error {
		// The pages come first: bbolt would follow what they say to wherever it leads.
		if err := checkPages(tx, b.file, false); err != nil {
			return err
		}
		rows, err = readRows(tx, version)
		return err
	})
	return rows, err
}

// rowCounts says how many rows each bucket holds.
type rowCounts map[string]int

// allIn counts the rows of a copy.
func (want rowCounts) allIn(b *bbolt.DB) error {
	return b.View(func(tx *bbolt.Tx) error {
		for name, n := range want {
			have := 0
			bucket := tx.Bucket([]byte(name))
			if bucket == nil {
				return fmt.Errorf("the copy has no bucket %s", name)
			}
			if err := bucket.ForEach(func(_, _ []byte) error { have++; return nil }); err != nil {
				return err
			}
			if have != n && name != bktMeta { // where the copy lacks the note of an erasure
				return fmt.Errorf("the copy has %d of %d rows in %s", have, n, name)
			}
		}
		return nil
	})
}

// reader reads all rows of a file.
type reader struct {
	tx   *bbolt.Tx
	rows rowCounts
	// open and threads count interviews that stand in the indexes of these, hidden and shown the daily posts.
	open, threads, hidden, shown int
}

// readRows reads every row: that a lookup finds it, that it is of the kind that its bucket holds, and that its indexes
// lead to it.
func readRows(tx *bbolt.Tx, version uint64) (rowCounts, error) {
	known, kinds := bucketsOf(version), rowKinds()
	err := tx.ForEach(func(name []byte, _ *bbolt.Bucket) error {
		if !slices.Contains(known, string(name)) {
			return fmt.Errorf("%w: there is no bucket %.64q", ErrCorrupt, name)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	r := reader{tx: tx, rows: rowCounts{}}
	for _, name := range known {
		if err := r.bucket(name, kinds[name]); err != nil {
			return nil, err
		}
	}
	return r.rows, r.compare()
}

func (r *reader) bucket(name string, row rowKind) error {
	bucket := r.tx.Bucket([]byte(name))
	if bucket == nil {
		return fmt.Errorf("%w: bucket %s is missing", ErrCorrupt, name)
	}
	var last []byte
	lookedUp := slices.Contains(rowIndexes(), name)
	return bucket.ForEach(func(k, v []byte) error {
		if len(k) > bbolt.MaxKeySize {
			return fmt.Errorf("%w: a key in %s of %d bytes", ErrCorrupt, name, len(k))
		}
		if v == nil || len(k) == 0 || last != nil && bytes.Compare(last, k) >= 0 {
			return fmt.Errorf("%w: %s %.64q is no row, or out of order", ErrCorrupt, name, k)
		}
		last = k
		if !lookedUp && !bytes.Equal(bucket.Get(k), v) {
			return fmt.Errorf("%w: %s %.64q is not where it belongs", ErrCorrupt, name, k)
		}
		r.rows[name]++
		if row == nil {
			return nil
		}
		if err := row(r, k, v); err != nil {
			return fmt.Errorf("%s %.64q: %w", name, k, err)
		}
		return nil
	})
}

// rowKind reads one row.
type rowKind func(r *reader, k, v []byte) error

// rowKinds says for each bucket of rows how to read one; the other buckets are indexes.
func rowKinds() map[string]rowKind {
	tally := func(_ *reader, _, v []byte) error {
		_, err := decodeTally(v)
		return err
	}
	return map[string]rowKind{
		bktInbox: rowOf[InboxEntry](nil), bktOutbox: rowOf((*reader).outbox), bktSent: rowOf((*reader).sent),
		bktGradings: rowOf((*reader).grading), bktInterviews: rowOf((*reader).interview), bktAnswers: rowOf((*reader).answer),
		bktMembers: rowOf[Member](nil), bktPersonal: rowOf[any](nil), bktSubscriptions: rowOf[Subscription](nil),
		bktDaily: rowOf((*reader).daily), bktDailyAnswers: rowOf[DailyAnswer](nil), bktSettings: rowOf[any](nil),
		bktChannels: rowOf[Channel](nil), bktBoards: rowOf[BoardMember](nil), bktPanels: rowOf[Panel](nil),
		bktTotals: tally, bktTotalsPart: tally,
	}
}

// rowOf reads a row and, where it has indexes, looks at them.
func rowOf[T any](indexes func(r *reader, k []byte, row *T) error) rowKind {
	return func(r *reader, k, v []byte) error {
		var row T
		if err := decode(v, &row); err != nil {
			return err
		}
		if b, ok := any(&row).(bodied); ok && len(*b.body()) > 0 && !json.Valid(*b.body()) {
			return fmt.Errorf("%w: a row whose body is no JSON", ErrCorrupt)
		}
		if indexes == nil {
			return nil
		}
		return indexes(r, k, &row)
	}
}
