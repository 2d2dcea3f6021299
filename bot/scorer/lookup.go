package scorer

// lookup finds terms in a reply and keeps where.
type lookup struct {
	r           *reply
	perSentence []float64
	seen        []seen
	places      []int // tokens where terms were found, term after term
}

// seen is how well one term was found.
type seen struct {
	credit   float64 // the best, whatever is said about it
	straight float64 // the best that is not reversed
	supposed float64 // the best that is only supposed
	from, to int     // its places
}

// term looks one term up: as it is, by another name, or nearly spelt so.
func (l *lookup) term(tm *term) {
	s := seen{from: len(l.places)}
	for _, at := range l.r.byStem[tm.stem] {
		l.take(&s, at, tm, 1)
	}
	if s.credit == 0 {
		l.concepts(&s, tm)
	}
	if s.credit == 0 {
		if near := l.r.fuzzy(tm.stem); near != "" {
			for _, at := range l.r.byStem[near] {
				l.take(&s, at, tm, fuzzyCredit)
			}
		}
	}
	s.to = len(l.places)
	l.seen = append(l.seen, s)
}

func (l *lookup) concepts(s *seen, tm *term) {
	for _, c := range tm.concepts {
		for _, f := range l.r.concepts[c] {
			l.take(s, f.last-1, tm, l.r.strengths[c].strength*l.r.surprise(l.r.lx.cdf[c]))
		}
	}
}

func (l *lookup) take(s *seen, at int, tm *term, worth float64) {
	l.places = append(l.places, at)
	if l.r.tokens[at].polarity == supposed && tm.polarity != supposed {
		worth *= supposedCredit
		if !tm.conditional {
			s.supposed = max(s.supposed, worth)
			return
		}
	}
	s.credit = max(s.credit, worth)
	if !l.r.tokens[at].polarity.contradicts(tm.polarity) {
		s.straight = max(s.straight, worth)
		l.perSentence[l.r.tokens[at].sentence] += worth * tm.weight
	}
}

// within says whether a term stands in one of the marked sentences.
func (l *lookup) within(i int, marked []bool) bool {
	for _, at := range l.places[l.seen[i].from:l.seen[i].to] {
		if marked[l.r.tokens[at].sentence] {
			return true
		}
	}
	return false
}
