package scorer

import "strings"

// guard is what is wrong with a reply as a whole. Nothing, where set, says why there is nothing to judge; else the
// strength of every point is multiplied by factor, and note is added to the reasons.
type guard struct {
	nothing string
	factor  float64
	note    string
}

func (o *Offline) guard(cq *compiledQuestion, r *reply) guard {
	words := r.content()
	switch {
	case words == 0:
		return guard{nothing: "the reply is empty"}
	case gaveUp(r, words):
		return guard{nothing: "the reply says that it does not know"}
	case o.echoes(cq, r):
		return guard{nothing: "the reply only repeats the question"}
	}
	g := guard{factor: 1}
	if f := listFactor(cq, r, words); f < 1 {
		g.factor, g.note = f, " (a list of words, without saying how they help)"
	}
	if f := o.dumpFactor(cq, r, words); f < g.factor {
		g.factor, g.note = f, " (most of the reply is about other questions)"
	}
	return g
}

// givingUp are the phrases of somebody who passes.
func givingUp() []string {
	return []string{
		"i don't know", "i dont know", "i do not know", "no idea", "not sure", "no clue", "idk", "dunno", "i have never",
		"can't answer", "cannot answer", "pass on this", "skip this", "don't remember", "do not remember", "not familiar",
		"never heard", "no answer", "next question",
	}
}

// gaveUp holds for short replies only: a long one may start with "I'm not sure, but".
func gaveUp(r *reply, words int) bool {
	if words > 8 {
		return false
	}
	low := " " + joined(r.tokens) + " "
	for _, p := range givingUp() {
		if strings.Contains(low, " "+p+" ") {
			return true
		}
	}
	return low == " pass " || low == " skip "
}

func joined(toks []token) string {
	var b strings.Builder
	for i := range toks {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(toks[i].text)
	}
	return b.String()
}

// echoes holds where nearly all content is the question's own.
func (o *Offline) echoes(cq *compiledQuestion, r *reply) bool {
	asked, own := 0.0, 0.0
	for i := range r.tokens {
		tok := &r.tokens[i]
		switch {
		case tok.stop:
		case cq.asked[tok.stem]:
			asked++
		default:
			own++
		}
	}
	return asked >= 3 && own/(asked+own) < 0.2
}

// listFactor takes off for replies without grammar: words strung together show no understanding of how they belong.
func listFactor(cq *compiledQuestion, r *reply, words int) float64 {
	if words < 6 || !cq.writtenAsSentences() {
		return 1
	}
	share := functionShare(r.text)
	switch {
	case share < 0.06:
		return 0.4
	case share < 0.14:
		return 0.4 + 0.6*(share-0.06)/0.08
	}
	return 1
}

func (cq *compiledQuestion) writtenAsSentences() bool {
	for i := range cq.criteria {
		if cq.criteria[i].sentences {
			return true
		}
	}
	return false
}
