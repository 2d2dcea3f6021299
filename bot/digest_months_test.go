package bot

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/bot/interview"
	"mock-interviewer/questions"
	"mock-interviewer/store"
)

// take has a person answer a post with a score, missing the first point or not.
func (h *calendarHouse) take(post store.DailyPost, user string, score int, misses bool) {
	h.t.Helper()
	q := h.b.question(post.QuestionID)
	grade := questions.Grade{Score: score, Band: questions.BandOf(score)}
	for i, c := range q.Rubric.Criteria {
		g := questions.CriterionGrade{ID: c.ID, Label: c.Label, Weight: c.Weight, Verdict: questions.Met, Quote: "the words of " + user}
		if misses && i == 0 {
			g.Verdict = questions.Missed
		}
		grade.Criteria = append(grade.Criteria, g)
	}
	id := dailyInterviewID(post.ID, user)
	s := interview.BeginDaily(id, user, interview.Place{Channel: post.Channel, ThreadTS: post.TS}, post.QuestionID, interview.Desk{Now: h.now})
	s.Items[0].Grade = &grade
	h.update(func(tx *store.Tx) error {
		err := tx.PutInterview(store.Interview{
			ID: id, User: user, Channel: post.Channel, ThreadTS: post.TS, Conversation: "daily:" + id, Mode: "daily", State: jsonOf(h.t, s),
		})
		if err != nil {
			return err
		}
		return tx.PutDailyAnswer(post.ID, user, store.DailyAnswer{InterviewID: id, AnsweredAt: h.now})
	})
}

// digestHouse has a question every weekday in C1 and the digest on, and notes every digest that goes out.
func digestHouse(t *testing.T, zone string, start time.Time) (*calendarHouse, *[]store.OutboxEntry) {
	t.Helper()
	h := newCalendarHouse(t, start)
	h.do("C1", "", blocks.UsualDaily(zone))
	h.do("C1", "digest on", blocks.DailyChoice{})
	var digests []store.OutboxEntry
	h.heard = func(e store.OutboxEntry) {
		if e.Kind == kindDigest {
			digests = append(digests, e)
		}
	}
	return h, &digests
}

// week goes from hour to hour through a week. On each new question take says who answers it and how.
func (h *calendarHouse) week(answer func(store.DailyPost)) {
	for range 7 * 24 {
		before := len(h.posts("C1"))
		h.tick()
		if posts := h.posts("C1"); len(posts) > before {
			answer(posts[len(posts)-1])
		}
		h.now = h.now.Add(time.Hour)
	}
}

func textOf(t *testing.T, e store.OutboxEntry) string {
	t.Helper()
	var m blocks.Message
	if err := json.Unmarshal(e.Message, &m); err != nil {
		t.Fatal(err)
	}
	body, err := json.Marshal(m.Blocks)
	if err != nil {
		t.Fatal(err)
	}
	return m.Text + string(body)
}

// TestTheDigestOfFivePeopleShowsNoIndividual has four of five miss a point, each person with a score of their own. The
// digest must not tell who: it is the same whoever the fifth is and whoever scored what.
func TestTheDigestOfFivePeopleShowsNoIndividual(t *testing.T) {
	t.Parallel()
	people := []string{"U0ANNA", "U0BO", "U0CY", "U0DI", "U0EVE"}
	digest := func(turn int) string {
		h, digests := digestHouse(t, "Europe/Berlin", time.Date(2027, 5, 2, 12, 0, 0, 0, time.UTC)) // a Sunday
		h.b.self.URL = "https://quay.slack.com/"
		h.week(func(p store.DailyPost) {
			for i := range people {
				h.take(p, people[(i+turn)%len(people)], 31+i, i < 4)
			}
		})
		h.week(func(store.DailyPost) {})
		if len(*digests) != 1 {
			t.Fatalf("%d digests, want 1", len(*digests))
		}
		return textOf(t, (*digests)[0])
	}
	text := digest(0)
	for _, private := range append([]string{"the words of", "of 100", "of 5"}, people...) {
		if strings.Contains(text, private) {
			t.Errorf("the digest shows %q:\n%s", private, text)
		}
	}
	for _, shown := range []string{"The week of 3 May", "5 people took part", "What most people left out", "what a strong answer says", "https://quay.slack.com/archives/C1/p"} {
		if !strings.Contains(text, shown) {
			t.Errorf("the digest does not show %q:\n%s", shown, text)
		}
	}
	for turn := 1; turn < len(people); turn++ {
		if other := digest(turn); other != text {
			t.Errorf("the digest tells who is who:\n%s\n%s", text, other)
		}
	}
}

