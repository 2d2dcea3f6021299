package scorer

import "strings"

// lookalikes are letters of other scripts that read as Latin ones, lower-case. They are folded here only: a quote must
// stand in the reply as it was written.
var lookalikes = strings.NewReplacer("а", "a", "е", "e", "о", "o", "р", "p", "с", "c", "у", "y", "х", "x", "і", "i", "ј", "j", "ѕ", "s",
	"ԁ", "d", "һ", "h", "к", "k", "м", "m", "т", "t", "в", "b", "н", "h", "ӏ", "l", "α", "a", "ο", "o", "ρ", "p", "ν", "v", "ι", "i", "υ", "u", "ε", "e")

// isMetaTalk reports words that speak to or about the judge, unless they report what somebody else might say.
func isMetaTalk(toks []token) bool { return metaFrom(toks) >= 0 }

// metaFrom is the word where a sentence begins to speak to or about the judge, or -1.
func metaFrom(toks []token) int {
	gates := metaGatesOf(toks)
	if gates == 0 {
		return -1
	}
	words := lookalikes.Replace(joined(toks))
	at := firstMetaSign(words, gates)
	if at < 0 || reported.MatchString(words) {
		return -1
	}
	return min(strings.Count(words[:at], " "), len(toks)-1) // a letter may be a whole phrase in normal form
}

// metaGatesOf are the groups of signs of which a sentence may have one.
func metaGatesOf(toks []token) (gates uint) {
	for i := range toks {
		w := toks[i].text
		if !isASCII(w) {
			w = lookalikes.Replace(w)
		}
		gates |= metaGates[w]
	}
	return gates
}

// firstMetaSign is where the first sign of talk about the grading begins, or -1.
func firstMetaSign(words string, gates uint) int {
	first := -1
	note := func(at int) {
		if first < 0 || at < first {
			first = at
		}
	}
	for i := range metaSigns {
		if gates&(1<<i) == 0 {
			continue
		}
		if m := metaSigns[i].pattern.FindStringIndex(words); m != nil {
			note(m[0])
		}
	}
	if !strings.Contains(words, "criteri") {
		return first
	}
	for _, m := range criteriaMet.FindAllStringSubmatchIndex(words, -1) {
		if m[2] < 0 { // no condition stands before it
			note(m[0])
		}
	}
	return first
}

// metaTalk marks the words that are talk about the grading.
func (t *text) metaTalk() []bool {
	deaf := make([]bool, len(t.tokens))
	for _, s := range t.sentences {
		toks := t.tokens[s.first:s.last]
		at := metaFrom(toks)
		if at < 0 {
			continue
		}
		for i := s.first + pleaFrom(toks, at); i < s.last; i++ {
			deaf[i] = true
		}
	}
	return deaf
}

// pleaFrom is where a sentence stops being about the question. Who begins by saying what they do keeps the clauses before
// the one that speaks to the judge; anything else in such a sentence may be there to be marked.
func pleaFrom(toks []token, at int) int {
	if !tellsOwnDoing(toks) {
		return 0
	}
	for at > 0 && toks[at-1].clause == toks[at].clause {
		at--
	}
	return at
}

func tellsOwnDoing(toks []token) bool {
	switch toks[0].text {
	case "i", "we", "i'd", "i'll", "we'd", "we'll":
		return true
	}
	return false
}
