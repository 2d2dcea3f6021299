package bot_test

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"mock-interviewer/bot"
	"mock-interviewer/bot/scorer"
	"mock-interviewer/bot/scorer/budget"
	"mock-interviewer/bot/workspace"
	"mock-interviewer/store"
)

// paid is the offline scorer as a model whose every judgement costs 1,000 tokens.
type paid struct {
	judge *scorer.Offline
	asked atomic.Int64
}

func (p *paid) Score(ctx context.Context, req scorer.Request) (scorer.Result, error) {
	p.asked.Add(1)
	result, err := p.judge.Score(ctx, req)
	result.Scorer, result.Model, result.Host = "llm", "model", "llm.example"
	result.FollowUp = ""
	result.Usage = scorer.Usage{PromptTokens: 800, CachedTokens: 500, CompletionTokens: 200}
	result.Duration, result.Attempts, result.SecondLook, result.SecondModel = 1500*time.Millisecond, 2, true, "other"
	return result, err
}

// calendar runs from half an hour before midnight of UTC; tomorrow moves it past that.
type calendar struct{ ahead atomic.Int64 }

func newCalendar() *calendar {
	c := &calendar{}
	c.to(time.Date(2026, 11, 24, 23, 30, 0, 0, time.UTC))
	return c
}

func (c *calendar) to(at time.Time) { c.ahead.Store(int64(time.Until(at))) }

func (c *calendar) now() time.Time { return time.Now().Add(time.Duration(c.ahead.Load())) }

func (c *calendar) tomorrow() { c.to(c.now().Add(2 * time.Hour)) }

// ledger reaches the store that the house has open just now.
type ledger struct{ h *house }

func (l ledger) Load(key string) (budget.Count, error) { return bot.NewLedger(l.h.db).Load(key) }

func (l ledger) Save(counts map[string]budget.Count) error { return bot.NewLedger(l.h.db).Save(counts) }

func withBudget(p *paid, c *calendar, limits budget.Limits) option {
	return func(h *house) {
		p.judge = scorer.NewOffline(h.bank.Questions())
		h.cfg.ScorerName, h.cfg.Now, h.cfg.Estimator = "llm", c.now, p.judge
		h.cfg.Scorer = budget.New(budget.Config{Inner: p, Limits: limits, Ledger: ledger{h}, Now: c.now})
	}
}

func (h *house) waiting() (jobs []store.Grading) {
	h.t.Helper()
	h.ok(h.db.View(func(tx *store.Tx) (err error) {
		jobs, err = tx.Gradings(time.Time{}, 0)
		return err
	}))
	return jobs
}

// now is a message as it reads now.
func (h *house) now(m workspace.Message) workspace.Message {
	for _, x := range h.space.AllMessages() {
		if x.Channel == m.Channel && x.TS == m.TS {
			return x
		}
	}
	return m
}

func TestOverThePersonsAllowanceAnEstimateStandsInUntilTheNextDay(t *testing.T) {
	t.Parallel()
	model, c := &paid{}, newCalendar()
	h := newHouse(t, withBudget(model, c, budget.Limits{PersonPerDay: 1000}))
	ada, ben := h.space.Person("ada"), h.space.Person("ben")
	dm := ada.DM()
	must(ada.Say(dm, "practice technical"))(t)
	h.message(dm, "question", 1)
	must(ada.Say(dm, good))(t)
	h.ok(ada.Click(h.message(dm, "scorecard", 1), "Next question"))
	h.message(dm, "question", 2)
	heard := h.count(dm, "notice")
	must(ada.Say(dm, weak))(t)
	notice := h.message(dm, "notice", heard+1)
	for _, word := range []string{"used up for today", "It will be graded after", "!date^1795564800^", "Offline estimate:", "Not your grade"} {
		if !strings.Contains(everything(notice), word) {
			t.Errorf("the notice does not say %q:\n%s", word, everything(notice))
		}
	}
	if jobs := h.waiting(); len(jobs) != 1 || jobs[0].Attempts != 0 {
		t.Errorf("waiting: %+v, want one job without a failed try", jobs)
	}
	if n := model.asked.Load(); n != 1 {
		t.Errorf("the model was asked %d times, want once", n)
	}

	// Somebody else is not held up, and a restart forgets nothing.
	must(ben.Say(ben.DM(), "practice technical"))(t)
	h.message(ben.DM(), "question", 1)
	must(ben.Say(ben.DM(), good))(t)
	h.message(ben.DM(), "scorecard", 1)
	h.ok(h.stop())
	h.cfg.Scorer = budget.New(budget.Config{Inner: model, Limits: budget.Limits{PersonPerDay: 1000}, Ledger: ledger{h}, Now: c.now})
	h.start()
	h.ok(ada.Click(notice, "Next question"))
	h.message(dm, "question", 3)
	must(ada.Say(dm, weak))(t)
	second := h.message(dm, "notice", heard+2)
	if n := model.asked.Load(); n != 2 {
		t.Errorf("the model was asked %d times, want twice", n)
	}

	// The next day's allowance is enough for one of the two; the other is told of another day, in its place.
	c.tomorrow()
	must(ben.Say(ben.DM(), "stats"))(t) // anything that happens wakes the grader
	h.within(patienceHere, "one grade, and another day for the other", func() bool {
		one, two := everything(h.now(notice)), everything(h.now(second))
		if !strings.Contains(one, "of 100") {
			one, two = two, one
		}
		return strings.Contains(one, "of 100") && strings.Contains(two, "!date^1795651200^") && strings.Contains(two, "Offline estimate:")
	})
	c.to(c.now().AddDate(0, 0, 1))
	must(ben.Say(ben.DM(), "stats"))(t)
	h.within(patienceHere, "the other grade", func() bool {
		return strings.Contains(everything(h.now(notice)), "of 100") && strings.Contains(everything(h.now(second)), "of 100")
	})
	all := h.answers()
	if len(all) != 4 {
		t.Errorf("%d answers are recorded, want 4", len(all))
	}
	for _, a := range all {
		if a.PromptVersion == "" || a.Model != "model" || a.Endpoint != "llm.example" || a.Usage != (store.Usage{PromptTokens: 800, CachedTokens: 500, CompletionTokens: 200}) ||
			a.DurationMS != 1500 || a.Attempts != 2 || !a.SecondLook || a.SecondModel != "other" {
			t.Errorf("the grade does not record how it was made: %+v", a)
		}
	}
}

