package bot_test

import (
	"maps"
	"sync"
	"testing"
	"time"

	"mock-interviewer/bot"
	"mock-interviewer/bot/daily"
)

// tally counts how questions of the day came out, on a clock that the test sets.
type tally struct {
	mu       sync.Mutex
	ahead    time.Duration // of the real clock
	outcomes map[string]int
	last     time.Time
}

func (c *tally) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return time.Now().Add(c.ahead)
}

// set moves the clock to an hour and minute of one day.
func (c *tally) set(hour, minute int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ahead = time.Until(time.Date(2027, 3, 3, hour, minute, 0, 0, time.UTC))
}

func (c *tally) got() map[string]int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return maps.Clone(c.outcomes)
}

func TestHowAQuestionOfTheDayCameOutIsCounted(t *testing.T) {
	t.Parallel()
	c := &tally{outcomes: map[string]int{}}
	c.set(9, 10)
	h := newHouse(t, func(h *house) {
		h.cfg.Daily = []daily.Subscription{{ID: "hourly", Channel: h.space.ChannelID("sre-practice"), Cron: "0 * * * *", RevealAfter: time.Hour, Grace: 30 * time.Minute}}
		h.cfg.Now = c.now
		h.cfg.Observe = bot.Observer{
			Daily:     func(outcome string) { c.mu.Lock(); c.outcomes[outcome]++; c.mu.Unlock() },
			DailyPost: func(at time.Time) { c.mu.Lock(); c.last = at; c.mu.Unlock() },
		}
	})
	counts := func(what string, want map[string]int) {
		t.Helper()
		h.within(10*time.Second, what, func() bool { return maps.Equal(c.got(), want) })
	}
	h.within(10*time.Second, "the first look at the clock", func() bool { return h.bot.LastTick().After(c.now().Add(-time.Minute)) })

	c.set(10, 1)
	counts("a post on time", map[string]int{bot.DailyOnTime: 1})
	c.set(11, 20)
	counts("a late post", map[string]int{bot.DailyOnTime: 1, bot.DailyLate: 1})
	c.set(13, 50)
	counts("two that were missed", map[string]int{bot.DailyOnTime: 1, bot.DailyLate: 1, bot.DailySkipped: 2})

	h.ok(h.space.RemoveBot("sre-practice"))
	c.set(14, 0)
	counts("one that Slack refuses", map[string]int{bot.DailyOnTime: 1, bot.DailyLate: 1, bot.DailySkipped: 2, bot.DailyFailed: 1})

	// A restart shows when the last one was posted.
	h.ok(h.stop())
	last := c.last
	c.last = time.Time{}
	h.start()
	h.within(10*time.Second, "the last post of the run before", func() bool {
		c.mu.Lock()
		defer c.mu.Unlock()
		return c.last.Equal(last) && !last.IsZero()
	})
}
