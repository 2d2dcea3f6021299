package admin

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"

	"mock-interviewer/store"
)

// The formats of Export.
const (
	JSONL = "jsonl"
	CSV   = "csv"
	// Disputed is CSV of the answers whose grade somebody finds unfair, as `eval` reads it.
	Disputed = "disputed"
	// Panel is the same of the answers that a panelist has graded, with the panelist's scores.
	Panel = "panel"
)

func export(db *store.DB, format string, w io.Writer) error {
	out := bufio.NewWriter(w)
	err := db.View(func(tx *store.Tx) error {
		switch format {
		case JSONL:
			return tx.ExportJSONL(out)
		case CSV:
			return tx.ExportCSV(out)
		case Disputed:
			return tx.ExportDisputed(out)
		case Panel:
			return tx.ExportPanels(out)
		}
		return fmt.Errorf("%w: the format is %q, want %s, %s, %s or %s", store.ErrInvalid, format, JSONL, CSV, Disputed, Panel)
	})
	return errors.Join(err, out.Flush())
}

// Erased is what an erasure removed.
type Erased struct {
	store.Erased
	// Compacted is set where the file was rewritten too, so that the removed bytes are gone from it. It is not done to a
	// large file in use, since everybody would wait.
	Compacted bool
}

// mostCompacted is the size of a file in use up to which it is rewritten: a fraction of a second.
const mostCompacted = 64 << 20

// erase removes a person's data, and its bytes where the file is no larger than mostBytes.
func erase(db *store.DB, user string, mostBytes int64) (Erased, error) {
	var e Erased
	err := db.Update(func(tx *store.Tx) (err error) {
		e.Erased, err = tx.Erase(user)
		return err
	})
	if err != nil {
		return Erased{}, err
	}
	info, err := os.Stat(db.Path())
	if err != nil || info.Size() > mostBytes {
		return e, nil //nolint:nilerr // the data is gone; only its bytes wait for the next compact
	}
	e.Compacted = db.Compact() == nil
	return e, nil
}
