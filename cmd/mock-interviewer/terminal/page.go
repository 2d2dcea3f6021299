// Package terminal lays out text for people at a shell.
package terminal

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"mock-interviewer/questions"
)

// width is where lines break, in characters.
const width = 96

// Page builds text for a terminal. The zero value is an empty one.
type Page struct{ strings.Builder }

// Line prints one line as it is.
func (p *Page) Line(format string, args ...any) {
	p.WriteString(Clean(fmt.Sprintf(format, args...)) + "\n")
}

// Heading prints a title with an empty line before it.
func (p *Page) Heading(title string) { p.WriteString("\n" + title + "\n") }

// Para prints text wrapped, the first line after lead and the others indented to the same column.
func (p *Page) Para(lead, text string) {
	indent := strings.Repeat(" ", utf8.RuneCountInString(lead))
	if strings.TrimSpace(lead) != "" && len(indent) > 8 {
		indent = strings.Repeat(" ", len(lead)-len(strings.TrimLeft(lead, " "))+2)
	}
	line, empty := lead, true
	for word := range strings.FieldsSeq(Clean(text)) {
		if !empty && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > width {
			p.WriteString(line + "\n")
			line, empty = indent, true
		}
		if !empty {
			line += " "
		}
		line, empty = line+word, false
	}
	p.WriteString(line + "\n")
}

// Points prints nested bullets.
func (p *Page) Points(indent string, points []questions.Point) {
	for _, pt := range points {
		text := pt.Text
		if pt.Label != "" {
			text = strings.TrimSuffix(pt.Label+": "+pt.Text, ": ")
		}
		p.Para(indent+"- ", text)
		p.Points(indent+"  ", pt.Points)
	}
}

// Clean drops what a terminal would obey: escape sequences and other control characters. A line break becomes a space.
func Clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return ' '
		case unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r):
			return -1
		}
		return r
	}, s)
}

// Number writes 1 as 1 and 0.5 as 0.5.
func Number(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }
