package blocks

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const ellipsis = "…"

// cut shortens s to at most so many characters, the ellipsis included. It cuts between words wherever that keeps at
// least a third of the room, else between whole characters as people see them: an emoji of several code points, a letter
// with its marks and a flag stay whole.
func cut(s string, most int) string {
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	if most <= 1 {
		return ellipsis[:len(ellipsis)*max(0, most)]
	}
	end := lastCluster(s, most-1)
	head := s[:end]
	if next, _ := utf8.DecodeRuneInString(s[end:]); !unicode.IsSpace(next) {
		if at := strings.LastIndexFunc(head, unicode.IsSpace); at > 0 && utf8.RuneCountInString(head[:at]) >= most/3 {
			head = head[:at]
		}
	}
	return strings.TrimRight(head, " \t\n,;:–—-([{“\"") + ellipsis
}

// lastCluster is the end, in bytes, of the last whole cluster within the first so many characters. A single cluster that
// is longer than that is cut through all the same.
func lastCluster(s string, most int) int {
	end, used := 0, 0
	for end < len(s) {
		n := clusterLen(s[end:])
		used += utf8.RuneCountInString(s[end : end+n])
		if used > most {
			break
		}
		end += n
	}
	if end > 0 {
		return end
	}
	for range most {
		_, n := utf8.DecodeRuneInString(s[end:])
		end += n
	}
	return end
}

// clusterLen is the length, in bytes, of what a person takes for the first character of s: the rules of Unicode's
// extended grapheme clusters, as far as they matter for cutting.
func clusterLen(s string) int {
	before, n := utf8.DecodeRuneInString(s)
	paired := false
	for n < len(s) {
		r, size := utf8.DecodeRuneInString(s[n:])
		switch {
		case extends(r) || before == zeroWidthJoiner || joinsHangul(before, r):
		case isVirama(before) && unicode.IsLetter(r):
		case isRegional(before) && isRegional(r) && !paired:
			paired = true
		default:
			return n
		}
		before = r
		n += size
	}
	return n
}

const zeroWidthJoiner = 0x200D

// extends says whether a character belongs to the one before it: marks, joiners, variation selectors, skin tones, tags,
// and the vowels and finals of spelt-out Korean.
func extends(r rune) bool {
	return unicode.Is(unicode.M, r) || r == zeroWidthJoiner || r == 0x200C || (r >= 0x1F3FB && r <= 0x1F3FF) || isTag(r) ||
		(r >= 0x1160 && r <= 0x11FF) || (r >= 0xD7B0 && r <= 0xD7FB) || r == 0x0E33 || r == 0x0EB3
}

func isRegional(r rune) bool { return r >= 0x1F1E6 && r <= 0x1F1FF }

func joinsHangul(before, r rune) bool {
	return isLead(before) && (isLead(r) || (r >= 0xAC00 && r <= 0xD7A3))
}

func isLead(r rune) bool { return (r >= 0x1100 && r <= 0x115F) || (r >= 0xA960 && r <= 0xA97C) }

// isVirama says whether a sign binds the letter behind it to the one before, as in the conjuncts of Indian scripts.
func isVirama(r rune) bool {
	switch r {
	case 0x094D, 0x09CD, 0x0A4D, 0x0ACD, 0x0B4D, 0x0C4D, 0x0CCD, 0x0D4D, 0x1039, 0x17D2:
		return true
	}
	return false
}

// sentence is the first sentence of a text where that fits, else the text cut behind a clause or between words.
func sentence(s string, most int) string {
	s = tidy(s)
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	for at := 0; at < len(s); {
		i := strings.Index(s[at:], ". ")
		if i < 0 {
			break
		}
		at += i + 1
		if n := utf8.RuneCountInString(s[:at]); n >= most/3 && n <= most {
			return s[:at]
		} else if n > most {
			break
		}
	}
	return clause(s, most)
}
