package budget

import (
	"context"
	"errors"
	"maps"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"mock-interviewer/bot/scorer"
)

// model costs a fixed number of tokens, takes a while and fails with the errors it is given, in turn.
type model struct {
	tokens int
	takes  time.Duration
	fail   func(call int64) error

	calls, now, most atomic.Int64
}

func (m *model) Score(ctx context.Context, _ scorer.Request) (scorer.Result, error) {
	call := m.calls.Add(1)
	if n := m.now.Add(1); n > m.most.Load() {
		m.most.Store(n)
	}
	defer m.now.Add(-1)
	result := scorer.Result{Scorer: "llm", Usage: scorer.Usage{PromptTokens: m.tokens - m.tokens/4, CompletionTokens: m.tokens / 4}}
	select {
	case <-time.After(m.takes):
	case <-ctx.Done():
		return result, ctx.Err()
	}
	if m.fail != nil {
		return result, m.fail(call)
	}
	return result, nil
}

// memory is a ledger that outlives a Scorer.
type memory struct {
	mu     sync.Mutex
	counts map[string]Count
	broken error
}

func (m *memory) Load(key string) (Count, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.counts[key], m.broken
}

func (m *memory) Save(counts map[string]Count) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.broken != nil {
		return m.broken
	}
	if m.counts == nil {
		m.counts = map[string]Count{}
	}
	maps.Copy(m.counts, counts)
	return nil
}

// clock stands still until it is moved.
type clock struct{ at atomic.Pointer[time.Time] }

func at(s string) *clock {
	c := &clock{}
	c.set(s)
	return c
}

func (c *clock) set(s string) {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		panic(err)
	}
	c.at.Store(&t)
}

func (c *clock) now() time.Time { return *c.at.Load() }

// reason is why a reply was refused, "" where it was judged.
func reason(t *testing.T, s *Scorer, person string) (string, time.Duration) {
	t.Helper()
	_, err := s.Score(t.Context(), scorer.Request{Person: person})
	if err == nil {
		return "", 0
	}
	var why *scorer.Error
	if !errors.As(err, &why) {
		t.Fatalf("%v is no *scorer.Error", err)
	}
	if !why.Retryable {
		t.Errorf("%v cannot be tried again", why)
	}
	return why.Reason, why.RetryAfter
}

func TestAPersonsTokensOfADayEndAndComeBackAtMidnightUTC(t *testing.T) {
	t.Parallel()
	// 23:30 in UTC, where it is the next day already in Berlin.
	c := at("2026-11-25T00:30:00+01:00")
	s := New(Config{Inner: &model{tokens: 600}, Limits: Limits{PersonPerDay: 1000}, Now: c.now})
	for i, want := range []string{"", "", ReasonDay, ReasonDay} {
		got, wait := reason(t, s, "anna")
		if got != want {
			t.Errorf("try %d: got %q, want %q", i, got, want)
		}
		if want != "" && wait != 30*time.Minute {
			t.Errorf("try %d: told to wait %v, want 30m", i, wait)
		}
	}
	if got, _ := reason(t, s, "ben"); got != "" {
		t.Errorf("another person was refused: %s", got)
	}
	if got, _ := reason(t, s, ""); got != "" {
		t.Errorf("nobody's reply was refused: %s", got)
	}
	c.set("2026-11-25T00:00:00Z")
	if got, _ := reason(t, s, "anna"); got != "" {
		t.Errorf("refused the next day: %s", got)
	}
}

func TestTheWorkspacesTokensOfAMonthEndForEverybody(t *testing.T) {
	t.Parallel()
	c := at("2026-12-30T12:00:00Z")
	s := New(Config{Inner: &model{tokens: 600}, Limits: Limits{PersonPerDay: 600, PerMonth: 1000}, Now: c.now})
	reason(t, s, "anna")
	if got, _ := reason(t, s, "anna"); got != ReasonDay {
		t.Errorf("got %q, want the day's limit first", got)
	}
	reason(t, s, "ben")
	for _, person := range []string{"anna", "cleo", ""} {
		if got, wait := reason(t, s, person); got != ReasonMonth || wait != 36*time.Hour {
			t.Errorf("%q: got %q and %v, want the month's limit until the new year", person, got, wait)
		}
	}
	c.set("2027-01-01T00:00:00Z")
	if got, _ := reason(t, s, "anna"); got != "" {
		t.Errorf("refused in the next month: %s", got)
	}
}

