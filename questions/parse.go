package questions

import (
	"bytes"
	"cmp"
	"strconv"
)

// Parse reads a guide. file is only named in messages, ids and the result. The guide is nil when any of the problems is
// an error; warnings come beside a guide. Parse never panics and takes time in proportion to the source, whatever it is.
func Parse(file string, src []byte) (*Guide, Problems) {
	r := &report{file: file}
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	src = bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n"))
	if !checkBytes(r, src) {
		return nil, r.result()
	}
	front, body := cutFrontMatter(r, src)
	if r.failed() {
		return nil, r.result()
	}
	rd := newReader(r, body)
	doc := rd.tree()
	if r.failed() {
		return nil, r.result()
	}
	g := (&guideParser{reader: rd, front: front}).guide(rd.headings(doc))
	if r.failed() {
		return nil, r.result()
	}
	return g, r.result()
}

// guideParser builds a guide from its headings.
type guideParser struct {
	*reader
	front      frontMatter
	g          *Guide
	categories categories
	// numbers and titles hold the line where each was first used.
	numbers map[int]int
	titles  map[string]int
}

func (p *guideParser) guide(hs []heading) *Guide {
	p.numbers, p.titles = map[int]int{}, map[string]int{}
	file := p.report.file
	p.g = &Guide{
		Slug:        cmp.Or(p.front.slug, fileSlug(file)),
		FormerSlugs: p.front.formerSlugs,
		Description: p.front.description,
		File:        file,
	}
	p.g.Title = cmp.Or(p.front.title, topHeading(hs), p.g.Slug)
	if runes(p.g.Title) > maxTitle {
		p.report.errorf(1, "the guide's title is longer than %d characters; shorten it", maxTitle)
	}
	p.chapters(chapters(hs))
	if len(p.g.Questions) > maxQuestions {
		p.report.errorf(0, "the guide holds more than %d questions; split it into several files", maxQuestions)
	}
	return p.g
}

func topHeading(hs []heading) string {
	for _, h := range hs {
		if h.level == 1 {
			return h.text
		}
	}
	return ""
}

// chapters reads the chapters that hold numbered questions; those before the first of them are the overview.
func (p *guideParser) chapters(cs []chapter) {
	asked := false
	var overview []chapter
	for _, c := range cs {
		switch {
		case c.asks():
			asked = true
			p.questions(c)
		case !asked:
			overview = append(overview, c)
		default:
			p.strayAnswers(c)
		}
	}
	if !asked {
		p.noQuestions(cs)
		return
	}
	for _, c := range overview {
		p.strayAnswers(c)
		p.overview(c)
	}
}

// noQuestions says what is wrong with a guide that asks nothing: headings that lack their number, or no headings at all.
func (p *guideParser) noQuestions(cs []chapter) {
	for _, c := range cs {
		p.strayAnswers(c)
		for _, h := range c {
			if h.level == questionLevel {
				p.report.errorf(h.line, "the question %s has no number; write \"#### 7. Title\"", quote(h.text))
			}
		}
	}
	if !p.report.failed() {
		p.report.errorf(1, "the guide holds no questions; write \"### Technical Questions\", under it \"#### 1. Title\" and under that \"- **Answer**:\"")
	}
}

// strayAnswers finds answers under headings that are not questions.
func (p *guideParser) strayAnswers(c chapter) {
	for _, h := range c {
		if h.level != questionLevel && p.holdsAnswer(h) {
			p.strayAnswer(h)
		}
	}
}

func (p *guideParser) strayAnswer(h heading) {
	if h.level == 0 {
		p.report.errorf(h.line, "an answer stands before any question; write \"#### 1. Title\" above it")
		return
	}
	p.report.errorf(h.line, "the heading %s holds an answer but is no question; write it with four number signs and a number, like \"#### 7. Title\"", quote(h.text))
}

