package bot_test

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"mock-interviewer/bot"
	"mock-interviewer/bot/blocks"
	"mock-interviewer/bot/scorer"
	"mock-interviewer/questions"
	"mock-interviewer/store"
)

const figurePeople = 200

// instant is a model that finds every point met, at once.
type instant struct{}

func (instant) Score(_ context.Context, req scorer.Request) (scorer.Result, error) {
	r := scorer.Result{Scorer: "llm", Model: "instant"}
	for _, c := range req.Question.Rubric.Criteria {
		r.Judgements = append(r.Judgements, questions.Judgement{Criterion: c.ID, Verdict: questions.Met, Quote: "a canary release", Reason: "It says so."})
	}
	for _, p := range req.Question.Rubric.Pitfalls {
		r.Pitfalls = append(r.Pitfalls, questions.PitfallJudgement{Pitfall: p.ID})
	}
	return r, nil
}

func runUntilCleanup(tb testing.TB, b *bot.Bot) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- b.Run(ctx) }()
	return func() {
		cancel()
		if err := <-done; err != nil {
			tb.Error(err)
		}
	}
}

// BenchmarkGradedReplies has 200 people practise as fast as the bot lets them: reply, read the scorecard, press Next. An
// operation is a reply's whole way, from its envelope to the scorecard at Slack, every commit synced.
//
//	go test ./bot -run '^$' -bench GradedReplies -benchtime 10000x
func BenchmarkGradedReplies(b *testing.B) {
	s := newSwiftSlack(b)
	var asked, graded atomic.Int64
	rounds := make([]atomic.Int64, figurePeople)
	done := make(chan struct{})
	seen := func(channel, kind, body string) {
		person, _ := strconv.Atoi(strings.TrimPrefix(channel, "D"))
		switch kind {
		case "question":
			if asked.Add(1) <= int64(b.N) {
				s.say(person, good)
			}
		case "scorecard":
			if graded.Add(1) == int64(b.N) {
				close(done)
			}
			if rounds[person].Add(1)%5 == 0 { // an interview does not go on for ever
				s.say(person, "stop")
				return
			}
			s.press(person, blocks.ActionNext, buttonValue(body, blocks.ActionNext))
		case "summary":
			s.say(person, "practice technical")
		}
	}
	s.posted, s.updated = seen, seen
	db := s.run()
	spent := cpuTime()
	b.ResetTimer()
	for p := range figurePeople {
		s.say(p, "practice technical")
	}
	select {
	case <-done:
	case <-time.After(5 * time.Minute):
		b.Fatalf("%d of %d graded", graded.Load(), b.N)
	}
	b.StopTimer()
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "replies/s")
	b.ReportMetric(float64((cpuTime()-spent).Microseconds())/1000/float64(b.N), "cpu-ms/reply") // the same on a busy machine
	n := 0
	if err := db.View(func(tx *store.Tx) error { return tx.EachAnswer(func(store.Answer) error { n++; return nil }) }); err != nil || n < b.N {
		b.Errorf("%d answers are recorded, want at least %d: %v", n, b.N, err)
	}
	s.reportAcks(b)
}

// cpuTime is what this process has used of all processors, the swiftSlack's part included.
func cpuTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkAcks has 200 people speak in the same instant, again and again, and reports how long Slack waits for the acks,
// from before a frame is written. What they say is put into frames before the instant. An operation is one such instant.
//
//	go test ./bot -run '^$' -bench Acks -benchtime 100x
func BenchmarkAcks(b *testing.B) {
	s := newSwiftSlack(b)
	s.run()
	for range b.N {
		var all sync.WaitGroup
		ready := make(chan struct{})
		for p := range figurePeople {
			id, text := s.said(p, fmt.Sprintf("hello, it is %d", p))
			all.Go(func() { <-ready; s.send(id, text) })
		}
		close(ready)
		all.Wait()
		for s.unacked() > 0 {
			time.Sleep(time.Millisecond)
		}
		time.Sleep(100 * time.Millisecond)
	}
	s.reportAcks(b)
}

func (s *swiftSlack) reportAcks(b *testing.B) {
	s.mu.Lock()
	defer s.mu.Unlock()
	slices.Sort(s.acked)
	for name, d := range map[string]time.Duration{
		"p50-ack-ms": s.acked[len(s.acked)/2], "p99-ack-ms": s.acked[len(s.acked)*99/100], "max-ack-ms": s.acked[len(s.acked)-1],
	} {
		b.ReportMetric(float64(d.Microseconds())/1000, name)
	}
}
