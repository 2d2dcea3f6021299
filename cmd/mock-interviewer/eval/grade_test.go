package eval

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"mock-interviewer/bot/scorer"
)

// limited refuses the first calls and then grades.
type limited struct {
	scorer.Scorer
	left int
}

func (l *limited) Score(ctx context.Context, req scorer.Request) (scorer.Result, error) {
	if l.left--; l.left >= 0 {
		return scorer.Result{}, &scorer.Error{Reason: "rate_limited", Retryable: true, RetryAfter: time.Minute}
	}
	return l.Scorer.Score(ctx, req)
}

func TestEvalWaitsAsLongAsTheEndpointAsks(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		q := scorer.AdHoc("Why does bread rise?", "Yeast gives off carbon dioxide.")
		g := grader{judge: &limited{scorer.NewOffline(nil), 3}}
		begun := time.Now()
		if f := g.one(t.Context(), 0, row{question: q, reply: "Yeast gives off carbon dioxide."}); !f.graded || time.Since(begun) != 3*time.Minute {
			t.Errorf("%+v after %s", f, time.Since(begun))
		}
		g.judge = &limited{scorer.NewOffline(nil), 1000}
		if f := g.one(t.Context(), 0, row{question: q, reply: "Yeast."}); f.graded || f.reason != "rate_limited" {
			t.Errorf("%+v", f)
		}
	})
}
