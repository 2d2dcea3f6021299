package bot

import (
	"errors"
	"testing"
	"time"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/bot/inbound"
	"mock-interviewer/store"
)

// What is too old goes, whoever it is about: somebody who never answered, somebody who was only invited and never came.
func TestTheRetentionReachesWhoNeverAnsweredAndWhoNeverCame(t *testing.T) {
	t.Parallel()
	h := newCalendarHouse(t, time.Date(2027, 3, 1, 8, 0, 0, 0, time.UTC))
	h.do("C1", "", blocks.UsualDaily("UTC"))
	h.now = h.now.Add(time.Hour)
	h.tick()
	old := h.posts("C1")[0]
	look := inbound.Event{Kind: inbound.KindAction, Channel: "C1", User: "U0LOOKED", Action: blocks.ActionGiveUp, Value: old.ID, At: h.now}
	h.update(func(tx *store.Tx) error {
		return errors.Join(
			h.b.newStep(tx, 7, &look).route(),
			tx.PutDailyAnswer(old.ID, "U0TOOKPART", store.DailyAnswer{AnsweredAt: h.now}),
			tx.PutPanel(store.Panel{ID: "p-old", Channel: "C1", Panelist: "U1", Interviewee: "U0INVITED", State: store.PanelInvited, CreatedAt: h.now}),
		)
	})
	h.view(func(tx *store.Tx) error {
		held, err := tx.InterviewsOf("U0LOOKED", 0)
		if len(held) != 1 {
			t.Fatalf("who looked has %d interviews, want one", len(held))
		}
		return err
	})
	h.now = h.now.AddDate(0, 0, 20)
	h.update(func(tx *store.Tx) error {
		held := store.Panel{ID: "p-held", Channel: "C1", Panelist: "U1", Interviewee: "U0TALKS", State: store.PanelAccepted, CreatedAt: h.now.AddDate(0, 0, -20)}
		row := store.Interview{ID: held.ID, User: held.Interviewee, Channel: "C1", ThreadTS: "7.7", Conversation: "c", Mode: "mock", CreatedAt: h.now, UpdatedAt: h.now}
		return errors.Join(tx.PutPanel(held), tx.PutInterview(row))
	})
	h.update(func(tx *store.Tx) error {
		return tx.PutPanel(store.Panel{ID: "p-new", Channel: "C1", Panelist: "U1", Interviewee: "U0INVITED", State: store.PanelInvited, CreatedAt: h.now})
	})
	h.now = h.now.AddDate(0, 0, 20)
	retention{h.b, 30 * 24 * time.Hour}.sweep(t.Context(), h.now.AddDate(0, 0, -30))
	h.view(func(tx *store.Tx) error {
		held, err := tx.InterviewsOf("U0LOOKED", 0)
		parts, err2 := tx.DailyAnswers(old.ID)
		panels, err3 := tx.Panels()
		if len(held) != 0 || len(parts) != 0 {
			t.Errorf("left are %d interviews and %d parts", len(held), len(parts))
		}
		if len(panels) != 2 || panels[0].ID != "p-held" || panels[1].ID != "p-new" {
			t.Errorf("the panels left are %+v", panels)
		}
		if post, _, _ := tx.DailyPost(old.ID); post.Answered != 1 {
			t.Errorf("the post tells of %d people, want the one there was", post.Answered)
		}
		return errors.Join(err, err2, err3)
	})
}

func TestARecordingThatNobodyUsedIsForgottenAfterADay(t *testing.T) {
	t.Parallel()
	h := newCalendarHouse(t, time.Date(2027, 3, 1, 8, 0, 0, 0, time.UTC))
	h.update(func(tx *store.Tx) error {
		return errors.Join(
			tx.PutMember(store.Member{User: "U1"}), tx.PutMember(store.Member{User: "U2"}),
			putClip(tx, "U1", "old", keptClip{At: h.now.Add(-25 * time.Hour), Text: "what was heard"}),
			putClip(tx, "U2", "new", keptClip{At: h.now.Add(-23 * time.Hour), Text: "what was heard"}),
		)
	})
	if err := h.b.forgetClips(h.now); err != nil {
		t.Fatal(err)
	}
	h.view(func(tx *store.Tx) error {
		_, old, err := clipOf(tx, "U1", "old")
		_, young, err2 := clipOf(tx, "U2", "new")
		if old || !young {
			t.Errorf("the old one is there: %v, the new one: %v", old, young)
		}
		return errors.Join(err, err2)
	})
}

func TestTheRetentionKeepsThePartsOfAQuestionThatIsStillOut(t *testing.T) {
	t.Parallel()
	h := newCalendarHouse(t, time.Date(2027, 3, 1, 8, 0, 0, 0, time.UTC))
	h.do("C1", "", blocks.UsualDaily("UTC"))
	h.now = h.now.Add(time.Hour)
	h.tick()
	post := h.posts("C1")[0]
	h.take(post, "U1", 50, false)
	retention{h.b, time.Hour}.sweep(t.Context(), h.now)
	h.view(func(tx *store.Tx) error {
		part, found, err := tx.DailyAnswer(post.ID, "U1")
		if !found || part.InterviewID != dailyInterviewID(post.ID, "U1") {
			t.Errorf("got %+v, %v", part, found)
		}
		return err
	})
}
