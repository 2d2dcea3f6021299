package bot

import (
	"context"
	"slices"
	"sync"
	"time"
)

// stopWithin is how long each stage may take to finish what it holds; three of them stay inside the 10 s that an
// operator waits after Ctrl-C.
const stopWithin = 2500 * time.Millisecond

// stages run side by side and stop one after the other, the first first, so that each can hand on its last work.
type stages struct {
	stops []func()
}

// newStages starts every stage. A stage gets two contexts: when drain ends it takes no more and finishes what it holds;
// when hard ends it drops everything at once, which the store forgives.
func newStages(runs ...func(drain, hard context.Context)) *stages {
	s := &stages{}
	for _, run := range runs {
		drain, startDrain := context.WithCancel(context.Background())
		hard, kill := context.WithCancel(context.Background())
		var wg sync.WaitGroup
		wg.Go(func() { run(drain, hard) })
		s.stops = append(s.stops, func() {
			startDrain()
			timer := time.AfterFunc(stopWithin, kill)
			wg.Wait()
			timer.Stop()
			kill()
		})
	}
	return s
}

func (s *stages) stop() {
	for _, stop := range slices.Clone(s.stops) {
		stop()
	}
}
