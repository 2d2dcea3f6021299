package store

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"go.etcd.io/bbolt"
)

// TestEveryMigrationHasItsTest runs each migration on a file of the version before it and looks at what came of it.
func TestEveryMigrationHasItsTest(t *testing.T) {
	t.Parallel()
	cases := map[uint64]struct {
		before func(*bbolt.Tx) error
		after  func(*testing.T, *bbolt.Tx)
	}{
		1: {
			before: func(*bbolt.Tx) error { return nil },
			after: func(t *testing.T, tx *bbolt.Tx) {
				for _, name := range buckets() {
					if tx.Bucket([]byte(name)) == nil {
						t.Errorf("bucket %s is missing", name)
					}
				}
			},
		},
		2: {
			before: func(tx *bbolt.Tx) error {
				for _, name := range []string{bktMeta, bktMembers} {
					if _, err := tx.CreateBucket([]byte(name)); err != nil {
						return err
					}
				}
				return tx.Bucket([]byte(bktMembers)).Put([]byte("U1"), []byte("\x01{}"))
			},
			after: func(t *testing.T, tx *bbolt.Tx) {
				for _, name := range []string{bktChannels, bktBoards, bktPanels} {
					if tx.Bucket([]byte(name)) == nil {
						t.Errorf("bucket %s is missing", name)
					}
				}
				if tx.Bucket([]byte(bktMembers)).Get([]byte("U1")) == nil {
					t.Error("a member is lost")
				}
			},
		},
		3: {
			before: func(tx *bbolt.Tx) error {
				if err := createBuckets(tx); err != nil {
					return err
				}
				return tx.Bucket([]byte(bktInterviews)).Put([]byte("I1"), []byte("\x01"+`{"id":"I1","user":"U1","state":{"a":1}}`))
			},
			after: func(t *testing.T, tx *bbolt.Tx) {
				iv, _, err := (&Tx{b: tx, opts: &Options{Now: time.Now}}).Interview("I1")
				if err != nil || string(iv.State) != `{"a":1}` {
					t.Errorf("an interview of before is read as %+v: %v", iv, err)
				}
			},
		},
		4: {
			before: func(tx *bbolt.Tx) error {
				if err := createBuckets(tx); err != nil {
					return err
				}
				times, err := tx.CreateBucket([]byte("seen/time"))
				if err != nil {
					return err
				}
				now := time.Now()
				return errors.Join(tx.Bucket([]byte(bktSeen)).Put([]byte("Ev1"), beTime(now)), times.Put(timed(nil, now, "Ev1"), nil))
			},
			after: func(t *testing.T, tx *bbolt.Tx) {
				if tx.Bucket([]byte("seen/time")) != nil {
					t.Error("the index is still there")
				}
				opts := Options{SeenTTL: time.Hour}.withDefaults()
				old := &Tx{b: tx, opts: &opts}
				if fresh, err := old.remember([]string{"Ev1"}); fresh || err != nil {
					t.Errorf("a delivery of before is taken again: %v", err)
				}
			},
		},
	}
	steps := migrations()
	equal(t, "migrations with a test", len(cases), len(steps))
	equal(t, "version of the last", steps[len(steps)-1].to, uint64(schemaVersion))
	for i, m := range steps {
		equal(t, "migrations are in order", m.to, uint64(i+1))
		c, ok := cases[m.to]
		if !ok {
			t.Fatalf("migration %d (%s) has no test", m.to, m.what)
		}
		b, err := bbolt.Open(tempPath2(t), 0o600, nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(b.Update(c.before), b.Update(m.apply)); err != nil {
			t.Fatal(err)
		}
		if err := b.View(func(tx *bbolt.Tx) error { c.after(t, tx); return nil }); err != nil {
			t.Fatal(err)
		}
		if err := b.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func tempPath2(t *testing.T) string { return t.TempDir() + "/old.db" }

// TestMigrationIsOneCommitWithACopyOfBefore shows the pattern with a made-up further migration.
func TestMigrationIsOneCommitWithACopyOfBefore(t *testing.T) {
	t.Parallel()
	path := tempPath(t)
	db := open(t, path, nil)
	update(t, db, func(tx *Tx) error { return tx.PutMember(Member{User: "U1"}) })

	boom := errors.New("boom")
	fails := append(migrations(), migration{to: schemaVersion + 1, what: "half", apply: func(tx *bbolt.Tx) error {
		if err := tx.DeleteBucket([]byte(bktMembers)); err != nil {
			return err
		}
		return boom
	}})
	wantErr(t, prepare(db.bolt.DB, path, fails), boom)
	view(t, db, func(tx *Tx) error {
		_, ok, err := tx.Member("U1")
		equal(t, "member after the failed migration", ok, true)
		return err
	})

	works := append(migrations(), migration{to: schemaVersion + 1, what: "whole", apply: func(tx *bbolt.Tx) error {
		return tx.Bucket([]byte(bktMembers)).Put([]byte("U2"), []byte("\x01{}"))
	}})
	if err := prepare(db.bolt.DB, path, works); err != nil {
		t.Fatal(err)
	}
	version, err := versionOf(db.bolt.DB)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "version", version, uint64(schemaVersion+1))

	old := open(t, fmt.Sprintf("%s.schema-%d", path, schemaVersion), nil)
	view(t, old, func(tx *Tx) error {
		_, was, err := tx.Member("U1")
		_, is, _ := tx.Member("U2")
		equal(t, "U1 in the copy", was, true)
		equal(t, "U2 in the copy", is, false)
		return err
	})
}

func TestFileOfANewerVersionIsRefusedUnchanged(t *testing.T) {
	t.Parallel()
	path := tempPath(t)
	db := open(t, path, nil)
	err := db.bolt.Update(func(tx *bbolt.Tx) error {
		return tx.Bucket([]byte(bktMeta)).Put([]byte(keySchemaVersion), be(schemaVersion+1))
	})
	if err = errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	before := read(t, path)
	_, err = Open(path, Options{})
	wantErr(t, err, ErrNewer)
	if !strings.Contains(err.Error(), "install the newer") {
		t.Errorf("the message does not say what to do: %v", err)
	}
	wantErr(t, VerifyFile(path), ErrNewer)
	if !bytes.Equal(before, read(t, path)) {
		t.Error("the file was changed")
	}
}

func TestAnotherProgramsDatabaseIsRefusedUnchanged(t *testing.T) {
	t.Parallel()
	path := tempPath2(t)
	b, err := bbolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = b.Update(func(tx *bbolt.Tx) error {
		_, err := tx.CreateBucket([]byte("somebody's"))
		return err
	})
	if err = errors.Join(err, b.Close()); err != nil {
		t.Fatal(err)
	}
	before := read(t, path)
	_, err = Open(path, Options{})
	wantErr(t, err, ErrInvalid)
	if !bytes.Equal(before, read(t, path)) {
		t.Error("the file was changed")
	}
}

func read(t testing.TB, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func write(t testing.TB, path string, content []byte) {
	t.Helper()
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
}
