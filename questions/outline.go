package questions

import (
	"sort"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// reader turns Markdown's tree into bullets and headings.
type reader struct {
	src    []byte
	starts []int // the offset of each line
	report *report
}

func newReader(r *report, src []byte) *reader {
	starts := []int{0}
	for i, c := range src {
		if c == '\n' {
			starts = append(starts, i+1)
		}
	}
	return &reader{src: src, starts: starts, report: r}
}

// line is where a node stands, 1-based.
func (r *reader) line(n ast.Node) int {
	for ; n != nil; n = n.Parent() {
		if pos := n.Pos(); pos >= 0 {
			return sort.SearchInts(r.starts, pos+1)
		}
	}
	return 1
}

// tree parses the source. The blocks are looked at alone first: what a paragraph holds is only parsed when no paragraph
// and no nesting is long enough to make that slow. Link reference definitions are left out, a guide has no use for them.
func (r *reader) tree() ast.Node {
	blocks := parser.NewParser(parser.WithBlockParsers(parser.DefaultBlockParsers()...)).Parse(text.NewReader(r.src))
	r.checkBlocks(blocks, 0)
	if r.report.failed() {
		return nil
	}
	return parser.NewParser(
		parser.WithBlockParsers(parser.DefaultBlockParsers()...),
		parser.WithInlineParsers(parser.DefaultInlineParsers()...),
	).Parse(text.NewReader(r.src))
}

// checkBlocks recurses no deeper than checkIndent lets blocks nest.
func (r *reader) checkBlocks(n ast.Node, depth int) {
	switch n.Kind() {
	case ast.KindList, ast.KindBlockquote:
		depth++
	case ast.KindParagraph, ast.KindTextBlock, ast.KindHeading:
		r.checkParagraph(n)
		return
	}
	if depth > maxNesting {
		r.report.errorf(r.line(n), "bullets nest more than %d deep here; flatten them", maxNesting)
		return
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		r.checkBlocks(c, depth)
	}
}

func (r *reader) checkParagraph(n ast.Node) {
	size := 0
	for i := range n.Lines().Len() {
		segment := n.Lines().At(i)
		size += segment.Len()
	}
	if size > maxParagraphBytes {
		r.report.errorf(r.line(n), "the paragraph is longer than %d bytes; break it into several bullets", maxParagraphBytes)
	}
}

// heading is a heading with the blocks that follow it up to the next one.
type heading struct {
	level  int
	line   int
	text   string
	blocks []ast.Node
}

// headings cuts the document at its headings. What stands before the first one has level 0.
func (r *reader) headings(doc ast.Node) []heading {
	out := []heading{{line: 1}}
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok {
			out = append(out, heading{level: h.Level, line: r.line(h), text: strings.Join(strings.Fields(r.flatten(h.FirstChild())), " ")})
			continue
		}
		last := &out[len(out)-1]
		last.blocks = append(last.blocks, n)
	}
	return out
}

// chapter is what stands under one heading of level 1 or 2, that heading first.
type chapter []heading

// chapters groups the headings.
func chapters(hs []heading) []chapter {
	var out []chapter
	for _, h := range hs {
		if len(out) == 0 || (h.level > 0 && h.level <= 2) {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], h)
	}
	return out
}

// asks reports whether the chapter holds numbered questions.
func (c chapter) asks() bool {
	for _, h := range c {
		if _, _, ok := numbered(h.text); ok && h.level == questionLevel {
			return true
		}
	}
	return false
}

const (
	categoryLevel = 3
	questionLevel = 4
)

// numbered splits "7. How would you …" into its number and title. The title may be empty, the number is positive.
func numbered(text string) (number int, title string, ok bool) {
	digits := len(text) - len(strings.TrimLeft(text, "0123456789"))
	if digits == 0 || digits > 6 || digits == len(text) {
		return 0, "", false
	}
	number, err := strconv.Atoi(text[:digits])
	if err != nil || number == 0 || (text[digits] != '.' && text[digits] != ')') {
		return 0, "", false
	}
	return number, strings.TrimSpace(text[digits+1:]), true
}
