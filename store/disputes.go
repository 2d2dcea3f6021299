package store

import (
	"io"
	"time"
)

// Dispute says that a person finds the grade of their answer unfair. It lies in the answer's row, so that it goes with it.
type Dispute struct {
	// Reason is what they say against it; it may be empty.
	Reason string    `json:"reason"`
	At     time.Time `json:"at"`
}

// PutDispute keeps a dispute with an answer, in place of an earlier one; false where the answer is no longer kept.
func (tx *Tx) PutDispute(answer string, d Dispute) (found bool, err error) {
	a, found, err := tx.Answer(answer)
	if err != nil || !found {
		return false, err
	}
	a.Dispute = &d
	return true, tx.PutAnswer(a)
}

// ExportDisputed writes the answers whose grade somebody finds unfair as CSV that `eval` reads once a person has filled in
// the empty column score: oldest first, replies to follow-ups joined to the answer that they add to. The machine's score
// is not in it, since whoever sees one gives one like it, and neither is the author.
func (tx *Tx) ExportDisputed(w io.Writer) error {
	return tx.exportForEval(w, []string{"reason"}, func(a Answer) (forEval, bool) {
		if a.Dispute == nil {
			return forEval{}, false
		}
		return forEval{more: []string{a.Dispute.Reason}}, true
	})
}
