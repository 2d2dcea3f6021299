package store

import (
	"testing"
	"time"
)

func ids(all []Interview) (s string) {
	for _, iv := range all {
		s += iv.ID + " "
	}
	return s
}

func TestOnePersonHasOneOpenInterviewInAConversation(t *testing.T) {
	t.Parallel()
	db := open(t, tempPath(t), newClock())
	put := func(id, user, conversation string, isOpen bool) error {
		return db.Update(func(tx *Tx) error {
			return tx.PutInterview(Interview{ID: id, User: user, Conversation: conversation, Open: isOpen})
		})
	}
	for _, ok := range []error{
		put("i1", "U1", "dm", true), put("i2", "U1", "C1", true), put("i3", "U2", "dm", true), put("i1", "U1", "dm", true),
	} {
		if ok != nil {
			t.Fatal(ok)
		}
	}
	wantErr(t, put("i4", "U1", "dm", true), ErrExists)
	view(t, db, func(tx *Tx) error {
		equal(t, "open", tx.CountOpenInterviews(), 3)
		all, err := tx.OpenInterviews("U1")
		equal(t, "open of U1", ids(all), "i2 i1 ")
		return err
	})
	if err := put("i1", "U1", "dm", false); err != nil {
		t.Fatal(err)
	}
	if err := put("i4", "U1", "dm", true); err != nil {
		t.Fatal(err)
	}
	if err := put("i1", "U1", "dm", false); err != nil { // a late grade for the closed one
		t.Fatal(err)
	}
	view(t, db, func(tx *Tx) error {
		iv, ok, err := tx.OpenInterview("U1", "dm")
		equal(t, "open in the DM", iv.ID, "i4")
		equal(t, "found", ok, true)
		equal(t, "open", tx.CountOpenInterviews(), 3)
		_, ok, _ = tx.OpenInterview("U", "dm")
		equal(t, "another's prefix", ok, false)
		n := 0
		if err := tx.EachOpenInterview(func(Interview) error { n++; return nil }); err != nil {
			return err
		}
		equal(t, "each open", n, 3)
		return err
	})
}

func TestInterviewIsFoundByItsThreadOnceItHasOne(t *testing.T) {
	t.Parallel()
	c := newClock()
	db := open(t, tempPath(t), c)
	iv := Interview{ID: "i1", User: "U1", Channel: "C1", Conversation: "C1", Open: true, State: raw(`{"n":1}`)}
	update(t, db, func(tx *Tx) error { return tx.PutInterview(iv) })
	find := func(ts, user string) (id string) {
		view(t, db, func(tx *Tx) error {
			got, _, err := tx.InterviewByThread("C1", ts)
			if user != "" {
				got, _, err = tx.InterviewInThread("C1", ts, user)
			}
			id = got.ID
			return err
		})
		return id
	}
	equal(t, "before its thread", find("", ""), "")
	iv.ThreadTS = "1.0"
	update(t, db, func(tx *Tx) error { return tx.PutInterview(iv) })
	equal(t, "by its thread", find("1.0", ""), "i1")
	equal(t, "by a longer ts", find("1.00", ""), "")

	c.add(time.Minute)
	other := Interview{ID: "i2", User: "U2", Channel: "C1", ThreadTS: "1.0", Conversation: "daily"}
	update(t, db, func(tx *Tx) error { return tx.PutInterview(other) })
	equal(t, "open before newer", find("1.0", ""), "i1")
	equal(t, "by its person", find("1.0", "U2"), "i2")
	iv.ThreadTS = "2.0"
	update(t, db, func(tx *Tx) error { return tx.PutInterview(iv) })
	equal(t, "moved away", find("1.0", ""), "i2")
	equal(t, "moved there", find("2.0", "U1"), "i1")
}

func TestInterviewsOfAPersonComeNewestFirst(t *testing.T) {
	t.Parallel()
	c := newClock()
	db := open(t, tempPath(t), c)
	for _, id := range []string{"a", "c", "b"} {
		update(t, db, func(tx *Tx) error { return tx.PutInterview(Interview{ID: id, User: "U1"}) })
		c.add(time.Second)
	}
	update(t, db, func(tx *Tx) error { return tx.PutInterview(Interview{ID: "x", User: "U12"}) })
	view(t, db, func(tx *Tx) error {
		all, err := tx.InterviewsOf("U1", 0)
		equal(t, "all", ids(all), "b c a ")
		two, _ := tx.InterviewsOf("U1", 2)
		equal(t, "two", ids(two), "b c ")
		return err
	})
	update(t, db, func(tx *Tx) error { return tx.DropInterview("c") })
	view(t, db, func(tx *Tx) error {
		all, err := tx.InterviewsOf("U1", 0)
		equal(t, "after one was dropped", ids(all), "b a ")
		return err
	})
}

func TestInterviewWithoutAnOwnerIsRefused(t *testing.T) {
	t.Parallel()
	db := open(t, tempPath(t), nil)
	for _, iv := range []Interview{{ID: "i"}, {User: "U"}, {ID: "i", User: "U\x001"}, {ID: "i", User: "U", ThreadTS: "\x00"}} {
		wantErr(t, db.Update(func(tx *Tx) error { return tx.PutInterview(iv) }), ErrInvalid)
	}
}
