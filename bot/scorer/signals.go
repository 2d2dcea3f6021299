package scorer

import "slices"

var (
	causeWords = wordSet(`because since otherwise therefore thus hence so means reason prevents prevent avoids lets allows leads
		ensures minimises minimizes reduces keeps which matters saves`)
	betterWords = wordSet(`better cheaper quicker faster safer easier sooner more less rather harder slower worse`)
)

// exampleSignals look for a case that really happened or could: "for example", "once", "we had", with what came of it.
func (r *reply) exampleSignals() finding {
	s := r.tale()
	var marks []int
	for i := range r.tokens {
		if r.startsCase(i) {
			marks = append(marks, i)
		}
	}
	v := 0.0
	if len(marks) > 0 {
		v = 0.4
		if s.past >= 2 {
			v += 0.2
		}
		if len(s.outcomes) > 0 {
			v += 0.2
		}
		if len(s.figures) > 0 {
			v += 0.2
		}
	} else if at := r.measuredOutcome(&s); at >= 0 {
		marks, v = []int{at}, 0.6
	}
	return finding{strength: v, sentence: r.sentenceOf(marks, s.outcomes, s.figures), says: "gives an example", lacks: "gives no concrete example"}
}

// measuredOutcome is a word of an outcome with a figure in its sentence, which only a case has ("fell by 40 %"), or -1.
func (r *reply) measuredOutcome(s *tale) int {
	for _, o := range s.outcomes {
		if !pastOutcomes[r.tokens[o].text] {
			continue
		}
		for _, f := range s.figures {
			if r.tokens[f].sentence == r.tokens[o].sentence {
				return o
			}
		}
	}
	return -1
}

// reasoningSignals look for a why: "because", "so that", "otherwise".
func (r *reply) reasoningSignals() finding {
	var marks []int
	strong := 0
	for i := range r.tokens {
		w := r.tokens[i].text
		if w == "than" && r.compares(i) {
			marks = append(marks, i)
			continue
		}
		if !causeWords[w] {
			continue
		}
		if w == "which" && !r.followedBy(i, causeWords) {
			continue
		}
		marks = append(marks, i)
		if w == "because" || w == "otherwise" || w == "therefore" || w == "reason" || (w == "so" && i > 0) {
			strong++
		}
	}
	v := 0.0
	if len(marks) > 0 && len(r.tokens) >= 12 {
		v = min(1, 0.35*float64(strong)+0.25*float64(len(marks)))
	}
	at := r.sentenceOf(marks)
	return finding{strength: v, sentence: at, from: r.firstIn(at, marks), says: "says why", lacks: "does not say why"}
}

// firstIn is the first of some words that stands in a sentence, -1 for none.
func (r *reply) firstIn(sentence int, at []int) int {
	i := slices.IndexFunc(at, func(i int) bool { return r.tokens[i].sentence == sentence })
	if i < 0 {
		return -1
	}
	return at[i]
}

// compares reports "cheaper … than": a trade-off is a reason.
func (r *reply) compares(than int) bool {
	first := r.sentences[r.tokens[than].sentence].first
	for i := than - 1; i >= first && i >= than-6; i-- {
		if betterWords[r.tokens[i].text] {
			return i+1 < than || r.tokens[i].text != "more" && r.tokens[i].text != "less" && r.tokens[i].text != "rather"
		}
	}
	return false
}

func (r *reply) followedBy(i int, set map[string]bool) bool {
	return i+1 < len(r.tokens) && set[r.tokens[i+1].text]
}
