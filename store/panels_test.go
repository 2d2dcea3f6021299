package store

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

func TestAPanelistsScoresAreExportedAsAnEvalFile(t *testing.T) {
	t.Parallel()
	db, at := open(t, tempPath(t), newClock()), newClock().now()
	first, followUp, other := answer("a1", "U1", at, 40), answer("a2", "U1", at.Add(time.Minute), 90), answer("a3", "U2", at.Add(time.Hour), 50)
	first.Reply, followUp.Reply, followUp.FollowUpOf = "I would shed load.", "The least important first.", "a1"
	put1(t, db, first, followUp, other)
	before := totals(t, db, "U1")
	give := func(answer string, h *HumanScore) {
		update(t, db, func(tx *Tx) error {
			found, err := tx.PutHumanScore(answer, h)
			equal(t, answer+" found", found, answer != "gone")
			return err
		})
	}
	give("a1", &HumanScore{Score: 70, By: "U9", At: at})
	give("a1", &HumanScore{Score: 75, By: "U9", At: at, Blind: true})
	give("a3", &HumanScore{Score: 20, By: "U9", At: at})
	give("a3", nil)
	give("gone", &HumanScore{Score: 1})
	var file, lines bytes.Buffer
	view(t, db, func(tx *Tx) error { return tx.ExportPanels(&file) })
	golden(t, "panels.csv", file.Bytes())
	view(t, db, func(tx *Tx) error { return tx.ExportJSONL(&lines) })
	equal(t, "the score in the whole export", strings.Count(lines.String(), `"human_score":75,"human_by":"U9"`), 1)
	equal(t, "a score of nobody", strings.Count(lines.String(), `"human_score":null,"human_by":""`), 2)
	if now := totals(t, db, "U1"); now.Sum != before.Sum || now.Count != before.Count {
		t.Errorf("a panelist's score changed the totals: %+v, before %+v", now, before)
	}
	err := db.Update(func(tx *Tx) error { _, err := tx.PutHumanScore("a1", &HumanScore{Score: 101}); return err })
	wantErr(t, err, ErrInvalid)
}

func TestPanelsAreTheInterviewees(t *testing.T) {
	t.Parallel()
	db, at := open(t, tempPath(t), newClock()), newClock().now()
	panel := func(id, panelist, interviewee string, age time.Duration) Panel {
		return Panel{ID: id, Channel: "C1", Panelist: panelist, Interviewee: interviewee, State: PanelAccepted, CreatedAt: at.Add(-age)}
	}
	update(t, db, func(tx *Tx) error {
		for _, p := range []Panel{panel("p1", "U1", "U2", time.Hour), panel("p2", "U2", "U1", 0), panel("p3", "U2", "U3", 0)} {
			if err := tx.PutPanel(p); err != nil {
				return err
			}
		}
		return nil
	})
	ids := func(user string) (out string) {
		view(t, db, func(tx *Tx) error {
			all, err := tx.PanelsOf(user)
			for _, p := range all {
				out += p.ID + " "
			}
			return err
		})
		return out
	}
	equal(t, "panels of U1", ids("U1"), "p2 p1 ")
	update(t, db, func(tx *Tx) error { _, err := tx.Erase("U2"); return err })
	equal(t, "panels of U1 without U2", ids("U1"), "p2 ")
	view(t, db, func(tx *Tx) error {
		p, _, err := tx.Panel("p2")
		equal(t, "its panelist", p.Panelist, "erased")
		return err
	})
	wantErr(t, db.Update(func(tx *Tx) error { return tx.PutPanel(Panel{ID: "p"}) }), ErrInvalid)
}