// holdsAnswer reports whether a list under the heading has an Answer. It reads quietly: whoever uses the list reports.
func (p *guideParser) holdsAnswer(h heading) bool {
	quiet := &reader{src: p.src, starts: p.starts, report: &report{file: p.report.file}}
	for _, b := range quiet.lists(h) {
		if b.kind == kindAnswer {
			return true
		}
	}
	return false
}

func (p *guideParser) overview(c chapter) {
	for i, h := range c {
		if h.level == 1 && i == 0 {
			// The guide's own title heads no section.
			if len(h.blocks) == 0 {
				continue
			}
		}
		items := toPoints(p.items(h))
		if len(items) == 0 && h.level < categoryLevel {
			continue
		}
		if len(items) > maxSectionItems {
			p.report.errorf(h.line, "the section holds more than %d bullets; split it", maxSectionItems)
		}
		p.g.Overview = append(p.g.Overview, Section{Title: cmp.Or(h.text, p.g.Title), Items: items})
	}
	if len(p.g.Overview) > maxSections {
		p.report.errorf(c[0].line, "the overview holds more than %d sections; shorten it", maxSections)
	}
}

// questions reads a chapter of questions under their categories.
func (p *guideParser) questions(c chapter) {
	category := ""
	for _, h := range c {
		switch h.level {
		case categoryLevel:
			category = p.category(h)
			p.checkNoAnswer(h)
		case questionLevel:
			p.question(h, category)
		default:
			p.checkNoAnswer(h)
		}
	}
}

func (p *guideParser) checkNoAnswer(h heading) {
	p.checkParagraphs(h)
	if p.holdsAnswer(h) {
		p.strayAnswer(h)
	}
}

func (p *guideParser) category(h heading) string {
	name := categoryName(h.text)
	switch {
	case name == "":
		p.report.errorf(h.line, "the category heading %s names no category; write it like \"### Technical Questions\"", quote(h.text))
		return h.text
	case runes(name) > maxCategory:
		p.report.errorf(h.line, "the category is longer than %d characters; shorten it", maxCategory)
	}
	return p.categories.add(name)
}

// question reads one question. What is wrong with it is reported; it joins the guide all the same, since a guide with
// an error is dropped whole.
func (p *guideParser) question(h heading, category string) {
	number, title, ok := numbered(h.text)
	if !ok {
		p.report.errorf(h.line, "the question %s has no number; write \"#### 7. Title\" with a number that no other question has", quote(h.text))
		return
	}
	p.checkHeading(h, number, title)
	if category == "" {
		p.report.errorf(h.line, "question %d stands outside any category; write a heading like \"### Technical Questions\" above it", number)
	}
	q := &Question{
		ID: questionID(p.g.Slug, number), Number: number, Title: title, Category: category,
		Difficulty: Medium, Kind: Knowledge, File: p.report.file, Line: h.line,
	}
	p.checkParagraphs(h)
	newAnswerParser(p.report, q).read(p.lists(h))
	p.g.Questions = append(p.g.Questions, q)
}

func (p *guideParser) checkHeading(h heading, number int, title string) {
	if first, ok := p.numbers[number]; ok {
		p.report.errorf(h.line, "question %d exists already, at line %d; give this one a number of its own", number, first)
	} else {
		p.numbers[number] = h.line
	}
	switch {
	case title == "":
		p.report.errorf(h.line, "question %d has no title; write the question behind its number", number)
		return
	case runes(title) > maxTitle:
		p.report.errorf(h.line, "the title of question %d is longer than %d characters; move its background to \"- **Scenario**:\"", number, maxTitle)
	}
	key := labelKey(title)
	if first, ok := p.titles[key]; ok {
		p.report.warnf(h.line, "question %d asks the same as the question at line %d", number, first)
		return
	}
	p.titles[key] = h.line
}

// toPoints turns bullets into what a person is shown.
func toPoints(bs []bullet) []Point {
	var out []Point
	for _, b := range bs {
		out = append(out, Point{Label: b.label, Text: b.text, Points: toPoints(b.children)})
	}
	return out
}

// questionID is the id that the outside world holds on to.
func questionID(slug string, number int) string {
	return slug + "-" + strconv.Itoa(number)
}
