package eval

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"time"
)

const (
	barEvery  = 100 * time.Millisecond // a bar is drawn at most this often
	lineEvery = 5 * time.Second        // and a plain line
	barWidth  = 30                     // characters
)

// Progress tells on stderr how far a run is: a bar on a terminal, else a line now and then. Log lines written through it
// do not tear the bar. It is safe for concurrent use.
type Progress struct {
	out  io.Writer
	bar  bool
	name string

	mu            sync.Mutex
	total, graded int
	failed        int
	begun, shown  time.Time
	drawn         bool
}

// NewProgress shows nothing before start.
func NewProgress(out io.Writer, bar bool) *Progress { return &Progress{out: out, bar: bar} }

// start begins to count to total.
func (p *Progress) start(name string, total int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.name, p.total, p.begun = name, total, time.Now()
	p.shown = p.begun
}

// done counts a row.
func (p *Progress) done(graded bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if graded {
		p.graded++
	} else {
		p.failed++
	}
	now, every := time.Now(), lineEvery
	if p.bar {
		every = barEvery
	}
	if now.Sub(p.shown) < every {
		return
	}
	p.shown = now
	p.show()
}

// end shows where the run stands at its end.
func (p *Progress) end() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.show()
	if p.bar {
		fmt.Fprintln(p.out)
	}
	p.drawn = false
}

// Write passes a log line on, with the bar out of its way.
func (p *Progress) Write(line []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.drawn {
		fmt.Fprint(p.out, "\r\x1b[K")
	}
	n, err := p.out.Write(line)
	if p.drawn {
		p.show()
	}
	return n, err
}

func (p *Progress) show() {
	if !p.bar {
		fmt.Fprintln(p.out, p.line())
		return
	}
	p.drawn = true
	full := barWidth
	if p.total > 0 {
		full = barWidth * (p.graded + p.failed) / p.total
	}
	fmt.Fprintf(p.out, "\r\x1b[K[%s%s] %s", strings.Repeat("#", full), strings.Repeat(".", barWidth-full), p.line())
}

// line is for example "offline: 512 of 2273, 3 not graded, about 1m20s left".
func (p *Progress) line() string {
	asked := p.graded + p.failed
	line := fmt.Sprintf("%s: %d of %d", p.name, asked, p.total)
	if p.failed > 0 {
		line += fmt.Sprintf(", %d not graded", p.failed)
	}
	spent := time.Since(p.begun)
	if asked == 0 || asked >= p.total {
		return fmt.Sprintf("%s, %s", line, spent.Round(time.Millisecond))
	}
	left := time.Duration(float64(spent) / float64(asked) * float64(p.total-asked))
	return fmt.Sprintf("%s, about %s left", line, left.Round(time.Second))
}
