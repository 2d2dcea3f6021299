package bot

import (
	"testing"
	"time"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/bot/interview"
	"mock-interviewer/store"
)

func TestAStreakOutlastsTimeOff(t *testing.T) {
	t.Parallel()
	for away, want := range map[string]int{"2026-04-07 2026-04-14": 2, "2026-04-07 2026-04-13": 1} {
		h := newCalendarHouse(t, time.Date(2026, 4, 6, 8, 0, 0, 0, time.UTC)) // a Monday
		h.do("C1", "away "+away, blocks.DailyChoice{})
		h.update(func(tx *store.Tx) error {
			for _, day := range []int{6, 15} {
				at := time.Date(2026, 4, day, 9, 0, 0, 0, time.UTC)
				a := store.Answer{AnswerID: at.String(), User: "U1", QuestionID: "small-1", Mode: "practice", AnsweredAt: at, Graded: true}
				if err := tx.PutAnswer(a); err != nil {
					return err
				}
			}
			return nil
		})
		h.now = time.Date(2026, 4, 15, 18, 0, 0, 0, time.UTC)
		h.view(func(tx *store.Tx) error {
			coming, err := h.b.comingOf(tx, "U1")
			if coming.Streak != want {
				t.Errorf("away %s the streak is %d, want %d", away, coming.Streak, want)
			}
			return err
		})
	}
}

func TestTimesOffAreBounded(t *testing.T) {
	t.Parallel()
	h := newCalendarHouse(t, time.Date(2026, 4, 6, 8, 0, 0, 0, time.UTC))
	for range keptAways + 10 {
		h.do("C1", "away until 2026-04-14", blocks.DailyChoice{})
	}
	h.view(func(tx *store.Tx) error {
		p, err := h.b.practiceSettingsOf(tx, "U1")
		if len(p.Away) != keptAways {
			t.Errorf("%d times off are kept, want %d", len(p.Away), keptAways)
		}
		return err
	})
}

func TestAStreakOutlastsTheHolidaysOfItsQuestionOfTheDay(t *testing.T) {
	t.Parallel()
	for country, want := range map[string]int{"DE": 4, "": 2} {
		h := newCalendarHouse(t, time.Date(2026, 4, 1, 8, 0, 0, 0, time.UTC)) // the Wednesday before Easter
		choice := blocks.UsualDaily("UTC")
		choice.Country = country
		h.do("C1", "", choice)
		h.update(func(tx *store.Tx) error {
			for _, day := range []string{"2026-04-01", "2026-04-02", "2026-04-07", "2026-04-08"} { // not Good Friday to Easter Monday
				at, err := time.Parse(time.DateOnly, day)
				if err != nil {
					return err
				}
				a := store.Answer{AnswerID: day, User: "U1", QuestionID: "small-1", Mode: "daily", AnsweredAt: at, Graded: true, Score: 50, Day: day}
				if err := tx.PutAnswer(a); err != nil {
					return err
				}
			}
			return tx.PutInterview(store.Interview{
				ID: "d1-U1", User: "U1", Channel: "C1", ThreadTS: "1.1", Conversation: "daily:d1:U1", Mode: string(interview.Daily), CreatedAt: h.now,
			})
		})
		h.now = time.Date(2026, 4, 8, 18, 0, 0, 0, time.UTC)
		err := h.b.db.View(func(tx *store.Tx) error {
			coming, err := h.b.comingOf(tx, "U1")
			if coming.Streak != want {
				t.Errorf("with the holidays of %q the streak is %d, want %d", country, coming.Streak, want)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}
