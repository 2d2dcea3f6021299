package blocks

import (
	"strings"

	"github.com/slack-go/slack"
)

// Rich text is never parsed: whatever a person, a guide or a model wrote stands there as it is. Its parts below drop
// what is empty, since Slack refuses empty text.

type span = slack.RichTextSectionElement

func words(s string) span { return styled(s, nil) }

func bold(s string) span { return styled(s, &slack.RichTextSectionTextStyle{Bold: true}) }

func italic(s string) span { return styled(s, &slack.RichTextSectionTextStyle{Italic: true}) }

func styled(s string, style *slack.RichTextSectionTextStyle) span {
	if s == "" {
		return nil
	}
	return slack.NewRichTextSectionTextElement(s, style)
}

func person(id string) span {
	if !isID(id) {
		return words(someone)
	}
	return slack.NewRichTextSectionUserElement(id, nil)
}

// quoted is someone's own words, marked as such. Where they are cut the ellipsis stands outside the marks: what stands
// between them was said like that.
func quoted(s string, most int) []span {
	text := tidy(s)
	short := clause(text, most)
	whole, isCut := strings.CutSuffix(short, ellipsis)
	switch {
	case whole == "":
		return nil
	case !isCut || short == text:
		return []span{italic("“" + apart(short) + "”")}
	}
	return []span{italic("“" + apart(whole) + "”"), words("\u00a0" + ellipsis)}
}

// coded is a guide's text: what stands between backticks becomes code.
func coded(s string) []span {
	if strings.Count(s, "`")%2 != 0 || strings.Contains(s, "``") {
		return []span{words(s)}
	}
	var out []span
	for i, piece := range strings.Split(s, "`") {
		if i%2 == 1 {
			out = append(out, styled(piece, &slack.RichTextSectionTextStyle{Code: true}))
			continue
		}
		out = append(out, words(piece))
	}
	return out
}

func line(spans ...span) *slack.RichTextSection {
	s := &slack.RichTextSection{Type: slack.RTESection, Elements: []slack.RichTextSectionElement{}}
	for _, sp := range spans {
		if sp != nil {
			s.Elements = append(s.Elements, sp)
		}
	}
	return s
}

// bullets is a list, nil where it has no items.
func bullets(indent int, items ...*slack.RichTextSection) slack.RichTextElement {
	if len(items) == 0 {
		return nil
	}
	list := slack.NewRichTextList(slack.RTEListBullet, min(indent, 8))
	for _, item := range items {
		list.Elements = append(list.Elements, item)
	}
	return list
}

// rich is a block of rich text, nil where it holds nothing.
func rich(elements ...slack.RichTextElement) slack.Block {
	var kept []slack.RichTextElement
	for _, e := range elements {
		if s, ok := e.(*slack.RichTextSection); ok && (s == nil || len(s.Elements) == 0) {
			continue
		}
		if e != nil {
			kept = append(kept, e)
		}
	}
	if len(kept) == 0 {
		return nil
	}
	return slack.NewRichTextBlock("", kept...)
}
