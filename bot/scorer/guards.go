package scorer

import (
	"slices"
	"strings"
)

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
	if f := againstFactor(r, words, func(t *token) bool { return t.rejected }); f < g.factor {
		g.factor, g.note = f, " (most of the reply argues against doing such things)"
	}
	if f := againstFactor(r, words, func(t *token) bool { return t.rejected || t.omitted }); f < g.factor && !cq.asksForLack() {
		g.factor, g.note = f, " (most of the reply is about leaving such things out)"
	}
	if f := o.dumpFactor(cq, r, words); f < g.factor {
		g.factor, g.note = f, " (most of the reply is about other questions)"
	}
	if f := o.topicFactor(cq, r); f < g.factor {
		g.factor, g.note = f, " (most of the reply is about another question)"
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

// echoes holds where nearly all content is the question's own, and none of the rest is a point's: one word can be the
// answer.
func (o *Offline) echoes(cq *compiledQuestion, r *reply) bool {
	asked, own := 0.0, 0.0
	for i := range r.tokens {
		tok := &r.tokens[i]
		switch {
		case tok.stop:
		case cq.asked[tok.stem]:
			asked++
		case cq.says(tok.stem):
			return false
		default:
			own++
		}
	}
	return asked >= 3 && own/(asked+own) < 0.2
}

// says reports a word of one of the points.
func (cq *compiledQuestion) says(stem string) bool {
	for i := range cq.criteria {
		for k := range cq.criteria[i].terms {
			if cq.criteria[i].terms[k].stem == stem {
				return true
			}
		}
	}
	return false
}

// The share of a reply that may be without grammar before it counts as a list, and from which it wholly is one; and
// what a list is worth.
const (
	someList  = 0.5
	wholeList = 0.75
	listWorth = 0.3
)

// listFactor takes off for replies without grammar: words strung together show no understanding of how they belong. Of
// another language than English it does not know the grammar.
func listFactor(cq *compiledQuestion, r *reply, words int) float64 {
	if words < 6 || !cq.writtenAsSentences() || r.foreign() {
		return 1
	}
	strung := max(r.strungShare(), 1-functionShare(r.text)/0.14*(1-someList))
	return 1 - (1-listWorth)*max(0, min(1, (strung-someList)/(wholeList-someList)))
}

// strungShare is the share of words that stand in short pieces between commas, where no piece is a clause.
func (r *reply) strungShare() float64 {
	strung := 0
	for _, s := range r.sentences {
		pieces, words := 0, 0
		for _, c := range r.clauses {
			if c.first >= s.first && c.last <= s.last && c.last-c.first <= shortPiece && !isClause(r.tokens[c.first:c.last]) {
				pieces++
				words += c.last - c.first
			}
		}
		if pieces >= 4 || s.last-s.first <= 2 {
			strung += words
		}
	}
	return float64(strung) / float64(max(1, len(r.tokens)))
}

// shortPiece is the most words of a piece of a list.
const shortPiece = 5

// isClause reports words that are put together as in a sentence: "told support and sales", not "status page".
func isClause(toks []token) bool {
	return len(toks) >= 3 && slices.ContainsFunc(toks, func(t token) bool { return functionWords[t.text] })
}

func (cq *compiledQuestion) writtenAsSentences() bool {
	for i := range cq.criteria {
		if cq.criteria[i].sentences {
			return true
		}
	}
	return false
}

// The share of content words in outright rejections before a reply counts as arguing against its subject, and from
// which it wholly does.
const (
	someRejection  = 0.4
	mostRejection  = 0.65
	rejectionWorth = 0.2
)

// asksForLack says whether a point is itself about what is left out, so that a reply may be about nothing else.
func (cq *compiledQuestion) asksForLack() bool {
	return slices.ContainsFunc(cq.criteria, func(cc compiled) bool {
		return slices.ContainsFunc(cc.terms, func(tm term) bool { return tm.conditional })
	})
}

// againstFactor takes off for replies that mostly say what not to do: their words are the guide's, their meaning is not.
func againstFactor(r *reply, words int, against func(*token) bool) float64 {
	n := 0
	for i := range r.tokens {
		if !r.tokens[i].stop && against(&r.tokens[i]) {
			n++
		}
	}
	share := float64(n) / float64(words)
	return 1 - (1-rejectionWorth)*max(0, min(1, (share-someRejection)/(mostRejection-someRejection)))
}
