package bot_test

import (
	"strings"
	"testing"
	"time"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/bot/workspace"
	"mock-interviewer/store"
)

// opened waits for a form.
func (h *house) opened(p *workspace.Person, callback string) workspace.View {
	h.t.Helper()
	view, err := h.space.WaitView(h.patience(), p.ID(), func(v workspace.View) bool { return v.CallbackID == callback })
	h.ok(err)
	return view
}

// submit fills a form in and expects it to be taken.
func (h *house) submit(p *workspace.Person, v workspace.View, values map[string]any) {
	h.t.Helper()
	errs, err := p.Submit(v, values)
	h.ok(err)
	if len(errs) > 0 {
		h.t.Fatalf("the form was refused: %v", errs)
	}
}

// setDaily sets a channel's question of the day up with the form.
func (h *house) setDaily(p *workspace.Person, channel string, values map[string]any) {
	h.t.Helper()
	h.ok(p.Slash(channel, "/mock-interview", "daily"))
	h.submit(p, h.opened(p, blocks.CallbackDaily), values)
}

// told waits for a message in a channel that holds a text.
func (h *house) told(channel, text string) workspace.Message {
	h.t.Helper()
	m, err := h.space.WaitMessage(h.patience(), func(m workspace.Message) bool {
		return m.Channel == channel && m.EphemeralFor == "" && strings.Contains(everything(m), text)
	})
	if err != nil {
		h.t.Fatalf("waited for %q; there is:\n%s", text, h.transcript(channel))
	}
	return m
}

func (h *house) subscription(channel string) (row store.Subscription, found bool) {
	h.t.Helper()
	h.ok(h.db.View(func(tx *store.Tx) (err error) {
		row, found, err = tx.Subscription("slack:" + channel)
		return err
	}))
	return row, found
}

func TestTheQuestionOfTheDayIsSetUpFromSlack(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada, ben := h.space.Person("ada"), h.space.Person("ben")
	channel := h.space.ChannelID("sre-practice")
	h.setDaily(ada, channel, map[string]any{
		blocks.BlockTime: "08:30", blocks.BlockZone: "Europe/Berlin", blocks.BlockDays: []string{"1", "3"},
		blocks.BlockCategory: []string{"Technical", "Situational"}, blocks.BlockReveal: "2h0m0s", blocks.BlockOff: "DE",
	})
	said := h.told(channel, "set up the question of the day")
	for _, part := range []string{ada.ID(), "Monday and Wednesday at 08:30 (Europe/Berlin)", "Technical or Situational", "2 hours", "public holidays of Germany", "Next: "} {
		if !strings.Contains(everything(said), part) {
			t.Errorf("the channel is not told %q:\n%s", part, everything(said))
		}
	}
	h.ok(ben.Slash(channel, "/mock-interview", "daily"))
	form := h.opened(ben, blocks.CallbackDaily)
	for _, part := range []string{"08:30", "Next: "} {
		if !strings.Contains(string(form.Blocks), part) {
			t.Errorf("the form does not say %q", part)
		}
	}
	h.submit(ben, form, map[string]any{blocks.BlockTime: "10:00"})
	h.told(channel, "changed the question of the day")
	row, _ := h.subscription(channel)
	if row.Cron != "0 10 * * 1,3" || row.ChangedBy != ben.ID() || row.Category != "Technical, Situational" {
		t.Errorf("got %+v", row)
	}
	must(ada.Say(ada.DM(), "daily"))(t)
	h.told(ada.DM(), "10:00 (Europe/Berlin)")
	h.setDaily(ada, channel, nil) // as it stands
	h.private(ada, "Nothing was changed")
	if again, _ := h.subscription(channel); again.ChangedBy != ben.ID() {
		t.Errorf("%s changed it by changing nothing", again.ChangedBy)
	}
}

