package scorer

import (
	"cmp"
	"math"

	"mock-interviewer/questions"
)

// topics knows which questions of the guides a text could be about, by the words that few questions use. It is read-only
// once built.
type topics struct {
	number   map[*questions.Question]int
	postings map[string][]int // stem: the questions that say it, ascending
	norm     []float64        // length of each question's vector
	words    []int            // telling words of each question
}

// fewQuestions is the size of a guide below which no reply is told to be about another of its questions.
const fewQuestions = 8

func (lx *lexicon) newTopics(corpus []*questions.Question) *topics {
	tp := &topics{
		number: make(map[*questions.Question]int, len(corpus)), postings: map[string][]int{},
		norm: make([]float64, len(corpus)), words: make([]int, len(corpus)),
	}
	if len(corpus) < fewQuestions {
		return tp
	}
	for n, q := range corpus {
		tp.number[q] = n
		tp.add(n, q.Title+"\n"+q.Scene, lx)
		for _, c := range q.Rubric.Criteria {
			if !signalled(c.Kind) {
				tp.add(n, c.Label+"\n"+c.Text, lx)
				for _, a := range c.Aliases {
					tp.add(n, a, lx)
				}
			}
		}
	}
	for stem, qs := range tp.postings {
		w := tp.weight(stem)
		for _, n := range qs {
			tp.norm[n] += w * w
			tp.words[n]++
		}
	}
	for n := range tp.norm {
		tp.norm[n] = math.Sqrt(tp.norm[n])
	}
	return tp
}

func (tp *topics) add(n int, s string, lx *lexicon) {
	t := analyse(s, lx.stem)
	for i := range t.tokens {
		tok := &t.tokens[i]
		if tok.stop || lx.common[tok.stem] {
			continue
		}
		if p := tp.postings[tok.stem]; len(p) == 0 || p[len(p)-1] != n {
			tp.postings[tok.stem] = append(p, n)
		}
	}
}

// weight is how telling a stem is for a question: 0 for a word that all of them have.
func (tp *topics) weight(stem string) float64 {
	return math.Log(float64(len(tp.norm)) / float64(max(1, len(tp.postings[stem]))))
}

// What it takes to tell what a reply is about: content words of the reply, and words that the question has for itself.
const (
	leastTopic = 15
	ownWords   = 40
)

// share is how near a reply is to a question compared with the question it is nearest to: 1 for the nearest itself. It
// is 1 also where nothing can be told: a question outside the guides, a short reply.
func (tp *topics) share(q *questions.Question, r *reply) float64 {
	if tp == nil {
		return 1
	}
	own, ok := tp.number[q]
	if !ok || r.words < leastTopic || tp.words[own] < ownWords {
		return 1
	}
	near := make([]float64, len(tp.norm))
	for _, stem := range r.stems {
		w := tp.weight(stem)
		for _, n := range tp.postings[stem] {
			near[n] += w * w
		}
	}
	nearest := 0.0
	for n := range near {
		near[n] /= cmp.Or(tp.norm[n], 1)
		nearest = max(nearest, near[n])
	}
	if nearest == 0 {
		return 1
	}
	return near[own] / nearest
}

// The shares of nearness from which a reply is about the question, and below which it is about another one; and what
// that is worth: words in common are no evidence then.
const (
	onSubject     = 0.5
	otherSubject  = 0.2
	subjectFactor = 0.3
)

// topicFactor takes off for replies that answer another question of the guide. A true story may be about anything.
func (o *Offline) topicFactor(cq *compiledQuestion, r *reply) float64 {
	if cq.question.Kind == questions.Story {
		return 1
	}
	share := o.topics.share(cq.question, r)
	return 1 - (1-subjectFactor)*max(0, min(1, (onSubject-share)/(onSubject-otherSubject)))
}
