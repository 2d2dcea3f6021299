package budget

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	"github.com/sony/gobreaker/v2"

	"mock-interviewer/bot/scorer"
)

// probing is how long to stay away while one judgement is trying whether the endpoint is back.
const probing = 5 * time.Second

// breaker leaves an endpoint alone that failed several times in a row. After a pause one judgement tries it again.
type breaker struct {
	cb     *gobreaker.CircuitBreaker[scorer.Result]
	pause  time.Duration
	opened atomic.Int64 // nanoseconds of the Unix epoch
}

func newBreaker(failures int, pause time.Duration) *breaker {
	b := &breaker{pause: pause}
	b.cb = gobreaker.NewCircuitBreaker[scorer.Result](gobreaker.Settings{
		Name: "endpoint", MaxRequests: 1, Timeout: pause,
		ReadyToTrip:  func(c gobreaker.Counts) bool { return c.ConsecutiveFailures >= uint32(failures) },
		IsSuccessful: func(err error) bool { return !isDown(err) },
		IsExcluded:   func(err error) bool { return errors.Is(err, context.Canceled) },
		OnStateChange: func(_ string, _, to gobreaker.State) {
			if to == gobreaker.StateOpen {
				b.opened.Store(time.Now().UnixNano())
			}
		},
	})
	return b
}

// isDown says whether an error tells of the endpoint rather than of the reply: an answer that cannot be used is one.
func isDown(err error) bool {
	why, ok := errors.AsType[*scorer.Error](err)
	if !ok {
		return err != nil
	}
	switch why.Reason {
	case "refused", "cut_off", "invalid", "too_long":
		return false
	}
	return true
}

// closedFor is how long the endpoint is still left alone, 0 where it may be asked.
func (b *breaker) closedFor() time.Duration {
	if b.cb.State() != gobreaker.StateOpen {
		return 0
	}
	return max(time.Until(time.Unix(0, b.opened.Load()).Add(b.pause)), time.Millisecond)
}

// do asks unless the endpoint is left alone. A panic counts as a failure and goes on.
func (b *breaker) do(ask func() (scorer.Result, error)) (scorer.Result, error) {
	var result scorer.Result
	_, err := b.cb.Execute(func() (scorer.Result, error) {
		var err error
		result, err = ask()
		return result, err
	})
	switch {
	case errors.Is(err, gobreaker.ErrOpenState):
		return scorer.Result{}, refusal(ReasonOpen, max(b.closedFor(), time.Millisecond), errOpen)
	case errors.Is(err, gobreaker.ErrTooManyRequests):
		return scorer.Result{}, refusal(ReasonOpen, min(probing, b.pause), errOpen)
	}
	return result, err
}
