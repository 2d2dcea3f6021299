package store

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestOpenCreatesAPrivateFileInAMissingFolder(t *testing.T) {
	t.Parallel()
	path := tempPath(t)
	db := open(t, path, nil)
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "mode", info.Mode().Perm(), os.FileMode(0o600))
	equal(t, "path", db.Path(), path)
	left, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "files in the folder", len(left), 1)
}

func TestSecondOpenIsToldThatTheFileIsInUse(t *testing.T) {
	t.Parallel()
	path := tempPath(t)
	open(t, path, nil)
	start := time.Now()
	_, err := Open(path, Options{Timeout: 100 * time.Millisecond})
	wantErr(t, err, ErrLocked)
	if !strings.Contains(err.Error(), "stop the other") {
		t.Errorf("the message does not say what to do: %v", err)
	}
	if took := time.Since(start); took > 2*time.Second {
		t.Errorf("it took %v", took)
	}
}

func TestConcurrentFirstOpensMakeOneFile(t *testing.T) {
	t.Parallel()
	path := tempPath(t)
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() {
			db, err := Open(path, Options{Timeout: 10 * time.Second})
			if err != nil {
				t.Error(err)
				return
			}
			if err := db.Update(func(tx *Tx) error { return tx.MarkAsked("s", "q", time.Unix(int64(i+1), 0)) }); err != nil {
				t.Error(err)
			}
			if err := db.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	db := open(t, path, nil)
	view(t, db, func(tx *Tx) error {
		asked, err := tx.Asked("s")
		equal(t, "asked", asked["q"], 4)
		return err
	})
}

func TestWhatWasCommittedIsThereAfterReopening(t *testing.T) {
	t.Parallel()
	path := tempPath(t)
	db := open(t, path, nil)
	update(t, db, func(tx *Tx) error { return tx.PutMember(Member{User: "U1", TZ: "Europe/Berlin"}) })
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatalf("closing twice: %v", err)
	}
	db = open(t, path, nil)
	view(t, db, func(tx *Tx) error {
		m, ok, err := tx.Member("U1")
		equal(t, "found", ok, true)
		equal(t, "zone", m.TZ, "Europe/Berlin")
		return err
	})
}

func TestAnErrorUndoesTheWholeUpdate(t *testing.T) {
	t.Parallel()
	db := open(t, tempPath(t), nil)
	boom := errors.New("boom")
	err := db.Update(func(tx *Tx) error {
		if err := tx.Enqueue(OutboxEntry{ID: "e1"}); err != nil {
			return err
		}
		return boom
	})
	wantErr(t, err, boom)
	view(t, db, func(tx *Tx) error {
		equal(t, "outbox", tx.OutboxLen(), 0)
		equal(t, "pending", tx.Pending("e1"), false)
		return nil
	})
}

func TestOneFailingBatchDoesNotHarmItsNeighbours(t *testing.T) {
	t.Parallel()
	db := open(t, tempPath(t), nil)
	boom := errors.New("boom")
	var wg sync.WaitGroup
	for i := range 20 {
		wg.Go(func() {
			err := db.Batch(func(tx *Tx) error {
				if _, err := tx.Receive(Inbound{Keys: []string{string(rune('a' + i))}}); err != nil {
					return err
				}
				if i == 7 {
					return boom
				}
				return nil
			})
			if (i == 7) != errors.Is(err, boom) || (i != 7 && err != nil) {
				t.Errorf("batch %d: %v", i, err)
			}
		})
	}
	wg.Wait()
	view(t, db, func(tx *Tx) error {
		equal(t, "inbox", tx.InboxLen(), 19)
		return nil
	})
}

func TestACallersPanicIsNotTakenForDamage(t *testing.T) {
	t.Parallel()
	db := open(t, tempPath(t), nil)
	for name, how := range map[string]func(func(*Tx) error) error{"View": db.View, "Update": db.Update, "Batch": db.Batch} {
		func() {
			defer func() {
				if p := recover(); p != "bug" {
					t.Errorf("%s: recovered %v, want the caller's own panic", name, p)
				}
			}()
			err := how(func(*Tx) error { panic("bug") })
			t.Errorf("%s returned %v", name, err)
		}()
	}
	update(t, db, func(tx *Tx) error { return tx.PutMember(Member{User: "U1"}) })
}

// TestKilledProcessKeepsWhatItCommitted kills a child that writes, with every commit synced, and reads its file.
func TestKilledProcessKeepsWhatItCommitted(t *testing.T) {
	if path := os.Getenv("STORE_TEST_WRITE_FOR_EVER"); path != "" {
		writeForEver(path)
		return
	}
	t.Parallel()
	path := tempPath(t)
	total := 0
	for round := range 3 {
		cmd := exec.Command(os.Args[0], "-test.run=^TestKilledProcessKeepsWhatItCommitted$")
		cmd.Env = append(os.Environ(), "STORE_TEST_WRITE_FOR_EVER="+path)
		var said bytes.Buffer
		cmd.Stdout = &said
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(150+70*round) * time.Millisecond)
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait()
		acked := strings.Count(said.String(), "\n") // a line is written only after its commit
		total += acked
		db, err := Open(path, Options{})
		if err != nil {
			t.Fatal(err)
		}
		view(t, db, func(tx *Tx) error {
			if tx.InboxLen() < acked || tx.InboxLen() != tx.OutboxLen() {
				t.Errorf("acked %d, inbox %d, outbox %d", acked, tx.InboxLen(), tx.OutboxLen())
			}
			all, err := tx.Inbox(0, 0)
			equal(t, "counted and stored", tx.InboxLen(), len(all))
			for _, in := range all {
				if err := tx.checkEffect(in); err != nil {
					t.Error(err)
				}
			}
			return err
		})
		update(t, db, emptyBoxes)
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		if err := VerifyFile(path); err != nil {
			t.Fatal(err)
		}
	}
	if total == 0 {
		t.Error("the child never committed, so nothing was tested")
	}
}

func (tx *Tx) checkEffect(in InboxEntry) error {
	if !tx.Pending("effect of " + in.Kind) {
		return errors.New("a message without its effect: " + in.Kind)
	}
	return nil
}

func emptyBoxes(tx *Tx) error {
	ins, err := tx.Inbox(0, 0)
	if err != nil {
		return err
	}
	for _, in := range ins {
		if err := tx.InboxDone(in.Seq); err != nil {
			return err
		}
	}
	outs, err := tx.Outbox(0, 0)
	if err != nil {
		return err
	}
	for _, out := range outs {
		if err := tx.Drop(out); err != nil {
			return err
		}
	}
	return nil
}

func writeForEver(path string) {
	db, err := Open(path, Options{})
	if err != nil {
		panic(err)
	}
	for {
		key := time.Now().Format(time.RFC3339Nano)
		err := db.Update(func(tx *Tx) error {
			if _, err := tx.Receive(Inbound{Keys: []string{key}, Kind: key, Body: raw(`{"text":"` + strings.Repeat("x", 3000) + `"}`)}); err != nil {
				return err
			}
			return tx.Enqueue(OutboxEntry{ID: "effect of " + key})
		})
		if err != nil {
			panic(err)
		}
		os.Stdout.WriteString(key + "\n")
	}
}
