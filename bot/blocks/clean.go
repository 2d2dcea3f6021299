package blocks

import (
	"strings"
	"unicode"

	"github.com/slack-go/slack/slackutilsx"
)

// mostMarks bounds the combining marks on one character, so that no text can climb over its neighbours.
const mostMarks = 6

// tidy makes words of a person, a guide or a model fit to stand among ours: one line, valid UTF-8, no control characters,
// nothing that turns the reading direction of what follows, nothing invisible. It does not escape.
func tidy(s string) string {
	var b strings.Builder
	marks, before := 0, rune(0)
	for _, r := range strings.ToValidUTF8(s, "") {
		if r > ' ' && r < 0x7F {
			marks, before = 0, r
			b.WriteRune(r)
			continue
		}
		if unicode.Is(unicode.M, r) {
			marks++
		} else {
			marks = 0
		}
		switch {
		case unicode.IsSpace(r) || unicode.IsControl(r):
			b.WriteByte(' ')
		case marks > mostMarks || turns(r) || invisible(r, before):
			continue
		default:
			b.WriteRune(r)
		}
		before = r
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// turns says whether a character changes the direction of what stands behind it.
func turns(r rune) bool { return (r >= 0x202A && r <= 0x202E) || (r >= 0x2066 && r <= 0x2069) }

// invisible says whether a character only hides something. Joiners stay, since emoji and many scripts need them; so do
// the tags behind a black flag, which make the flags of regions.
func invisible(r, before rune) bool {
	switch {
	case isTag(r):
		return before != 0x1F3F4 && !isTag(before)
	case r == 0x200B || r == 0x2060 || r == 0xFEFF || r == 0x00AD || r == 0x180E:
		return true
	}
	return r >= 0xFFF9 && r <= 0xFFFB
}

func isTag(r rune) bool { return r >= 0xE0000 && r <= 0xE007F }

// shown is a foreign text as it is shown: tidy, at most so many characters, and kept apart from our own words where it
// runs from right to left.
func shown(s string, most int) string { return fenced(tidy(s), most, cut) }

// fenced shortens a text that is kept apart from the words around it.
func fenced(s string, most int, shorten func(string, int) string) string {
	if !rightToLeft(s) {
		return shorten(s, most)
	}
	return apart(shorten(s, most-2))
}

// leftToRight is a mark that nobody sees: the line that it begins runs from left to right.
const leftToRight = "\u200e"

// apart wraps a text that runs from right to left, so that it cannot reorder the words around it.
func apart(s string) string {
	if !rightToLeft(s) {
		return s
	}
	return "\u2068" + s + "\u2069"
}

func rightToLeft(s string) bool {
	for _, r := range s {
		if r >= 0x0590 && unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko, unicode.Adlam) {
			return true
		}
	}
	return false
}

// escaped is shown for where Slack reads mrkdwn, and for fallbacks: there nothing in it can become a mention or a link,
// and marks that would be read aloud are left out.
func escaped(s string, most int) string { return slackutilsx.EscapeMessage(shown(unmarked(s), most)) }

// inCode is escaped for between backticks, where stars are themselves.
func inCode(s string, most int) string {
	return slackutilsx.EscapeMessage(shown(strings.ReplaceAll(s, "`", ""), most))
}

// unmarked takes the marks of mrkdwn off a text.
func unmarked(s string) string { return strings.ReplaceAll(strings.ReplaceAll(s, "`", ""), "*", "") }

// mention is the token that shows a person's name; an id that is none becomes a word.
func mention(user string) string {
	if !isID(user) {
		return someone
	}
	return "<@" + user + ">"
}

// channelToken shows a channel's name, likewise.
func channelToken(channel string) string {
	if !isID(channel) {
		return someChannel
	}
	return "<#" + channel + ">"
}

func isID(s string) bool {
	for _, r := range s {
		if (r < 'A' || r > 'Z') && (r < '0' || r > '9') {
			return false
		}
	}
	return s != "" && len(s) <= 20
}
