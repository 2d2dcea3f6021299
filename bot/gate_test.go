package bot_test

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"mock-interviewer/bot/scorer"
)

const patienceHere = 30 * time.Second

// gate is a scorer that waits until it is opened, and then is the offline one.
type gate struct {
	opened chan struct{}
	once   sync.Once
	calls  atomic.Int64
	judge  atomic.Pointer[scorer.Offline]
	// failures makes the first so many calls fail.
	failures atomic.Int64
}

func newGate() *gate { return &gate{opened: make(chan struct{})} }

func (g *gate) open(h *house) {
	g.judge.Store(scorer.NewOffline(h.bank.Questions()))
	g.once.Do(func() { close(g.opened) })
}

func (g *gate) Score(ctx context.Context, req scorer.Request) (scorer.Result, error) {
	g.calls.Add(1)
	select {
	case <-g.opened:
	case <-ctx.Done():
		return scorer.Result{}, ctx.Err()
	}
	if g.failures.Add(-1) >= 0 {
		return scorer.Result{}, &scorer.Error{Reason: "unavailable", Retryable: true}
	}
	return g.judge.Load().Score(ctx, req)
}
