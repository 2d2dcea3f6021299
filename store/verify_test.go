package store

import (
	"bytes"
	"errors"
	"testing"

	"go.etcd.io/bbolt"
)

// A row that is gone without its index, or the other way round, shows that something else is gone too.
func TestRowsIndexesAndCountersMustAgree(t *testing.T) {
	t.Parallel()
	whole := read(t, filled(t, 12))
	for _, bucket := range []string{
		bktInbox, bktOutbox, bktOutboxID, bktSent, bktSentTime, bktGradings, bktGradingsDue, bktInterviews, bktOpen, bktThread,
		bktUserInterview, bktAnswers, bktAnswerID, bktUserAnswer, bktDaily, bktDailySlot, bktDailyThread, bktDailyChannel,
		bktDailyHidden, bktCounters,
	} {
		t.Run(bucket, func(t *testing.T) {
			t.Parallel()
			path := rewritten(t, whole, func(tx *bbolt.Tx) error {
				c := tx.Bucket([]byte(bucket)).Cursor()
				if k, _ := c.First(); k == nil {
					t.Fatal("it is empty: the test shows nothing")
				}
				return c.Delete()
			})
			refusedAsDamaged(t, path)
		})
	}
}

// Counting is not enough: an index may lead to another row.
func TestAnIndexMustLeadToItsRow(t *testing.T) {
	t.Parallel()
	whole := read(t, filled(t, 12))
	for _, bucket := range []string{bktOutboxID, bktAnswerID, bktUserAnswer, bktSentTime, bktGradingsDue, bktUserInterview, bktDailySlot} {
		t.Run(bucket, func(t *testing.T) {
			t.Parallel()
			path := rewritten(t, whole, func(tx *bbolt.Tx) error {
				b := tx.Bucket([]byte(bucket))
				k, v := b.Cursor().Last()
				k, v = bytes.Clone(k), bytes.Clone(v)
				return errors.Join(b.Delete(k), b.Put(append(k, '!'), v))
			})
			refusedAsDamaged(t, path)
		})
	}
}

// rewritten is a file with something changed behind the store's back.
func rewritten(t *testing.T, whole []byte, change func(*bbolt.Tx) error) (path string) {
	t.Helper()
	path = tempPath2(t)
	write(t, path, whole)
	if err := VerifyFile(path); err != nil {
		t.Fatal(err)
	}
	b, err := bbolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(b.Update(change), b.Close()); err != nil {
		t.Fatal(err)
	}
	return path
}

// refusedAsDamaged wants a file that opens to be refused by all that reads it whole, and left as it is.
func refusedAsDamaged(t *testing.T, path string) {
	t.Helper()
	before := read(t, path)
	wantErr(t, VerifyFile(path), ErrCorrupt)
	db := open(t, path, nil)
	wantErr(t, db.Compact(), ErrCorrupt)
	wantErr(t, db.Backup(path+".b"), ErrCorrupt)
	if clean, err := db.Scrub(true); !errors.Is(err, ErrCorrupt) || clean {
		t.Errorf("scrubbed: %v, %v", clean, err)
	}
	if !bytes.Equal(before, read(t, path)) {
		t.Error("the file was changed")
	}
}
