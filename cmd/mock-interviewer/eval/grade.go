package eval

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"mock-interviewer/bot/scorer"
	"mock-interviewer/questions"
)

// mostReply is the longest reply that is graded, in bytes; a spoken answer of ten minutes has about 10 KiB.
const mostReply = 64 << 10

// outcome is what became of one row.
type outcome struct {
	graded    bool
	predicted float64          // 0 to 1
	grade     *questions.Grade // nil where not graded
	reason    string           // why it is not graded; "" while it was not asked
	usage     scorer.Usage
}

// notAsked is the reason of rows that a run did not get to.
const notAsked = "not asked"

// grader grades rows side by side.
type grader struct {
	judge    scorer.Scorer
	jobs     int
	progress *Progress
	// keep stores a graded row as soon as it is there. It is called by one goroutine at a time.
	keep func(i int, o outcome) error
}

type finished struct {
	at int // the row's place
	outcome
	err error
}

// grade asks for every row in todo and puts what comes into outcomes. An error means that it stopped before the end: the
// context is done, the endpoint does not answer or keep failed. What was graded until then is in outcomes.
func (g *grader) grade(ctx context.Context, rows []row, todo []int, outcomes []outcome) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	health := endpointHealth{patience: max(10, 3*g.jobs)}
	for f := range g.sideBySide(ctx, rows, todo) {
		if !f.graded && ctx.Err() != nil {
			continue // cut off, which says nothing about the row
		}
		outcomes[f.at] = f.outcome
		g.progress.done(f.graded)
		if f.graded {
			if err := g.keep(f.at, f.outcome); err != nil {
				cancel(err)
			}
		}
		if err := health.after(f); err != nil {
			cancel(err)
		}
	}
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return nil
}

// sideBySide has as many rows under way at once as there are jobs, until todo is done or the context is. The channel is
// closed after the last of them.
func (g *grader) sideBySide(ctx context.Context, rows []row, todo []int) <-chan finished {
	work, results := make(chan int), make(chan finished)
	go func() {
		defer close(work)
		for _, i := range todo {
			select {
			case work <- i:
			case <-ctx.Done():
				return
			}
		}
	}()
	var jobs sync.WaitGroup
	for range g.jobs {
		jobs.Go(func() {
			for i := range work {
				results <- g.one(ctx, i, rows[i])
			}
		})
	}
	go func() { jobs.Wait(); close(results) }()
	return results
}

func (g *grader) one(ctx context.Context, i int, r row) finished {
	if len(r.reply) > mostReply {
		return finished{at: i, outcome: outcome{reason: "too_long"}}
	}
	result, err := g.ask(ctx, scorer.Request{Question: r.question, Reply: r.reply})
	if err != nil {
		return finished{at: i, err: err, outcome: outcome{reason: reasonOf(err), usage: result.Usage}}
	}
	grade, err := r.question.Rubric.Grade(result.Judgements, result.Pitfalls)
	if err != nil {
		return finished{at: i, err: err, outcome: outcome{reason: "invalid", usage: result.Usage}}
	}
	return finished{at: i, outcome: outcome{graded: true, predicted: float64(grade.Score) / 100, grade: &grade, usage: result.Usage}}
}

// How patient a run is with an endpoint that asks it to wait: nobody is waiting for one row.
const (
	limitedTries = 5
	longestLimit = 2 * time.Minute
)

// ask waits for as long as a limited endpoint says, which the scorer itself does not.
func (g *grader) ask(ctx context.Context, req scorer.Request) (scorer.Result, error) {
	for try := 1; ; try++ {
		result, err := g.judge.Score(ctx, req)
		limit, ok := errors.AsType[*scorer.Error](err)
		if !ok || limit.Reason != "rate_limited" || limit.RetryAfter > longestLimit || try == limitedTries {
			return result, err
		}
		select {
		case <-ctx.Done():
			return result, err
		case <-time.After(max(limit.RetryAfter, time.Second<<try)):
		}
	}
}

func reasonOf(err error) string {
	if se, ok := errors.AsType[*scorer.Error](err); ok {
		return se.Reason
	}
	return "error"
}

// endpointHealth tells an endpoint that is gone from a row that went wrong, so that a wrong key costs one request and
// not one for every row of the file.
type endpointHealth struct{ failures, patience int }

func (h *endpointHealth) after(f finished) error {
	switch f.reason {
	case "unauthorized":
		return fmt.Errorf("gave up: %w", f.err)
	case "unavailable", "timeout", "rate_limited":
		h.failures++
	default:
		h.failures = 0
	}
	if h.failures >= h.patience {
		return fmt.Errorf("gave up after %d failures in a row: %w", h.failures, f.err)
	}
	return nil
}
