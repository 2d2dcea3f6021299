package store

import (
	"encoding/json"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestAskedCountsInItsScopeOnly(t *testing.T) {
	t.Parallel()
	c := newClock()
	db := open(t, tempPath(t), c)
	update(t, db, func(tx *Tx) error {
		return errors.Join(
			tx.MarkAsked("user:U1", "q1", c.now()), tx.MarkAsked("user:U1", "q1", c.now().Add(-time.Hour)),
			tx.MarkAsked("user:U1", "q2", c.now()), tx.MarkAsked("user:U12", "q1", c.now()), tx.MarkAsked("channel:C1", "q3", c.now()))
	})
	view(t, db, func(tx *Tx) error {
		counts, err := tx.Asked("user:U1")
		if diff := cmp.Diff(map[string]int{"q1": 2, "q2": 1}, counts); diff != "" {
			t.Error(diff)
		}
		last, _ := tx.LastAsked("user:U1")
		equal(t, "last", last["q1"], c.now())
		none, _ := tx.Asked("user:U")
		equal(t, "of nobody", len(none), 0)
		return err
	})
	wantErr(t, db.Update(func(tx *Tx) error { return tx.MarkAsked("s", "", c.now()) }), ErrInvalid)
}

func TestPersonalRowsBelongToOnePersonAndKind(t *testing.T) {
	t.Parallel()
	db := open(t, tempPath(t), nil)
	update(t, db, func(tx *Tx) error {
		return errors.Join(tx.PutPersonal("U1", "card", "q1", raw(`{"due":1}`)), tx.PutPersonal("U1", "card", "q2", raw(`2`)),
			tx.PutPersonal("U1", "cards", "q3", raw(`3`)), tx.PutPersonal("U12", "card", "q4", raw(`4`)))
	})
	list := func() map[string]string {
		got := map[string]string{}
		view(t, db, func(tx *Tx) error {
			return tx.EachPersonal("U1", "card", func(name string, row json.RawMessage) error {
				got[name] = string(row)
				return nil
			})
		})
		return got
	}
	if diff := cmp.Diff(map[string]string{"q1": `{"due":1}`, "q2": "2"}, list()); diff != "" {
		t.Error(diff)
	}
	update(t, db, func(tx *Tx) error { return tx.DropPersonal("U1", "card", "q2") })
	equal(t, "after a drop", len(list()), 1)
	view(t, db, func(tx *Tx) error {
		row, ok, err := tx.Personal("U1", "card", "q1")
		equal(t, "row", string(row), `{"due":1}`)
		equal(t, "found", ok, true)
		return err
	})
}

func TestMembersAndSettingsAreKept(t *testing.T) {
	t.Parallel()
	c := newClock()
	db := open(t, tempPath(t), c)
	update(t, db, func(tx *Tx) error {
		return errors.Join(tx.PutMember(Member{User: "U1", LastStart: raw(`{"n":3}`)}), tx.PutSetting("endpoint", raw(`"json_object"`)),
			tx.PutSetting("gone", raw(`1`)), tx.PutSetting("gone", nil))
	})
	view(t, db, func(tx *Tx) error {
		m, _, err := tx.Member("U1")
		equal(t, "first seen", m.FirstSeenAt, c.now())
		equal(t, "last start", string(m.LastStart), `{"n":3}`)
		n := 0
		if err := tx.EachMember(func(Member) error { n++; return nil }); err != nil {
			return err
		}
		equal(t, "members", n, 1)
		v, ok := tx.Setting("endpoint")
		equal(t, "setting", string(v), `"json_object"`)
		equal(t, "found", ok, true)
		_, ok = tx.Setting("gone")
		equal(t, "removed", ok, false)
		return err
	})
	wantErr(t, db.Update(func(tx *Tx) error { return tx.PutSetting("x", raw(`{`)) }), ErrInvalid)
}

func TestADamagedRowFailsTheTransactionThatReadsIt(t *testing.T) {
	t.Parallel()
	db := open(t, tempPath(t), nil)
	update(t, db, func(tx *Tx) error {
		return errors.Join(tx.putRaw(bktSettings, []byte("x"), []byte("\x01{")), tx.putRaw(bktMembers, []byte("U1"), []byte("\x02{}")))
	})
	wantErr(t, db.View(func(tx *Tx) error { tx.Setting("x"); return nil }), ErrCorrupt)
	wantErr(t, db.View(func(tx *Tx) error { _, _, err := tx.Member("U1"); return err }), ErrCorrupt)
}
