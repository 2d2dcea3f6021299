package questions

import (
	"slices"
	"strings"
)

// answerParser gives the bullets under one question their meaning.
type answerParser struct {
	report *report
	q      *Question
	// errorsBefore tells an answer that came to nothing from one whose faults have been named already.
	errorsBefore int
	difficulty   bool
	count        int
}

func newAnswerParser(r *report, q *Question) *answerParser {
	return &answerParser{report: r, q: q, errorsBefore: r.errors}
}

// read takes every list under the question's heading.
func (p *answerParser) read(bs []bullet) {
	answer := 0
	for _, b := range bs {
		if b.kind == kindAnswer {
			answer = b.line
			break
		}
	}
	if answer == 0 {
		p.noAnswer(bs)
		return
	}
	for _, b := range bs {
		p.beside(b, answer)
	}
	p.finish(answer)
}

// noAnswer reports the question, or the label that may have been meant as Answer.
func (p *answerParser) noAnswer(bs []bullet) {
	line, meant := p.q.Line, ""
	for _, b := range bs {
		if b.labelled() && distance(labelKey(b.label), "answer") <= 2 {
			line, meant = b.line, "; "+quote(b.label)+" may be meant as Answer"
			break
		}
	}
	p.report.errorf(line, "question %d has no answer; write \"- **Answer**:\" under it and its points under that%s", p.q.Number, meant)
}

// beside reads one bullet at the level of Answer.
func (p *answerParser) beside(b bullet, answer int) {
	switch {
	case b.kind == kindAnswer && b.line != answer:
		p.report.errorf(b.line, "question %d has a second answer, the first is at line %d; a heading like \"#### 7. Title\" may be missing above it", p.q.Number, answer)
	case b.kind == kindAnswer:
		p.answer(b)
	case b.kind == kindScenario:
		p.q.Answer = append(p.q.Answer, modelPoints([]bullet{b})...)
		p.points([]bullet{b}, group{})
	case b.kind == kindPitfalls || b.kind == kindFollowUps || b.kind == kindDifficulty || b.kind == kindTags:
		p.special(b)
	case b.kind == kindAliases || b.kind == kindWeight:
		p.report.errorf(b.line, "%s belongs to a point; indent it by two spaces more than the point", b.label)
	case b.labelled():
		p.report.errorf(b.line, "the point %s stands beside the answer; indent it by two spaces more than \"- **Answer**:\"", quote(b.label))
	default:
		p.report.errorf(b.line, "this bullet stands beside the answer and has no label; write it as \"- **Label**: text\" under \"- **Answer**:\"")
	}
}

func (p *answerParser) answer(b bullet) {
	if b.text != "" {
		p.q.Answer = append(p.q.Answer, Point{Text: b.text})
	}
	p.q.Answer = append(p.q.Answer, modelPoints(b.children)...)
	p.points(b.children, group{})
}

func (p *answerParser) finish(answer int) {
	q := p.q
	if len(q.Rubric.Criteria) == 0 && p.report.errors == p.errorsBefore {
		p.report.errorf(answer, "the answer of question %d has no points; write each as \"  - **Label**: text\" under it", q.Number)
	}
	if q.Kind == Knowledge && isBehavioral(q.Category) {
		q.Kind = PracticeOwn
	}
	for _, limit := range []struct {
		name       string
		have, most int
	}{
		{"criteria", len(q.Rubric.Criteria), maxCriteria},
		{"pitfalls", len(q.Rubric.Pitfalls), maxPitfalls},
		{"follow-ups", len(q.FollowUps), maxFollowUps},
		{"bullets", p.count, maxBullets},
	} {
		if limit.have > limit.most {
			p.report.errorf(answer, "question %d has more than %d %s; split it into two questions", q.Number, limit.most, limit.name)
		}
	}
	assignIDs(&q.Rubric)
}

// special reads what is said about a question, as against its answer.
func (p *answerParser) special(b bullet) {
	switch b.kind {
	case kindPitfalls:
		for _, text := range p.entries(b) {
			p.q.Rubric.Pitfalls = append(p.q.Rubric.Pitfalls, Pitfall{Label: text})
		}
	case kindFollowUps:
		p.q.FollowUps = append(p.q.FollowUps, p.entries(b)...)
	case kindDifficulty:
		p.setDifficulty(b)
	case kindTags:
		p.q.Tags = append(p.q.Tags, p.words(b)...)
		if len(p.q.Tags) > maxTags {
			p.report.errorf(b.line, "question %d has more than %d tags; keep the telling ones", p.q.Number, maxTags)
		}
	}
}

// entries are the bullet's own text and each bullet under it, with all it holds.
func (p *answerParser) entries(b bullet) []string {
	var out []string
	if b.text != "" {
		out = append(out, b.text)
	}
	for _, c := range b.children {
		text := fullText(c)
		switch {
		case text == "":
			p.report.errorf(c.line, "an empty bullet under %s; write its text or remove it", b.label)
		case runes(text) > maxText:
			p.report.errorf(c.line, "this bullet under %s is longer than %d characters; shorten it", b.label, maxText)
		}
		out = append(out, text)
	}
	if len(out) == 0 {
		p.report.errorf(b.line, "%s is empty; write at least one bullet under it or remove it", b.label)
	}
	return out
}

// words reads a comma list, or a bullet each.
func (p *answerParser) words(b bullet) []string {
	var out []string
	for _, text := range append([]string{b.text}, childTexts(b)...) {
		for word := range strings.SplitSeq(text, ",") {
			word = strings.Join(strings.Fields(strings.ReplaceAll(word, "`", "")), " ")
			if word == "" || slices.ContainsFunc(out, func(w string) bool { return strings.EqualFold(w, word) }) {
				continue
			}
			if runes(word) > maxLabel {
				p.report.errorf(b.line, "%s holds a word longer than %d characters; put commas between them", b.label, maxLabel)
			}
			out = append(out, word)
		}
	}
	if len(out) == 0 {
		p.report.errorf(b.line, "%s is empty; write words with commas between them or remove it", b.label)
	}
	return out
}

func childTexts(b bullet) []string {
	var out []string
	for _, c := range b.children {
		out = append(out, fullText(c))
	}
	return out
}

func (p *answerParser) setDifficulty(b bullet) {
	d := Difficulty(strings.ToLower(strings.TrimSuffix(b.text, ".")))
	switch {
	case !d.Valid():
		p.report.errorf(b.line, "the difficulty %s is none of easy, medium, hard", quote(b.text))
	case p.difficulty:
		p.report.errorf(b.line, "question %d names its difficulty twice; keep one", p.q.Number)
	}
	p.q.Difficulty, p.difficulty = d, true
}

// modelPoints is the model answer as it is shown: all bullets but those that are not part of it.
func modelPoints(bs []bullet) []Point {
	var out []Point
	for _, b := range bs {
		if b.labelled() && !b.kind.inAnswer() {
			continue
		}
		out = append(out, Point{Label: b.label, Text: b.text, Points: modelPoints(b.children)})
	}
	return out
}