func TestNothingIsSaidAboutFewerThanFivePeople(t *testing.T) {
	t.Parallel()
	h, digests := digestHouse(t, "UTC", time.Date(2027, 5, 2, 12, 0, 0, 0, time.UTC))
	for range 3 {
		h.week(func(p store.DailyPost) {
			for i, user := range []string{"U1", "U2", "U3", "U4"} {
				h.take(p, user, 10*i, true)
			}
		})
	}
	if len(*digests) != 0 {
		t.Errorf("%d digests were posted", len(*digests))
	}
}

func TestEveryWeekHasOneDigestOverTheClockChangesAndRestarts(t *testing.T) {
	t.Parallel()
	h, digests := digestHouse(t, "America/New_York", time.Date(2027, 3, 7, 12, 0, 0, 0, time.UTC)) // the clocks go forward on the 14th
	for n := range 8 {
		h.week(func(p store.DailyPost) {
			h.restart()
			for i := range 6 {
				h.take(p, fmt.Sprint("U", i), 40+n, false)
			}
		})
	}
	seen := map[string]bool{}
	for _, e := range *digests {
		seen[e.ID] = true
	}
	if len(*digests) != 7 || len(seen) != 7 {
		t.Errorf("%d digests with %d ids, want 7 of each", len(*digests), len(seen))
	}
	for _, e := range *digests {
		if at := e.CreatedAt.In(h.zone("America/New_York")); at.Weekday() != time.Monday || at.Hour() != 9 {
			t.Errorf("a digest came at %v", at)
		}
	}
}

func TestADigestThatWasTurnedOffStaysAway(t *testing.T) {
	t.Parallel()
	h, digests := digestHouse(t, "UTC", time.Date(2027, 5, 2, 12, 0, 0, 0, time.UTC))
	h.week(func(p store.DailyPost) {
		for i := range 6 {
			h.take(p, fmt.Sprint("U", i), 40, false)
		}
	})
	h.do("C1", "digest off", blocks.DailyChoice{})
	h.week(func(store.DailyPost) {})
	h.do("C1", "digest on", blocks.DailyChoice{})
	h.tick()
	if len(*digests) != 0 {
		t.Errorf("%d digests were posted", len(*digests))
	}
}

func TestTheDigestOfAChannelThatIsGoneEnds(t *testing.T) {
	t.Parallel()
	for code, on := range map[string]bool{"is_archived": false, "channel_not_found": false, "not_in_channel": true} {
		h, digests := digestHouse(t, "UTC", time.Date(2027, 5, 2, 12, 0, 0, 0, time.UTC))
		h.week(func(p store.DailyPost) {
			for i := range 5 {
				h.take(p, fmt.Sprint("U", i), 40, false)
			}
		})
		h.week(func(store.DailyPost) {})
		h.update(func(tx *store.Tx) error { return h.b.refused(tx, (*digests)[0], code) })
		h.view(func(tx *store.Tx) error {
			c, err := tx.Channel("C1")
			if got := c.Digest != nil; got != on {
				t.Errorf("after %s the digest is on: %v", code, got)
			}
			if !tx.Pending((*digests)[0].ID + ".refused") {
				t.Errorf("after %s nobody is told", code)
			}
			return err
		})
	}
}

// A question that is still out is not in the digest: what most left out would help those who have not answered.
func TestTheDigestLeavesOutAQuestionThatIsNotRevealed(t *testing.T) {
	t.Parallel()
	h := newCalendarHouse(t, time.Date(2027, 5, 3, 8, 59, 0, 0, time.UTC)) // a Monday
	h.do("C1", "", blocks.UsualDaily("UTC"))
	h.now = h.now.Add(time.Minute)
	h.tick()
	post := h.posts("C1")[0]
	for i := range 5 {
		h.take(post, fmt.Sprint("U", i), 40, true)
	}
	digested := func() (d blocks.Digest) {
		h.view(func(tx *store.Tx) (err error) {
			d, err = h.b.digestOf(tx, "C1", h.now.AddDate(0, 0, -7), h.now.AddDate(0, 0, 7))
			return err
		})
		return d
	}
	if d := digested(); len(d.Questions) != 0 || d.People != 0 {
		t.Errorf("before the reveal it tells %+v", d)
	}
	h.now = h.now.Add(9 * time.Hour)
	h.tick()
	if d := digested(); len(d.Questions) != 1 || d.People != 5 || len(d.Questions[0].Missed) != 1 {
		t.Errorf("after the reveal it tells %+v", d)
	}
}
