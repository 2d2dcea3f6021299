package main

import (
	"bytes"
	"flag"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	cdp "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

var screenshots = flag.String("screenshots", "", "write the README's pictures to this folder")

// TestScreenshots draws the README's pictures, from a bot at work:
// go test ./cmd/mock-interviewer -run Screenshots -screenshots "$PWD/docs".
func TestScreenshots(t *testing.T) {
	if *screenshots == "" {
		t.Skip("-screenshots names no folder")
	}
	if err := os.MkdirAll(*screenshots, 0o755); err != nil {
		t.Fatal(err)
	}
	// The question of the day comes from a bank of one, and after a restart the interview asks another.
	dir := t.TempDir()
	v := tryWith(t, dir, bankOf(t, "sre-41"))
	v.await(v.channel, "daily", 1)
	v.stop()
	p := openTab(browse(t), t, tryWith(t, dir, bankOf(t, "sre-24", "sre-41")))
	p.do(chromedp.EmulateViewport(1280, 720))
	p.click(`[aria-label="Close"]`, "") // of the strip that says what this is

	p.click(`[data-im="true"]`, "")
	p.click(`[data-testid="composer"]`, "")
	p.send("practice situational")
	p.see(question, "")
	p.send(replies()["sre-41"][0])
	p.see(scorecard, "")
	p.see(followUp, "")
	p.do(chromedp.Evaluate[chromedp.Void](finder(scorecard, "") + `.scrollIntoView({block: "start"})`))
	p.shoot("practice.png")
	p.send(replies()["sre-41"][1])
	p.count(scorecard, 2)
	p.send("stop")
	p.see(summary, "")

	p.click(`[data-testid="channel-sre-practice"]`, "")
	p.click(`[data-testid="composer"]`, "")
	p.send("/mock-interview start technical 1")
	p.click(`[data-testid="open-thread"]`, "")
	p.see(inThread+question, "")
	p.click("#composer-thread", "")
	p.send(replies()["sre-24"][0])
	p.see(inThread+followUp, "")
	p.shoot("thread.png")
	p.send(replies()["sre-24"][1])
	p.see(inThread+summary, "")
	p.click(`[data-testid="thread-close"]`, "")
	p.click(`[data-im="true"]`, "")
	p.click(`[data-testid="composer"]`, "")
	p.send("start 2")
	p.twoAnswers()
	p.phones()
}

// phones are three screens of a phone side by side: a scorecard, a summary in the dark, and the Home.
func (p *tab) phones() {
	p.t.Helper()
	p.do(chromedp.EmulateViewport(360, 740))
	top := func(css string) {
		p.do(chromedp.Evaluate[chromedp.Void](finder(css, "") + `.scrollIntoView({block: "start"})`))
	}
	top(scorecard)
	card := p.snap()
	p.dark(true)
	top(summary)
	sum := p.snap()
	p.dark(false)
	p.click(`[data-testid="tab-home"]`, "")
	p.see(".chart", "")
	top(".home-page > :nth-child(3)")
	p.keep("phone.png", beside(card, sum, p.snap()))
}

// beside puts pictures of one size next to each other, a little apart.
func beside(pictures ...image.Image) image.Image {
	const apart = 24
	size := pictures[0].Bounds()
	out := image.NewRGBA(image.Rect(0, 0, len(pictures)*(size.Dx()+apart)-apart, size.Dy()))
	for i, in := range pictures {
		draw.Draw(out, size.Add(image.Pt(i*(size.Dx()+apart), 0)), in, in.Bounds().Min, draw.Src)
	}
	return out
}

// twoAnswers answers the two questions of an interview in the direct message, and their follow-ups, until the summary.
func (p *tab) twoAnswers() {
	p.t.Helper()
	before := len(p.all(p.ada.DM(), "summary"))
	asked := map[string]bool{}
	for len(p.all(p.ada.DM(), "summary")) == before {
		for _, kind := range []string{"question", "follow_up"} {
			all := p.all(p.ada.DM(), kind)
			if len(all) == 0 || asked[all[len(all)-1].TS] || p.trial.space.Messages(p.ada.DM())[len(p.trial.space.Messages(p.ada.DM()))-1].TS != all[len(all)-1].TS {
				continue
			}
			m := all[len(all)-1]
			asked[m.TS] = true
			p.send(replies()[m.Meta("question_id")][map[string]int{"question": 0, "follow_up": 1}[kind]])
		}
		time.Sleep(50 * time.Millisecond)
	}
	p.count(summary, before+1)
}

// dark asks for the dark theme, as the system's own setting would.
func (p *tab) dark(on bool) {
	p.t.Helper()
	scheme := map[bool]string{true: "dark", false: "light"}[on]
	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}},
	})
}

// shoot keeps a picture of what can be seen.
func (p *tab) shoot(name string) {
	p.t.Helper()
	p.keep(name, p.snap())
}

// snap takes a picture of what can be seen, once it stands still.
func (p *tab) snap() image.Image {
	p.t.Helper()
	p.see(`[data-testid="channel-title"]`, "")
	time.Sleep(400 * time.Millisecond)
	shot := call(p, cdp.CaptureScreenshot, cdp.CaptureScreenshotParams{Format: cdp.CaptureScreenshotFormatPng})
	picture, err := png.Decode(bytes.NewReader(shot.Data))
	if err != nil {
		p.t.Fatal(err)
	}
	return picture
}

func (p *tab) keep(name string, picture image.Image) {
	p.t.Helper()
	small, err := compress(picture)
	if err == nil {
		err = os.WriteFile(filepath.Join(*screenshots, name), small, 0o644)
	}
	if err != nil {
		p.t.Fatal(err)
	}
}

// compress reduces a picture to its 256 commonest colours: a page has few, and the file is a third of the size.
func compress(in image.Image) ([]byte, error) {
	counts := map[color.Color]int{}
	for y := range in.Bounds().Dy() {
		for x := range in.Bounds().Dx() {
			counts[in.At(x, y)]++
		}
	}
	colours := slices.SortedFunc(maps.Keys(counts), func(a, b color.Color) int { return counts[b] - counts[a] })
	out := image.NewPaletted(in.Bounds(), colours[:min(256, len(colours))])
	draw.Draw(out, out.Rect, in, in.Bounds().Min, draw.Src)
	var b bytes.Buffer
	err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&b, out)
	return b.Bytes(), err
}
