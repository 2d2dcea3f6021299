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
	worked  map[string]bool
}

func newAbilities(now func() time.Time) *abilities {
	return &abilities{now: now, refused: map[string]time.Time{}, worked: map[string]bool{}}
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
		delete(a.worked, name)
	}
}

// works notes that something was taken.
func (a *abilities) works(name string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.worked[name] = true
}

// surely says whether something was taken, and not refused since: for where the other way is only left out on that.
func (a *abilities) surely(name string) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.worked[name]
}
