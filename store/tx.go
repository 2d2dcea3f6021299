package store

import (
	"bytes"
	"fmt"
	"time"

	"go.etcd.io/bbolt"
)

// Tx is one transaction. It must not be kept after the function that it was given to, nor used by two goroutines.
type Tx struct {
	b    *bbolt.Tx
	opts *Options
	// err is an error met by a method that returns none; the transaction fails with it at its end.
	err error
	// read is the interview that was read last, without its state: whoever changes one has just read it.
	read Interview
	// added is what the counters grew by, which is written once, at the end.
	added map[string]int
}

// Now is the store's clock.
func (tx *Tx) Now() time.Time { return tx.opts.Now() }

// bucket is never nil: Open has seen that all are there.
func (tx *Tx) bucket(name string) *bbolt.Bucket { return tx.b.Bucket([]byte(name)) }

func (tx *Tx) fail(err error) {
	if tx.err == nil {
		tx.err = err
	}
}

func get[T any](tx *Tx, bucket string, key []byte) (row T, ok bool, err error) {
	value := tx.bucket(bucket).Get(key)
	if value == nil {
		return row, false, nil
	}
	if err := decode(value, &row); err != nil {
		return row, false, fmt.Errorf("%s %.64q: %w", bucket, key, err)
	}
	return row, true, nil
}

func put(tx *Tx, bucket string, key []byte, v any) error {
	value, err := encode(v)
	if err != nil {
		return fmt.Errorf("%s %.64q: %w", bucket, key, err)
	}
	return tx.putRaw(bucket, key, value)
}

func (tx *Tx) putRaw(bucket string, key, value []byte) error {
	if err := tx.bucket(bucket).Put(key, value); err != nil {
		return fmt.Errorf("%s %.64q: %w", bucket, key, err)
	}
	return nil
}

func (tx *Tx) drop(bucket string, key []byte) error {
	if err := tx.bucket(bucket).Delete(key); err != nil {
		return fmt.Errorf("%s %.64q: %w", bucket, key, err)
	}
	return nil
}

// has says whether a key is there, also one with an empty value.
func (tx *Tx) has(bucket string, key []byte) bool {
	k, _ := tx.bucket(bucket).Cursor().Seek(key)
	return bytes.Equal(k, key)
}

// list reads up to limit rows from key `from` on that begin with head; limit 0 or less means all.
func list[T any](tx *Tx, bucket string, head, from []byte, limit int) ([]T, error) {
	var rows []T
	c := tx.bucket(bucket).Cursor()
	for k, v := c.Seek(from); k != nil && bytes.HasPrefix(k, head); k, v = c.Next() {
		if limit > 0 && len(rows) == limit {
			break
		}
		var row T
		if err := decode(v, &row); err != nil {
			return nil, fmt.Errorf("%s %.64q: %w", bucket, k, err)
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// keys copies up to limit keys that begin with head; limit 0 or less means all. Deleting while a cursor runs skips keys,
// so whoever deletes collects first.
func (tx *Tx) keys(bucket string, head []byte, limit int) [][]byte {
	var found [][]byte
	c := tx.bucket(bucket).Cursor()
	for k, _ := c.Seek(head); k != nil && bytes.HasPrefix(k, head); k, _ = c.Next() {
		if limit > 0 && len(found) == limit {
			break
		}
		if len(k) > bbolt.MaxKeySize { // a damaged length, which may reach over the rest of the file
			tx.fail(fmt.Errorf("%w: a key in %s of %d bytes", ErrCorrupt, bucket, len(k)))
			break
		}
		found = append(found, bytes.Clone(k))
	}
	return found
}

// follow reads the rows that an index points to, in its order.
func follow[T any](tx *Tx, index string, head []byte, limit int, row func(id string) (T, bool, error)) ([]T, error) {
	var rows []T
	c := tx.bucket(index).Cursor()
	for k, id := c.Seek(head); k != nil && bytes.HasPrefix(k, head); k, id = c.Next() {
		if limit > 0 && len(rows) == limit {
			break
		}
		r, ok, err := row(string(id))
		if err != nil {
			return nil, err
		}
		if !ok {
			return nil, fmt.Errorf("%w: %s points to %q, which is not there", ErrCorrupt, index, id)
		}
		rows = append(rows, r)
	}
	return rows, nil
}

// The counters.
const (
	countInbox    = "inbox"
	countOutbox   = "outbox"
	countGradings = "gradings"
	countOpen     = "open"
	countAnswers  = "answers"
)

func (tx *Tx) count(name string) int {
	return max(int(fromBE(tx.bucket(bktCounters).Get([]byte(name))))+tx.added[name], 0)
}

func (tx *Tx) add(name string, delta int) {
	if tx.added == nil {
		tx.added = map[string]int{}
	}
	tx.added[name] += delta
}

// writeCounters is for the end of a transaction: hundreds of envelopes are counted with one write.
func (tx *Tx) writeCounters() error {
	for name, delta := range tx.added {
		if delta == 0 {
			continue
		}
		if err := tx.putRaw(bktCounters, []byte(name), be(uint64(tx.count(name)))); err != nil {
			return err
		}
	}
	return nil
}
