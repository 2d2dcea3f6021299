package bot_test

import (
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"mock-interviewer/store"
)

func withRetention(days int) option {
	return func(h *house) { h.cfg.Retention = time.Duration(days) * 24 * time.Hour }
}

func TestWhatIsOlderThanTheRetentionIsForgottenAndTheTotalsFollow(t *testing.T) {
	t.Parallel()
	clock := &hands{}
	h := newHouse(t, withClock(clock), withRetention(30))
	ada := h.space.Person("ada")
	h.answerOnce(ada, "These are the old words, of which nothing may be left anywhere at all")
	clock.move(29 * 24 * time.Hour)
	h.answerOnce(ada, good)
	must(ada.Say(ada.DM(), "stats"))(t)
	h.said(ada, "2 answers graded", 1)

	clock.move(2 * 24 * time.Hour)
	h.within(patienceHere, "the older answer to go", func() bool { return len(h.answers()) == 1 })
	must(ada.Say(ada.DM(), "stats"))(t)
	h.said(ada, "1 answer graded", 1)
	h.ok(h.db.View(func(tx *store.Tx) error {
		totals, err := tx.Totals(ada.ID())
		if a := h.answers()[0]; totals.Count != 1 || totals.Sum != a.Final() || totals.Best != a.Final() {
			t.Errorf("totals %+v, the answer that is left came to %d", totals.Tally, a.Final())
		}
		return err
	}))
	for id, c := range h.cards(ada) {
		if c.Sittings[0].At.Before(clock.now().Add(-30 * 24 * time.Hour)) {
			t.Errorf("the card of %s remembers %v", id, c.Sittings[0].At)
		}
	}
	h.nothingOf("the old words")
}

func TestAnOldInvitationGoesWithTheRetentionAndALaterOneStays(t *testing.T) {
	t.Parallel()
	clock := &hands{}
	h := newHouse(t, withClock(clock), withRetention(30))
	ada := h.space.Person("ada")
	invite := func(id string) {
		h.ok(h.db.Update(func(tx *store.Tx) error {
			return tx.PutPanel(store.Panel{
				ID: id, Channel: h.space.ChannelID("sre-practice"), Panelist: "U0BOSS", Interviewee: ada.ID(), State: store.PanelDeclined,
				CreatedAt: clock.now(),
			})
		}))
	}
	h.answerOnce(ada, good)
	invite("p-old")
	clock.move(29 * 24 * time.Hour)
	invite("p-later")
	clock.move(2 * 24 * time.Hour)
	var panels []store.Panel // they go after the answers, in a transaction of their own
	h.within(patienceHere, "the old invitation to go", func() bool {
		h.ok(h.db.View(func(tx *store.Tx) (err error) {
			panels, err = tx.PanelsOf(ada.ID())
			return err
		}))
		return len(panels) < 2
	})
	if len(panels) != 1 || panels[0].ID != "p-later" || len(h.answers()) != 0 {
		t.Errorf("what is left is %+v and %d answers", panels, len(h.answers()))
	}
}

// nothingOf says whether the store's rows hold a text. Free pages may: they are overwritten in time, or by compact.
func (h *house) nothingOf(text string) {
	h.t.Helper()
	h.ok(h.stop())
	db, err := store.Open(h.file, store.Options{})
	h.ok(err)
	h.ok(errors.Join(db.Compact(), db.Close()))
	content, err := os.ReadFile(h.file)
	h.ok(err)
	if strings.Contains(string(content), text) {
		at := strings.Index(string(content), text)
		h.t.Errorf("the file still holds %q: %q", text, content[max(0, at-200):min(len(content), at+200)])
	}
	h.start()
}

func TestAnInterviewThatIsStillHeldLosesItsOldWordsAndGoesOn(t *testing.T) {
	t.Parallel()
	clock := &hands{}
	h := newHouse(t, withClock(clock))
	ada := h.space.Person("ada")
	dm := ada.DM()
	must(ada.Say(dm, "practice"))(t)
	h.message(dm, "question", 1)
	must(ada.Say(dm, "These are the old words, of which nothing may be left anywhere at all"))(t)
	h.message(dm, "scorecard", 1)
	clock.move(40 * 24 * time.Hour)
	must(ada.Say(dm, "next"))(t)
	h.message(dm, "question", 2)
	h.ok(h.stop())
	h.cfg.Retention = 30 * 24 * time.Hour
	h.start()
	h.within(patienceHere, "the old answer to go", func() bool { return len(h.answers()) == 0 })
	must(ada.Say(dm, good))(t)
	h.message(dm, "scorecard", 2)
	must(ada.Say(dm, "stop"))(t)
	h.message(dm, "summary", 1)
	h.within(patienceHere, "an empty outbox", func() bool { return h.outbox() == 0 })
	h.nothingOf("the old words")
}

func TestWithoutARetentionEverythingIsKept(t *testing.T) {
	t.Parallel()
	clock := &hands{}
	h := newHouse(t, withClock(clock))
	ada := h.space.Person("ada")
	h.answerOnce(ada, good)
	clock.move(3650 * 24 * time.Hour)
	must(ada.Say(ada.DM(), "privacy"))(t)
	h.said(ada, "until you or whoever runs the bot deletes them", 1)
	if n := len(h.answers()); n != 1 {
		t.Errorf("%d answers after ten years, want 1", n)
	}
}
