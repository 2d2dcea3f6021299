package main

// walkTeam changes the channel's question of the day in its form and answers one unseen.
func walkTeam(p *tab) {
	modal := `[data-testid="modal"] `
	p.click(`[data-testid="composer"]`, "")
	p.send("/mock-interview daily")
	p.see(modal+`input[type="time"]`, "")
	p.click(modal+"label", "Saturday")
	p.click(`[data-testid="modal-submit"]`, "Save")
	p.gone(`[data-testid="modal"]`, "")
	p.see(`[data-testid="message"]`, "changed the question of the day here")
	p.see(`[data-testid="message"]`, "Friday and Saturday at 09:00")

	post := p.await(p.channel, "daily", 1)
	p.click(dailyPost+" button", "Answer privately")
	p.click(modal+"textarea", "")
	p.keys(p.answerTo(post))
	p.click(`[data-testid="modal-submit"]`, "Send")
	p.gone(`[data-testid="modal"]`, "")
	p.see(dailyPost, "1 person has answered")
	p.gone(scorecard, "")
	p.click(`[data-im="true"]`, "")
	p.see(scorecard, "of 100")
	p.quotes(scorecard, p.answerTo(post))
}
