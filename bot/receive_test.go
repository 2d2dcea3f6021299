package bot

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"mock-interviewer/bot/inbound"
	"mock-interviewer/bot/scorer"
	"mock-interviewer/questions"
)

// burstOf puts n messages in the queue and counts the acks.
func burstOf(r *receiver, n int) (acks *int) {
	acks = new(int)
	for i := range n {
		ts := fmt.Sprintf("17000000%02d.%06d", i%100, i)
		r.enqueue(arrival{
			in: inbound.Event{
				Kind: inbound.KindMessage, Team: "T1", Channel: "D1", User: "U1", Direct: true, TS: ts, Text: "hello",
				Keys: []string{"event:Ev" + ts, "message:" + ts},
			},
			ack: func(any) { *acks++ },
		})
	}
	return acks
}

func TestABurstIsStoredAndAckedBeforeItIsHandled(t *testing.T) {
	t.Parallel()
	bank, err := questions.Load(filepath.Join("testdata", "small.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name  string
		first int           // messages of the first commit
		rest  int           // that wait meanwhile
		held  time.Duration // for how long some wait to be handled
		wakes int
	}{
		{"one", 1, 0, 0, 1},
		{"few", 3, burst - 1, 0, 1},
		{"a burst", 3, burst, 0, 0},
		{"a burst that lasts", 3, burst, holdMost, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			world := newReplay(t, bank, scorer.NewOffline(bank.Questions()))
			t.Cleanup(world.close)
			r := world.b.receiver
			acks := burstOf(r, c.first)
			batch := r.gather(<-r.queue)
			burstOf(r, c.rest)
			r.commit(t.Context(), batch)
			r.since = r.since.Add(-c.held)
			r.release()
			if *acks != c.first {
				t.Errorf("%d of %d are acked", *acks, c.first)
			}
			if got := len(world.b.workers.wakes); got != c.wakes {
				t.Errorf("the workers are woken %d times, want %d", got, c.wakes)
			}
			for len(r.queue) > 0 {
				r.commit(t.Context(), r.gather(<-r.queue))
			}
			r.release()
			if len(world.b.workers.wakes) != 1 {
				t.Error("the workers know nothing of what is stored")
			}
		})
	}
}
