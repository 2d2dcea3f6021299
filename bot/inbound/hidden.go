package inbound

import (
	"strings"
	"unicode"
)

// The limits on what cannot be seen in a message: so many combining marks may stand on one character, and so many joiners
// between two. Languages and emoji need fewer.
const (
	mostMarks   = 6
	mostJoiners = 2
)

// seen is a text without what nobody sees in it: characters of no width, those that turn the direction of reading, and marks
// piled on one character. A reply is judged and quoted by what its author shows.
func seen(text string) string {
	if plainASCII(text) {
		return text
	}
	var b strings.Builder
	marks, joiners := 0, 0
	for _, r := range text {
		switch {
		case hides(r) || turnsText(r):
			continue
		case joins(r):
			if joiners++; joiners > mostJoiners {
				continue
			}
		case unicode.Is(unicode.M, r):
			if marks++; marks > mostMarks {
				continue
			}
			joiners = 0
		default:
			marks, joiners = 0, 0
		}
		b.WriteRune(r)
	}
	return b.String()
}

func plainASCII(text string) bool {
	for i := range len(text) {
		if text[i] >= 0x80 {
			return false
		}
	}
	return true
}

// hides says whether a character has no width and no meaning in a message: zero-width spaces, word joiners, soft hyphens,
// invisible operators, annotation marks, tags.
func hides(r rune) bool {
	switch {
	case r == 0x200B, r == 0xFEFF, r == 0x00AD, r == 0x180E, r >= 0x2060 && r <= 0x2064:
		return true
	}
	return (r >= 0xFFF9 && r <= 0xFFFB) || (r >= 0xE0000 && r <= 0xE0FFF)
}

// turnsText says whether a character changes the direction of the text after it.
func turnsText(r rune) bool {
	return r == 0x200E || r == 0x200F || r == 0x061C || (r >= 0x202A && r <= 0x202E) || (r >= 0x2066 && r <= 0x2069)
}

// joins says whether a character joins its neighbours, or keeps them from it, as emoji and many scripts need.
func joins(r rune) bool { return r == 0x200C || r == 0x200D || (r >= 0xFE00 && r <= 0xFE0F) }

// nothingToSee says whether a text holds no letter, digit or sign at all.
func nothingToSee(text string) bool {
	return strings.IndexFunc(text, func(r rune) bool { return unicode.IsGraphic(r) && !unicode.IsSpace(r) && !joins(r) }) < 0
}
