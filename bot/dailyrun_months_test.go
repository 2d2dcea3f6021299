package bot

import (
	"log/slog"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/bot/daily"
	"mock-interviewer/bot/inbound"
	"mock-interviewer/bot/scorer"
	"mock-interviewer/questions"
	"mock-interviewer/store"
)

// calendarHouse is a bot without Slack whose clock the test moves: everything that is posted counts as sent at once.
type calendarHouse struct {
	t    *testing.T
	b    *Bot
	now  time.Time
	sent int
	// heard is told of everything that goes out; it may be nil.
	heard func(store.OutboxEntry)
}

func newCalendarHouse(t *testing.T, now time.Time, subs ...daily.Subscription) *calendarHouse {
	t.Helper()
	bank, err := questions.Load(filepath.Join("testdata", "small.md"))
	if err != nil {
		t.Fatal(err)
	}
	h := &calendarHouse{t: t, now: now}
	clock := func() time.Time { return h.now }
	db, err := store.Open(filepath.Join(t.TempDir(), "mock-interviewer.db"), store.Options{Now: clock, NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	h.b, err = New(Config{
		Store: db, Bank: bank, Scorer: scorer.NewOffline(bank.Questions()), ScorerName: "offline", Daily: subs, Now: clock,
		Log: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// restart forgets everything but the file.
func (h *calendarHouse) restart() { h.b.daily = newDailyRunner(h.b) }

// do runs a step as if somebody had typed a command.
func (h *calendarHouse) do(channel, words string, filled blocks.DailyChoice) {
	h.t.Helper()
	in := inbound.Event{Kind: inbound.KindSlash, Channel: channel, User: "U1", Text: words, At: h.now}
	if words == "" {
		in.Kind, in.Form = inbound.KindForm, blocks.CallbackDaily
		in.Filled = jsonOf(h.t, filled)
	}
	h.update(func(tx *store.Tx) error { return h.b.newStep(tx, uint64(h.now.Unix()), &in).route() })
}

func (h *calendarHouse) update(fn func(*store.Tx) error) {
	h.t.Helper()
	if err := h.b.db.Update(fn); err != nil {
		h.t.Fatal(err)
	}
}

func (h *calendarHouse) view(fn func(*store.Tx) error) {
	h.t.Helper()
	if err := h.b.db.View(fn); err != nil {
		h.t.Fatal(err)
	}
}

// tick looks at the clock once and lets Slack take what there is.
func (h *calendarHouse) tick() {
	h.t.Helper()
	h.b.daily.once(h.now)
	var waiting int
	h.view(func(tx *store.Tx) error { waiting = tx.OutboxLen(); return nil })
	if waiting == 0 {
		return
	}
	h.update(func(tx *store.Tx) error {
		entries, err := tx.Outbox(0, 0)
		for _, e := range entries {
			h.sent++
			if h.heard != nil {
				h.heard(e)
			}
			ts := time.Unix(int64(h.sent), 0).UTC().Format("150405.000000")
			if err := tx.Sent(e, e.Channel, ts, h.now); err != nil {
				return err
			}
			if err := h.b.bind(tx, e, e.Channel, ts); err != nil {
				return err
			}
		}
		return err
	})
}

// posts are a channel's posts, oldest first.
func (h *calendarHouse) posts(channel string) (posts []store.DailyPost) {
	h.t.Helper()
	err := h.b.db.View(func(tx *store.Tx) error {
		var err error
		posts, err = tx.DailyPostsOf(channel, 0)
		slices.Reverse(posts)
		return err
	})
	if err != nil {
		h.t.Fatal(err)
	}
	return posts
}

// TestNoSlotIsDoubledOrLostOverAYear goes through a leap year with both clock changes, German public holidays, a
// fortnight's pause, a change of the hour and restarts at every hour of the day, with the look at the clock sometimes late.
func TestNoSlotIsDoubledOrLostOverAYear(t *testing.T) {
	t.Parallel()
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	day := func(month time.Month, d, hour int) time.Time { return time.Date(2028, month, d, hour, 0, 0, 0, berlin) }
	config := daily.Subscription{ID: "config", Channel: "C2", Cron: "30 2 * * *", Zone: berlin, RevealAfter: time.Hour, Grace: time.Hour}
	h := newCalendarHouse(t, day(1, 1, 12), config)
	everyDay := blocks.UsualDaily("Europe/Berlin")
	everyDay.Days = []time.Weekday{1, 2, 3, 4, 5, 6, 0}
	everyDay.Time, everyDay.Country = "02:30", "DE"
	h.do("C1", "", everyDay)
	paused := map[string]bool{}
	for d := range 14 {
		paused[day(7, 10+d, 0).Format(time.DateOnly)] = true
	}
	for n := 0; h.now.Before(day(12, 31, 18)); n++ {
		switch {
		case h.now.Equal(day(7, 9, 12)):
			h.do("C1", "daily pause until 2028-07-24", blocks.DailyChoice{})
		case h.now.Equal(day(9, 4, 12)): // today's has been posted at 02:30: no second one at 15:00
			later := everyDay
			later.Time = "15:00"
			h.do("C1", "", later)
		}
		if n%7 == 0 {
			h.restart()
		}
		h.tick()
		h.now = h.now.Add(time.Duration(n%3+1) * 20 * time.Minute)
		if n%3 == 2 { // back on the hour
			h.now = h.now.Truncate(time.Hour)
		}
	}
	want := map[string]bool{}
	germany, _ := daily.CountryOf("DE")
	for d := day(1, 2, 12); d.Before(day(12, 31, 18)); d = d.AddDate(0, 0, 1) {
		if date := d.Format(time.DateOnly); !paused[date] && !germany.Off(d) {
			want[date] = true
		}
	}
	h.compare("C1", want, berlin)
	all := map[string]bool{}
	for d := day(1, 2, 12); d.Before(day(12, 31, 18)); d = d.AddDate(0, 0, 1) {
		all[d.Format(time.DateOnly)] = true
	}
	h.compare("C2", all, berlin)
	if !want["2028-02-29"] || !want["2028-03-26"] || !want["2028-10-29"] || want["2028-12-25"] {
		t.Error("the year does not hold what it should test")
	}
	for _, p := range h.posts("C1")[:300] {
		if p.RevealedAt.IsZero() {
			t.Fatalf("the answer to %s was never revealed", p.ID)
		}
	}
}

func (h *calendarHouse) zone(name string) *time.Location {
	h.t.Helper()
	zone, err := time.LoadLocation(name)
	if err != nil {
		h.t.Fatal(err)
	}
	return zone
}

func (h *calendarHouse) compare(channel string, want map[string]bool, zone *time.Location) {
	h.t.Helper()
	got := map[string]int{}
	for _, p := range h.posts(channel) {
		got[p.Slot.In(zone).Format(time.DateOnly)]++
	}
	for date, n := range got {
		if n != 1 || !want[date] {
			h.t.Errorf("%s: %d posts on %s, wanted %v", channel, n, date, want[date])
		}
	}
	for date := range want {
		if got[date] == 0 {
			h.t.Errorf("%s: no post on %s", channel, date)
		}
	}
}

func TestOfTwoQuestionsOfAChannelTheNextIsTheEarlier(t *testing.T) {
	t.Parallel()
	for _, cron := range []string{"0 7 * * *", "0 11 * * *"} {
		config := daily.Subscription{ID: "config", Channel: "C1", Cron: cron, RevealAfter: time.Hour, Grace: time.Hour}
		h := newCalendarHouse(t, time.Date(2027, 3, 1, 12, 0, 0, 0, time.UTC), config)
		h.tick()
		h.do("C1", "", blocks.UsualDaily("UTC")) // at nine
		want := time.Date(2027, 3, 2, 9, 0, 0, 0, time.UTC)
		if cron == "0 7 * * *" {
			want = want.Add(-2 * time.Hour)
		}
		h.view(func(tx *store.Tx) error {
			next, err := h.b.nextIn(tx, "C1")
			if !next.Equal(want) {
				t.Errorf("beside %s the next is %v, want %v", cron, next, want)
			}
			return err
		})
	}
}

func TestASlotOfThePauseIsNotMadeUpForWhenItEnds(t *testing.T) {
	t.Parallel()
	h := newCalendarHouse(t, time.Date(2027, 3, 1, 12, 0, 0, 0, time.UTC))
	choice := blocks.UsualDaily("UTC")
	choice.Time = "23:00" // an hour before a pause ends, so within the time in which a missed one is made up for
	h.do("C1", "", choice)
	h.do("C1", "daily pause until 2027-03-03", blocks.DailyChoice{})
	for h.now.Before(time.Date(2027, 3, 4, 0, 0, 0, 0, time.UTC)) {
		h.tick()
		h.now = h.now.Add(20 * time.Minute)
	}
	posts := h.posts("C1")
	if len(posts) != 1 || !posts[0].Slot.Equal(time.Date(2027, 3, 3, 23, 0, 0, 0, time.UTC)) {
		t.Errorf("the posts are %+v, want one on the evening of the 3rd", posts)
	}
}

func TestAnotherZoneHasSlotsOfItsOwn(t *testing.T) {
	t.Parallel()
	h := newCalendarHouse(t, time.Date(2027, 3, 1, 0, 30, 0, 0, time.UTC)) // 09:30 in Tokyo
	choice := blocks.UsualDaily("Asia/Tokyo")
	choice.Time = "10:00"
	h.do("C1", "", choice)
	h.now = h.now.Add(40 * time.Minute)
	h.tick()
	choice.Zone = "America/New_York" // there it is the evening of the day before
	h.do("C1", "", choice)
	h.now = time.Date(2027, 3, 1, 15, 0, 30, 0, time.UTC) // 10:00 in New York, the same wall time of the same date
	h.tick()
	if posts := h.posts("C1"); len(posts) != 2 {
		t.Errorf("%d posts, wanted one for 10:00 in Tokyo and one for 10:00 in New York", len(posts))
	}
}

func TestTheNumberOfPeopleIsWrittenIntoThePostNowAndThen(t *testing.T) {
	t.Parallel()
	h := newCalendarHouse(t, time.Date(2027, 3, 1, 8, 0, 0, 0, time.UTC))
	h.do("C1", "", blocks.UsualDaily("UTC"))
	h.now = h.now.Add(time.Hour)
	h.tick()
	post := h.posts("C1")[0]
	for n := range 30 {
		h.now = h.now.Add(time.Second)
		h.update(func(tx *store.Tx) error {
			return tx.PutDailyAnswer(post.ID, "U"+string(rune('A'+n)), store.DailyAnswer{AnsweredAt: h.now})
		})
		h.tick()
	}
	h.now = h.now.Add(countApart)
	h.tick()
	body, err := postBodyOf(h.posts("C1")[0])
	if err != nil {
		t.Fatal(err)
	}
	if body.Shown != 30 || body.Updates != 3 {
		t.Errorf("it names %d people after %d rewritings, want 30 after 3", body.Shown, body.Updates)
	}
}
