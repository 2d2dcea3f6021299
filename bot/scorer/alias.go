package scorer

import "strings"

// alias is a phrase that makes the point by itself.
type alias struct {
	text     string
	stems    []string // content words; all of them where it has none
	polarity polarity
}

// aliasGap is how many other words may stand inside an alias: "stop calling that broken backend".
const aliasGap = 2

// addAlias leaves out aliases that only say the question's words again.
func (cc *compiled) addAlias(s string, lx *lexicon, asked map[string]bool) {
	t := analyse(s, lx.stem)
	a := alias{text: strings.TrimSpace(s)}
	own := false
	for i := range t.tokens {
		if tok := &t.tokens[i]; !tok.stop {
			a.stems = append(a.stems, tok.stem)
			a.polarity = tok.polarity
			own = own || !asked[tok.stem]
		}
	}
	if len(a.stems) > 0 && own {
		cc.aliases = append(cc.aliases, a)
	}
}

func (r *reply) matchAliases(cc *compiled, m *match, perSentence []float64) {
	for i := range cc.aliases {
		a := &cc.aliases[i]
		for _, at := range r.byStem[a.stems[0]] {
			last, ok := r.aliasAt(at, a.stems)
			if !ok {
				continue
			}
			if r.tokens[last].polarity != a.polarity {
				m.denied = max(m.denied, mostDenied)
				continue
			}
			perSentence[r.tokens[at].sentence] += cc.total
			if m.alias == "" {
				m.alias = a.text
			}
		}
	}
}

// aliasAt matches the content words of an alias in order, within one sentence; stopwords between them do not count.
func (r *reply) aliasAt(at int, stems []string) (last int, ok bool) {
	gap, next := 0, 1
	last = at
	for i := at + 1; next < len(stems) && i < len(r.tokens); i++ {
		tok := &r.tokens[i]
		switch {
		case tok.sentence != r.tokens[at].sentence:
			return last, false
		case tok.stem == stems[next]:
			next++
			last = i
		case tok.stop:
		default:
			if gap++; gap > aliasGap {
				return last, false
			}
		}
	}
	return last, next == len(stems)
}
