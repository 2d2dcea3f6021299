package store

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.etcd.io/bbolt"
	"pgregory.net/rapid"
)

// dump copies every key and value of the file.
func dump(t testing.TB, db *DB) map[string]string {
	t.Helper()
	rows := map[string]string{}
	err := db.bolt.View(func(tx *bbolt.Tx) error {
		return tx.ForEach(func(name []byte, b *bbolt.Bucket) error {
			return b.ForEach(func(k, v []byte) error {
				rows[string(name)+" "+string(k)] = string(v)
				return nil
			})
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// secret is what a person wrote; it must be gone with them.
func secret(user string) string { return "the words of " + user + "!" }

// live has a person do everything that leaves a trace.
func live(tx *Tx, user string, now time.Time) error {
	body := raw(fmt.Sprintf(`{"text":%q}`, secret(user)))
	iv, dm := "iv-"+secretID(user), "D-"+secretID(user)
	a := answer("ans-"+secretID(user), user, now, 70)
	a.InterviewID, a.Reply = iv, secret(user)
	_, err := tx.Receive(Inbound{Keys: []string{"Ev-" + iv}, Conversation: "dm:" + user, User: user, Body: body})
	return errors.Join(err,
		tx.PutMember(Member{User: user, DMChannel: dm}),
		tx.PutInterview(Interview{ID: iv, User: user, Channel: "C1", ThreadTS: "1.0", Conversation: "dm:" + user, Open: true, State: body}),
		tx.PutAnswer(a),
		tx.PutGrading(Grading{AnswerID: "ans2-" + secretID(user), InterviewID: iv, Body: body}),
		tx.Enqueue(
			OutboxEntry{ID: iv + ".1", InterviewID: iv, Channel: "C1", Message: body},
			OutboxEntry{ID: "x." + iv, AnswerID: "ans2-" + secretID(user), Message: body},
			OutboxEntry{ID: "home." + iv, Action: "publish", User: user, Message: body},
			OutboxEntry{ID: "dm." + iv, Channel: dm, Message: body},
		),
		sendOne(tx, OutboxEntry{ID: "sent." + iv, Owner: user}, now),
		sendOne(tx, OutboxEntry{ID: "sent." + user}, now),
		tx.MarkAsked("user:"+user, "sre-1", now),
		tx.PutPersonal(user, "card", "sre-1", body),
		tx.PutDailyAnswer("d1", user, DailyAnswer{InterviewID: iv, AnsweredAt: now}),
		tx.JoinBoard("C1", user, now),
		tx.PutPanel(Panel{ID: "panel-" + iv, Channel: "C1", Panelist: "U9", Interviewee: user, CreatedAt: now}),
	)
}

func sendOne(tx *Tx, e OutboxEntry, now time.Time) error {
	if err := tx.Enqueue(e); err != nil {
		return err
	}
	all, err := tx.Outbox(0, 0)
	if err != nil || len(all) == 0 || tx.Dropped(e.ID) {
		return err
	}
	return tx.Sent(all[len(all)-1], "C1", "9.9", now)
}

// secretID is a caller-made id that does not hold the user's.
func secretID(user string) string { return fmt.Sprintf("%x", user) }

// shared are rows that belong to nobody, or to a channel.
func shared(tx *Tx, now time.Time) error {
	return errors.Join(
		tx.PutSubscription(Subscription{ID: "s1", Channel: "C1"}),
		tx.PutDailyPost(DailyPost{ID: "d1", SubscriptionID: "s1", Channel: "C1", Slot: now}),
		tx.PutDailyPost(DailyPost{ID: "d0", SubscriptionID: "s1", Channel: "C1", Slot: now.AddDate(0, 0, -1), TS: "1.1"}),
		tx.PutSetting("endpoint", raw(`"plain"`)),
		tx.MarkAsked("channel:C1", "sre-1", now),
	)
}

func TestEraseLeavesNothingOfOnePersonAndEverythingOfOthers(t *testing.T) {
	t.Parallel()
	c := newClock()
	people := []string{"U1", "U12", "XU1", "U2", "W7"}
	rapid.Check(t, func(rt *rapid.T) {
		there := rapid.SliceOfNDistinct(rapid.SampledFrom(people), 1, len(people), rapid.ID).Draw(rt, "people")
		gone := there[0]
		full, without := open(t, tempPath(t), c), open(t, tempPath(t), c)
		defer full.Close()
		defer without.Close()
		order := rapid.Permutation(there).Draw(rt, "order")
		for _, db := range []*DB{full, without} {
			update(t, db, func(tx *Tx) error { return shared(tx, c.now()) })
			for _, user := range order {
				if db == full || user != gone {
					update(t, db, func(tx *Tx) error { return live(tx, user, c.now()) })
				}
			}
		}
		var n Erased
		update(t, full, func(tx *Tx) (err error) { n, err = tx.Erase(gone); return err })
		want := Erased{
			Answers: 1, Interviews: 1, Gradings: 1, Inbox: 1, Outbox: 4, Sent: 2, DailyAnswers: 1, Asked: 1, Personal: 1, Members: 1, Boards: 1, Panels: 1,
		}
		if diff := cmp.Diff(want, n); diff != "" {
			rt.Errorf("counts (-want +got):\n%s", diff)
		}
		after := dump(t, full)
		for k, v := range after {
			if named(k, v, gone) {
				rt.Errorf("left behind: %q = %q", k, v)
			}
		}
		// Sequence numbers differ, since the person took some; everything else is as if they had never been there.
		if diff := cmp.Diff(timeless(dump(t, without)), timeless(after)); diff != "" {
			rt.Errorf("others (-without them +after the erasure):\n%s", diff)
		}
		update(t, full, func(tx *Tx) error {
			n, err := tx.Erase(gone)
			equal(t, "a second erasure", n, Erased{})
			return err
		})
	})
}

// named says whether a row names a person, taking no longer id for theirs.
func named(k, v, user string) bool {
	return mentions(k, user) || mentions(v, user) || bytes.Contains([]byte(v), []byte(secret(user)))
}

// timeless leaves out what sequence numbers are in.
func timeless(rows map[string]string) []string {
	var kept []string
	for k, v := range rows {
		switch {
		case strings.HasPrefix(k, "inbox "), strings.HasPrefix(k, "outbox "):
		case k == "meta "+keyErased: // that somebody was erased
		case strings.HasPrefix(k, "outbox/id "):
			kept = append(kept, k)
		case strings.HasPrefix(k, "seen"): // what was delivered stays known: its keys name nobody
		case strings.HasPrefix(k, "counters ") && fromBE([]byte(v)) == 0: // counted down to nothing is as good as never counted
		default:
			kept = append(kept, k+" = "+v)
		}
	}
	slices.Sort(kept)
	return kept
}

func TestEraseReplacesThePersonInWhatBelongsToOthers(t *testing.T) {
	t.Parallel()
	db := open(t, tempPath(t), newClock())
	update(t, db, func(tx *Tx) error {
		other := answer("a", "U2", newClock().now(), 50)
		other.Reply = "First line\nU1 helped me, not U12; <@U1>"
		return errors.Join(
			tx.PutAnswer(other),
			tx.PutSubscription(Subscription{ID: "s1", Channel: "C1", ChangedBy: "U1", RevealAfter: 12345678901234567}),
			tx.PutInterview(Interview{ID: "i2", User: "U2", State: raw(`{"owner":"\u00551","by":{"U1":9007199254740993}}`)}),
			tx.Enqueue(OutboxEntry{ID: "e", User: "U2", Message: raw(`{"text":"<@U1> and <@U12>"}`)}))
	})
	update(t, db, func(tx *Tx) error {
		n, err := tx.Erase("U1")
		equal(t, "mentions", n.Mentions, 4)
		equal(t, "outbox entries erased", n.Outbox, 0)
		return err
	})
	view(t, db, func(tx *Tx) error {
		a, _, err := tx.Answer("a")
		equal(t, "the other's reply", a.Reply, "First line\nerased helped me, not U12; <@erased>")
		equal(t, "the other's total", totals(t, db, "U2").Sum, 50)
		s, _, _ := tx.Subscription("s1")
		equal(t, "changed by", s.ChangedBy, "erased")
		equal(t, "a large number", s.RevealAfter, 12345678901234567)
		iv, _, _ := tx.Interview("i2")
		equal(t, "the other's state", string(iv.State), `{"by":{"erased":9007199254740993},"owner":"erased"}`)
		return err
	})
}

func TestCompactTakesErasedBytesOutOfTheFile(t *testing.T) {
	t.Parallel()
	c, path := newClock(), tempPath(t)
	db := open(t, path, c)
	update(t, db, func(tx *Tx) error {
		return errors.Join(shared(tx, c.now()), live(tx, "U0ERASEME", c.now()), live(tx, "U0KEEPME", c.now()))
	})
	update(t, db, func(tx *Tx) error { _, err := tx.Erase("U0ERASEME"); return err })
	if !bytes.Contains(read(t, path), []byte("U0ERASEME")) {
		t.Log("the free pages are clean already; this proves nothing today")
	}
	before := dump(t, db)
	delete(before, "meta "+keyErased)
	var seq uint64
	update(t, db, func(tx *Tx) error { seq = tx.bucket(bktOutbox).Sequence(); return nil })
	if err := db.Compact(); err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(read(t, path), []byte("U0ERASEME")) {
		t.Error("the file still holds the person's id")
	}
	if diff := cmp.Diff(before, dump(t, db)); diff != "" {
		t.Error(diff)
	}
	_, err := Open(path, Options{Timeout: 50 * time.Millisecond})
	wantErr(t, err, ErrLocked) // the new file is as locked as the old one was
	update(t, db, func(tx *Tx) error {
		equal(t, "outbox numbering", tx.bucket(bktOutbox).Sequence(), seq)
		return tx.PutMember(Member{User: "U3"})
	})
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "mode", info.Mode().Perm(), os.FileMode(0o600))
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if err := VerifyFile(path); err != nil {
		t.Fatal(err)
	}
}
