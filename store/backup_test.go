package store

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"go.etcd.io/bbolt"
)

// filled makes a closed file with enough in it to have pages of every kind.
func filled(t testing.TB, people int) string {
	t.Helper()
	c, path := newClock(), tempPath(t)
	db := open(t, path, c)
	update(t, db, func(tx *Tx) error {
		if err := shared(tx, c.now()); err != nil {
			return err
		}
		for i := range people {
			if err := live(tx, fmt.Sprintf("U%03d", i), c.now()); err != nil {
				return err
			}
		}
		return nil
	})
	update(t, db, func(tx *Tx) error { _, err := tx.Erase("U007"); return err }) // so that there are free pages
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestBackupIsWholeWhileWritersGoOn(t *testing.T) {
	t.Parallel()
	c := newClock()
	db := open(t, tempPath(t), c)
	to := filepath.Join(t.TempDir(), "backups", "b.db")
	stop := make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		for i := 0; ; i++ {
			select {
			case <-stop:
				return
			default:
			}
			err := db.Update(func(tx *Tx) error {
				_, err := tx.Receive(Inbound{Keys: []string{fmt.Sprint(i)}})
				return errors.Join(err, tx.Enqueue(OutboxEntry{ID: fmt.Sprint(i)}))
			})
			if err != nil {
				t.Error(err)
				return
			}
		}
	})
	for range 5 {
		if err := db.Backup(to); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Compact(); err != nil {
		t.Fatal(err)
	}
	close(stop)
	wg.Wait()
	copied := open(t, to, c)
	view(t, copied, func(tx *Tx) error {
		equal(t, "inbox and outbox of the copy", tx.InboxLen(), tx.OutboxLen())
		return nil
	})
	left, err := os.ReadDir(filepath.Dir(to))
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "files beside the backup", len(left), 1)
	info, err := left[0].Info()
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "mode", info.Mode().Perm(), os.FileMode(0o600))
}

func TestFailedBackupLeavesTheOldOne(t *testing.T) {
	t.Parallel()
	db := open(t, tempPath(t), nil)
	to := filepath.Join(t.TempDir(), "b.db")
	if err := db.Backup(to); err != nil {
		t.Fatal(err)
	}
	before := read(t, to)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if err := db.Backup(to); err == nil {
		t.Error("a closed database was backed up")
	}
	if !bytes.Equal(before, read(t, to)) {
		t.Error("the old backup was changed")
	}
}

func TestDamagedFileIsRefusedWithWhatToDo(t *testing.T) {
	t.Parallel()
	whole := read(t, filled(t, 100))
	for name, damage := range map[string]func([]byte) []byte{
		"empty":            func([]byte) []byte { return nil },
		"a few bytes":      func(b []byte) []byte { return b[:100] },
		"one page":         func(b []byte) []byte { return b[:4096] },
		"cut in half":      func(b []byte) []byte { return b[:len(b)/2] },
		"cut in a page":    func(b []byte) []byte { return b[:len(b)/2+77] },
		"both metas wiped": func(b []byte) []byte { clear(b[:8192]); return b },
		"text":             func([]byte) []byte { return []byte(strings.Repeat("no database at all\n", 5000)) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "x.db")
			bad := damage(bytes.Clone(whole))
			if err := os.WriteFile(path, bad, 0o600); err != nil {
				t.Fatal(err)
			}
			for range 2 { // the second time shows that the first let the file go
				_, err := Open(path, Options{Timeout: 100 * time.Millisecond})
				wantErr(t, err, ErrCorrupt)
				if !strings.Contains(err.Error(), "restore") || !strings.Contains(err.Error(), path) {
					t.Errorf("the message does not say what to do: %v", err)
				}
			}
			wantErr(t, VerifyFile(path), ErrCorrupt)
			if !bytes.Equal(bad, read(t, path)) {
				t.Error("the file was changed")
			}
		})
	}
}

// usedPages are the numbers of the pages that hold something, each with the page size.
func usedPages(t *testing.T, path string) (used []int, size int) {
	t.Helper()
	db := open(t, path, nil)
	defer db.Close()
	size = db.bolt.Info().PageSize
	err := db.bolt.View(func(tx *bbolt.Tx) error {
		for id := 2; ; id++ {
			p, err := tx.Page(id)
			if err != nil || p == nil {
				return err
			}
			if p.Type != "free" {
				used = append(used, id)
				id += p.OverflowCount
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return used, size
}

func TestVerifyNoticesEveryWipedPage(t *testing.T) {
	t.Parallel()
	path := filled(t, 40)
	used, size := usedPages(t, path)
	whole := read(t, path)
	if len(used) < 10 {
		t.Fatalf("only %d pages in use", len(used))
	}
	for _, page := range used {
		for _, with := range []byte{0x00, 0xff} {
			bad := bytes.Clone(whole)
			for i := range size {
				bad[page*size+i] = with
			}
			if err := os.WriteFile(path, bad, 0o600); err != nil {
				t.Fatal(err)
			}
			if err := VerifyFile(path); !errors.Is(err, ErrCorrupt) {
				t.Errorf("page %d wiped with %#x: %v", page, with, err)
			}
			useAll(path)
		}
	}
}

// TestDamagedPagesNeverCrash flips bytes and swaps pages at random. Whatever is read then is right or an error.
func TestDamagedPagesNeverCrash(t *testing.T) {
	t.Parallel()
	path := filled(t, 40)
	used, size := usedPages(t, path)
	whole := read(t, path)
	rng := rand.New(rand.NewPCG(1, 2))
	page := func(b []byte) []byte { return b[used[rng.IntN(len(used))]*size:][:size] }
	for round := range 60 {
		bad := bytes.Clone(whole)
		if at := page(bad); round%2 == 0 {
			for range 20 {
				at[rng.IntN(len(at))] ^= byte(1 + rng.IntN(255))
			}
		} else {
			copy(at, page(whole))
		}
		if err := os.WriteFile(path, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		_ = VerifyFile(path)
		useAll(path)
	}
}

// useAll reads and writes all over a file that may be damaged; errors are fine, panics are not.
func useAll(path string) {
	db, err := Open(path, Options{Timeout: 100 * time.Millisecond, NoSync: true})
	if err != nil {
		return
	}
	_ = db.View(func(tx *Tx) error { return tx.EachAnswer(func(Answer) error { return nil }) })
	_ = db.View(func(tx *Tx) error { _, err := tx.Outbox(0, 0); return err })
	_ = db.View(func(tx *Tx) error { _, err := tx.InterviewsOf("U010", 0); return err })
	_ = db.View(func(tx *Tx) error { _, err := tx.Totals("U010"); return err })
	_ = db.Update(func(tx *Tx) error { return live(tx, "U010", time.Unix(1, 0)) })
	_ = db.Update(func(tx *Tx) error { _, err := tx.Erase("U011"); return err })
	_ = db.Close()
}
