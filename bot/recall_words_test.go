package bot_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"mock-interviewer/bot/workspace"
	"mock-interviewer/questions"
	"mock-interviewer/store"
)

// missing is an answer that meets nothing of any question.
const missing = "I do not know, maybe ask somebody who knows about this topic"

// passes is an answer that meets everything of question 4, the one under Situational.
const passes = "I look for the largest and fastest growing files with du, and with lsof for deleted files that are still held open. " +
	"Then I free space safely: compress or move old logs, and truncate rather than delete a file that is held open. " +
	"To prevent it I rotate logs and alert on the disk before it is full."

// answerOnce practises one question and stops.
func (h *house) answerOnce(p *workspace.Person, reply string) {
	h.t.Helper()
	dm := p.DM()
	asked, cards, ends := h.count(dm, "question"), h.count(dm, "scorecard"), h.count(dm, "summary")
	must(p.Say(dm, "practice"))(h.t)
	h.message(dm, "question", asked+1)
	must(p.Say(dm, reply))(h.t)
	h.message(dm, "scorecard", cards+1)
	must(p.Say(dm, "stop"))(h.t)
	h.message(dm, "summary", ends+1)
}

func (h *house) member(p *workspace.Person) (m store.Member) {
	h.t.Helper()
	h.ok(h.db.View(func(tx *store.Tx) (err error) {
		m, _, err = tx.Member(p.ID())
		return err
	}))
	return m
}

// knowsZone waits until the bot has asked Slack where the person lives.
func (h *house) knowsZone(p *workspace.Person) *time.Location {
	h.t.Helper()
	h.within(patienceHere, "the person's zone", func() bool { return h.member(p).TZ != "" })
	zone, err := time.LoadLocation(h.member(p).TZ)
	h.ok(err)
	return zone
}

// said waits for a message to a person that holds a text, and counts those there are.
func (h *house) said(p *workspace.Person, text string, n int) (last workspace.Message) {
	h.t.Helper()
	err := h.space.Wait(h.patience(), func() bool {
		found := h.saying(p, text)
		if len(found) >= n {
			last = found[n-1]
		}
		return len(found) >= n
	})
	if err != nil {
		h.t.Fatalf("waited for %q, %d of them; there is:\n%s", text, n, h.transcript(p.DM()))
	}
	return last
}

func (h *house) saying(p *workspace.Person, text string) (found []workspace.Message) {
	for _, m := range h.space.AllMessages() {
		if m.Channel == p.DM() && kindOf(m) == "notice" && strings.Contains(everything(m), text) {
			found = append(found, m)
		}
	}
	return found
}

func TestTheWordsOfPracticeAnswerTheAskerAlone(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada, ben := h.space.Person("ada"), h.space.Person("ben")
	channel := h.space.ChannelID("sre-practice")
	for n, step := range []struct{ word, want string }{
		{"difficulty", "It is medium now"},
		{"difficulty hard", "will be hard"},
		{"difficulty", "are hard, as you chose"},
		{"difficulty tough", "pins"},
		{"Difficulty Easy", "will be easy"},
		{"difficulty auto", "It is medium now"},
		{"remind", "No reminders"},
		{"remind 9:00", "write to you at 09:00"},
		{"remind", "write to you at 09:00"},
		{"remind tomorrow", "Say a time of day"},
		{"remind off", "Reminders are off"},
		{"remind", "No reminders"},
		{"away", "no time off"},
		{"away until 2000-01-01", "Say the last day"},
		{"away soon", "Say the last day"},
		{"away 2000-01-01 2000-01-09", "from 2000-01-01 until 2000-01-09"},
		{"away", "no time off"},
		{"away until " + time.Now().AddDate(0, 0, 3).Format(time.DateOnly), "Time off from"},
		{"away", "You have time off until"},
		{"away off", "has ended"},
		{"away", "no time off"},
		{"easy", "no graded answer yet"},
	} {
		h.ok(ada.Slash(channel, "/mock-interview", step.word))
		h.within(patienceHere, "an answer to "+step.word, func() bool { return len(h.space.Ephemerals(ada.ID())) > n })
		if got := everything(h.space.Ephemerals(ada.ID())[n]); !strings.Contains(got, step.want) {
			t.Errorf("%s: got %s, want %q", step.word, got, step.want)
		}
	}
	if len(h.space.Messages(channel)) != 0 || len(h.space.Ephemerals(ben.ID())) != 0 {
		t.Error("somebody else saw an answer")
	}
}

func TestAnAnswerMayBeginWithAWordOfPractice(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada := h.space.Person("ada")
	dm := ada.DM()
	must(ada.Say(dm, "practice technical"))(t)
	h.message(dm, "question", 1)
	must(ada.Say(dm, "remind everyone of the plan, then start with a canary release and roll back automatically"))(t)
	h.message(dm, "scorecard", 1)
}

