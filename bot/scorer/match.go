package scorer

// reply is a reply ready to be looked up.
type reply struct {
	*text
	byStem   map[string][]int
	concepts map[int][]found
	stems    []string // distinct content stems, for fuzzy lookup
}

func (lx *lexicon) read(raw string) *reply {
	t := analyse(raw, lx.stem)
	r := &reply{text: t, byStem: make(map[string][]int, len(t.tokens)), concepts: map[int][]found{}}
	for i := range t.tokens {
		tok := &t.tokens[i]
		at := r.byStem[tok.stem]
		if at == nil && !tok.stop {
			r.stems = append(r.stems, tok.stem)
		}
		r.byStem[tok.stem] = append(at, i)
	}
	for _, f := range lx.concepts.find(t) {
		r.concepts[f.concept] = append(r.concepts[f.concept], f)
	}
	return r
}

// What a match is worth by its kind. A word that the reply denies where the guide affirms it (or the other way round)
// is worth nothing: the claim is reversed.
const (
	fuzzyCredit  = 0.7
	labelFloor   = 0.55
	fullRecall   = 0.6  // recall from which a point counts fully
	noiseRecall  = 0.06 // recall that any text about the trade reaches
	deniedCredit = 0.0
)

// match is what a reply has for one criterion.
type match struct {
	recall   float64 // weighted share of the criterion's words, 0 to 1
	own      bool    // at least one word that the question did not say
	denied   float64 // weighted share found only in reversed claims
	alias    string  // the alias found, as the guide writes it
	label    bool    // the whole label was found
	sentence int     // the sentence that holds most of it, -1 for none
	missing  []string
	hit      []string
}

func (r *reply) match(cc *compiled) match {
	m := match{sentence: -1}
	perSentence := make([]float64, len(r.sentences))
	got := 0.0
	for i := range cc.terms {
		tm := &cc.terms[i]
		credit, reversed := r.find(tm, perSentence)
		got += credit * tm.weight
		if reversed {
			m.denied += tm.weight
		}
		switch {
		case credit >= 0.5:
			m.hit = append(m.hit, tm.word)
			m.own = m.own || !tm.asked
		case !tm.asked:
			m.missing = append(m.missing, tm.word)
		}
	}
	if cc.total > 0 {
		m.recall = got / cc.total
		m.denied /= cc.total
	}
	r.matchLabel(cc, &m, perSentence)
	r.matchAliases(cc, &m, perSentence)
	m.sentence = best(perSentence)
	return m
}

func best(perSentence []float64) int {
	at, top := -1, 0.0
	for i, v := range perSentence {
		if v > top {
			at, top = i, v
		}
	}
	return at
}

// find looks a term up: as it is, by another name, or nearly spelt so. It adds what it finds to its sentences.
func (r *reply) find(tm *term, perSentence []float64) (credit float64, reversed bool) {
	take := func(at int, worth float64) {
		if r.tokens[at].polarity != tm.polarity {
			reversed = true
			worth *= deniedCredit
		}
		if worth > 0 {
			perSentence[r.tokens[at].sentence] += worth * tm.weight
		}
		credit = max(credit, worth)
	}
	for _, at := range r.byStem[tm.stem] {
		take(at, 1)
	}
	if credit < 1 {
		for _, c := range tm.concepts {
			for _, f := range r.concepts[c] {
				take(f.last-1, 0.8)
			}
		}
	}
	if credit == 0 && !reversed {
		if s := r.fuzzy(tm.stem); s != "" {
			for _, at := range r.byStem[s] {
				take(at, fuzzyCredit)
			}
		}
	}
	return credit, reversed && credit == 0
}

func (r *reply) matchLabel(cc *compiled, m *match, perSentence []float64) {
	own := false
	for i := range cc.label {
		credit, _ := r.find(&cc.label[i], perSentence)
		if credit < 0.6 {
			return
		}
		own = own || !cc.label[i].asked
	}
	m.label = own && len(cc.label) > 0
}

func (r *reply) matchAliases(cc *compiled, m *match, perSentence []float64) {
	for i := range cc.aliases {
		a := &cc.aliases[i]
		if a.asked {
			continue
		}
		for _, at := range r.byStem[a.stems[0]] {
			if !matchesAt(r.tokens, at, a.stems) {
				continue
			}
			if r.tokens[at+len(a.stems)-1].polarity == denied {
				m.denied = max(m.denied, 0.5)
				continue
			}
			m.alias = a.text
			perSentence[r.tokens[at].sentence] += cc.total
		}
		if m.alias != "" {
			return
		}
	}
}