func TestAMockInterviewsSummaryIsMendedWhenTheMonthIsOver(t *testing.T) {
	t.Parallel()
	model, c := &paid{}, newCalendar()
	c.to(time.Date(2026, 11, 30, 23, 0, 0, 0, time.UTC))
	h := newHouse(t, withBudget(model, c, budget.Limits{PerMonth: 1000}))
	ada := h.space.Person("ada")
	dm := ada.DM()
	must(ada.Say(dm, "start technical 2"))(t)
	h.message(dm, "question", 1)
	must(ada.Say(dm, good))(t)
	h.message(dm, "question", 2)
	must(ada.Say(dm, good))(t)
	summary := h.message(dm, "summary", 1)
	for _, word := range []string{"will be graded after 1 December, 01:00 CET", "Offline estimate:"} {
		if !strings.Contains(everything(summary), word) {
			t.Errorf("the summary does not say %q:\n%s", word, everything(summary))
		}
	}
	if h.count(dm, "notice") > 1 { // the first says where answers go
		t.Errorf("a mock interview talked about grades:\n%s", h.transcript(dm))
	}
	c.tomorrow()
	must(h.space.Person("ben").Say(h.space.Person("ben").DM(), "stats"))(t)
	h.within(patienceHere, "the mended summary", func() bool { return !strings.Contains(everything(h.now(summary)), "estimate") })
}

func TestTheQuestionOfTheDayIsGradedPrivatelyLater(t *testing.T) {
	t.Parallel()
	model, c := &paid{}, newCalendar()
	h := newHouse(t, withTodaysQuestion(5*time.Hour), withBudget(model, c, budget.Limits{PersonPerDay: 1}))
	ada := h.space.Person("ada")
	dm, channel := ada.DM(), h.space.ChannelID("sre-practice")
	must(ada.Say(dm, "practice technical"))(t)
	h.message(dm, "question", 1)
	must(ada.Say(dm, good))(t)
	h.message(dm, "scorecard", 1)
	post := h.message(channel, "daily", 1)
	must(ada.Reply(channel, post.TS, good))(t)
	h.private(ada, "Offline estimate:")
	c.tomorrow()
	must(ada.Say(dm, "stats"))(t)
	h.private(ada, "of 100")
}

func TestForgettingAPersonForgetsWhatTheyCost(t *testing.T) {
	t.Parallel()
	db, err := store.Open(t.TempDir()+"/x.db", store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	l := bot.NewLedger(db)
	day, month := budget.Count{Period: "2026-11-24", Tokens: 5}, budget.Count{Period: "2026-11", Tokens: 7}
	saved := map[string]budget.Count{budget.PersonKey("U1"): day, budget.PersonKey("U12"): day, budget.MonthKey: month}
	known := func(tx *store.Tx) error {
		return errors.Join(tx.PutMember(store.Member{User: "U1"}), tx.PutMember(store.Member{User: "U12"}))
	}
	if err := errors.Join(db.Update(known), l.Save(saved)); err != nil {
		t.Fatal(err)
	}
	if got, err := l.Load(budget.PersonKey("U1")); err != nil || got != day {
		t.Errorf("before: got %+v, %v", got, err)
	}
	if err := db.Update(func(tx *store.Tx) error { _, err := tx.Erase("U1"); return err }); err != nil {
		t.Fatal(err)
	}
	// What was under way for them is not kept.
	if err := l.Save(map[string]budget.Count{budget.PersonKey("U1"): day, budget.MonthKey: month}); err != nil {
		t.Fatal(err)
	}
	saved[budget.PersonKey("U1")] = budget.Count{}
	for key, want := range saved {
		if got, err := l.Load(key); err != nil || got != want {
			t.Errorf("%s: got %+v, %v, want %+v", key, got, err, want)
		}
	}
}
