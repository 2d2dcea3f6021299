package scorer

import (
	"strings"

	"mock-interviewer/questions"
)

// giveaway knows the words that would hand a missed point over.
type giveaway struct {
	lx     *lexicon
	known  map[string]bool // stems said by the question or by the author
	said   []string        // the stems of all that was said, in order
	points []secret
}

// secret is what must not be said of one missed point.
type secret struct {
	label   []string        // its content words; all of them name the point
	words   map[string]bool // telling words of its text; two of them tell it
	phrases []string        // label and aliases without spaces: "rollback" also hides in "roll back"
	apart   [][]string      // those of several words, which may stand apart: "roll it back"
}

func (lx *lexicon) newGiveaway(q *questions.Question, missed []missedPoint, reply string) *giveaway {
	g := &giveaway{lx: lx, known: map[string]bool{}}
	for _, s := range []string{q.Title, q.Scene, reply} {
		g.said = append(g.said, g.stems(s)...)
	}
	for _, s := range g.said {
		g.known[s] = true
	}
	for _, m := range missed {
		if !signalled(m.criterion.Kind) {
			g.points = append(g.points, g.secretOf(m.criterion))
		}
	}
	return g
}

// signalled kinds are judged by how they are told; their labels ("Result") give nothing away.
func signalled(k questions.CriterionKind) bool { return k != questions.KeyPoint && k != "" }

func (g *giveaway) secretOf(c *questions.Criterion) secret {
	s := secret{words: map[string]bool{}}
	label := g.lx.text(c.Label)
	for i := range label.tokens {
		if tok := &label.tokens[i]; !tok.stop {
			s.label = append(s.label, tok.stem)
		}
	}
	body := g.lx.text(c.Text)
	for i := range body.tokens {
		if tok := &body.tokens[i]; !tok.stop && !g.known[tok.stem] && g.lx.idf(tok.stem) >= tellingIDF {
			s.words[tok.stem] = true
		}
	}
	for _, p := range append([]string{c.Label}, c.Aliases...) {
		s.addPhrase(g, p)
	}
	return s
}

// tellingIDF is how rare a word must be before using it tells something of a point: "users" and "service" do not.
const tellingIDF = 0.5

// shortestPhrase leaves single letters out; k6 and IC are names.
const shortestPhrase = 2

func (s *secret) addPhrase(g *giveaway, phrase string) {
	stems := g.stems(phrase)
	p := strings.Join(stems, "")
	everyday := true
	for _, stem := range stems {
		everyday = everyday && (g.lx.common[stem] || isStopword(stem))
	}
	if len(p) >= shortestPhrase && !everyday && !holds(g.said, p) {
		s.phrases = append(s.phrases, p)
		if len(stems) > 1 {
			s.apart = append(s.apart, stems)
		}
	}
}

// stems lists the stems of a text in order, stopwords as they are.
func (g *giveaway) stems(s string) []string {
	t := g.lx.text(s)
	out := make([]string, 0, len(t.tokens))
	for i := range t.tokens {
		out = append(out, t.tokens[i].stem)
	}
	return out
}

// holds reports whether whole words, put together, make up a phrase: "roll back" holds "rollback", but "hundred is" does
// not hold "redis".
func holds(stems []string, phrase string) bool {
	for i := range stems {
		rest := phrase
		for j := i; j < len(stems) && strings.HasPrefix(rest, stems[j]); j++ {
			if rest = rest[len(stems[j]):]; rest == "" {
				return true
			}
		}
	}
	return false
}

// inOrder reports whether the words of a phrase follow one another with at most aliasGap others between two of them.
func inOrder(stems, phrase []string) bool {
	for i := range stems {
		at, next := i, 0
		for j := i; j < len(stems) && j <= at+aliasGap+1 && next < len(phrase); j++ {
			if stems[j] == phrase[next] {
				at, next = j, next+1
			}
		}
		if next == len(phrase) {
			return true
		}
	}
	return false
}

// givesAway reports a follow-up that names a missed point or uses two telling words of its text.
func (g *giveaway) givesAway(f string) bool {
	stems := g.stems(f)
	said := map[string]bool{}
	for _, s := range stems {
		said[s] = true
	}
	for i := range g.points {
		if g.points[i].toldBy(g, stems, said) {
			return true
		}
	}
	return false
}

func (s *secret) toldBy(g *giveaway, stems []string, said map[string]bool) bool {
	for _, p := range s.phrases {
		if holds(stems, p) {
			return true
		}
	}
	for _, p := range s.apart {
		if inOrder(stems, p) {
			return true
		}
	}
	named, fresh := len(s.label) > 0, false
	for _, w := range s.label {
		named = named && said[w]
		fresh = fresh || !g.known[w]
	}
	if named && fresh {
		return true
	}
	words := 0
	for w := range s.words {
		if said[w] {
			words++
		}
	}
	return words >= 2
}