func TestStatsAndHomeSayWhatIsDueAndTheStreak(t *testing.T) {
	t.Parallel()
	clock := &hands{}
	h := newHouse(t, withClock(clock))
	ada := h.space.Person("ada")
	h.answerOnce(ada, missing)
	h.answerOnce(ada, missing)
	must(ada.Say(ada.DM(), "stats"))(t)
	h.said(ada, "Due today: 0*. Streak: 1 day", 1)
	clock.move(24 * time.Hour)
	must(ada.Say(ada.DM(), "stats"))(t)
	h.said(ada, "Due today: 2*. Streak: 1 day", 1)
	ada.OpenHome()
	_, err := h.space.WaitHome(h.patience(), ada.ID(), func(v workspace.View) bool {
		return strings.Contains(string(v.Blocks), "Due today: 2*. Streak: 1 day") && strings.Contains(string(v.Blocks), "New questions: *medium*")
	})
	h.ok(err)
}

func TestWhatIsLeftOutInSeveralSessionsIsNamedWithTheWayToEachAnswer(t *testing.T) {
	t.Parallel()
	clock := &hands{}
	h := newHouse(t, withClock(clock))
	ada := h.space.Person("ada")
	h.answerOnce(ada, missing)
	must(ada.Say(ada.DM(), "stats"))(t)
	if m := h.said(ada, "Due today", 1); strings.Contains(everything(m), "keep leaving out") {
		t.Error("once is a pattern already")
	}
	for range 2 {
		clock.move(25 * time.Hour)
		h.answerOnce(ada, missing)
	}
	must(ada.Say(ada.DM(), "stats"))(t)
	m := h.said(ada, "Due today", 2)
	if !strings.Contains(everything(m), "What you keep leaving out") || !strings.Contains(everything(m), "answers, 3 times") {
		t.Errorf("three times is no pattern: %s", everything(m))
	}
	var want []string // her three answers, the newest first
	for _, said := range slices.Backward(h.space.Messages(ada.DM())) {
		if said.User == ada.ID() && said.Text == missing {
			want = append(want, strings.ReplaceAll(said.TS, ".", ""))
		}
	}
	links := linksIn(m)
	if len(links) < 3 || len(want) != 3 {
		t.Fatalf("got %v, want links to the answers %v", links, want)
	}
	for i, link := range links {
		if !strings.HasSuffix(link, want[i%3]) {
			t.Errorf("link %d is %s, want the answer %s", i, link, want[i%3])
		}
		if got := h.follow(link); got != http.StatusOK {
			t.Errorf("%s leads to %d", link, got)
		}
	}
	if sum := h.message(ada.DM(), "summary", 2); !strings.Contains(everything(sum), "You keep leaving out") {
		t.Errorf("the summary does not say so: %s", everything(sum))
	}
}

func TestAPinnedDifficultyDecidesWhichNewQuestionsCome(t *testing.T) {
	t.Parallel()
	h := newHouse(t, func(h *house) {
		bank, err := questions.Load()
		if err != nil {
			t.Fatal(err)
		}
		h.bank, h.cfg.Bank = bank, bank
	})
	ada := h.space.Person("ada")
	dm := ada.DM()
	for n, d := range []questions.Difficulty{questions.Hard, questions.Easy} {
		must(ada.Say(dm, "difficulty "+string(d)))(t)
		h.said(ada, "will be "+string(d), 1)
		must(ada.Say(dm, "practice"))(t)
		q, err := h.bank.Find(str(h.message(dm, "question", n+1), "question_id"))
		h.ok(err)
		if q.Difficulty != d {
			t.Errorf("got a question that is %s, want %s", q.Difficulty, d)
		}
		must(ada.Say(dm, "stop"))(t)
		h.said(ada, "opp", n+1)
	}
}

func TestEasyPutsAQuestionOffOnlyWhereItWasPassed(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		reply, said string
		days        float64
	}{
		"missed": {missing, "missed a key point", 1},
		"passed": {passes, "Noted: that was easy", 16},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t)
			ada := h.space.Person("ada")
			must(ada.Say(ada.DM(), "practice situational"))(t)
			h.message(ada.DM(), "question", 1)
			must(ada.Say(ada.DM(), tt.reply))(t)
			h.message(ada.DM(), "scorecard", 1)
			must(ada.Say(ada.DM(), "easy"))(t)
			h.said(ada, tt.said, 1)
			for id, c := range h.cards(ada) {
				if days := c.FSRS.Due.Sub(c.Last().At).Hours() / 24; days != tt.days {
					t.Errorf("%s is due after %v days, want %v", id, days, tt.days)
				}
			}
		})
	}
}

