package ability

import (
	"sync"
	"time"
)

// askAgain is how long a refusal is remembered: what is new in Slack reaches workspaces one by one, so it is tried anew.
const askAgain = 24 * time.Hour

// Known remembers what a workspace has refused: block types, methods, scopes. Whatever was not refused is tried, so the
// first use is the probe; and whoever uses it has another way, so nobody notices. It is safe for use by many goroutines.
type Known struct {
	now func() time.Time

	mu      sync.Mutex
	refused map[string]time.Time
	worked  map[string]bool
}

// New knows of no refusal yet; now is its clock.
func New(now func() time.Time) *Known {
	return &Known{now: now, refused: map[string]time.Time{}, worked: map[string]bool{}}
}

// Has says whether all of these are worth a try.
func (a *Known) Has(names ...string) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, name := range names {
		if at, found := a.refused[name]; found && a.now().Sub(at) < askAgain {
			return false
		}
	}
	return true
}

// Lacks notes a refusal.
func (a *Known) Lacks(names ...string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, name := range names {
		a.refused[name] = a.now()
		delete(a.worked, name)
	}
}

// Works notes that something was taken.
func (a *Known) Works(name string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.worked[name] = true
}

// Surely says whether something was taken, and not refused since: for where the other way is only left out on that.
func (a *Known) Surely(name string) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.worked[name]
}
