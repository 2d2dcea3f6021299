package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// tab is one that shows the workspace of a running `try`. It is used as a person would: by the mouse where something
// can be seen, and by keys. Whatever the console or the network complains of fails the test.
type tab struct {
	*tried
	t   *testing.T
	ctx context.Context

	mu       sync.Mutex
	problems []string
}

func openTab(browser context.Context, t *testing.T, v *tried) *tab {
	t.Helper()
	ctx, shut := chromedp.NewContext(browser, chromedp.WithNewBrowserContext())
	p := &tab{tried: v, t: t, ctx: ctx}
	t.Cleanup(func() {
		if t.Failed() {
			p.say()
		}
		shut()
		p.mu.Lock()
		defer p.mu.Unlock()
		for _, problem := range p.problems {
			t.Error("the browser complains:", problem)
		}
	})
	if err := chromedp.Listen(ctx, p.hear); err != nil {
		t.Fatal(err)
	}
	call(p, network.Enable, network.EnableParams{})
	call(p, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	p.do(chromedp.EmulateViewport(1280, 860))
	p.goTo("")
	return p
}

// say logs what the page shows, for a test that failed.
func (p *tab) say() {
	ctx, stop := context.WithTimeout(p.ctx, 2*time.Second)
	defer stop()
	if text, err := chromedp.Run(ctx, chromedp.Evaluate[string](`document.body.innerText`)); err == nil {
		p.t.Logf("the page says:\n%s", text)
	}
}

func (p *tab) hear(event any) {
	problem := ""
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		problem = e.ExceptionDetails.Text
		if o := e.ExceptionDetails.Exception; o != nil {
			problem += " " + o.Description
		}
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeWarning || e.Type == runtime.ConsoleAPICalledTypeAssert {
			args, _ := json.Marshal(e.Args)
			problem = fmt.Sprintf("console.%s %s", e.Type, args)
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError || e.Entry.Level == log.EntryLevelWarning {
			problem = e.Entry.Text + " " + e.Entry.URL
		}
	case *network.EventResponseReceived:
		if e.Response.Status >= 400 {
			problem = fmt.Sprintf("%s: HTTP %d", e.Response.URL, e.Response.Status)
		}
	case *network.EventLoadingFailed:
		if !e.Canceled { // a stream that the page itself gave up
			problem = fmt.Sprintf("a request failed: %s %s", e.ErrorText, e.BlockedReason)
		}
	}
	if problem == "" {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.problems = append(p.problems, problem)
}

func (p *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	if err := chromedp.Do(p.ctx, steps...); err != nil {
		p.t.Fatal(err)
	}
}

// call sends a command of the protocol.
func call[P, R any](p *tab, command cdp.Command[P, R], params P) R {
	p.t.Helper()
	result, err := chromedp.Call(p.ctx, command, params)
	if err != nil {
		p.t.Fatal(err)
	}
	return result
}

// js evaluates an expression.
func js[T any](p *tab, expression string) T {
	p.t.Helper()
	result, err := chromedp.Run(p.ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		p.t.Fatalf("%v, of %s", err, expression)
	}
	return result
}

// goTo opens the page with a query, and waits until the bot has posted the question of the day there.
func (p *tab) goTo(query string) {
	p.t.Helper()
	p.do(chromedp.Navigate(p.trial.server.URL() + "/" + query))
	p.see(`[data-testid^="channel-"]`, "")
}

// finder is an expression for the last visible element that matches a selector and says text (its own, or its label).
// The last, because a conversation's newest stands at its end.
func finder(css, text string) string {
	return fmt.Sprintf(`[...document.querySelectorAll(%q)].filter((n) => n.checkVisibility({visibilityProperty: true}) &&
		((n.getAttribute("aria-label") || "") + " " + n.innerText).includes(%q)).at(-1)`, css, text)
}

// until waits for an expression to be true.
func (p *tab) until(what, expression string) {
	p.t.Helper()
	deadline := time.Now().Add(20 * time.Second)
	for !js[bool](p, expression) {
		if time.Now().After(deadline) {
			p.t.Fatalf("waited 20 s for %s; the focus is on %s", what, js[string](p, `document.activeElement.outerHTML.slice(0, 300) + JSON.stringify(document.activeElement.value || "")`))
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// see waits for an element.
func (p *tab) see(css, text string) {
	p.t.Helper()
	p.until(fmt.Sprintf("%s that says %q", css, text), "Boolean("+finder(css, text)+")")
}

// gone waits until there is no such element.
func (p *tab) gone(css, text string) {
	p.t.Helper()
	p.until(fmt.Sprintf("no %s that says %q", css, text), "!"+finder(css, text))
}

// count waits for n elements that match.
func (p *tab) count(css string, n int) {
	p.t.Helper()
	p.until(fmt.Sprintf("%d of %s", n, css), fmt.Sprintf("document.querySelectorAll(%q).length >= %d", css, n))
}

// place waits until an element lies still with nothing in front of it, and returns where one would click.
func (p *tab) place(css, text string) (x, y float64) {
	p.t.Helper()
	deadline := time.Now().Add(20 * time.Second)
	var before []float64
	for {
		at := js[[]float64](p, `(() => {
			const node = `+finder(css, text)+`;
			if (!node) return [];
			node.scrollIntoView({block: "center"});
			const r = node.getBoundingClientRect();
			const x = r.x + r.width / 2, y = r.y + Math.min(r.height / 2, 40);
			const top = document.elementFromPoint(x, y);
			return top && (node.contains(top) || top.contains(node)) ? [x, y] : [];
		})()`)
		if len(at) == 2 && len(before) == 2 && at[0] == before[0] && at[1] == before[1] {
			return at[0], at[1]
		}
		before = at
		if time.Now().After(deadline) {
			p.t.Fatalf("waited 20 s for %s that says %q to be clicked", css, text)
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// click presses the mouse on an element.
func (p *tab) click(css, text string) {
	p.t.Helper()
	p.do(chromedp.MouseClickXY(p.place(css, text)))
}

// hover moves the mouse onto an element.
func (p *tab) hover(css, text string) {
	p.t.Helper()
	x, y := p.place(css, text)
	p.do(chromedp.MouseEvent(chromedp.MouseMoved, x, y))
}

// keys presses keys one by one; kb names those without a letter. The library would send the character apart from the key,
// so that a page which handles the key got the character all the same.
func (p *tab) keys(keys string, modifiers ...chromedp.Modifier) {
	p.t.Helper()
	for _, r := range keys {
		events := kb.Encode(r)
		down, up := events[0], events[len(events)-1]
		for _, m := range modifiers {
			down.Modifiers |= int64(m)
			up.Modifiers |= int64(m)
		}
		if len(events) == 3 && down.Modifiers&^int64(chromedp.ModifierShift) == 0 {
			down.Text, down.UnmodifiedText = events[1].Text, events[1].UnmodifiedText
		}
		call(p, input.DispatchKeyEvent, *down)
		call(p, input.DispatchKeyEvent, *up)
	}
}

// paste puts a long text where the focus is.
func (p *tab) paste(text string) {
	p.t.Helper()
	call(p, input.InsertText, input.InsertTextParams{Text: text})
}

// send writes into the box that has the focus and presses Enter.
func (p *tab) send(text string) {
	p.t.Helper()
	p.until("a box with the focus", `document.activeElement.matches("textarea")`)
	p.paste(text)
	p.keys("\r")
	p.until("an empty box", fmt.Sprintf(`[...document.querySelectorAll(".composer-box")].every((box) => box.value !== %q)`, text))
}

// holds waits until the focus is on an element.
func (p *tab) holds(css, text string) {
	p.t.Helper()
	p.until(fmt.Sprintf("the focus on %s that says %q", css, text), focusIs(css, text))
}

func focusIs(css, text string) string {
	return fmt.Sprintf(`((n) => n.matches(%q) && ((n.getAttribute("aria-label") || "") + " " + n.innerText).includes(%q))(document.activeElement)`, css, text)
}

// tabTo presses Tab, or Shift Tab, until the focus is on an element.
func (p *tab) tabTo(css, text string, modifiers ...chromedp.Modifier) {
	p.t.Helper()
	var way []string
	for range 60 {
		if js[bool](p, focusIs(css, text)) {
			return
		}
		p.keys("\t", modifiers...)
		way = append(way, js[string](p, `document.activeElement.tagName + " " + (document.activeElement.getAttribute("aria-label") || document.activeElement.innerText.slice(0, 30))`))
	}
	p.t.Fatalf("Tab does not lead to %s that says %q; it led to\n%s", css, text, strings.Join(way, "\n"))
}