func TestCountsSurviveARestart(t *testing.T) {
	t.Parallel()
	c, kept := at("2026-11-24T12:00:00Z"), &memory{}
	limits := Limits{PersonPerDay: 1000, PerMonth: 2000}
	reason(t, New(Config{Inner: &model{tokens: 999}, Limits: limits, Ledger: kept, Now: c.now}), "anna")
	reason(t, New(Config{Inner: &model{tokens: 1}, Limits: limits, Ledger: kept, Now: c.now}), "anna")
	reason(t, New(Config{Inner: &model{tokens: 500}, Limits: limits, Ledger: kept, Now: c.now}), "ben")
	s := New(Config{Inner: &model{tokens: 500}, Limits: limits, Ledger: kept, Now: c.now})
	if got, _ := reason(t, s, "anna"); got != ReasonDay {
		t.Errorf("anna: got %q after a restart, want %q", got, ReasonDay)
	}
	if got, _ := reason(t, s, "ben"); got != "" {
		t.Errorf("ben was refused: %s", got)
	}
	want := map[string]Count{
		MonthKey: {"2026-11", 2000}, PersonKey("anna"): {"2026-11-24", 1000}, PersonKey("ben"): {"2026-11-24", 1000},
	}
	if !maps.Equal(kept.counts, want) {
		t.Errorf("got %v, want %v", kept.counts, want)
	}
}

func TestAFailedJudgementIsPaidForToo(t *testing.T) {
	t.Parallel()
	bad := func(int64) error { return &scorer.Error{Reason: "invalid", Retryable: true} }
	s := New(Config{Inner: &model{tokens: 1000, fail: bad}, Limits: Limits{PersonPerDay: 1000}, Now: at("2026-11-24T12:00:00Z").now})
	reason(t, s, "anna")
	if got, _ := reason(t, s, "anna"); got != ReasonDay {
		t.Errorf("got %q, want %q", got, ReasonDay)
	}
}

// silent is an endpoint that does not say what a judgement cost.
type silent struct{ attempts int }

func (s silent) Score(context.Context, scorer.Request) (scorer.Result, error) {
	return scorer.Result{Attempts: s.attempts}, nil
}

func TestALimitHoldsForAnEndpointThatDoesNotSayWhatItCosts(t *testing.T) {
	t.Parallel()
	limits := Limits{PersonPerDay: 2 * usual}
	s := New(Config{Inner: silent{attempts: 1}, Limits: limits, Now: at("2026-11-24T12:00:00Z").now})
	for i, want := range []string{"", "", ReasonDay} {
		if got, _ := reason(t, s, "anna"); got != want {
			t.Errorf("judgement %d: got %q, want %q", i+1, got, want)
		}
	}
	s = New(Config{Inner: silent{}, Limits: limits, Now: at("2026-11-24T12:00:00Z").now})
	for range 5 {
		if got, _ := reason(t, s, "anna"); got != "" {
			t.Errorf("what asked nobody was paid for: %q", got)
		}
	}
}

func TestALedgerThatFailsLosesNoCount(t *testing.T) {
	t.Parallel()
	c, kept := at("2026-11-24T12:00:00Z"), &memory{}
	m := &model{tokens: 400}
	s := New(Config{Inner: m, Limits: Limits{PersonPerDay: 1000}, Ledger: kept, Now: c.now})
	reason(t, s, "anna")
	kept.broken = errors.New("disk full")
	if got, _ := reason(t, s, "anna"); got != "" {
		t.Errorf("a grade was lost with its count: %s", got)
	}
	if got, _ := reason(t, s, "ben"); got != "unavailable" {
		t.Errorf("got %q where it is not known what was spent", got)
	}
	kept.broken = nil
	reason(t, s, "anna")
	if got := kept.counts[PersonKey("anna")].Tokens; got != 1200 {
		t.Errorf("got %d tokens, want 1200", got)
	}
}

func TestJudgementsUnderWayAreReckonedWith(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := &model{tokens: 1500, takes: time.Second}
		s := New(Config{Inner: m, Limits: Limits{PersonPerDay: 4000, Concurrency: 50}})
		var judged, refused atomic.Int64
		var wg sync.WaitGroup
		for range 50 {
			wg.Go(func() {
				switch got, _ := reason(t, s, "anna"); got {
				case "":
					judged.Add(1)
				case ReasonDay:
					refused.Add(1)
				default:
					t.Errorf("got %q", got)
				}
			})
		}
		wg.Wait()
		if judged.Load() != 3 || refused.Load() != 47 {
			t.Errorf("%d judged and %d refused, want 3 and 47: 4000 tokens at 1500 each", judged.Load(), refused.Load())
		}
	})
}

