package store

import (
	"bytes"
	"errors"
	"testing"
)

// What was erased stands in the file until it is scrubbed, and so the file says, also after a kill.
func TestScrubTakesErasedBytesOutOnce(t *testing.T) {
	t.Parallel()
	c, path := newClock(), tempPath(t)
	db := open(t, path, c)
	update(t, db, func(tx *Tx) error {
		return errors.Join(shared(tx, c.now()), live(tx, "U0ERASEME", c.now()), live(tx, "U0KEEPME", c.now()))
	})
	held := func() bool {
		t.Helper()
		held, err := db.HoldsErased()
		if err != nil {
			t.Fatal(err)
		}
		return held
	}
	equal(t, "held before an erasure", held(), false)
	update(t, db, func(tx *Tx) error { _, err := tx.Erase("U0NOBODY"); return err })
	equal(t, "held after erasing nothing", held(), false)
	update(t, db, func(tx *Tx) error { _, err := tx.Erase("U0ERASEME"); return err })
	equal(t, "held after an erasure", held(), true)
	if !bytes.Contains(read(t, path), []byte(secret("U0ERASEME"))) {
		t.Fatal("the words are out of the file already: the test shows nothing")
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	db = open(t, path, c)
	equal(t, "held after a start", held(), true)
	clean, err := db.Scrub(true)
	if err != nil || !clean {
		t.Fatalf("clean %v, %v", clean, err)
	}
	for _, trace := range []string{"U0ERASEME", secret("U0ERASEME")} {
		if bytes.Contains(read(t, path), []byte(trace)) {
			t.Errorf("the file still holds %q", trace)
		}
	}
	equal(t, "held after scrubbing", held(), false)
	view(t, db, func(tx *Tx) error {
		_, found, err := tx.Member("U0KEEPME")
		equal(t, "the other is there", found, true)
		return err
	})
}
