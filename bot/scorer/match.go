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

// What a match is worth by its kind.
const (
	conceptCredit = 0.8
	fuzzyCredit   = 0.7
	hitFrom       = 0.5  // a match worth naming in the reason
	labelFloor    = 0.55 // the least strength of a point whose whole label is there
)

// match is what a reply has for one criterion.
type match struct {
	recall   float64 // weighted share of the criterion's words, 0 to 1
	own      bool    // at least one word that the question did not say
	denied   float64 // share of what was found that stands in reversed claims
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
		f := r.find(tm, perSentence)
		got += f.credit * tm.weight
		if f.reversed {
			m.denied += f.credit * tm.weight
		}
		switch {
		case f.credit >= hitFrom:
			m.hit = append(m.hit, tm.word)
			m.own = m.own || !tm.asked
		case !tm.asked:
			m.missing = append(m.missing, tm.word)
		}
	}
	if got > 0 {
		m.recall, m.denied = got/cc.total, m.denied/got
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

// sighted is how well a term was found, and whether only in claims of the opposite polarity.
type sighted struct {
	credit   float64
	straight float64 // the best that was not reversed
	reversed bool
}

// find looks a term up: as it is, by another name, or nearly spelt so. It adds what it finds to its sentences.
func (r *reply) find(tm *term, perSentence []float64) sighted {
	var s sighted
	for _, at := range r.byStem[tm.stem] {
		s.take(r, at, tm, 1, perSentence)
	}
	if s.credit == 0 {
		for _, c := range tm.concepts {
			for _, f := range r.concepts[c] {
				s.take(r, f.last-1, tm, conceptCredit, perSentence)
			}
		}
	}
	if s.credit == 0 {
		if near := r.fuzzy(tm.stem); near != "" {
			for _, at := range r.byStem[near] {
				s.take(r, at, tm, fuzzyCredit, perSentence)
			}
		}
	}
	s.reversed = s.credit > s.straight
	return s
}

func (s *sighted) take(r *reply, at int, tm *term, worth float64, perSentence []float64) {
	s.credit = max(s.credit, worth)
	if r.tokens[at].polarity == tm.polarity {
		s.straight = max(s.straight, worth)
		perSentence[r.tokens[at].sentence] += worth * tm.weight
	}
}

func (r *reply) matchLabel(cc *compiled, m *match, perSentence []float64) {
	own := false
	for i := range cc.label {
		f := r.find(&cc.label[i], perSentence)
		if f.straight < hitFrom {
			return
		}
		own = own || !cc.label[i].asked
	}
	m.label = own && len(cc.label) > 0
}
