package main

import (
	"github.com/chromedp/chromedp"

	"mock-interviewer/bot/workspace"
)

// walkPhone speaks an answer on a narrow screen, reads what was heard, and has it graded. Nothing is cut off there, nor
// reaches out at the side.
func walkPhone(p *tab) {
	p.click(`[data-im="true"]`, "")
	p.do(chromedp.EmulateViewport(360, 740))
	p.until("the whole name at the top", `((n) => n.scrollWidth <= n.clientWidth)(document.querySelector('[data-testid="channel-title"]'))`)
	p.click(`[data-testid="composer"]`, "")
	p.send("practice")
	p.see(question, "")
	reply := p.answerTo(p.await(p.ada.DM(), "question", 1))
	if _, err := p.ada.Send(p.ada.DM(), "", "", workspace.Clip{Audio: []byte("sound"), Heard: reply}); err != nil {
		p.t.Fatal(err)
	}
	p.see(`[data-testid="message"]`, "I heard")
	p.click("#main button", "Use this")
	p.see(scorecard, "of 100")
	p.quotes(scorecard, reply)
	p.until("a card of little more than a screen", "document.querySelector('"+scorecard+"').offsetHeight < 1000")
	p.until("a page as wide as the screen", "document.documentElement.scrollWidth <= 360")
}
