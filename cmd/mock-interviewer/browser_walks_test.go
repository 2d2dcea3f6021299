package main

import (
	"encoding/json"
	"fmt"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"mock-interviewer/bot/workspace"
)

// What is posted, by its kind.
const (
	inThread  = "#thread "
	question  = `[data-testid="message"][data-kind="question"]`
	followUp  = `[data-testid="message"][data-kind="follow_up"]`
	scorecard = `[data-testid="message"][data-kind="scorecard"]`
	summary   = `[data-testid="message"][data-kind="summary"]`
	private   = `[data-testid="message"][data-ephemeral="true"]`
	dailyPost = `[data-testid="message"][data-kind="daily"]`
)

// walkDaily answers the question of the day as one person, and looks at it as the other.
func walkDaily(p *tab) {
	p.click(`[data-testid="person-switch"] button`, "Ben")
	p.see(`[aria-pressed="true"]`, "Ben")
	p.hover(dailyPost, "")
	p.click(`[data-testid="reply-in-thread"]`, "")
	p.holds("#composer-thread", "")
	reply := p.answerTo(p.await(p.channel, "daily", 1))
	p.send(reply)
	p.see(inThread+private, "of 100")
	p.see(inThread+private, "Only visible to you")
	p.quotes(inThread+private, reply)
	p.gone(inThread+scorecard, "")
	p.click(inThread+private+" button", "Share in thread")
	p.see(inThread+scorecard, "")

	p.click(`[data-testid="person-switch"] button`, "Ada")
	p.see(`[aria-pressed="true"]`, "Ada")
	p.see(inThread+scorecard, "")
	p.gone(private, "")
}

// walkPractice practises in the direct message: two questions, the second after a press of the button.
func walkPractice(p *tab) {
	p.click(`[data-im="true"]`, "")
	p.click(`[data-testid="composer"]`, "")
	p.send("practice")
	p.see(question, "")
	reply := p.answerTo(p.await(p.ada.DM(), "question", 1))
	p.send(reply)
	p.see(scorecard, "of 100")
	p.quotes(scorecard, reply)
	p.click("#main button", "Next question")
	p.click(`[data-testid="composer"]`, "")
	p.send("stop")
	p.see(summary, "")

	// Where the workspace shows agents, a thread is named after what is done in it.
	mine := `[data-testid="message"][data-user="` + p.ada.ID() + `"]`
	p.hover(mine, "stop")
	p.click(mine+` [data-testid="reply-in-thread"]`, "")
	p.holds("#composer-thread", "")
	p.send("practice technical")
	p.see(inThread+question, "")
	p.see(`[data-testid="thread-title"]`, "Practice, Technical")
}

// walkMock takes a whole mock interview, begun with a command that the box completes, after a word to the others.
func walkMock(p *tab) {
	p.inOneBreath("Good morning, all.", "I take an interview now.")
	p.click(`[data-testid="composer"]`, "")
	p.keys("/mo")
	p.see(`[data-testid="completion"][aria-selected="true"]`, "/mock-interview")
	p.keys("\t")
	p.until("the command in the box", `document.activeElement.value === "/mock-interview "`)
	p.see(".usage", "/mock-interview")
	p.keys("start technical 1\r")
	p.click(`[data-testid="open-thread"]`, "")
	p.interview()
	p.see(inThread+summary, "")
	p.gone(scorecard, "")
}

// inOneBreath sends each text before the one ahead of it can have arrived, and waits for them all, in their order.
func (p *tab) inOneBreath(texts ...string) {
	p.t.Helper()
	list, err := json.Marshal(texts)
	if err != nil {
		p.t.Fatal(err)
	}
	p.do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`for (const text of %s) {
		const box = document.querySelector("#composer-channel");
		box.value = text;
		box.dispatchEvent(new KeyboardEvent("keydown", {key: "Enter", bubbles: true, cancelable: true}));
	}`, list)))
	p.until("all that was sent, in order", fmt.Sprintf(`((said) => said.every((at, i) => at > (i ? said[i - 1] : -1)))(
		%s.map((text) => document.querySelector("#main").innerText.indexOf(text)))`, list))
}

