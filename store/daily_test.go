package store

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func dailyPost(id, subscription string, slot time.Time) DailyPost {
	return DailyPost{
		ID: id, SubscriptionID: subscription, Channel: "C1", Slot: slot, QuestionID: "sre-1", EffectID: id + ".post",
		RevealAt: slot.Add(8 * time.Hour),
	}
}

func TestASlotIsPostedOnce(t *testing.T) {
	t.Parallel()
	db := open(t, tempPath(t), newClock())
	slot := time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
	create := func(p DailyPost) error { return db.Update(func(tx *Tx) error { return tx.PutDailyPost(p) }) }
	for _, ok := range []error{
		create(dailyPost("d1", "s1", slot)), create(dailyPost("d2", "s2", slot)), create(dailyPost("d3", "s1", slot.AddDate(0, 0, 1))),
	} {
		if ok != nil {
			t.Fatal(ok)
		}
	}
	wantErr(t, create(dailyPost("d4", "s1", slot)), ErrExists)
	wantErr(t, create(dailyPost("d1", "s1", slot)), ErrExists)
	wantErr(t, create(dailyPost("d1", "s1", slot.AddDate(0, 0, 5))), ErrExists)
}

func TestTheHourThatTheClockRepeatsIsOneSlot(t *testing.T) {
	t.Parallel()
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Skip("no time zones here:", err)
	}
	db := open(t, tempPath(t), nil)
	summer := time.Date(2026, 10, 25, 0, 30, 0, 0, time.UTC).In(berlin) // 02:30 CEST
	winter := summer.Add(time.Hour)                                     // 02:30 CET
	update(t, db, func(tx *Tx) error { return tx.PutDailyPost(dailyPost("d1", "s1", summer)) })
	wantErr(t, db.Update(func(tx *Tx) error { return tx.PutDailyPost(dailyPost("d2", "s1", winter)) }), ErrExists)
}

func TestDailyPostIsFoundEveryWay(t *testing.T) {
	t.Parallel()
	db := open(t, tempPath(t), nil)
	slot := time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
	p := dailyPost("d1", "s1", slot)
	update(t, db, func(tx *Tx) error {
		return errors.Join(tx.PutDailyPost(p), tx.PutDailyPost(dailyPost("d2", "s1", slot.AddDate(0, 0, -1))),
			tx.PutDailyPost(dailyPost("d3", "s11", slot.AddDate(0, 0, 9))))
	})
	names := func(ps []DailyPost) (s string) {
		for _, p := range ps {
			s += p.ID
		}
		return s
	}
	view(t, db, func(tx *Tx) error {
		hidden, err := tx.DailyPostsUnrevealed()
		equal(t, "unrevealed", names(hidden), "d2d1d3")
		last, ok, _ := tx.LastSlot("s1")
		equal(t, "last slot", last, slot)
		equal(t, "has one", ok, true)
		_, ok, _ = tx.LastSlot("s")
		equal(t, "of nobody", ok, false)
		of, _ := tx.DailyPostsOf("C1", 2)
		equal(t, "of the channel", names(of), "d3d1")
		_, ok, _ = tx.DailyPostByThread("C1", "")
		equal(t, "thread before it was sent", ok, false)
		return err
	})
	p.TS, p.PostedAt, p.RevealedAt = "1.5", slot, slot.Add(8*time.Hour)
	update(t, db, func(tx *Tx) error { return tx.UpdateDailyPost(p) })
	view(t, db, func(tx *Tx) error {
		got, ok, err := tx.DailyPostByThread("C1", "1.5")
		equal(t, "found by thread", ok, true)
		if diff := cmp.Diff(p, got); diff != "" {
			t.Error(diff)
		}
		hidden, _ := tx.DailyPostsUnrevealed()
		equal(t, "unrevealed", names(hidden), "d2d3")
		return err
	})
	wantErr(t, db.Update(func(tx *Tx) error { return tx.UpdateDailyPost(dailyPost("d9", "s", slot)) }), ErrNotFound)
}

func TestAnsweredCountsPeopleWhoAnswered(t *testing.T) {
	t.Parallel()
	db := open(t, tempPath(t), nil)
	slot := time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
	stale := dailyPost("d1", "s1", slot)
	update(t, db, func(tx *Tx) error { return tx.PutDailyPost(stale) })
	part := func(user string, a DailyAnswer) {
		update(t, db, func(tx *Tx) error { return tx.PutDailyAnswer("d1", user, a) })
	}
	part("U1", DailyAnswer{InterviewID: "i1"}) // began
	part("U1", DailyAnswer{InterviewID: "i1", AnsweredAt: slot})
	part("U1", DailyAnswer{InterviewID: "i1", AnsweredAt: slot.Add(time.Hour)}) // tried again
	part("U2", DailyAnswer{GaveUp: true, AnsweredAt: slot})
	part("U3", DailyAnswer{AnsweredAt: slot})
	stale.TS = "1.0"
	update(t, db, func(tx *Tx) error { return tx.UpdateDailyPost(stale) }) // with a count from before
	view(t, db, func(tx *Tx) error {
		p, _, err := tx.DailyPost("d1")
		equal(t, "answered", p.Answered, 2)
		all, _ := tx.DailyAnswers("d1")
		equal(t, "parts", len(all), 3)
		a, ok, _ := tx.DailyAnswer("d1", "U2")
		equal(t, "U2 is there", ok, true)
		equal(t, "U2 gave up", a.GaveUp, true)
		return err
	})
	wantErr(t, db.Update(func(tx *Tx) error { return tx.PutDailyAnswer("d9", "U1", DailyAnswer{}) }), ErrNotFound)
}

func TestSubscriptionsAreKeptUntilDeleted(t *testing.T) {
	t.Parallel()
	db := open(t, tempPath(t), newClock())
	s := Subscription{ID: "s1", Channel: "C1", Cron: "0 9 * * MON-FRI", TZ: "UTC", RevealAfter: 8 * time.Hour, Source: "slack"}
	update(t, db, func(tx *Tx) error {
		return errors.Join(tx.PutSubscription(s), tx.PutSubscription(Subscription{ID: "s2", Channel: "C2"}))
	})
	s.Paused = true
	update(t, db, func(tx *Tx) error { return errors.Join(tx.PutSubscription(s), tx.DeleteSubscription("s2")) })
	view(t, db, func(tx *Tx) error {
		all, err := tx.Subscriptions()
		if len(all) != 1 || !all[0].Paused || all[0].RevealAfter != 8*time.Hour {
			t.Errorf("subscriptions: %+v", all)
		}
		_, ok, _ := tx.Subscription("s2")
		equal(t, "s2", ok, false)
		return err
	})
	wantErr(t, db.Update(func(tx *Tx) error { return tx.PutSubscription(Subscription{ID: "s"}) }), ErrInvalid)
}
