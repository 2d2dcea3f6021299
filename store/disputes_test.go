package store

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

func TestDisputedAnswersAreExportedAsAnEvalFile(t *testing.T) {
	t.Parallel()
	db, at := open(t, tempPath(t), newClock()), newClock().now()
	first, followUp, other := answer("a1", "U1", at, 40), answer("a2", "U1", at.Add(time.Minute), 90), answer("a3", "U2", at.Add(time.Hour), 50)
	first.Reply, followUp.Reply = "I would shed load,\nthen scale.", "The least important first."
	followUp.FollowUpOf = "a1"
	put1(t, db, first, followUp, other, answer("a4", "U2", at.Add(2*time.Hour), 60))
	dispute := func(answer, reason string) {
		update(t, db, func(tx *Tx) error {
			found, err := tx.PutDispute(answer, Dispute{Reason: reason, At: at})
			equal(t, answer+" found", found, answer != "gone")
			return err
		})
	}
	dispute("a3", "=cmd()")
	dispute("a1", "it was there")
	dispute("a1", "I named \"load\"")
	dispute("gone", "")
	var file, lines bytes.Buffer
	view(t, db, func(tx *Tx) error { return tx.ExportDisputed(&file) })
	golden(t, "disputed.csv", file.Bytes())

	view(t, db, func(tx *Tx) error { return tx.ExportJSONL(&lines) })
	equal(t, "the reason in the whole export", strings.Count(lines.String(), `"dispute":{"reason":"I named \"load\""`), 1)
	update(t, db, func(tx *Tx) error { _, err := tx.Erase("U1"); return err })
	for k, v := range dump(t, db) {
		if strings.Contains(v, "I named") || strings.Contains(v, "then scale") {
			t.Errorf("left of the erased dispute: %q = %q", k, v)
		}
	}
}
