package blocks

import (
	"strings"
	"unicode/utf8"

	"github.com/slack-go/slack"
)

// Slack's limits that the parts below keep.
const (
	mostHeader  = 150
	mostSection = 3000
	mostContext = 2000
	mostValue   = 2000
	mostBlockID = 255
)

func plain(s string) *slack.TextBlockObject {
	return slack.NewTextBlockObject(slack.PlainTextType, s, false, false)
}

func marked(s string) *slack.TextBlockObject {
	return slack.NewTextBlockObject(slack.MarkdownType, s, false, false)
}

// header takes foreign words too: a header is plain text.
func header(s string) slack.Block { return slack.NewHeaderBlock(plain(shown(s, mostHeader))) }

// section is our own words, with mrkdwn; nil where there are none. Foreign words in it must be escaped.
func section(lines ...string) slack.Block {
	text := lined(lines)
	if text == "" {
		return nil
	}
	return slack.NewSectionBlock(marked(text), nil, nil)
}

// small is our own words in small print, with mrkdwn; nil where there are none. Foreign words in it must be escaped.
func small(lines ...string) slack.Block {
	text := lined(lines)
	if text == "" {
		return nil
	}
	return slack.NewContextBlock("", marked(text))
}

// label is a line of small print that may hold foreign words; nil where it is empty.
func label(parts ...string) slack.Block {
	text := cut(dotted(parts), mostContext)
	if text == "" {
		return nil
	}
	return slack.NewContextBlock("", plain(text))
}

// lined joins the lines that say something.
func lined(lines []string) string { return strings.Join(filled(lines), "\n") }

// dotted joins the parts that say something.
func dotted(parts []string) string { return strings.Join(filled(parts), " · ") }

func filled(parts []string) []string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return out
}

// plainButton is a section of plain text, which may be foreign, with one button at its side.
func plainButton(text string, button *slack.ButtonBlockElement) slack.Block {
	if button == nil {
		return slack.NewSectionBlock(plain(cut(text, mostSection)), nil, nil)
	}
	return slack.NewSectionBlock(plain(cut(text, mostSection)), nil, slack.NewAccessory(button))
}

func button(text, action, value string) *slack.ButtonBlockElement {
	if utf8.RuneCountInString(value) > mostValue {
		value = "" // no value of ours comes near; an empty one is answered with a sentence, a cut one might mean another thing
	}
	return slack.NewButtonBlockElement(action, value, plain(text))
}

func primary(b *slack.ButtonBlockElement) *slack.ButtonBlockElement {
	return b.WithStyle(slack.StylePrimary)
}

// row is a row of buttons, nil where there is none.
func row(buttons ...*slack.ButtonBlockElement) slack.Block {
	elements := make([]slack.BlockElement, 0, len(buttons))
	for _, b := range buttons {
		if b != nil {
			elements = append(elements, b)
		}
	}
	if len(elements) == 0 {
		return nil
	}
	return slack.NewActionBlock("", elements...)
}

func confirm(title, text, yes, no string) *slack.ConfirmationBlockObject {
	return slack.NewConfirmationBlockObject(plain(title), plain(text), plain(yes), plain(no))
}

// mostSpoken is the longest fallback: an update may hold 4,000 characters.
const mostSpoken = 3900

// spoken shortens a fallback, whose foreign words are escaped, without leaving half an entity. It is never empty.
func spoken(text string) string {
	if strings.TrimSpace(text) == "" {
		return wordless
	}
	short := cut(text, mostSpoken)
	if short == text {
		return text
	}
	if at := strings.LastIndexByte(short, '&'); at >= 0 && !strings.Contains(short[at:], ";") {
		short = short[:at] + ellipsis
	}
	return short
}

// message puts blocks together, leaves out those that are nil, and keeps within Slack's limits.
func message(text string, blocks ...slack.Block) Message {
	m := Message{Text: spoken(text)}
	for _, b := range blocks {
		if b != nil {
			m.Blocks.BlockSet = append(m.Blocks.BlockSet, b)
		}
	}
	return m.within()
}
