package scorer

import "strings"

// alias is a phrase that shows the point, more or less by itself.
type alias struct {
	text     string
	stems    []string // its content words, or the whole phrase where verbatim is set
	verbatim bool     // one content word alone would fit anything: all its words are wanted, in order
	worth    float64  // the strength that it gives, before surprise
	df       int      // points that say its rarest word
	polarity polarity
}

// aliasGap is how many other words may stand inside an alias: "stop calling that broken backend".
const aliasGap = 2

// What an alias is worth by its form. A single word names a thing without saying anything about it.
const (
	phraseWorth = 0.85
	fixedWorth  = 0.7  // one content word with its small words: "fail over", "at least once"
	wordWorth   = 0.72 // a rare word: just met, and no more
	commonWorth = 0.5  // of that, for words that anybody uses
)

// addAlias leaves out aliases that only say the question's words again.
func (cc *compiled) addAlias(s string, lx *lexicon, asked map[string]bool) {
	t := analyse(s, lx.stem)
	a := alias{text: strings.TrimSpace(s), worth: phraseWorth}
	own, common := false, true
	var all []string
	for i := range t.tokens {
		tok := &t.tokens[i]
		all = append(all, tok.stem)
		if tok.stop {
			continue
		}
		if df := lx.df[tok.stem]; len(a.stems) == 0 || df < a.df {
			a.df = df
		}
		a.stems = append(a.stems, tok.stem)
		a.polarity = tok.polarity
		own = own || !asked[tok.stem]
		common = common && lx.common[tok.stem]
	}
	if len(a.stems) == 0 || !own {
		return
	}
	if len(a.stems) == 1 {
		a.verbatim, a.stems, a.worth = true, all, wordWorth
		if len(all) > 1 {
			a.worth = fixedWorth
		}
		if common {
			a.worth *= commonWorth
		}
	}
	cc.aliases = append(cc.aliases, a)
}

// matchAliases adds up what the aliases found are worth: each is one more independent sign.
func (r *reply) matchAliases(cc *compiled, m *match, perSentence []float64) {
	best := 0.0
	var said standpoint
	for i := range cc.aliases {
		a := &cc.aliases[i]
		worth, sentence := 0.0, 0
		for _, at := range r.byStem[a.stems[0]] {
			last, ok := r.aliasAt(at, a)
			if !ok || !r.takesStand(&said, a, at, last) || worth > 0 {
				continue
			}
			worth, sentence = a.worth*r.aliasSurprise(a), r.tokens[at].sentence
		}
		if worth == 0 {
			continue
		}
		perSentence[sentence] += cc.total * worth
		m.aliases = 1 - (1-m.aliases)*(1-worth)
		if worth > best {
			best, m.alias = worth, a.text
		}
	}
	if said.opposite() {
		m.denied = max(m.denied, mostDenied)
	}
}

// aliasSurprise is near 1 for a phrase: that its words meet by accident is unlikely however long the reply.
func (r *reply) aliasSurprise(a *alias) float64 {
	if a.verbatim {
		return r.surprise(a.df)
	}
	chance := 1 - r.surprise(a.df)
	return 1 - chance*chance
}

// aliasAt matches the words of an alias in order, within one sentence; between the content words of a phrase stopwords
// do not count.
func (r *reply) aliasAt(at int, a *alias) (last int, ok bool) {
	if a.verbatim {
		return at + len(a.stems) - 1, matchesAt(r.tokens, at, a.stems)
	}
	gap, next := 0, 1
	last = at
	for i := at + 1; next < len(a.stems) && i < len(r.tokens); i++ {
		tok := &r.tokens[i]
		switch {
		case tok.sentence != r.tokens[at].sentence:
			return last, false
		case tok.stem == a.stems[next]:
			next++
			last = i
		case tok.stop:
		default:
			if gap++; gap > aliasGap {
				return last, false
			}
		}
	}
	return last, next == len(a.stems)
}
