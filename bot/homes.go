package bot

import (
	"context"
	"sync"
	"time"

	"mock-interviewer/bot/slackerr"
)

const (
	homesAtOnce = 4
	mostHomes   = 4096             // that wait to be drawn
	homeTimeout = 10 * time.Second // one
)

// homes draws the App Homes of people: one at a time for each of them, so that what one person does cannot take the others'
// turn, and what is shown last is what came last. What is asked for meanwhile is drawn once, after it.
type homes struct {
	b     *Bot
	queue chan string

	mu   sync.Mutex
	busy map[string]bool // people whose Home waits or is drawn; true where it has to be drawn once more
}

func newHomes(b *Bot) *homes {
	return &homes{b: b, queue: make(chan string, mostHomes), busy: map[string]bool{}}
}

// draw asks for a person's Home to be drawn. It never blocks; where too many wait, theirs stays as it is until they open it.
func (h *homes) draw(user string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if _, waits := h.busy[user]; waits {
		h.busy[user] = true
		return
	}
	select {
	case h.queue <- user:
		h.busy[user] = false
	default:
		h.b.busy.Do(func() { h.b.log.Warn("too many Homes wait to be drawn; said once a minute") })
	}
}

// run draws until ctx ends, and finishes what it has begun.
func (h *homes) run(ctx context.Context) {
	var wg sync.WaitGroup
	for range homesAtOnce {
		wg.Go(func() {
			for {
				select {
				case <-ctx.Done():
					return
				case user := <-h.queue:
					h.one(ctx, user)
				}
			}
		})
	}
	wg.Wait()
}

// one draws a person's Home. A limit of Slack's is waited for.
func (h *homes) one(ctx context.Context, user string) {
	err := h.try(user)
	for d := slackerr.Classify(err); d.Fate == slackerr.Limited; d = slackerr.Classify(err) {
		if !sleep(ctx, d.Wait) {
			return
		}
		err = h.try(user)
	}
	if err != nil {
		h.b.log.Warn("a Home cannot be drawn", "error", slackerr.Code(err))
	}
	h.done(user)
}

func (h *homes) try(user string) error {
	ctx, cancel := context.WithTimeout(context.Background(), homeTimeout)
	defer cancel()
	return h.b.publishHome(ctx, user)
}

// done ends a person's turn. What was asked for meanwhile waits at the end of the queue, behind the others.
func (h *homes) done(user string) {
	h.mu.Lock()
	again := h.busy[user]
	delete(h.busy, user)
	h.mu.Unlock()
	if again {
		h.draw(user)
	}
}
