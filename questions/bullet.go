package questions

import (
	"strings"

	"github.com/yuin/goldmark/ast"
)

// bullet is a list item as the guide has it, before its label is given a meaning.
type bullet struct {
	line  int
	label string
	// kind is what the label means; plain for a bullet without a label.
	kind labelKind
	text string
	// suspect is a reason to think that a label was meant where none was read.
	suspect  string
	children []bullet
}

func (b bullet) labelled() bool { return b.label != "" }

// bullets reads the items of a list, in order.
func (r *reader) bullets(list ast.Node) []bullet {
	var out []bullet
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		out = append(out, r.bullet(item))
	}
	return out
}

func (r *reader) bullet(item ast.Node) bullet {
	b := bullet{line: r.line(item)}
	first := true
	for n := item.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.TextBlock, *ast.Paragraph:
			r.paragraph(&b, n, first)
		case *ast.List:
			b.children = append(b.children, r.bullets(n)...)
		case *ast.Heading:
			r.report.errorf(r.line(n), "the heading is indented, so it reads as part of the bullet above; begin it at the start of the line")
		case *ast.CodeBlock, *ast.FencedCodeBlock:
			b.text = strings.TrimSpace(b.text + "\n" + r.code(n))
		case *ast.Blockquote:
			r.quoted(&b, n)
		case *ast.ThematicBreak:
		default:
			r.unused(n)
		}
		first = false
	}
	r.checkLengths(b)
	return b
}

// paragraph adds a paragraph of a list item to its bullet; only the first one may begin with the label.
func (r *reader) paragraph(b *bullet, n ast.Node, first bool) {
	p := r.inline(n)
	if first {
		b.label, b.text, b.suspect = p.label, p.text, p.suspect
		b.kind = kindOf(p.label)
		return
	}
	if p.label != "" {
		r.report.errorf(r.line(n), "the label %s stands outside a bullet; begin the line with \"- \"", quote(p.label))
		return
	}
	b.text = joinSentences(b.text, p.text)
}

// quoted adds the paragraphs of a block quote, which are read as the bullet's own text.
func (r *reader) quoted(b *bullet, quote ast.Node) {
	for n := quote.FirstChild(); n != nil; n = n.NextSibling() {
		if n.Kind() != ast.KindParagraph && n.Kind() != ast.KindTextBlock {
			r.unused(n)
			continue
		}
		r.paragraph(b, n, false)
	}
}

// code is the text of a code block, line by line.
func (r *reader) code(n ast.Node) string {
	var b strings.Builder
	for i := range n.Lines().Len() {
		segment := n.Lines().At(i)
		b.Write(segment.Value(r.src))
	}
	return strings.TrimRight(b.String(), "\n")
}

// unused warns of Markdown that a guide has no use for, since what it says would be lost without a word.
func (r *reader) unused(n ast.Node) {
	if html, ok := n.(*ast.HTMLBlock); ok && html.HTMLBlockType == ast.HTMLBlockType2 {
		return // a comment
	}
	r.report.warnf(r.line(n), "this part is not a bullet and is not used; write it as a bullet")
}

func (r *reader) checkLengths(b bullet) {
	if runes(b.label) > maxLabel {
		r.report.errorf(b.line, "the label %s is longer than %d characters; move part of it behind the colon", quote(b.label), maxLabel)
	}
	if runes(b.text) > maxText {
		r.report.errorf(b.line, "the text of this bullet is longer than %d characters; split it into several bullets", maxText)
	}
}

// partsText is a bullet's own text and that of the unlabelled bullets under it, as one run of sentences.
func partsText(b bullet) string {
	text := b.text
	for _, c := range b.children {
		if !c.labelled() {
			text = joinSentences(text, partsText(c))
		}
	}
	return text
}

// fullText is like partsText, labels below it included.
func fullText(b bullet) string {
	text := b.text
	if b.labelled() {
		text = strings.TrimSpace(b.label + ": " + b.text)
	}
	for _, c := range b.children {
		text = joinSentences(text, fullText(c))
	}
	return text
}

// joinSentences puts two pieces of text behind one another, with a semicolon where the first does not end by itself.
func joinSentences(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	if strings.ContainsAny(a[len(a)-1:], ".:;!?,") {
		return a + " " + b
	}
	return a + "; " + b
}
