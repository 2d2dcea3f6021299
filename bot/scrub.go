package bot

import (
	"context"
	"time"
)

// scrubAfter is how long after an erasure the file is rewritten: by then its last word to the person is sent, too.
const scrubAfter = 3 * time.Second

// scrubber takes the bytes of erased data out of the file's free pages. What a kill keeps it from stands noted in the file,
// and is done at the next start, before anything else.
type scrubber struct {
	b     *Bot
	wakes chan struct{}
}

func newScrubber(b *Bot) *scrubber { return &scrubber{b: b, wakes: make(chan struct{}, 1)} }

func (s *scrubber) kick() {
	select {
	case s.wakes <- struct{}{}:
	default:
	}
}

func (s *scrubber) run(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-s.wakes:
		}
		if !sleep(ctx, scrubAfter) {
			return
		}
		switch clean, err := s.b.db.Scrub(false); {
		case err != nil:
			s.b.log.Error("erased data may still stand in the file's free pages; the next start tries again", "error", err)
		case !clean:
			s.b.log.Warn("the file is too large to be rewritten in use; erased data stands in its free pages until the next start")
		}
	}
}
