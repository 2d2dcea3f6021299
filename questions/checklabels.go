package questions

// checkLabels looks at sibling bullets for labels that are missing, broken, misspelt or used twice: each would lose a
// point of the answer, or make one of what is not.
func (p *answerParser) checkLabels(bs []bullet, g group) {
	lines := map[string]int{}
	for _, b := range bs {
		if !b.labelled() {
			p.checkUnlabelled(b, g)
			continue
		}
		key := labelKey(b.label)
		if first, ok := lines[key]; ok {
			p.report.errorf(b.line, "the label %s stands already at line %d under the same heading; give each its own name", quote(b.label), first)
			continue
		}
		lines[key] = b.line
		if meant := misspelt(b.label); b.kind == kindPoint && meant != "" {
			p.report.errorf(b.line, "the label %s is probably meant as %q; write it so, or choose another name", quote(b.label), meant)
		}
	}
}

// checkUnlabelled reports a bullet that is not scored because it has no label. Directly under Answer that is an error,
// and elsewhere among points where the bullet looks as if its label is broken.
func (p *answerParser) checkUnlabelled(b bullet, g group) {
	for _, c := range b.children {
		if c.labelled() {
			p.report.errorf(c.line, "the point %s stands under a bullet without a label; indent it less, or give that bullet a label", quote(c.label))
		}
	}
	switch {
	case b.text == "" && len(b.children) == 0:
		p.report.errorf(b.line, "an empty bullet; write \"- **Label**: text\" or remove it")
	case b.suspect != "":
		p.report.errorf(b.line, "%s; write \"- **Label**: text\"", b.suspect)
	case g.heading == "":
		p.report.errorf(b.line, "this bullet has no label and could not be scored; write \"- **Label**: text\"")
	default:
		p.report.warnf(b.line, "this bullet has no label and is not scored, only shown with the answer; write \"- **Label**: text\" to score it")
	}
}
