package scorer

import "strings"

// concept is a set of phrases that say the same thing in this trade, or nearly so.
type concept struct {
	strength float64 // what one phrase is worth where another was asked for
	phrases  []phrase
}

type phrase struct {
	stems   []string
	concept int
}

// conceptTable finds concepts in texts by the first stem of their phrases.
type conceptTable struct {
	concepts []concept
	byFirst  map[string][]phrase
}

// found is a concept at a place in a text.
type found struct {
	concept     int
	first, last int // tokens, last excluded
}

func newConceptTable(stem stemmer) *conceptTable {
	ct := &conceptTable{byFirst: map[string][]phrase{}}
	for line := range strings.Lines(sameThing) {
		ct.add(line, 0.95, stem)
	}
	for line := range strings.Lines(nearlySame) {
		ct.add(line, 0.75, stem)
	}
	for line := range strings.Lines(sameKind) {
		ct.add(line, 0.55, stem)
	}
	return ct
}

func (ct *conceptTable) add(line string, strength float64, stem stemmer) {
	line = strings.TrimSpace(line)
	if line == "" {
		return
	}
	id := len(ct.concepts)
	c := concept{strength: strength}
	for part := range strings.SplitSeq(line, ",") {
		stems := phraseStems(part, stem)
		if len(stems) == 0 {
			continue
		}
		p := phrase{stems: stems, concept: id}
		c.phrases = append(c.phrases, p)
		ct.byFirst[stems[0]] = append(ct.byFirst[stems[0]], p)
	}
	ct.concepts = append(ct.concepts, c)
}

// phraseStems keeps stopwords, as texts do, so that "mean time to recovery" is found as it is written.
func phraseStems(s string, stem stemmer) []string {
	t := analyse(s, stem)
	stems := make([]string, 0, len(t.tokens))
	for i := range t.tokens {
		stems = append(stems, t.tokens[i].stem)
	}
	return stems
}

// find lists the concepts in a text.
func (ct *conceptTable) find(t *text) []found {
	var out []found
	for i := range t.tokens {
		for _, p := range ct.byFirst[t.tokens[i].stem] {
			if matchesAt(t.tokens, i, p.stems) {
				out = append(out, found{concept: p.concept, first: i, last: i + len(p.stems)})
			}
		}
	}
	return out
}

func matchesAt(toks []token, at int, stems []string) bool {
	if at+len(stems) > len(toks) {
		return false
	}
	for j, s := range stems {
		if toks[at+j].stem != s {
			return false
		}
	}
	return true
}