func TestAReminderComesWhenAskedForOnceADayAndOnlyWhenSomethingIsDue(t *testing.T) {
	t.Parallel()
	clock := &hands{}
	h := newHouse(t, withClock(clock))
	ada := h.space.Person("ada")
	const reminds = "due for another try today"
	h.answerOnce(ada, missing)
	zone := h.knowsZone(ada)
	must(ada.Say(ada.DM(), "remind 09:00"))(t)
	h.said(ada, "at 09:00 (Europe/Madrid)", 1)

	nextMorning := func() {
		here := clock.now().In(zone)
		clock.move(time.Date(here.Year(), here.Month(), here.Day()+1, 9, 0, 30, 0, zone).Sub(clock.now()))
	}
	nextMorning()
	first := h.said(ada, reminds, 1)

	h.ok(h.stop())
	clock.move(time.Minute)
	h.start()
	h.ok(ada.Click(first, "Snooze an hour"))
	h.said(ada, "I will remind you again at", 1)
	clock.move(61 * time.Minute)
	second := h.said(ada, reminds, 2)
	if got := h.saying(ada, reminds); len(got) != 2 {
		t.Errorf("%d reminders, want the first and the one an hour later", len(got))
	}

	h.ok(ada.Click(second, "Stop reminders"))
	h.said(ada, "Reminders are off", 1)
	h.probed(clock, nextMorning)
	if got := h.saying(ada, reminds); len(got) != 2 {
		t.Errorf("%d reminders after they were turned off", len(got))
	}
}

// probed has somebody else in Madrid be reminded at a time, to which move moves the clock: once they were, everybody was
// looked at.
func (h *house) probed(clock *hands, move func()) {
	h.t.Helper()
	cleo := h.space.AddPerson(workspace.PersonSpec{Name: "cleo", TZ: "Europe/Madrid"})
	h.answerOnce(cleo, missing)
	h.knowsZone(cleo)
	must(cleo.Say(cleo.DM(), "remind 09:00"))(h.t)
	h.said(cleo, "at 09:00", 1)
	move()
	if clock.now().In(h.knowsZone(cleo)).Hour() != 9 {
		h.t.Fatal("the clock was not moved to the probe's time")
	}
	h.said(cleo, "due for another try today", 1)
	h.within(patienceHere, "an empty outbox", func() bool { return h.outbox() == 0 }) // so were all others' that came
}

func TestNoReminderComesUnaskedOrWithNothingDueOrInTimeOff(t *testing.T) {
	t.Parallel()
	clock := &hands{}
	h := newHouse(t, withClock(clock))
	ada, ben := h.space.Person("ada"), h.space.Person("ben")
	dan := h.space.AddPerson(workspace.PersonSpec{Name: "dan", TZ: "Europe/Madrid"})
	h.answerOnce(dan, missing) // something is due, nobody asked
	h.answerOnce(ada, missing)
	zone := h.knowsZone(ada)
	must(ben.Say(ben.DM(), "remind 03:00"))(t) // that is 09:00 in Madrid; nothing is due
	h.said(ben, "at 03:00", 1)
	h.knowsZone(ben)
	must(ada.Say(ada.DM(), "away until "+clock.now().In(zone).AddDate(0, 0, 9).Format(time.DateOnly)))(t)
	h.said(ada, "Time off from", 1)
	must(ada.Say(ada.DM(), "remind 09:00"))(t)
	h.said(ada, "at 09:00", 1)
	h.probed(clock, func() {
		here := clock.now().In(zone)
		clock.move(time.Date(here.Year(), here.Month(), here.Day()+1, 9, 0, 30, 0, zone).Sub(clock.now()))
	})
	for _, p := range []*workspace.Person{ada, ben, dan} {
		if got := h.saying(p, "due for another try"); len(got) != 0 {
			t.Errorf("%s was reminded: %s", p.ID(), everything(got[0]))
		}
	}
}

func TestWithoutAKnownZoneAReminderSaysThatItGoesByUTC(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.space.SetFaults(workspace.Faults{ErrorBefore: 1, Methods: []string{"users.info"}})
	ada := h.space.Person("ada")
	must(ada.Say(ada.DM(), "remind 09:00"))(t)
	h.said(ada, "at 09:00 UTC, since Slack has not told me your time zone yet", 1)
	h.space.SetFaults(workspace.Faults{})
	must(ada.Say(ada.DM(), "remind 10:00"))(t)
	h.knowsZone(ada)
	must(ada.Say(ada.DM(), "remind"))(t)
	h.said(ada, "at 10:00 (Europe/Madrid)", 1)
}

func TestWhoCannotBeWrittenToIsRemindedNoMore(t *testing.T) {
	t.Parallel()
	clock := &hands{}
	h := newHouse(t, withClock(clock))
	ada := h.space.Person("ada")
	h.answerOnce(ada, missing)
	zone := h.knowsZone(ada)
	must(ada.Say(ada.DM(), "remind 09:00"))(t)
	h.said(ada, "at 09:00", 1)
	h.within(patienceHere, "an empty outbox", func() bool { return h.outbox() == 0 })
	h.ok(h.space.Archive(ada.DM()))
	here := clock.now().In(zone)
	clock.move(time.Date(here.Year(), here.Month(), here.Day()+1, 9, 0, 30, 0, zone).Sub(clock.now()))
	h.within(patienceHere, "the reminder to be given up", func() bool { return !strings.Contains(string(h.member(ada).Settings), "remind") })
}
