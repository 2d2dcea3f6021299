package main

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
)

func TestWhatTryTellsPeopleToDoCanBeDone(t *testing.T) {
	t.Parallel()
	browser := browse(t)
	var walks sync.WaitGroup
	for name, walk := range map[string]func(*tab){
		"the app is invited to a channel and removed": walkInvite,
		"a link leads to its message":                 walkLinks,
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

// walkLinks follows links to messages that lie far above the end of a conversation.
func walkLinks(p *tab) {
	const channel = "general"
	id := p.trial.space.ChannelID(channel)
	say := func(thread, text string) string {
		p.t.Helper()
		ts, err := p.ben.Reply(channel, thread, text)
		p.ok(err)
		return ts
	}
	filler := func(thread string) {
		for i := range 40 {
			say(thread, fmt.Sprintf("Filler %d, of some length, so that what was said before is out of sight.", i))
		}
	}
	far := say("", "The message that is meant.")
	filler("")
	root := say("", "The root of a thread.")
	reply := say(root, "The reply that is meant.")
	filler(root)
	filler("")
	path := func(ts string) string { return "archives/" + id + "/p" + strings.ReplaceAll(ts, ".", "") }

	p.goTo(path(far))
	p.until("the message in view, marked", inView("#main", far)+` && `+marked("#main", far))
	p.until("no mark any more", `!document.querySelector(".linked")`)
	p.until("the message in view still", inView("#main", far))

	p.goTo(path(reply))
	p.until("the reply in view, marked", inView("#thread", reply)+` && `+marked("#thread", reply))
	p.until("its thread's root in view, not marked", inView("#main", root)+` && !`+marked("#main", root))

	p.goTo(path("1.000000"))
	p.until("the end of the conversation", `((n) => n.scrollHeight > 2 * n.clientHeight && n.scrollTop + n.clientHeight > n.scrollHeight - 48)(document.querySelector("#main .scroller"))`)

	// A link on the page is followed in this tab, and the mark does not move for whoever wants no motion.
	p.dark(false)
	say("", "See "+p.trial.server.URL()+"/"+path(reply))
	p.click("#main a", "/archives/")
	p.until("the reply in view, marked", inView("#thread", reply)+` && `+marked("#thread", reply))
	p.until("a mark that stands still", `getComputedStyle(document.querySelector("#thread .linked")).animationName === "none"`)
	p.click(`[data-testid="thread-close"]`, "")

	// The person who moves away at once is let go.
	p.goTo(path(far))
	p.until("the message in view", inView("#main", far))
	p.do(chromedp.Evaluate[chromedp.Void](`((n) => { n.dispatchEvent(new WheelEvent("wheel")); n.scrollTop = n.scrollHeight / 2; })(document.querySelector("#main .scroller"))`))
	say("", "Something new.")
	p.see("#main .jump", "New messages")
	p.until("the message out of view", "!"+inView("#main", far))
}

// inView is whether the whole of a message can be seen in its pane.
func inView(pane, ts string) string {
	return fmt.Sprintf(`((n) => { if (!n) return false; const r = n.getBoundingClientRect(), s = n.closest(".scroller").getBoundingClientRect();
		return r.top >= s.top && r.bottom <= s.bottom; })(document.querySelector('%s [data-ts="%s"]'))`, pane, ts)
}

func marked(pane, ts string) string {
	return fmt.Sprintf(`document.querySelector('%s [data-ts="%s"]').matches(".linked")`, pane, ts)
}
