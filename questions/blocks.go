package questions

import (
	"strings"

	"github.com/yuin/goldmark/ast"
)

// lists reads every list under a heading.
func (r *reader) lists(h heading) []bullet {
	var out []bullet
	for _, n := range h.blocks {
		if n.Kind() == ast.KindList {
			out = append(out, r.bullets(n)...)
		}
	}
	return out
}

// items is like lists and takes paragraphs as well, each as a bullet without a label.
func (r *reader) items(h heading) []bullet {
	var out []bullet
	for _, n := range h.blocks {
		switch n.Kind() {
		case ast.KindList:
			out = append(out, r.bullets(n)...)
		case ast.KindParagraph:
			b := bullet{line: r.line(n), text: r.text(n.FirstChild())}
			r.checkLengths(b)
			out = append(out, b)
		}
	}
	return out
}

// checkParagraphs looks at what stands under a heading and is not a list: it is not used, and much of it was meant to be.
func (r *reader) checkParagraphs(h heading) {
	for _, n := range h.blocks {
		switch n.Kind() {
		case ast.KindList, ast.KindThematicBreak:
		case ast.KindParagraph:
			r.checkStray(h, n)
		default:
			if h.level == questionLevel {
				r.unused(n)
			}
		}
	}
}

func (r *reader) checkStray(h heading, n ast.Node) {
	p := r.inline(n)
	switch {
	case strings.HasPrefix(p.text, "#"):
		r.report.errorf(r.line(n), "a heading needs a space after its number signs, like \"#### 7. Title\"")
	case p.kind() == kindAnswer:
		r.report.errorf(r.line(n), "Answer must be a bullet; write \"- **Answer**:\"")
	case h.level == questionLevel && p.label != "":
		r.report.errorf(r.line(n), "the label %s stands outside a bullet; write \"- **%s**:\" two spaces further in than its parent", quote(p.label), p.label)
	case h.level == questionLevel:
		r.report.warnf(r.line(n), "this text is outside the answer and is not used; write it as \"- **Scenario**: …\" if it sets the scene")
	}
}

func (p phrase) kind() labelKind {
	if p.label == "" {
		return kindPoint
	}
	return kindOf(p.label)
}
