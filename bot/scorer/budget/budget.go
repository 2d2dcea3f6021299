// Package budget keeps a scorer within what its operator is willing to spend: tokens a person and day, tokens for the
// whole workspace and month, so many judgements side by side, and none at all for a while once the endpoint is down.
//
// What is over a limit is refused with a *scorer.Error that says when it may be judged: RetryAfter. Days and months are
// those of UTC. What was spent is kept in a Ledger, so a restart does not start anew.
package budget

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"mock-interviewer/bot/scorer"
)

// The reasons of a refusal, as they stand in scorer.Error.
const (
	// ReasonDay: the person's tokens for today are used up.
	ReasonDay = "budget_day"
	// ReasonMonth: the workspace's tokens for this month are used up.
	ReasonMonth = "budget_month"
	// ReasonOpen: the endpoint failed so often in a row that it is left alone for a while.
	ReasonOpen = "open"
)

// DefaultConcurrency is how many judgements run side by side where nothing is configured.
const DefaultConcurrency = 4

// Limits are what may be spent. Prompt and completion tokens count alike, cached ones too.
type Limits struct {
	// PersonPerDay and PerMonth are in tokens; 0 means no limit.
	PersonPerDay, PerMonth int64
	// Concurrency is how many judgements run side by side; 0 means DefaultConcurrency.
	Concurrency int
	// Failures in a row after which the endpoint is left alone, for Pause; 0 means 5 and 30 s.
	Failures int
	Pause    time.Duration
}

// Config is what a Scorer is made of.
type Config struct {
	Limits
	// Inner judges what is within the limits.
	Inner scorer.Scorer
	// Ledger keeps the counts; nil keeps them in memory only.
	Ledger Ledger
	// Log gets ledger trouble; nil means none.
	Log *slog.Logger
	// Now is the calendar's clock; nil means time.Now. The breaker goes by the real one.
	Now func() time.Time
}

// Scorer judges with another scorer, within limits. It is safe for concurrent use.
type Scorer struct {
	cfg     Config
	slots   chan struct{}
	breaker *breaker

	mu      sync.Mutex
	book    book
	held    holds
	changed chan struct{} // closed and replaced when a judgement ends
}

// New makes a Scorer. It reads nothing yet.
func New(cfg Config) *Scorer {
	if cfg.Concurrency <= 0 {
		cfg.Concurrency = DefaultConcurrency
	}
	if cfg.Failures <= 0 {
		cfg.Failures = 5
	}
	if cfg.Pause <= 0 {
		cfg.Pause = 30 * time.Second
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	return &Scorer{
		cfg: cfg, slots: make(chan struct{}, cfg.Concurrency), breaker: newBreaker(cfg.Failures, cfg.Pause),
		book: newBook(cfg.Ledger), held: newHolds(), changed: make(chan struct{}),
	}
}

// Score judges, or refuses with a *scorer.Error of one of this package's reasons. Where judgements under way may yet use
// up what is left, it waits for them: what is left can be overdrawn by one judgement only.
func (s *Scorer) Score(ctx context.Context, req scorer.Request) (scorer.Result, error) {
	if wait := s.breaker.closedFor(); wait > 0 {
		return scorer.Result{}, refusal(ReasonOpen, wait, errOpen)
	}
	if err := s.admit(ctx, req.Person); err != nil {
		return scorer.Result{}, err
	}
	var result scorer.Result
	var err error
	defer func() { s.settle(req.Person, result, err) }()
	select {
	case s.slots <- struct{}{}:
		defer func() { <-s.slots }()
	case <-ctx.Done():
		err = waitedInVain(ctx)
		return scorer.Result{}, err
	}
	result, err = s.breaker.do(func() (scorer.Result, error) { return s.cfg.Inner.Score(ctx, req) })
	return result, err
}

var errOpen = errors.New("the endpoint failed several times in a row and is left alone for a while")

func refusal(reason string, wait time.Duration, err error) *scorer.Error {
	return &scorer.Error{Reason: reason, Retryable: true, RetryAfter: wait, Err: err}
}

func waitedInVain(ctx context.Context) *scorer.Error {
	return &scorer.Error{Reason: "timeout", Retryable: true, Err: fmt.Errorf("waiting for a turn: %w", ctx.Err())}
}

// admit returns when the person's and the workspace's tokens allow another judgement, and holds some for it.
func (s *Scorer) admit(ctx context.Context, person string) error {
	for {
		wait, err := s.tryAdmit(person)
		if err != nil || wait == nil {
			return err
		}
		select {
		case <-wait:
		case <-ctx.Done():
			return waitedInVain(ctx)
		}
	}
}

// tryAdmit admits, refuses, or names what to wait for.
func (s *Scorer) tryAdmit(person string) (wait <-chan struct{}, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.cfg.Now().UTC()
	day, month, err := s.book.spent(person, now)
	if err != nil {
		return nil, &scorer.Error{Reason: "unavailable", Retryable: true, Err: fmt.Errorf("what was spent cannot be read: %w", err)}
	}
	if over(month, s.cfg.PerMonth) { // the month ends no sooner than the day
		return nil, refusal(ReasonMonth, nextMonth(now).Sub(now), fmt.Errorf("%d of %d tokens of this month are used up", month, s.cfg.PerMonth))
	}
	if person != "" && over(day, s.cfg.PersonPerDay) {
		return nil, refusal(ReasonDay, nextDay(now).Sub(now), fmt.Errorf("%d of the person's %d tokens of today are used up", day, s.cfg.PersonPerDay))
	}
	mine, all := s.held.of(person)
	if (all > 0 && over(month+all, s.cfg.PerMonth)) || (person != "" && mine > 0 && over(day+mine, s.cfg.PersonPerDay)) {
		return s.changed, nil
	}
	s.held.take(person)
	return nil, nil
}

func over(spent, limit int64) bool { return limit > 0 && spent >= limit }

// settle books what a judgement cost and lets those go on that waited for it.
func (s *Scorer) settle(person string, result scorer.Result, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	tokens := int64(max(result.Usage.PromptTokens, 0)) + int64(max(result.Usage.CompletionTokens, 0))
	s.held.give(person, tokens)
	if tokens == 0 && !isDown(err) {
		// Some endpoints do not say what it cost. A limit must hold for them too.
		tokens = s.held.cost * int64(result.Attempts)
	}
	close(s.changed)
	s.changed = make(chan struct{})
	if tokens == 0 {
		return
	}
	if err := s.book.add(person, tokens, s.cfg.Now().UTC()); err != nil {
		s.cfg.Log.Error("what was spent cannot be saved; it is saved with the next grade", "error", err)
	}
}