// interview answers in the open thread until the summary is there.
func (p *tab) interview() {
	for asked := 1; ; asked++ {
		p.until("a question or the summary", `document.querySelector('`+inThread+summary+`') !== null ||
			document.querySelectorAll('`+inThread+question+`, `+inThread+followUp+`').length >= `+string(rune('0'+asked)))
		if js[bool](p, `document.querySelector('`+inThread+summary+`') !== null`) {
			return
		}
		p.click("#composer-thread", "")
		p.send(visitReply)
	}
}

// walkModal opens the form with the bare command, closes it, and starts from it.
func walkModal(p *tab) {
	p.click(`[data-im="true"]`, "")
	p.click(`[data-testid="composer"]`, "")
	p.send("/mock-interview")
	p.see(`[data-testid="modal"]`, "")
	p.click(`[data-testid="modal-close"]`, "")
	p.gone(`[data-testid="modal"]`, "")

	p.click(`[data-testid="composer"]`, "")
	p.send("/mock-interview")
	p.click(`[data-testid="modal"] label`, "Practice")
	p.click(`[data-testid="modal-submit"]`, "Start")
	p.gone(`[data-testid="modal"]`, "")
	p.see(question, "")
}

// walkKeyboard never touches the mouse.
func walkKeyboard(p *tab) {
	p.keys("\t")
	p.holds(".skip", "")
	p.keys("\r\t")
	p.until("the focus near the box", `document.activeElement.closest(".composer") !== null`)

	// A jump to the direct message, and practice there.
	p.keys("k", chromedp.ModifierCtrl)
	p.holds(`[data-testid="palette-input"]`, "")
	p.keys("direct\r")
	p.gone(`[data-testid="palette"]`, "")
	p.see(`[data-im="true"][aria-current="page"]`, "")
	p.tabTo(`[data-testid="composer"]`, "")
	p.send("practice")
	p.see(question, "")
	p.send(visitReply)
	p.see(scorecard, "")
	p.tabTo("#main button", "Next question", chromedp.ModifierShift)
	p.keys("\r")
	p.count(question, 2)

	// The Home by its tab, the form by its button, a choice in it, and out with Esc.
	p.tabTo(`[data-testid="tab-messages"]`, "", chromedp.ModifierShift)
	p.keys(kb.ArrowLeft)
	p.see(`[data-testid="home"] button`, "")
	p.tabTo(`[data-testid="home"] button`, "Start")
	p.keys("\r")
	p.see(`[data-testid="modal"]`, "")
	p.tabTo(`[data-testid="modal"] input[type="radio"]`, "")
	p.keys(kb.ArrowDown)
	p.until("the second choice", `document.activeElement.value === "practice" && document.activeElement.checked`)
	p.keys(kb.Escape)
	p.gone(`[data-testid="modal"]`, "")

	// A thread: found with the arrows, opened from the message's toolbar, closed with Esc.
	p.keys("k", chromedp.ModifierCtrl)
	p.keys("sre-pr\r")
	p.see(dailyPost, "")
	p.tabTo(dailyPost, "")
	p.tabTo(`[data-testid="reply-in-thread"]`, "")
	p.keys("\r")
	p.holds("#composer-thread", "")
	p.keys(kb.Escape)
	p.gone("#thread", "")
	p.holds("#composer-channel", "")
}

// answerTo is what a person might say to the question of a message.
func (p *tab) answerTo(m workspace.Message) string {
	p.t.Helper()
	known := replies()[m.Meta("question_id")]
	if len(known) == 0 {
		p.t.Fatalf("nobody has thought of a reply to %q", m.Meta("question_id"))
	}
	return known[0]
}

// quotes waits until an element quotes some of a reply, word for word: a score says where it comes from.
func (p *tab) quotes(css, reply string) {
	p.t.Helper()
	p.until("words of the reply in quotes", fmt.Sprintf(`[...%s.innerText.matchAll(/“([^”]{20,})”/g)].some(([, quote]) => %q.includes(quote))`,
		finder(css, "of 100"), reply))
}
