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

// DropDailyAnswers removes parts, of whomever, in posts whose answer was due before a time: at most limit of them, and it
// says how many. The posts keep their number of people.
func (tx *Tx) DropDailyAnswers(before time.Time, limit int) (n int, err error) {
	var of []byte // the post that the keys are at, whose parts stand together
	var stays bool
	for _, key := range tx.keys(bktDailyAnswers, nil, 0) {
		if id, _, _ := bytes.Cut(key, []byte{0}); of == nil || !bytes.Equal(id, of) {
			post, found, err := tx.DailyPost(string(id))
			if err != nil {
				return n, err
			}
			of, stays = id, found && !post.RevealAt.Before(before)
		}
		if stays {
			continue
		}
		if n == limit {
			return n, nil
		}
		if err := tx.drop(bktDailyAnswers, key); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}
