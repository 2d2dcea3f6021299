package scorer

// reply is a reply ready to be looked up.
type reply struct {
	*text
	byStem    map[string][]int
	concepts  map[int][]found
	strengths []concept
	stems     []string // distinct content stems, for fuzzy lookup
	lx        *lexicon
	words     int    // content words
	deaf      []bool // by word: it speaks to the judge, so it is not heard
	after     []bool // by word: its sentence has rejected something before it
}

func (lx *lexicon) read(raw string) *reply {
	t := analyse(raw, lx.stem)
	return lx.hear(t, t.metaTalk())
}

// hear makes a text ready to be looked up but for the words to which it is deaf.
func (lx *lexicon) hear(t *text, deaf []bool) *reply {
	r := &reply{text: t, byStem: make(map[string][]int, len(t.tokens)), concepts: map[int][]found{}, strengths: lx.concepts.concepts, lx: lx, words: t.content(), deaf: deaf, after: t.afterRejections()}
	for i := range t.tokens {
		tok := &t.tokens[i]
		if r.deaf[i] {
			continue
		}
		at := r.byStem[tok.stem]
		if at == nil && !tok.stop {
			r.stems = append(r.stems, tok.stem)
		}
		r.byStem[tok.stem] = append(at, i)
	}
	for _, f := range lx.concepts.find(t) {
		if r.deaf[f.first] {
			continue
		}
		r.concepts[f.concept] = append(r.concepts[f.concept], f)
	}
	return r
}

// What a match is worth by its kind; another name for a thing is worth its concept's strength.
const (
	fuzzyCredit  = 0.7
	hitFrom      = 0.5 // a match worth naming in the reason
	nameFrom     = 0.9 // a match as good as the word itself
	labelFloor   = 0.3 // the least strength of a point whose label is there: named is not said
	strayCredit  = 0.2 // what a word is worth that stands far from the rest of its point
	wordsForMore = 8   // content words of a point for each sentence that may hold it
)

// match is what a reply has for one criterion.
type match struct {
	recall   float64 // weighted share of the criterion's words, 0 to 1
	own      bool    // at least one word that the question did not say
	denied   float64 // share of what was found that stands in reversed claims
	supposed bool    // most of what was found is only supposed
	alias    string  // the best alias found, as the guide writes it
	aliases  float64 // what the aliases found are worth together, 0 to 1
	floor    float64 // what the label alone is worth, 0 where it was not found
	sentence int     // the sentence that holds most of it, -1 for none
	missing  []string
	hit      []string
}

func (r *reply) match(cc *compiled) match {
	m := match{sentence: -1}
	look := lookup{r: r, perSentence: make([]float64, len(r.sentences))}
	for i := range cc.terms {
		look.term(&cc.terms[i])
	}
	near := nearest(look.perSentence, 1+len(cc.terms)/wordsForMore)
	got, denied, supposed, total := 0.0, 0.0, 0.0, 0.0
	for i := range cc.terms {
		tm, s := &cc.terms[i], look.seen[i]
		telling := tm.weight * r.surprise(tm.df)
		total += telling
		w := telling * s.credit
		if !look.within(i, near) {
			w *= strayCredit
		}
		got += w
		if s.credit > s.straight {
			denied += w
		}
		switch {
		case s.credit >= hitFrom:
			m.hit = append(m.hit, tm.word)
			m.own = m.own || !tm.asked
		case s.supposed > s.credit:
			supposed += telling * s.supposed
		case !tm.asked:
			m.missing = append(m.missing, tm.word)
		}
	}
	m.supposed = supposed > got
	if got > 0 {
		m.recall, m.denied = (got+min(got, supposed))/total, denied/got
	}
	r.matchLabel(cc, &m, look.perSentence)
	r.matchAliases(cc, &m, look.perSentence)
	m.sentence = best(look.perSentence)
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

// nearest marks the n sentences that hold most.
func nearest(perSentence []float64, n int) []bool {
	marked := make([]bool, len(perSentence))
	for range min(n, len(perSentence)) {
		at := -1
		for i, v := range perSentence {
			if !marked[i] && v > 0 && (at < 0 || v > perSentence[at]) {
				at = i
			}
		}
		if at < 0 {
			break
		}
		marked[at] = true
	}
	return marked
}

func (r *reply) matchLabel(cc *compiled, m *match, perSentence []float64) {
	look := lookup{r: r, perSentence: perSentence}
	own := false
	for i := range cc.label {
		look.term(&cc.label[i])
		if look.seen[i].straight < nameFrom {
			return
		}
		own = own || !cc.label[i].asked
	}
	if own {
		m.floor = labelFloor
	}
}

// surprise is how much a word that df points of the guides have says in a reply of this length: what a long text of the
// trade holds by accident is no evidence.
func (r *reply) surprise(df int) float64 { return 1 - r.lx.chance(df, r.words) }
