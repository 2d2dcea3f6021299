package blocks

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/slack-go/slack"

	"mock-interviewer/questions"
)

const (
	overviewText = 10000
	mostGuides   = 10
)

// Overview tells what the guides hold: their background chapters, and their categories with the number of questions.
func Overview(guides []*questions.Guide) Message {
	if len(guides) == 0 {
		return Plain(overviewNone)
	}
	var blocks []slack.Block
	var spoken strings.Builder
	guides = guides[:min(len(guides), mostGuides)]
	for _, g := range guides {
		n := counted(len(g.Questions), oneQuestion, manyQuestions)
		spoken.WriteString(escaped(g.Title, 150) + ": " + n + ". ")
		blocks = append(blocks, guideBlocks(g, overviewText/len(guides))...)
	}
	return message(spoken.String()+unmarked(overviewStart), append(blocks, small(overviewStart))...)
}

func guideBlocks(g *questions.Guide, room int) []slack.Block {
	title := tidy(g.Title)
	if title == "" {
		title = g.Slug
	}
	blocks := []slack.Block{header(title), label(sentence(g.Description, 200))}
	categories := categoryCounts(g)
	room -= 400
	for _, c := range categories {
		room -= utf8.RuneCountInString(c.Category) + 20
	}
	blocks = append(blocks, group(overviewQuestion, countLines(categories)))
	return append(blocks, background(g.Overview, max(room, 200))...)
}

func categoryCounts(g *questions.Guide) []CategoryStat {
	var out []CategoryStat
	for _, q := range g.Questions {
		at := slices.IndexFunc(out, func(c CategoryStat) bool { return c.Category == q.Category })
		if at < 0 {
			if len(out) == mostSummed {
				continue
			}
			out = append(out, CategoryStat{Category: q.Category})
			at = len(out) - 1
		}
		out[at].Answered++
	}
	return out
}

func countLines(categories []CategoryStat) []*slack.RichTextSection {
	var out []*slack.RichTextSection
	for _, c := range categories {
		n := counted(c.Answered, oneQuestion, manyQuestions)
		out = append(out, line(words(fmt.Sprintf(overviewCategory, shown(c.Category, 80), n))))
	}
	return out
}

// background is the overview chapter, each section one block, its bullets cut as little as the room allows.
func background(sections []questions.Section, room int) []slack.Block {
	var blocks []slack.Block
	for _, most := range []int{600, 250, 120, 60} {
		left, dropped := room, 0
		blocks = nil
		for _, s := range sections {
			a := answerList{most: most, left: left}
			a.walk(s.Items, 0)
			a.endBlock()
			left, dropped = a.left-len(s.Title), dropped+a.dropped
			if len(a.blocks) == 0 || len(blocks) > 2*mostGuides {
				dropped += len(s.Items) - min(a.dropped, len(s.Items))
				continue
			}
			blocks = append(append(blocks, rich(line(bold(shown(s.Title, 120))))), a.blocks...)
		}
		if dropped == 0 {
			return blocks
		}
		if most == 60 {
			blocks = append(blocks, small(counted(dropped, overviewCut1, overviewCut)))
		}
	}
	return blocks
}
