package main

import (
	"sync"
	"testing"
)

func TestWhatTryTellsPeopleToDoCanBeDone(t *testing.T) {
	t.Parallel()
	browser := browse(t)
	var walks sync.WaitGroup
	for name, walk := range map[string]func(*tab){
		"the app is invited to a channel and removed": walkInvite,
	} {
		walks.Go(func() {
			t.Run(name, func(t *testing.T) { walk(openTab(browser, t, tryWith(t, t.TempDir(), bankOf(t, "sre-24", "sre-41")))) })
		})
	}
	walks.Wait()
}

// walkInvite does in #general what the app says there, works with it, and takes the channel from it again.
func walkInvite(p *tab) {
	p.click(`[data-testid="channel-general"]`, "")
	p.click(`[data-testid="composer"]`, "")
	p.send("/mock-interview start technical 1")
	p.see("#announcer", "/invite @mock-interviewer")

	p.keys("/inv")
	p.see(`[data-testid="completion"][aria-selected="true"]`, "/invite")
	p.keys("\t@mock")
	p.see(`[data-testid="completion"][aria-selected="true"]`, "@mock-interviewer")
	p.keys("\t\r")
	p.see(`[data-testid="message"]`, "Mock Interviewer was added to #general by Ada Moreno")
	p.send("/mock-interview start technical 1")
	p.see(`[data-testid="open-thread"]`, "")

	// Typed to its end, without the list.
	p.send("/kick @mock-interviewer")
	p.see(`[data-testid="message"]`, "Mock Interviewer was removed from #general by Ada Moreno")
	p.keys("/kick @mock-interviewer\r") // what is refused comes back into the box
	p.see(`.composer-error`, "Mock Interviewer is not in #general.")
}
