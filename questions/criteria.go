package questions

import (
	"strconv"
	"strings"
)

// group is what sibling bullets share.
type group struct {
	// heading is the label of the point that holds them, empty directly under Answer.
	heading string
	// weight is what the heading says for all of them, 0 when it says nothing.
	weight float64
}

// points reads sibling bullets of a model answer into criteria.
func (p *answerParser) points(bs []bullet, g group) {
	p.checkLabels(bs, g)
	story := p.isStory(bs)
	for _, b := range bs {
		p.count++
		p.point(b, g, story)
	}
}

func (p *answerParser) point(b bullet, g group, story bool) {
	switch {
	case !b.labelled():
		p.count += len(b.children)
	case b.kind == kindAnswer:
		p.report.errorf(b.line, "an answer inside the answer; put it under its own heading like \"#### 7. Title\"")
	case b.kind == kindScenario:
		p.scenario(b, g)
	case b.kind == kindExample || b.kind == kindReasoning || (story && b.kind.isPart()):
		p.standard(b, g)
	case b.kind == kindAliases || b.kind == kindWeight:
		if g.heading == "" {
			p.report.errorf(b.line, "%s belongs to a point; indent it by two spaces more than the point", b.label)
		}
	case b.kind.isAddition() || !b.kind.inAnswer():
		if g.heading == "" {
			p.special(b)
		}
	case isHeading(b):
		p.heading(b, g)
	default:
		p.keyPoint(b, g)
	}
}

// heading reads a point that holds labelled points: they are the criteria, its own text stays in the model answer.
func (p *answerParser) heading(b bullet, g group) {
	p.specials(b)
	weight := p.weight(b, g.weight)
	for _, c := range b.children {
		if c.kind == kindAliases {
			p.report.errorf(c.line, "Aliases belong to one point, and %s holds several; move them under the point they stand for", quote(b.label))
		}
	}
	if b.text != "" {
		p.report.warnf(b.line, "%s has text of its own and points under it: only the points are scored, the text is shown with the answer", quote(b.label))
	}
	p.points(b.children, group{heading: b.label, weight: weight})
}

// scenario reads the scene and the key points under it.
func (p *answerParser) scenario(b bullet, g group) {
	p.specials(b)
	p.q.Scene = strings.TrimSpace(p.q.Scene + "\n" + partsText(b))
	switch {
	case runes(p.q.Scene) > maxScene:
		p.report.errorf(b.line, "the scenario is longer than %d characters; shorten it", maxScene)
	case p.q.Scene == "":
		p.report.errorf(b.line, "the scenario has no text; write \"- **Scenario**: what the situation is\"")
	}
	labelled := b.children[:0:0]
	for _, c := range b.children {
		if c.labelled() {
			labelled = append(labelled, c)
		}
	}
	for _, c := range b.children {
		if len(labelled) > 0 && !c.labelled() && c.suspect != "" {
			p.report.errorf(c.line, "%s; write \"- **Label**: text\"", c.suspect)
			continue
		}
		p.checkPart(c) // of the scene
	}
	// "Scenario" is no subject of its own: a hint or a follow-up that named it as a heading would say nothing.
	p.points(labelled, group{heading: g.heading, weight: p.weight(b, g.weight)})
}

// standard reads a label that is judged by a general standard: what the guide tells under it is one good way of many.
func (p *answerParser) standard(b bullet, g group) {
	p.specialsBelow(b)
	p.count += len(b.children)
	s := standardOf(b.kind)
	told := fullText(bullet{text: b.text, children: inAnswer(b.children)})
	if told == "" {
		p.report.errorf(b.line, "%s has no text; write it behind the colon or remove the label", b.label)
	}
	p.add(b, Criterion{Label: b.label, Heading: g.heading, Kind: s.kind, Text: s.text, Illustration: told}, s.weight)
}

