package main

import (
	"flag"
	"fmt"
	"os"
	"testing"

	"github.com/chromedp/chromedp"
)

var axe = flag.String("axe", "", "check the page with this axe.min.js; .ci/axe fetches it")

// finding is what axe-core found fault with.
type finding struct {
	ID     string `json:"id"`
	Impact string `json:"impact"`
	Help   string `json:"help"`
	Where  string `json:"where"`
}

// TestThePageIsAccessible has axe-core look at every surface, light and dark, on a wide screen and on a phone.
func TestThePageIsAccessible(t *testing.T) {
	if *axe == "" {
		t.Skip("-axe names no file; .ci/axe does it all")
	}
	source, err := os.ReadFile(*axe)
	if err != nil {
		t.Fatal(err)
	}
	p := openTab(browse(t), t, tryWith(t, t.TempDir(), bankOf(t, "sre-24", "sre-41")))
	p.do(chromedp.Evaluate[chromedp.Void](string(source)))
	p.await(p.channel, "daily", 1)
	p.accessible("the channel")
	p.click(`[data-testid="try-daily"]`, "")
	p.holds("#composer-thread", "")
	p.send(p.answerTo(p.await(p.channel, "daily", 1)))
	p.see(inThread+private, "of 100")
	p.accessible("a private scorecard in a thread")
	p.formIsAccessible(inThread+private+" button", "Details", "the details")
	p.formIsAccessible(inThread+private+" button", "Unfair?", "the dispute")
	p.click(`[data-testid="thread-close"]`, "")
	p.formIsAccessible(dailyPost+" button", "Answer privately", "a private answer")
	p.click(`[data-testid="composer"]`, "")
	p.send("/mock-interview daily")
	p.see(`[data-testid="modal"]`, "")
	p.accessible("the form for the question of the day")
	p.click(`[data-testid="modal-close"]`, "")
	p.gone(`[data-testid="modal"]`, "")

	p.click(`[data-im="true"]`, "")
	p.see(`[data-testid="prompt"]`, "Practise")
	p.accessible("an empty conversation")
	p.click(`[data-testid="composer"]`, "")
	p.send("start 2")
	for i := range 2 {
		p.count(question, i+1)
		p.send("skip")
	}
	p.send("practice")
	p.count(question, 3)
	p.send(visitReply)
	p.see(scorecard, "")
	p.accessible("a conversation")
	p.send("/mock-interview")
	p.see(`[data-testid="modal"]`, "")
	p.accessible("the start form")
	p.click(`[data-testid="modal-close"]`, "")
	p.click(`[data-testid="tab-home"]`, "")
	p.see(`[data-testid="home"] button`, "Change")
	p.accessible("the Home")
	p.formIsAccessible(`[data-testid="home"] button`, "Change", "the settings")
	p.click(`[aria-label="Inspector"]`, "")
	p.see(`[data-testid="journal-row"]`, "")
	p.accessible("the inspector")
}

// formIsAccessible opens a form by its button, looks at it and closes it.
func (p *tab) formIsAccessible(css, button, what string) {
	p.t.Helper()
	p.click(css, button)
	p.see(`[data-testid="modal"]`, "")
	p.accessible(what)
	p.click(`[data-testid="modal-close"]`, "")
	p.gone(`[data-testid="modal"]`, "")
}

// accessible fails on whatever axe-core finds, be it minor.
func (p *tab) accessible(what string) {
	p.t.Helper()
	for _, phone := range []bool{false, true} {
		p.do(chromedp.EmulateViewport(map[bool]int64{false: 1280, true: 360}[phone], 860))
		for _, dark := range []bool{false, true} {
			p.dark(dark)
			p.look(fmt.Sprintf("%s, phone %v, dark %v", what, phone, dark))
		}
	}
	p.dark(false)
	p.do(chromedp.EmulateViewport(1280, 860))
}

func (p *tab) look(what string) {
	p.t.Helper()
	p.do(chromedp.Evaluate[chromedp.Void](`window.findings = null; axe.run(document, {resultTypes: ["violations"]}).then((r) => {
		window.findings = r.violations.flatMap((v) => v.nodes.map((n) => ({id: v.id, impact: v.impact, help: v.help, where: n.target.join(" ") + " " + n.html.slice(0, 160)})));
	})`))
	p.until("axe-core to look at "+what, "window.findings !== null")
	for _, f := range js[[]finding](p, "window.findings") {
		p.t.Errorf("%s: %s: %s, %s (%s)", what, f.Impact, f.ID, f.Help, f.Where)
	}
}
