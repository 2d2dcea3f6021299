package blocks

import (
	"fmt"
	"unicode/utf8"

	"github.com/slack-go/slack"

	"mock-interviewer/bot/interview"
	"mock-interviewer/questions"
)

// answerText is the room for a model answer in a message, blockText that of one block of it.
const (
	answerText = 9000
	blockText  = 2500
)

// reveal shows the model answer within an interview.
func (v view) reveal() Message {
	rule := ""
	if v.current() || v.s.Settings.Mode == interview.Daily {
		rule = modelNoCount
	}
	var next []*slack.ButtonBlockElement
	if v.current() && v.s.Settings.Mode == interview.Practice {
		next = v.betweenRow()
	}
	title := fmt.Sprintf(modelCategory, v.number())
	if v.s.Settings.Mode == interview.Daily {
		title = modelAnswer
	}
	blocks := append([]slack.Block{label(title), asked(v.q.Title)}, modelPoints(v.q)...)
	blocks = append(blocks, small(rule, v.seen()), row(next...))
	return message(title+": "+escaped(v.q.Title, 300)+" "+spokenPoints(v.q), blocks...)
}

// ModelAnswer is the model answer of a question, for one person who asked for it.
func ModelAnswer(q *questions.Question) Message {
	if q == nil {
		return Plain(lostQuestion)
	}
	blocks := append([]slack.Block{label(modelAnswer), asked(q.Title)}, modelPoints(q)...)
	return message(modelAnswer+": "+escaped(q.Title, 300)+" "+spokenPoints(q), blocks...)
}

// spokenPoints names the points of a model answer, for a fallback.
func spokenPoints(q *questions.Question) string {
	var labels []string
	for _, c := range q.Rubric.Criteria {
		labels = append(labels, tidy(c.Label))
	}
	if len(labels) == 0 {
		return ""
	}
	return escaped(listed(labels), 800) + "."
}

// modelPoints are the points as a nested list, each cut as little as the room allows.
func modelPoints(q *questions.Question) []slack.Block {
	var blocks []slack.Block
	for _, most := range []int{1000, 400, 200, 120, 80} {
		a := answerList{most: most, left: answerText}
		a.walk(q.Answer, 0)
		blocks = a.done(q)
		if a.dropped == 0 {
			break
		}
	}
	return blocks
}

// answerList gathers nested points into lists, and the lists into blocks.
type answerList struct {
	most    int // characters a point
	left    int // characters in all
	dropped int
	level   int
	items   []*slack.RichTextSection
	lists   []slack.RichTextElement
	size    int
	blocks  []slack.Block
}

func (a *answerList) walk(points []questions.Point, level int) {
	for _, p := range points {
		a.add(p, level)
		a.walk(p.Points, level+1)
	}
}

func (a *answerList) add(p questions.Point, level int) {
	name, text := shown(p.Label, 80), shown(p.Text, a.most)
	size := utf8.RuneCountInString(name) + utf8.RuneCountInString(text) + 2
	if name == "" && text == "" {
		return
	}
	if size > a.left {
		a.dropped++
		return
	}
	if level != a.level {
		a.endList()
	}
	if a.size+size > blockText {
		a.endBlock()
	}
	a.level = level
	if name != "" && text != "" {
		name += ": "
	}
	a.items = append(a.items, line(append([]span{bold(name)}, coded(text)...)...))
	a.left, a.size = a.left-size, a.size+size
}

func (a *answerList) endList() {
	if list := bullets(a.level, a.items...); list != nil {
		a.lists = append(a.lists, list)
	}
	a.items = nil
}

func (a *answerList) endBlock() {
	a.endList()
	if block := rich(a.lists...); block != nil {
		a.blocks = append(a.blocks, block)
	}
	a.lists, a.size = nil, 0
}

func (a *answerList) done(q *questions.Question) []slack.Block {
	a.endBlock()
	if q.Kind == questions.Story {
		a.blocks = append([]slack.Block{section(modelStory)}, a.blocks...)
	}
	if a.dropped > 0 {
		a.blocks = append(a.blocks, small(counted(a.dropped, modelCut1, modelCut)))
	}
	return a.blocks
}
