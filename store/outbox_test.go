package store

import (
	"errors"
	"testing"
	"time"
)

func outbox(t testing.TB, db *DB) (all []OutboxEntry) {
	t.Helper()
	view(t, db, func(tx *Tx) (err error) {
		all, err = tx.Outbox(0, 0)
		equal(t, "outbox length", tx.OutboxLen(), len(all))
		return err
	})
	return all
}

func TestEnqueueingAnEffectAgainChangesNothing(t *testing.T) {
	t.Parallel()
	c := newClock()
	db := open(t, tempPath(t), c)
	enqueue := func() {
		update(t, db, func(tx *Tx) error {
			return tx.Enqueue(OutboxEntry{ID: "e1", Message: raw(`{"text":"<b>"}`)}, OutboxEntry{ID: "e2"})
		})
	}
	enqueue()
	enqueue()
	all := outbox(t, db)
	if len(all) != 2 || all[0].ID != "e1" || all[1].ID != "e2" || all[0].Seq >= all[1].Seq {
		t.Fatalf("outbox: %+v", all)
	}
	equal(t, "message", string(all[0].Message), `{"text":"<b>"}`)
	equal(t, "created", all[0].CreatedAt, c.now())
	update(t, db, func(tx *Tx) error {
		return errors.Join(tx.Sent(all[0], "C1", "1.2", c.now()), tx.Drop(all[1]))
	})
	enqueue() // a replay after they were sent and dropped
	equal(t, "entries after a replay", len(outbox(t, db)), 0)
}

func TestSettlingAnEffectRecordsWhereItWent(t *testing.T) {
	t.Parallel()
	c := newClock()
	db := open(t, tempPath(t), c)
	update(t, db, func(tx *Tx) error { return tx.Enqueue(OutboxEntry{ID: "e1"}, OutboxEntry{ID: "e2"}) })
	all := outbox(t, db)
	for range 2 { // twice is fine
		update(t, db, func(tx *Tx) error {
			return errors.Join(tx.Sent(all[0], "C1", "1.2", c.now()), tx.Drop(all[1]))
		})
	}
	equal(t, "entries left", len(outbox(t, db)), 0)
	view(t, db, func(tx *Tx) error {
		s, ok := tx.SentAs("e1")
		equal(t, "sent", ok, true)
		equal(t, "where", s, Sent{Channel: "C1", TS: "1.2", At: c.now()})
		equal(t, "e1 dropped", tx.Dropped("e1"), false)
		_, ok = tx.SentAs("e2")
		equal(t, "a dropped effect was sent", ok, false)
		equal(t, "e2 dropped", tx.Dropped("e2"), true)
		_, ok = tx.SentAs("e3")
		equal(t, "an unknown effect was sent", ok, false)
		return nil
	})
	err := db.Update(func(tx *Tx) error { return tx.Sent(OutboxEntry{Seq: 9, ID: "e9"}, "C1", "1", c.now()) })
	wantErr(t, err, ErrNotFound)
}

func TestOutboxUpdateKeepsTheQueueInOrder(t *testing.T) {
	t.Parallel()
	db := open(t, tempPath(t), nil)
	update(t, db, func(tx *Tx) error { return tx.Enqueue(OutboxEntry{ID: "e1"}, OutboxEntry{ID: "e2"}) })
	e := outbox(t, db)[0]
	e.Attempts, e.MaybeSent, e.NotBefore = 3, true, time.Unix(5, 0).UTC()
	update(t, db, func(tx *Tx) error { return tx.OutboxUpdate(e) })
	got := outbox(t, db)
	if len(got) != 2 || got[0].ID != "e1" || got[0].Attempts != 3 || !got[0].MaybeSent || !got[0].NotBefore.Equal(e.NotBefore) {
		t.Errorf("outbox: %+v", got)
	}
	e.Seq = 77
	wantErr(t, db.Update(func(tx *Tx) error { return tx.OutboxUpdate(e) }), ErrNotFound)
}

func TestSweepSentForgetsTheOldest(t *testing.T) {
	t.Parallel()
	c := newClock()
	db := open(t, tempPath(t), c)
	for _, id := range []string{"e1", "e2"} {
		update(t, db, func(tx *Tx) error { return tx.Enqueue(OutboxEntry{ID: id}) })
		e := outbox(t, db)[0]
		update(t, db, func(tx *Tx) error { return tx.Sent(e, "C", id, c.now()) })
		c.add(24 * time.Hour)
	}
	update(t, db, func(tx *Tx) error {
		n, err := tx.SweepSent(c.now().Add(-24*time.Hour), 10)
		equal(t, "swept", n, 1)
		return err
	})
	view(t, db, func(tx *Tx) error {
		_, one := tx.SentAs("e1")
		_, two := tx.SentAs("e2")
		equal(t, "e1 known", one, false)
		equal(t, "e2 known", two, true)
		return nil
	})
}

func TestMessagesThatAreNoJSONAreRefused(t *testing.T) {
	t.Parallel()
	db := open(t, tempPath(t), nil)
	err := db.Update(func(tx *Tx) error { return tx.Enqueue(OutboxEntry{ID: "e1", Message: raw(`{"half`)}) })
	wantErr(t, err, ErrInvalid)
}

func TestGradingsComeByWhenTheyAreDue(t *testing.T) {
	t.Parallel()
	c := newClock()
	db := open(t, tempPath(t), c)
	put := func(id string, in time.Duration) {
		update(t, db, func(tx *Tx) error { return tx.PutGrading(Grading{AnswerID: id, NotBefore: c.now().Add(in)}) })
	}
	put("a", time.Hour)
	put("b", 0)
	put("c", -time.Minute)
	put("a", 2*time.Minute) // moved, not doubled
	ids := func(due time.Time, limit int) (s string) {
		view(t, db, func(tx *Tx) error {
			gs, err := tx.Gradings(due, limit)
			for _, g := range gs {
				s += g.AnswerID
			}
			return err
		})
		return s
	}
	equal(t, "due now", ids(c.now(), 0), "cb")
	equal(t, "due now, one", ids(c.now(), 1), "c")
	equal(t, "due soon", ids(c.now().Add(2*time.Minute), 0), "cba")
	equal(t, "all", ids(time.Time{}, 0), "cba")
	update(t, db, func(tx *Tx) error { return errors.Join(tx.DropGrading("b"), tx.DropGrading("b")) })
	equal(t, "after one was dropped", ids(time.Time{}, 0), "ca")
	view(t, db, func(tx *Tx) error {
		equal(t, "length", tx.GradingsLen(), 2)
		_, ok, err := tx.Grading("b")
		equal(t, "b found", ok, false)
		return err
	})
}
