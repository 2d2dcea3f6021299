package store

import (
	"encoding/json"
	"maps"
	"os"
	"strings"
	"testing"

	"go.etcd.io/bbolt"
)

func TestRestorePutsBackAVerifiedCopy(t *testing.T) {
	t.Parallel()
	backup := filled(t, 100)
	path := tempPath(t)
	if err := RestoreFile(backup, path, false); err != nil {
		t.Fatal(err)
	}
	wantErr(t, RestoreFile(backup, path, false), ErrExists)
	db := open(t, path, nil)
	wantErr(t, RestoreFile(backup, path, true), ErrLocked)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte("rubbish"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := RestoreFile(backup, path, true); err != nil {
		t.Fatal(err)
	}
	if got, want := allRows(t, path), allRows(t, backup); !maps.Equal(got, want) {
		t.Errorf("the restored file holds %d rows, the backup %d, or others", len(got), len(want))
	}
	if err := os.WriteFile(backup, []byte("rubbish"), 0o600); err != nil {
		t.Fatal(err)
	}
	wantErr(t, RestoreFile(backup, path, true), ErrCorrupt)
	if err := VerifyFile(path); err != nil {
		t.Errorf("a bad backup harmed the file: %v", err)
	}
}

// allRows are the rows of a file, but for the doubt whether what waits was said.
func allRows(t *testing.T, path string) map[string]string {
	t.Helper()
	rows := map[string]string{}
	framed(t, path, func(tx *bbolt.Tx, _ []byte) {
		err := tx.ForEach(func(name []byte, b *bbolt.Bucket) error {
			return b.ForEach(func(k, v []byte) error {
				if string(name) == bktOutbox {
					var e OutboxEntry
					if err := decode(v, &e); err != nil {
						return err
					}
					e.MaybeSent = false
					v, _ = json.Marshal(e)
				}
				rows[string(name)+"/"+string(k)] = string(v)
				return nil
			})
		})
		if err != nil {
			t.Fatal(err)
		}
	})
	return rows
}

// A backup's outbox was most likely sent since: each entry is to be looked for before it is sent again.
func TestWhatWaitsInARestoredBackupMayHaveBeenSent(t *testing.T) {
	t.Parallel()
	path, backup := tempPath(t), tempPath(t)
	db := open(t, path, nil)
	update(t, db, func(tx *Tx) error {
		return tx.Enqueue(
			OutboxEntry{ID: "e1", Conversation: "c", Message: raw(`{"text":"a\nb <1>"}`)},
			OutboxEntry{ID: "e2", Conversation: "c", Action: ActionEphemeral, Binds: raw(`{"n":12345678901234567890}`)},
		)
	})
	if err := db.Backup(backup); err != nil {
		t.Fatal(err)
	}
	var want []OutboxEntry
	view(t, db, func(tx *Tx) (err error) { want, err = tx.Outbox(0, 0); return err })
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if err := RestoreFile(backup, path, true); err != nil {
		t.Fatal(err)
	}
	if err := VerifyFile(path); err != nil {
		t.Fatal(err)
	}
	db = open(t, path, nil)
	view(t, db, func(tx *Tx) error {
		got, err := tx.Outbox(0, 0)
		equal(t, "entries", len(got), len(want))
		for i := range got {
			want[i].MaybeSent = true
			g, _ := json.Marshal(got[i])
			w, _ := json.Marshal(want[i])
			equal(t, "entry", string(g), string(w))
		}
		return err
	})
	left := names(t, strings.TrimSuffix(path, "/mock-interviewer.db"))
	equal(t, "files", len(left), 1)
}