func (p *answerParser) keyPoint(b bullet, g group) {
	p.specials(b)
	for _, c := range b.children {
		p.checkPart(c)
	}
	text := partsText(b)
	switch {
	case text == "":
		p.report.errorf(b.line, "the point %s has no text; say behind the colon what a strong answer says", quote(b.label))
	case runes(text) > maxText:
		p.report.errorf(b.line, "the point %s and its bullets are longer than %d characters; make several points of it", quote(b.label), maxText)
	}
	weight := 1.0
	if g.weight > 0 {
		weight = g.weight
	}
	p.add(b, Criterion{Label: b.label, Heading: g.heading, Kind: KeyPoint, Text: text}, weight)
	for _, c := range b.children {
		// An example or a reason under a point is a criterion of its own beside it.
		if c.kind == kindExample || c.kind == kindReasoning {
			p.standard(c, group{heading: b.label})
		}
	}
}

// checkPart finds labels that are lost under an unlabelled bullet, and labels that lack their second asterisks.
func (p *answerParser) checkPart(b bullet) {
	p.count++
	if b.labelled() {
		return
	}
	switch {
	case strings.HasPrefix(b.text, "**"):
		p.report.errorf(b.line, "%s; write \"- **Label**: text\"", b.suspect)
	case b.text == "" && len(b.children) == 0:
		p.report.errorf(b.line, "an empty bullet; write its text or remove it")
	}
	for _, c := range b.children {
		if c.labelled() {
			p.report.errorf(c.line, "the point %s stands under a bullet without a label; indent it less, or give that bullet a label", quote(c.label))
			continue
		}
		p.checkPart(c)
	}
}

// add appends a criterion with what the additions under its bullet say.
func (p *answerParser) add(b bullet, c Criterion, weight float64) {
	c.Weight = p.weight(b, weight)
	for _, child := range b.children {
		if child.kind == kindAliases {
			c.Aliases = append(c.Aliases, p.words(child)...)
		}
	}
	if len(c.Aliases) > maxAliases {
		p.report.errorf(b.line, "the point %s has more than %d aliases; keep the telling ones", quote(b.label), maxAliases)
	}
	p.q.Rubric.Criteria = append(p.q.Rubric.Criteria, c)
}

// weight is what a Weight under the bullet says, or the given one.
func (p *answerParser) weight(b bullet, otherwise float64) float64 {
	weight, found := otherwise, false
	for _, c := range b.children {
		if c.kind != kindWeight {
			continue
		}
		n, err := strconv.ParseFloat(strings.TrimSuffix(c.text, "."), 64)
		switch {
		case err != nil || !(n >= minWeight && n <= maxWeight):
			p.report.errorf(c.line, "the weight %s is not a number from %g to %d", quote(c.text), minWeight, maxWeight)
		case found:
			p.report.errorf(c.line, "%s names its weight twice; keep one", quote(b.label))
		default:
			weight = n
		}
		found = true
	}
	return weight
}

// specials reads pitfalls, follow-ups, difficulty and tags that stand under a point; they are the question's all the same.
func (p *answerParser) specials(b bullet) {
	for _, c := range b.children {
		if c.labelled() && (c.kind == kindPitfalls || c.kind == kindFollowUps || c.kind == kindDifficulty || c.kind == kindTags) {
			p.special(c)
		}
	}
}

// specialsBelow is specials at every depth: what is told under an example is not read as points, so it ends here.
func (p *answerParser) specialsBelow(b bullet) {
	p.specials(b)
	for _, c := range b.children {
		p.specialsBelow(c)
	}
}

// isHeading reports whether a point holds labelled points. An example, a reason or our additions do not make it one.
func isHeading(b bullet) bool {
	for _, c := range b.children {
		if c.labelled() && c.kind.inAnswer() && c.kind != kindExample && c.kind != kindReasoning {
			return true
		}
	}
	return false
}

func inAnswer(bs []bullet) []bullet {
	var out []bullet
	for _, b := range bs {
		if !b.labelled() || b.kind.inAnswer() {
			b.children = inAnswer(b.children)
			out = append(out, b)
		}
	}
	return out
}
