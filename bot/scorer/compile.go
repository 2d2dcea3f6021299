package scorer

import (
	"regexp"
	"slices"

	"mock-interviewer/questions"
)

// questionWordWeight is what a word is worth that the question already said.
const questionWordWeight = 0.3

// term is one content word of a criterion.
type term struct {
	word     string
	stem     string
	weight   float64
	df       int  // points of the guides that say it
	asked    bool // the question says it
	polarity polarity
	concepts []int
	// conditional says that the point itself is about what is not so: "if no base case is given".
	conditional bool
}

// compiled is a criterion ready to be matched.
type compiled struct {
	criterion questions.Criterion
	terms     []term
	total     float64
	label     []term    // content words of the label
	shown     *compiled // the guide's own telling of a point that is judged by how it is told
	aliases   []alias
	echo      float64 // share of its weight in words that the question says too
	sentences bool    // written as sentences, not as a bare list of words
	choice    bool    // lists alternatives, of which a reply needs some
}

// compiledQuestion is a question ready to be matched. It is read-only.
type compiledQuestion struct {
	question *questions.Question
	asked    map[string]bool
	criteria []compiled
	pitfalls []compiledPitfall
	words    int // content words of all criteria
}

func (lx *lexicon) compile(q *questions.Question) *compiledQuestion {
	cq := &compiledQuestion{question: q, asked: map[string]bool{}}
	title := analyse(q.Title+"\n"+q.Scene, lx.stem)
	for i := range title.tokens {
		cq.asked[title.tokens[i].stem] = true
	}
	for _, c := range q.Rubric.Criteria {
		cc := lx.compileCriterion(c, cq.asked)
		cq.words += len(cc.terms)
		cq.criteria = append(cq.criteria, cc)
	}
	for _, p := range q.Rubric.Pitfalls {
		cq.pitfalls = append(cq.pitfalls, lx.compilePitfall(p, cq.asked))
	}
	return cq
}

func (lx *lexicon) compileCriterion(c questions.Criterion, asked map[string]bool) compiled {
	body := analyse(c.Text, lx.stem)
	cc := compiled{criterion: c, sentences: functionShare(body) >= 0.15, choice: choices.MatchString(joined(body.tokens))}
	cc.label = lx.terms(analyse(c.Label, lx.stem), asked)
	cc.terms = withLabel(lx.terms(body, asked), cc.label)
	for _, t := range cc.terms {
		cc.total += t.weight
		if t.asked {
			cc.echo += t.weight
		}
	}
	if cc.total > 0 {
		cc.echo /= cc.total
	}
	if c.Illustration != "" && (c.Kind == questions.Example || c.Kind == questions.Reasoning) {
		shown := lx.compileCriterion(questions.Criterion{ID: c.ID, Kind: questions.KeyPoint, Text: c.Illustration}, asked)
		cc.shown = &shown
	}
	for _, a := range c.Aliases {
		cc.addAlias(a, lx, asked)
	}
	return cc
}

// labelWord is what a word is worth that only the label has: it names what the sentence under it says.
const labelWord = 0.7

// withLabel adds the label's words to those of the point's text.
func withLabel(terms, label []term) []term {
	if len(terms) == 0 {
		return label
	}
	said := map[string]bool{}
	for i := range terms {
		said[terms[i].stem] = true
	}
	for _, tm := range label {
		if !said[tm.stem] {
			tm.weight *= labelWord
			terms = append(terms, tm)
		}
	}
	return terms
}

// terms lists the distinct content words of a text with their weights.
func (lx *lexicon) terms(t *text, asked map[string]bool) []term {
	concepts := conceptsByToken(t, lx.concepts.find(t))
	seen := map[string]int{}
	conditional := slices.ContainsFunc(t.tokens, func(tok token) bool { return !tok.stop && tok.polarity == supposed })
	var out []term
	for i := range t.tokens {
		tok := &t.tokens[i]
		if tok.stop {
			continue
		}
		if at, ok := seen[tok.stem]; ok {
			out[at].concepts = append(out[at].concepts, concepts[i]...)
			continue
		}
		seen[tok.stem] = len(out)
		tm := term{word: tok.text, stem: tok.stem, weight: lx.idf(tok.stem), df: lx.df[tok.stem], polarity: tok.polarity, concepts: concepts[i], asked: asked[tok.stem], conditional: conditional}
		if products[tok.text] {
			tm.weight *= 0.35
		}
		if len(tok.text) == 1 {
			tm.weight *= 0.3 // mostly numbering
		}
		if tm.asked {
			tm.weight *= questionWordWeight
		}
		out = append(out, tm)
	}
	return out
}

func conceptsByToken(t *text, fs []found) map[int][]int {
	by := make(map[int][]int, len(fs))
	for _, f := range fs {
		for i := f.first; i < f.last; i++ {
			if !t.tokens[i].stop {
				by[i] = append(by[i], f.concept)
			}
		}
	}
	return by
}

// functionShare is the share of function words: a third to a half in prose, next to none in a keyword list.
func functionShare(t *text) float64 {
	if len(t.tokens) == 0 {
		return 0
	}
	n := 0
	for i := range t.tokens {
		if functionWords[t.tokens[i].text] {
			n++
		}
	}
	return float64(n) / float64(len(t.tokens))
}

// choices are the words by which a text says that it lists more than one reply must say.
var choices = regexp.MustCompile(`\b(?:alternatively|alternatives?|possible|one of|some of|any of|at least|following|either|accepted|acceptable|for example|e\.g|for instance|such as|other options?)\b`)
