package admin

import (
	"bufio"
	"errors"
	"fmt"
	"io"

	"mock-interviewer/store"
)

// The formats of Export.
const (
	JSONL = "jsonl"
	CSV   = "csv"
	// Disputed is CSV of the answers whose grade somebody finds unfair, as `eval` reads it.
	Disputed = "disputed"
	// Panel is the same of the answers that a panelist has graded, with both scores.
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

// erase removes a person's data, and its bytes too; those of a large file only where nobody else uses it.
func erase(db *store.DB, user string, alone bool) (Erased, error) {
	var e Erased
	err := db.Update(func(tx *store.Tx) (err error) {
		e.Erased, err = tx.Erase(user)
		return err
	})
	if err != nil {
		return Erased{}, err
	}
	clean, err := db.Scrub(alone)
	if errors.Is(err, store.ErrCorrupt) {
		return Erased{}, fmt.Errorf("the rows are removed, and their bytes cannot be: %w", err)
	}
	e.Compacted = clean && err == nil // the data is gone either way; its bytes wait for the next start
	return e, nil
}
