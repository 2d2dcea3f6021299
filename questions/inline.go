package questions

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// phrase is the text of one paragraph, its leading bold label taken off.
type phrase struct {
	label string
	text  string
	// suspect is a reason to think that a label was meant where none was read; empty when there is none.
	suspect string
}

// inline reads a paragraph or heading. It reports lines that a slip of the pen has glued to the line above, since their
// points would otherwise be lost without a word.
func (r *reader) inline(block ast.Node) phrase {
	first := block.FirstChild()
	if first == nil {
		return phrase{}
	}
	r.checkGlued(block)
	strong, ok := first.(*ast.Emphasis)
	if !ok || strong.Level != 2 {
		text := r.text(first)
		return phrase{text: text, suspect: suspectLabel(text, ok)}
	}
	label := r.flatten(strong.FirstChild())
	rest := r.text(strong.NextSibling())
	return splitLabel(label, rest)
}

// splitLabel decides whether bold words at the start of a bullet are its label: they are when a colon or a dash follows,
// or nothing at all, or when they are one of the labels that have a meaning of their own.
func splitLabel(bold, rest string) phrase {
	label := strings.TrimSpace(strings.TrimRight(strings.TrimSpace(bold), ":\uff1a "))
	inside := label != strings.TrimSpace(bold)
	for _, mark := range []string{":", "\uff1a", "- ", "– ", "— "} {
		if text, ok := strings.CutPrefix(rest, mark); ok && label != "" {
			return phrase{label: label, text: strings.TrimSpace(text)}
		}
	}
	switch {
	case label == "":
		return phrase{text: rest, suspect: "its bold label is empty"}
	case inside || rest == "" || kindOf(label) != kindPoint:
		return phrase{label: label, text: rest}
	}
	return phrase{text: label + " " + rest, suspect: "its bold words are not followed by a colon"}
}

// suspectLabel says why text without a label looks as if it should have one.
func suspectLabel(text string, emphasised bool) string {
	const most = 60
	head, _, colon := strings.Cut(text, ":")
	switch {
	case strings.HasPrefix(text, "**") || strings.HasPrefix(text, "__"):
		return "its bold label is empty or not closed"
	case emphasised && colon:
		return "its label is in italics, not in bold"
	case colon && runes(head) <= most && len(strings.Fields(head)) <= 5 && strings.ToLower(head) != head:
		return "its label is not in bold"
	}
	return ""
}

// checkGlued finds bullets and headings that Markdown reads as the continuation of the line above.
func (r *reader) checkGlued(block ast.Node) {
	var before ast.Node
	for n := block.FirstChild(); n != nil; before, n = n, n.NextSibling() {
		if !endsLine(before) {
			continue
		}
		switch n := n.(type) {
		case *ast.Text:
			r.checkGluedText(n)
		case *ast.Emphasis:
			if n.Level == 2 && strings.HasPrefix(r.text(n.NextSibling()), ":") {
				r.report.errorf(r.line(n), "the label %s reads as part of the bullet above; begin the line with \"- \"", quote(r.flatten(n.FirstChild())))
			}
		}
	}
}

func (r *reader) checkGluedText(n *ast.Text) {
	text := string(n.Value(r.src))
	switch {
	case strings.HasPrefix(text, "- "), strings.HasPrefix(text, "* "), strings.HasPrefix(text, "+ "):
		r.report.errorf(r.line(n), "this bullet is indented too far and reads as part of the line above; indent it by two spaces more than its parent")
	case strings.HasPrefix(text, "##"):
		r.report.errorf(r.line(n), "a heading needs a space after its number signs and an empty line before it, like \"#### 7. Title\"")
	}
}

func endsLine(n ast.Node) bool {
	text, ok := n.(*ast.Text)
	return ok && (text.SoftLineBreak() || text.HardLineBreak())
}

// text is the plain text from n to its last sibling.
func (r *reader) text(n ast.Node) string {
	return strings.TrimSpace(r.flatten(n))
}

func (r *reader) flatten(n ast.Node) string {
	var b strings.Builder
	for ; n != nil; n = n.NextSibling() {
		r.write(&b, n)
	}
	return b.String()
}

// write adds the plain text of one inline node. Code keeps its back quotes and a link its address: both say something.
func (r *reader) write(b *strings.Builder, n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		b.Write(unescape(n.Value(r.src)))
		if endsLine(n) {
			b.WriteByte(' ')
		}
	case *ast.String:
		b.Write(n.Value)
	case *ast.CodeSpan:
		b.WriteString("`" + r.rawText(n) + "`")
	case *ast.AutoLink:
		b.Write(n.Label(r.src))
	case *ast.RawHTML:
		for i := range n.Segments.Len() {
			segment := n.Segments.At(i)
			b.Write(segment.Value(r.src))
		}
	case *ast.Link:
		text := r.flatten(n.FirstChild())
		b.WriteString(text)
		if address := string(n.Destination); address != "" && address != text {
			b.WriteString(" (" + address + ")")
		}
	default:
		b.WriteString(r.flatten(n.FirstChild()))
	}
}

func (r *reader) rawText(n ast.Node) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if text, ok := c.(*ast.Text); ok {
			b.Write(text.Value(r.src))
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// unescape resolves what Markdown writes in another way than it reads: "\*", "&amp;".
func unescape(text []byte) []byte {
	return util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(text)))
}
