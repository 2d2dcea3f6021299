package store

import (
	"errors"
	"fmt"
	"testing"
	"time"
)

func receive(t testing.TB, db *DB, keys ...string) bool {
	t.Helper()
	var fresh bool
	update(t, db, func(tx *Tx) (err error) {
		fresh, err = tx.Receive(Inbound{Keys: keys, Conversation: "dm:U1", User: "U1", Kind: "message", Body: raw(`{"a":1}`)})
		return err
	})
	return fresh
}

func TestSecondDeliveryIsKnownByAnyOfItsKeys(t *testing.T) {
	t.Parallel()
	db := open(t, tempPath(t), newClock())
	for i, c := range []struct {
		keys []string
		want bool
	}{
		{[]string{"Ev1", "msg:1"}, true},
		{[]string{"Ev1", "msg:1"}, false},
		{[]string{"Ev2", "msg:1"}, false}, // the same message under another event id
		{[]string{"Ev2"}, false},          // that other id is known now too
		{[]string{"Ev3", "msg:2"}, true},
		{nil, true}, // nothing to know it by
		{nil, true},
	} {
		if got := receive(t, db, c.keys...); got != c.want {
			t.Errorf("delivery %d %v: fresh %v, want %v", i, c.keys, got, c.want)
		}
	}
	view(t, db, func(tx *Tx) error {
		equal(t, "inbox", tx.InboxLen(), 4)
		return nil
	})
}

func TestDuplicatesAreKnownForTheTTLAndAcrossRestarts(t *testing.T) {
	t.Parallel()
	path, c := tempPath(t), newClock()
	opts := Options{NoSync: true, Now: c.now, SeenTTL: time.Minute} // raised to the hour that is promised
	db, err := Open(path, opts)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "first", receive(t, db, "Ev1"), true)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if db, err = Open(path, opts); err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	c.add(59 * time.Minute)
	equal(t, "after a restart, within the hour", receive(t, db, "Ev1"), false)
	c.add(2 * time.Minute)
	equal(t, "after the TTL", receive(t, db, "Ev1"), true)
	equal(t, "known again", receive(t, db, "Ev1"), false)
}

func TestSweepForgetsOnlyWhatIsPastTheTTL(t *testing.T) {
	t.Parallel()
	c := newClock()
	db := open(t, tempPath(t), c)
	for i := range 10 {
		receive(t, db, fmt.Sprintf("old%d", i))
	}
	c.add(7 * time.Hour)
	receive(t, db, "new")
	from := ""
	sweep := func(limit int) (n int) {
		update(t, db, func(tx *Tx) (err error) {
			from, n, err = tx.SweepSeen(from, limit)
			return err
		})
		return n
	}
	equal(t, "the first four of old0 to old9, which come after new", sweep(5), 4)
	equal(t, "goes on at", from, "old4")
	equal(t, "the others", sweep(100), 6)
	equal(t, "goes on at", from, "")
	equal(t, "all over again", sweep(100), 0)
	equal(t, "the new one", receive(t, db, "new"), false)
	view(t, db, func(tx *Tx) error {
		equal(t, "keys left", len(tx.keys(bktSeen, nil, 0)), 1)
		return nil
	})
}

func TestInboxKeepsOrderAndNeverReusesANumber(t *testing.T) {
	t.Parallel()
	path := tempPath(t)
	db := open(t, path, newClock())
	for i := range 3 {
		receive(t, db, fmt.Sprint(i))
	}
	update(t, db, func(tx *Tx) error { return errors.Join(tx.InboxDone(3), tx.InboxDone(3), tx.InboxDone(99)) })
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	db = open(t, path, newClock())
	receive(t, db, "4")
	view(t, db, func(tx *Tx) error {
		all, err := tx.Inbox(1, 0)
		if len(all) != 2 || all[0].Seq != 2 || all[1].Seq != 4 {
			t.Errorf("after 1: %+v", all)
		}
		one, _ := tx.Inbox(0, 1)
		if len(one) != 1 || one[0].Seq != 1 || one[0].User != "U1" || string(one[0].Body) != `{"a":1}` {
			t.Errorf("first: %+v", one)
		}
		equal(t, "length", tx.InboxLen(), 3)
		return err
	})
}

func TestReceiveRefusesAnEmptyKey(t *testing.T) {
	t.Parallel()
	db := open(t, tempPath(t), nil)
	err := db.Update(func(tx *Tx) error {
		_, err := tx.Receive(Inbound{Keys: []string{"Ev1", ""}})
		return err
	})
	wantErr(t, err, ErrInvalid)
}

// Slack sends again within the hour, whatever somebody sets the clock to meanwhile.
func TestAClockThatIsSetForwardLetsNoDuplicateThrough(t *testing.T) {
	t.Parallel()
	c, passed := newClock(), time.Duration(0)
	db, err := Open(tempPath(t), Options{NoSync: true, Now: c.now, elapsed: func() time.Duration { return passed }})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	receive := func(want bool) {
		t.Helper()
		update(t, db, func(tx *Tx) error {
			if _, _, err := tx.SweepSeen("", 100); err != nil {
				return err
			}
			equal(t, "known", tx.Knows("Ev1"), !want)
			fresh, err := tx.Receive(Inbound{Keys: []string{"Ev1"}})
			equal(t, "fresh", fresh, want)
			return err
		})
	}
	receive(true)
	c.add(7 * time.Hour) // a step
	passed += time.Minute
	receive(false)
	c.add(-48 * time.Hour)
	passed += time.Minute
	receive(false)
	passed += 7 * time.Hour
	receive(true)
}
