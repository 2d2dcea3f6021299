package workspace

import (
	"math"
	"time"

	"golang.org/x/time/rate"
)

// limiter keeps Slack's rate limits: one bucket a method, and for posting one a channel besides.
type limiter struct {
	methods  map[string]*rate.Limiter
	channels map[string]*rate.Limiter
}

const (
	postsPerMinute  = 600 // "several hundred" for the whole workspace
	postsPerChannel = 1   // a second
	postBurst       = 5
)

func newLimiter() limiter {
	return limiter{methods: map[string]*rate.Limiter{}, channels: map[string]*rate.Limiter{}}
}

// overLimit counts a call, and returns after how many seconds it may be made again if it was too much, else 0.
func (w *Workspace) overLimit(c *call, m method) int {
	if !w.cfg.Limits {
		return 0
	}
	now := w.cfg.Now()
	perMinute := m.tier
	if perMinute == 0 {
		perMinute = postsPerMinute
	}
	l := w.limits.methods[c.method]
	if l == nil {
		l = rate.NewLimiter(rate.Limit(float64(perMinute)/60), perMinute)
		w.limits.methods[c.method] = l
	}
	if wait := take(l, now); wait > 0 || c.method != "chat.postMessage" {
		return wait
	}
	id := c.str("channel")
	if p := w.personBy(id); p != nil {
		id = p.dm.id
	}
	ch := w.limits.channels[id]
	if ch == nil {
		ch = rate.NewLimiter(postsPerChannel, postBurst)
		w.limits.channels[id] = ch
	}
	return take(ch, now)
}

func take(l *rate.Limiter, now time.Time) int {
	if l.AllowN(now, 1) {
		return 0
	}
	r := l.ReserveN(now, 1)
	wait := r.DelayFrom(now)
	r.CancelAt(now)
	return max(1, int(math.Ceil(wait.Seconds())))
}