func TestTheFormIsCheckedBeforeItIsTaken(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada := h.space.Person("ada")
	channel := h.space.ChannelID("sre-practice")
	h.ok(ada.Slash(channel, "/mock-interview", "daily"))
	form := h.opened(ada, blocks.CallbackDaily)
	for block, values := range map[string]map[string]any{
		blocks.BlockZone:     {blocks.BlockZone: "Berlin"},
		blocks.BlockCategory: {blocks.BlockZone: "UTC", blocks.BlockCategory: []string{"Behavioral"}, blocks.BlockDifficulty: "hard"},
	} {
		errs, err := ada.Submit(form, values)
		h.ok(err)
		if errs[block] == "" {
			t.Errorf("%v: got %v", values, errs)
		}
	}
	if _, found := h.subscription(channel); found {
		t.Error("a refused form was stored")
	}
	h.submit(ada, form, map[string]any{blocks.BlockZone: "UTC", blocks.BlockCategory: []string{}, blocks.BlockDifficulty: "any"})
	h.told(channel, "set up the question of the day")
}

func TestTheQuestionOfTheDayIsPausedResumedAndStopped(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada := h.space.Person("ada")
	channel := h.space.ChannelID("sre-practice")
	say := func(words string) { h.t.Helper(); h.ok(ada.Slash(channel, "/mock-interview", words)) }
	h.setDaily(ada, channel, map[string]any{blocks.BlockZone: "Europe/Berlin"})
	h.told(channel, "set up")
	say("daily resume")
	h.private(ada, "not paused")
	until := time.Now().AddDate(0, 1, 0).Format(time.DateOnly)
	say("daily pause until " + until)
	h.told(channel, "Paused until")
	if row, _ := h.subscription(channel); !row.Paused || row.PausedUntil.In(zone(t, "Europe/Berlin")).Format(time.DateTime) != until+" 00:00:00" {
		t.Errorf("got %+v", row)
	}
	for _, bad := range []string{"until 2020-01-01", "until tomorrow", "2027-01-06", "until 2999-01-01"} {
		say("daily pause " + bad)
	}
	h.private(ada, "from tomorrow on")
	say("daily pause")
	h.told(channel, "Paused until someone says")
	say("daily resume")
	h.told(channel, "resumed the question of the day")
	if row, _ := h.subscription(channel); row.Paused {
		t.Error("it is still paused")
	}
	say("daily stop")
	h.told(channel, "stopped the question of the day")
	if _, found := h.subscription(channel); found {
		t.Error("it is still there")
	}
	say("daily pause")
	h.private(ada, "No question of the day is set up")
	must(ada.Say(ada.DM(), "daily stop"))(t)
	h.told(ada.DM(), "belongs to a channel")
}

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func TestDailyNowPostsOneQuestionAtOnce(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada := h.space.Person("ada")
	channel := h.space.ChannelID("sre-practice")
	h.setDaily(ada, channel, map[string]any{blocks.BlockZone: "UTC"})
	h.told(channel, "set up")
	h.ok(ada.Slash(channel, "/mock-interview", "daily now"))
	h.message(channel, "daily", 1)
	h.ok(ada.Slash(channel, "/mock-interview", "daily now"))
	h.private(ada, "less than an hour old")
	if n := h.count(channel, "daily"); n != 1 {
		t.Errorf("%d questions were posted", n)
	}
}

func TestWhatTheConfigurationSetUpIsNotStoppedFromSlack(t *testing.T) {
	t.Parallel()
	h := newHouse(t, withTodaysQuestion(time.Hour))
	ada := h.space.Person("ada")
	channel := h.space.ChannelID("sre-practice")
	h.message(channel, "daily", 1)
	h.ok(ada.Slash(channel, "/mock-interview", "daily stop"))
	h.private(ada, "Whoever runs the bot can change or stop it")
	h.setDaily(ada, channel, map[string]any{blocks.BlockZone: "UTC"})
	h.told(channel, "set up")
	must(ada.Mention(channel, "daily"))(t)
	both := h.private(ada, "Every day at 09:00")
	if !strings.Contains(everything(both), "Monday to Friday at 09:00 (UTC)") {
		t.Errorf("both do not stand side by side:\n%s", everything(both))
	}
	h.ok(ada.Slash(channel, "/mock-interview", "daily stop"))
	h.told(channel, "stopped the question of the day")
}

