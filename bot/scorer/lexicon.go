package scorer

import (
	"math"

	"mock-interviewer/questions"

	"github.com/kljensen/snowball/english"
)

// lexicon holds what the offline scorer knows of words: stems, how rare each is in the loaded guides, and which phrases
// mean the same. It is read-only once built, so that any number of replies can be scored at once.
type lexicon struct {
	stems    map[string]string
	df       map[string]int // by stem: how many points say it
	cdf      []int          // by concept: how many points say it in any of its names
	docs     int            // points and titles
	words    int            // content words of all of them, each counted once a point
	concepts *conceptTable
	common   map[string]bool
	guide    map[string]*text // what the guides say, read once
}

func newLexicon(corpus []*questions.Question) *lexicon {
	lx := &lexicon{stems: map[string]string{}, df: map[string]int{}, common: map[string]bool{}, guide: map[string]*text{}}
	for w := range commonWords {
		lx.common[lx.learn(w)] = true
	}
	lx.concepts = newConceptTable(lx.learn)
	lx.cdf = make([]int, len(lx.concepts.concepts))
	for _, q := range corpus {
		lx.count(q)
		lx.keep(q)
	}
	return lx
}

// keep reads once what is looked at for every reply.
func (lx *lexicon) keep(q *questions.Question) {
	texts := append([]string{q.Title, q.Scene}, q.FollowUps...)
	for _, c := range q.Rubric.Criteria {
		texts = append(append(texts, c.Text, c.Illustration, c.Label, c.Heading, whole(&c)), c.Aliases...)
	}
	for _, s := range texts {
		lx.guide[s] = analyse(s, lx.learn)
	}
}

// text is analyse for what may be of a guide. The text returned is shared.
func (lx *lexicon) text(s string) *text {
	if t, ok := lx.guide[s]; ok {
		return t
	}
	return analyse(s, lx.stem)
}

// learn stems a word and remembers it; only for building.
func (lx *lexicon) learn(word string) string {
	s, ok := lx.stems[word]
	if !ok {
		s = stemWord(word)
		lx.stems[word] = s
	}
	return s
}

// stem is safe for concurrent use.
func (lx *lexicon) stem(word string) string {
	if s, ok := lx.stems[word]; ok {
		return s
	}
	return stemWord(word)
}

func stemWord(word string) string {
	if len(word) < 3 || !isASCII(word) {
		return word
	}
	for i := range len(word) {
		if word[i] < 'a' || word[i] > 'z' {
			return word
		}
	}
	return english.Stem(word, true)
}

// count takes each criterion as one document of the corpus.
func (lx *lexicon) count(q *questions.Question) {
	lx.countText(q.Title + "\n" + q.Scene)
	for _, c := range q.Rubric.Criteria {
		lx.countText(c.Label + "\n" + c.Text)
	}
}

func (lx *lexicon) countText(s string) {
	t := analyse(s, lx.learn)
	seen := map[string]bool{}
	for i := range t.tokens {
		tok := &t.tokens[i]
		if tok.stop || seen[tok.stem] {
			continue
		}
		seen[tok.stem] = true
		lx.df[tok.stem]++
		lx.words++
	}
	concepts := map[int]bool{}
	for _, f := range lx.concepts.find(t) {
		if !concepts[f.concept] {
			concepts[f.concept] = true
			lx.cdf[f.concept]++
		}
	}
	lx.docs++
}

// smallCorpus is added to the number of points, so that a guide of three does not take its words for common.
const smallCorpus = 50

// chance is how likely a text of the trade with so many content words holds a word by accident that df points have: near
// 0 for a rare word in a short reply, near 1 for "request" in a long one.
func (lx *lexicon) chance(df, words int) float64 {
	if lx.docs == 0 {
		return 0
	}
	perPoint := float64(lx.words) / float64(lx.docs)
	rate := math.Min(0.9, float64(df)/float64(lx.docs+smallCorpus))
	return 1 - math.Pow(1-rate, float64(words)/math.Max(1, perPoint))
}

// idf says how telling a stem is: about 0.3 for words in every other point, 1 for words that the guides use once.
// A word that no guide has is as telling as a rare one.
func (lx *lexicon) idf(stem string) float64 {
	rarest := math.Log(1 + float64(lx.docs+50))
	v := math.Log(1+float64(lx.docs+50)/float64(1+lx.df[stem])) / rarest
	v = math.Max(0.15, math.Min(1, v))
	if lx.common[stem] {
		v *= 0.4
	}
	return v
}

// knows reports stems that the guides use, to tell a reply about the trade from one about something else.
func (lx *lexicon) knows(stem string) bool { return lx.df[stem] > 0 }
