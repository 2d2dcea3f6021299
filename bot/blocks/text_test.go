package blocks

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestCutKeepsWordsAndCharactersWhole(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, in string
		most     int
		want     string
	}{
		{"short enough", "two words", 9, "two words"},
		{"between words", "two words more", 12, "two words…"},
		{"the word fits exactly", "two words more", 10, "two words…"},
		{"no comma before the dots", "one, two, three", 11, "one, two…"},
		{"a long word alone is split", "incomprehensibilities", 8, "incompr…"},
		{"a short word before a long one is not all that is left", "a incomprehensibilities", 12, "a incompreh…"},
		{"a family stays together", "ab 👨‍👩‍👧‍👦 cd", 8, "ab…"},
		{"a flag stays together", "🇦🇹🇩🇪🇫🇷", 4, "🇦🇹…"},
		{"a skin tone stays", "👍🏽👍🏽👍🏽", 4, "👍🏽…"},
		{"a keycap stays", "1️⃣2️⃣3️⃣", 5, "1️⃣…"},
		{"an accent stays", "e\u0301e\u0301e\u0301", 4, "e\u0301…"},
		{"hangul stays", "\u1112\u1161\u11ab\u1112\u1161\u11ab", 5, "\u1112\u1161\u11ab…"},
		{"a conjunct stays", "क्षक्षक्ष", 5, "क्ष…"},
		{"no spaces at all", "船舶靠泊時風速", 4, "船舶靠…"},
		{"one giant cluster", "e" + strings.Repeat("\u0301", 50), 5, "e\u0301\u0301\u0301…"},
		{"room for the dots alone", "abc", 1, "…"},
		{"no room", "abc", 0, ""},
	} {
		if got := cut(tt.in, tt.most); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestTidyLeavesNothingThatHidesOrTurns(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, in, want string }{
		{"direction override", "a\u202eb\u2066c\u2069", "abc"},
		{"line breaks and tabs", " a\n\n\tb\u2028c ", "a b c"},
		{"controls", "a\x00b\x07c\x7fd", "a b c d"},
		{"zero width", "a\u200bb\ufeffc", "abc"},
		{"hidden tags", "a\U000E0041\U000E0042b", "ab"},
		{"the flag of Scotland", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "🏴󠁧󠁢󠁳󠁣󠁴󠁿"},
		{"joined emoji", "👨‍👩‍👧", "👨‍👩‍👧"},
		{"broken UTF-8", "a\xff\xfeb", "ab"},
		{"climbing marks", "e" + strings.Repeat("\u0301", 50), "e" + strings.Repeat("\u0301", mostMarks)},
	} {
		if got := tidy(tt.in); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestEscapedHoldsNoToken(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		s := hostile().Draw(rt, "text")
		most := rapid.IntRange(0, 400).Draw(rt, "most")
		if got := escaped(s, most); strings.ContainsAny(got, "<>") {
			rt.Fatalf("%q", got)
		}
		got := shown(s, most)
		if utf8.RuneCountInString(got) > max(most, 2) || !utf8.ValidString(got) {
			rt.Fatalf("%d characters of at most %d: %q", utf8.RuneCountInString(got), most, got)
		}
		if strings.Count(got, "\u2068") != strings.Count(got, "\u2069") {
			rt.Fatalf("open fence: %q", got)
		}
	})
}

func TestSentenceEndsWithTheFirstOneThatFits(t *testing.T) {
	t.Parallel()
	long := "Put out the springs. Then the bow lines and the stern lines, and the breast lines last of all."
	if got := sentence(long, 40); got != "Put out the springs." {
		t.Errorf("got %q", got)
	}
	if got := sentence("One. "+long, 40); got != "One. Put out the springs." {
		t.Errorf("got %q", got)
	}
	if got := sentence(strings.ReplaceAll(long, ".", ","), 30); got != "Put out the springs…" {
		t.Errorf("got %q", got)
	}
}
