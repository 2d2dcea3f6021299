package main

import (
	"context"
	"os/exec"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"mock-interviewer/questions"
)

// browserPatience bounds everything that happens in a browser.
const browserPatience = 55 * time.Second

// browse starts a browser of its own, or skips the test where there is none.
func browse(t *testing.T) context.Context {
	t.Helper()
	if testing.Short() {
		t.Skip("-short: no browser is started")
	}
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		t.Skip("no chromium, chromium-browser or google-chrome on the PATH")
	}
	ctx, stop := context.WithTimeout(t.Context(), browserPatience)
	t.Cleanup(stop)
	// As root the library adds --no-sandbox by itself; it makes, and removes, a profile of its own.
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.DisableGPU)
	ctx, closeAll := chromedp.NewExecAllocator(ctx, options...)
	t.Cleanup(closeAll) // waits until the browser has gone, then removes its profile
	ctx, closeFirst := chromedp.NewContext(ctx)
	t.Cleanup(closeFirst)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("%s does not start: %v", path, err)
	}
	return ctx
}

// Each walk has a workspace of its own and a tab in the one browser. They mostly wait for a bot that posts about once a
// second, so they run beside each other whatever -parallel says.
func TestPeopleUseThePageInABrowser(t *testing.T) {
	t.Parallel()
	browser := browse(t)
	var walks sync.WaitGroup
	for name, walk := range map[string]func(*tab){
		"the daily question and two people": walkDaily,
		"practice in the direct message":    walkPractice,
		"a mock interview by command":       walkMock,
		"the modal":                         walkModal,
		"the keyboard alone":                walkKeyboard,
		"what a team sets up and answers":   walkTeam,
		"a spoken answer on a phone":        walkPhone,
	} {
		walks.Go(func() {
			t.Run(name, func(t *testing.T) { walk(openTab(browser, t, tryWith(t, t.TempDir(), bankOf(t, "sre-24", "sre-41")))) })
		})
	}
	walks.Wait()
}

// bankOf is a bank of some of the embedded questions.
func bankOf(t *testing.T, ids ...string) *questions.Bank {
	t.Helper()
	bank, err := questions.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	guide := *bank.Guides()[0]
	guide.Questions = slices.DeleteFunc(slices.Clone(guide.Questions), func(q *questions.Question) bool { return !slices.Contains(ids, q.ID) })
	if bank, err = questions.NewBank(&guide); err != nil {
		t.Fatal(err)
	}
	return bank
}

// replies are what a person might say to a question, and to the follow-up.
func replies() map[string][]string {
	return map[string][]string{
		"sre-24": {
			"I only retry what can succeed later: timeouts, connection errors, 429 and 503, never a refused permission. The wait doubles " +
				"with each attempt up to a cap, obeys Retry-After, and a random part spreads the clients out so that they do not all come " +
				"back in the same instant.",
			"Every write carries an idempotency key that the server stores with the result, so repeating a payment charges only once. " +
				"We added it after a timeout had charged 40 customers twice, and it never happened again.",
		},
		"sre-41": {
			"First I look at the served certificate with openssl from outside, the dates and the chain, on every endpoint. Then I issue a " +
				"new certificate with the same names, install it with its intermediates and reload nginx. I declare the incident and say on " +
				"the status page what is affected, because support is asked within minutes. Afterwards cert-manager renews at two thirds of " +
				"the lifetime and reloads by itself; last year that alone took our expiries from three to none.",
			"A probe checks each endpoint as served and alerts at 21 and 7 days left, independent of the renewal job.",
		},
	}
}
