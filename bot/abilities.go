package bot

import (
	"sync"
	"time"
)

// askAgain is how long a refusal is remembered: what is new in Slack reaches workspaces one by one, so it is tried anew.
const askAgain = 24 * time.Hour

// abilities remember what a workspace has refused: block types, methods, scopes. Whatever was not refused is tried, so
// the first use is the probe; and whoever uses it has another way, so nobody notices.
type abilities struct {
	now func() time.Time

	mu      sync.Mutex
	refused map[string]time.Time
}

func newAbilities(now func() time.Time) *abilities {
	return &abilities{now: now, refused: map[string]time.Time{}}
}

// has says whether all of these are worth a try.
func (a *abilities) has(names ...string) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, name := range names {
		if at, found := a.refused[name]; found && a.now().Sub(at) < askAgain {
			return false
		}
	}
	return true
}

// lacks notes a refusal.
func (a *abilities) lacks(names ...string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, name := range names {
		a.refused[name] = a.now()
	}
}
