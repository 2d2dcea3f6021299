package bot

import (
	"context"
	"errors"
	"log/slog"
	"math/rand/v2"
	"time"

	"mock-interviewer/bot/interview"
	"mock-interviewer/bot/scorer"
	"mock-interviewer/bot/scorer/budget"
	"mock-interviewer/questions"
	"mock-interviewer/store"
)

// delay keeps the job for another try. The person is told once, with an offline estimate where there is one. What an
// allowance refused was no try: it waits as long as it must.
func (g *grader) delay(ctx context.Context, job store.Grading, revision int, req scorer.Request, cause error, log *slog.Logger) {
	now := g.b.now()
	next := job
	event := interview.Unjudged{Answer: job.AnswerID, Revision: revision}
	event.Spent, event.When = allowance(cause, now)
	if event.Spent == "" {
		next.Attempts++
		event.Final = next.Attempts >= gradeTries
	}
	next.NotBefore = now.Add(retryIn(next.Attempts, cause))
	if job.Attempts == 0 {
		event.Estimate = g.estimate(req)
	}
	again := &next
	if event.Final {
		again = nil
	}
	err := g.b.db.Batch(func(tx *store.Tx) error { return g.apply(tx, job, event, again) })
	if err != nil {
		log.Error("a delayed grading cannot be stored", "error", err)
		sleep(ctx, recordAgain) // it is due again at once
		return
	}
	g.b.sender.Kick()
}

// postpone keeps a job that could not even be read. Its answer waits; that is better than an interview without an end.
func (g *grader) postpone(job store.Grading, log *slog.Logger) {
	err := g.b.db.Batch(func(tx *store.Tx) error {
		now, found, err := tx.Grading(job.AnswerID)
		if err != nil || !found {
			return err
		}
		now.NotBefore = g.b.now().Add(time.Minute)
		return tx.PutGrading(now)
	})
	if err != nil {
		log.Error("a grading cannot be postponed", "error", err)
	}
}

// estimate is the offline guess that is shown while the real grade waits; nil where there is none.
func (g *grader) estimate(req scorer.Request) *questions.Grade {
	with := g.b.material.Load()
	if with.Estimator == nil || with.ScorerName == "offline" {
		return nil
	}
	result, err := with.Estimator.Score(context.Background(), req)
	if err != nil {
		return nil
	}
	grade, err := req.Question.Rubric.Grade(result.Judgements, result.Pitfalls)
	if err != nil {
		return nil
	}
	return &grade
}

// allowance says which allowance is used up, if that is the cause, and from when there is a new one.
func allowance(cause error, now time.Time) (interview.Spent, time.Time) {
	why, ok := errors.AsType[*scorer.Error](cause)
	if !ok {
		return "", time.Time{}
	}
	when := now.Add(why.RetryAfter).Truncate(time.Minute) // it was reckoned a moment ago; allowances begin on the hour
	switch why.Reason {
	case budget.ReasonDay:
		return interview.SpentDay, when
	case budget.ReasonMonth:
		return interview.SpentMonth, when
	}
	return "", time.Time{}
}

// retryIn is when to try a failed grading again: 10 s growing to 4 h, jittered, but not before the time that the cause
// names. Those that wait for the same instant are spread over a minute.
func retryIn(attempts int, cause error) time.Duration {
	wait := min(10*time.Second<<(2*min(max(attempts-1, 0), 10)), 4*time.Hour)
	wait = wait*3/4 + jitter(wait/2)
	if why, ok := errors.AsType[*scorer.Error](cause); ok && why.RetryAfter > 0 {
		return max(wait, why.RetryAfter+jitter(min(why.RetryAfter/4, time.Minute)))
	}
	return wait
}

func jitter(most time.Duration) time.Duration { return time.Duration(rand.Int64N(int64(most) + 1)) }

func outcome(err error) string {
	if why, ok := errors.AsType[*scorer.Error](err); ok {
		return why.Reason
	}
	return "unavailable"
}
