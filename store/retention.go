package store

import (
	"bytes"
	"fmt"
	"time"
)

// DropAnswersOf removes a person's answers that were given before a time, and says how many. The totals follow, counted
// afresh once.
func (tx *Tx) DropAnswersOf(user string, before time.Time) (n int, err error) {
	head := prefix(user)
	until := timed(head, before, "")
	for _, key := range tx.keys(bktUserAnswer, head, 0) {
		if bytes.Compare(key, until) >= 0 {
			break
		}
		a, ok, err := get[Answer](tx, bktAnswers, key[len(head):])
		if err != nil {
			return 0, err
		}
		if !ok {
			return 0, fmt.Errorf("%w: %s points to an answer that is not there", ErrCorrupt, bktUserAnswer)
		}
		if err := tx.unindexAnswer(a); err != nil {
			return 0, err
		}
		n++
	}
	if n == 0 {
		return 0, nil
	}
	return n, tx.recount(user)
}