func TestNoMoreRunSideBySideThanConfigured(t *testing.T) {
	t.Parallel()
	for _, want := range []int64{1, 3, DefaultConcurrency} {
		synctest.Test(t, func(t *testing.T) {
			m := &model{takes: time.Second}
			concurrency := int(want)
			if want == DefaultConcurrency {
				concurrency = 0
			}
			s := New(Config{Inner: m, Limits: Limits{Concurrency: concurrency}})
			var wg sync.WaitGroup
			for range 20 {
				wg.Go(func() { reason(t, s, "anna") })
			}
			wg.Wait()
			if m.most.Load() != want || m.calls.Load() != 20 {
				t.Errorf("%d ran side by side and %d in all, want %d and 20", m.most.Load(), m.calls.Load(), want)
			}
		})
	}
}

func TestWaitingForATurnEndsWithTheContext(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := New(Config{Inner: &model{takes: time.Minute}, Limits: Limits{Concurrency: 1}})
		var wg sync.WaitGroup
		wg.Go(func() { reason(t, s, "anna") })
		synctest.Wait()
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := s.Score(ctx, scorer.Request{}); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v, want the context's end", err)
		}
		wg.Wait()
	})
}

func down(int64) error { return &scorer.Error{Reason: "unavailable", Retryable: true} }

func TestAnEndpointThatIsDownIsLeftAloneAndTriedAgain(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		back := false
		m := &model{fail: func(int64) error {
			if back {
				return nil
			}
			return &scorer.Error{Reason: "timeout", Retryable: true}
		}}
		s := New(Config{Inner: m, Limits: Limits{Failures: 3, Pause: 20 * time.Second}})
		for range 3 {
			reason(t, s, "anna")
		}
		time.Sleep(5 * time.Second)
		if got, wait := reason(t, s, "anna"); got != ReasonOpen || wait != 15*time.Second {
			t.Errorf("got %q and %v, want %q and 15s", got, wait, ReasonOpen)
		}
		time.Sleep(15*time.Second + time.Millisecond)
		if got, _ := reason(t, s, "anna"); got != "timeout" {
			t.Errorf("got %q, want one try after the pause", got)
		}
		if got, wait := reason(t, s, "anna"); got != ReasonOpen || wait != 20*time.Second {
			t.Errorf("got %q and %v after a vain try, want another whole pause", got, wait)
		}
		if n := m.calls.Load(); n != 4 {
			t.Errorf("the endpoint was asked %d times, want 4", n)
		}
		back = true
		time.Sleep(20*time.Second + time.Millisecond)
		for range 3 {
			if got, _ := reason(t, s, "anna"); got != "" {
				t.Errorf("got %q from an endpoint that is back", got)
			}
		}
	})
}

func TestOneTryAtATimeFindsOutWhetherTheEndpointIsBack(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := &model{fail: down, takes: time.Second}
		s := New(Config{Inner: m, Limits: Limits{Failures: 2, Pause: 20 * time.Second}})
		reason(t, s, "anna")
		reason(t, s, "anna")
		time.Sleep(20*time.Second + time.Millisecond)
		var wg sync.WaitGroup
		for range 10 {
			wg.Go(func() {
				if got, wait := reason(t, s, "anna"); got == ReasonOpen && wait <= 0 {
					t.Error("refused without a time")
				}
			})
		}
		wg.Wait()
		if n := m.calls.Load(); n != 3 {
			t.Errorf("the endpoint was asked %d times, want 3", n)
		}
	})
}

func TestWhatIsWrongWithAReplyDoesNotTurnTheEndpointOff(t *testing.T) {
	t.Parallel()
	for _, why := range []string{"refused", "cut_off", "invalid", "too_long"} {
		m := &model{fail: func(int64) error { return &scorer.Error{Reason: why, Retryable: true} }}
		s := New(Config{Inner: m, Limits: Limits{Failures: 2}})
		for range 5 {
			if got, _ := reason(t, s, "anna"); got != why {
				t.Errorf("got %q, want %q", got, why)
			}
		}
	}
	m := &model{fail: func(int64) error { return context.Canceled }}
	s := New(Config{Inner: m, Limits: Limits{Failures: 2}})
	for range 5 {
		if _, err := s.Score(t.Context(), scorer.Request{}); !errors.Is(err, context.Canceled) {
			t.Errorf("got %v: a stop of ours is no failure of the endpoint", err)
		}
	}
}
