package blocks

import (
	"strings"
	"unicode/utf8"
)

// clause shortens a text as cut does, but where it can it ends where a reader would pause: behind a clause in the later
// half of what fits, else without the small words that lead on to what was cut away.
func clause(s string, most int) string {
	short := cut(s, most)
	head, isCut := strings.CutSuffix(short, ellipsis)
	if !isCut || short == s {
		return short
	}
	for at := pause(head); at >= len(head)/2; at = pause(head[:at]) {
		if breaks(head[at:]) {
			return strings.TrimRight(head[:at], " ") + ellipsis
		}
	}
	for {
		at := strings.LastIndexByte(head, ' ')
		if at < len(head)/2 || !leadsOn(head[at+1:]) {
			return head + ellipsis
		}
		head = strings.TrimRight(head[:at], " ,;:–—-")
	}
}

// pause is where the last mark stands that may part clauses, -1 where there is none.
func pause(s string) int { return strings.LastIndexAny(s, ",;:.!?–—،؛؟，。；、") }

// breaks says whether a text begins with a mark that parts clauses, and not with one inside a number or a name.
func breaks(s string) bool {
	_, n := utf8.DecodeRuneInString(s)
	return n > 1 || strings.HasPrefix(s[n:], " ")
}

// leadsOn says whether a word is nothing without the one that follows it. Another language's stay, which does no harm.
func leadsOn(word string) bool {
	switch strings.ToLower(word) {
	case "a", "an", "the", "and", "or", "but", "nor", "of", "to", "in", "on", "at", "by", "for", "from", "with", "into", "than",
		"as", "if", "so", "that", "which", "who", "when", "because", "its", "their", "our", "my", "your", "is", "are", "was", "be":
		return true
	}
	return false
}