func TestWhoSetsUpAQuestionWhereTheBotIsNotIsToldToInviteIt(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada := h.space.Person("ada")
	channel := h.space.ChannelID("general")
	h.setDaily(ada, channel, map[string]any{blocks.BlockZone: "UTC"})
	h.told(ada.DM(), "/invite @mock-interviewer")
	if _, found := h.subscription(channel); !found {
		t.Error("what was set up is lost")
	}
}

// The channel goes after its question of the day was set up: who set it up is told once, however many days pass.
func TestAQuestionOfTheDayWhoseChannelIsLostTellsOnceWhoSetItUp(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		lose   func(*workspace.Workspace) error
		said   string
		paused bool
	}{
		"archived":           {func(w *workspace.Workspace) error { return w.Archive("sre-practice") }, "it is archived", true},
		"the bot is removed": {func(w *workspace.Workspace) error { return w.RemoveBot("sre-practice") }, "/invite", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			clock := &hands{}
			h := newHouse(t, withClock(clock))
			ada := h.space.Person("ada")
			channel := h.space.ChannelID("sre-practice")
			h.setDaily(ada, channel, map[string]any{blocks.BlockZone: "UTC", blocks.BlockDays: []string{"0", "1", "2", "3", "4", "5", "6"}})
			h.told(channel, "set up")
			h.ok(tt.lose(h.space))
			for day := range 2 {
				now := clock.now().UTC()
				clock.move(time.Date(now.Year(), now.Month(), now.Day()+1, 9, 0, 30, 0, time.UTC).Sub(now))
				if day == 0 || !tt.paused {
					h.within(patienceHere, "a question that cannot be posted", func() bool { return h.outbox() == 0 && h.dailyPosts(channel) == day+1 })
				}
			}
			h.told(ada.DM(), tt.said)
			if row, _ := h.subscription(channel); row.Paused != tt.paused {
				t.Errorf("it is paused: %v", row.Paused)
			}
			if n := strings.Count(h.transcript(ada.DM()), tt.said); n != 1 {
				t.Errorf("ada was told %d times:\n%s", n, h.transcript(ada.DM()))
			}
		})
	}
}

// dailyPosts counts a channel's questions of the day, those that could not be posted, too.
func (h *house) dailyPosts(channel string) (n int) {
	h.t.Helper()
	h.ok(h.db.View(func(tx *store.Tx) error {
		posts, err := tx.DailyPostsOf(channel, 0)
		n = len(posts)
		return err
	}))
	return n
}

func TestWhatWasSetUpInSlackIsPostedAtTheStartWhereThatIsWanted(t *testing.T) {
	t.Parallel()
	h := newHouse(t, withDaily())
	ada := h.space.Person("ada")
	channel := h.space.ChannelID("sre-practice")
	h.setDaily(ada, channel, map[string]any{})
	h.told(channel, "set up the question of the day")
	h.ok(ada.Slash(channel, "/mock-interview", "daily pause"))
	h.told(channel, "paused the question of the day")
	restart := func() {
		t.Helper()
		h.ok(h.stop())
		h.start()
	}
	restart() // paused: none comes
	h.ok(ada.Slash(channel, "/mock-interview", "daily resume"))
	h.told(channel, "resumed the question of the day")
	if n := h.count(channel, "daily"); n != 0 {
		t.Errorf("while it was paused, %d questions were posted", n)
	}
	restart()
	h.message(channel, "daily", 1)
	restart() // there has been one today
	time.Sleep(1200 * time.Millisecond)
	if n := h.count(channel, "daily"); n != 1 {
		t.Errorf("%d questions were posted, want 1", n)
	}
}
