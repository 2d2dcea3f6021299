package main

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

// page builds text for a terminal.
type page struct{ strings.Builder }

// line prints one line as it is.
func (p *page) line(format string, args ...any) {
	p.WriteString(clean(fmt.Sprintf(format, args...)) + "\n")
}

// heading prints a title with an empty line before it.
func (p *page) heading(title string) { p.WriteString("\n" + title + "\n") }

// para prints text wrapped, the first line after lead and the others indented to the same column.
func (p *page) para(lead, text string) {
	indent := strings.Repeat(" ", utf8.RuneCountInString(lead))
	if strings.TrimSpace(lead) != "" && len(indent) > 8 {
		indent = strings.Repeat(" ", len(lead)-len(strings.TrimLeft(lead, " "))+2)
	}
	line, empty := lead, true
	for word := range strings.FieldsSeq(clean(text)) {
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

// points prints nested bullets.
func (p *page) points(indent string, points []questions.Point) {
	for _, pt := range points {
		text := pt.Text
		if pt.Label != "" {
			text = strings.TrimSuffix(pt.Label+": "+pt.Text, ": ")
		}
		p.para(indent+"- ", text)
		p.points(indent+"  ", pt.Points)
	}
}

// clean drops what a terminal would obey: escape sequences and other control characters. A line break becomes a space.
func clean(s string) string {
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

// number writes 1 as 1 and 0.5 as 0.5.
func number(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }
