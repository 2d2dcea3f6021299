package scorer

import (
	"math"

	"mock-interviewer/questions"
)

// The strengths from which a point is met or partly met; below, it is missed and earns nothing.
const (
	metFrom     = 0.7
	partialFrom = 0.15
)

// How recall becomes credit. Nobody repeats a whole paragraph: under half of a short point's words is all that a good
// paraphrase has, and less of a long one. A ramp rather than a threshold, because half the words are half the evidence.
const (
	fullRecall  = 0.45 // recall from which a short point counts fully
	shortPoint  = 12   // content words up to which a point is short
	lengthPower = 0.2  // how fast the recall to be expected falls with length
	choiceShare = 0.7  // of that, where the point lists alternatives
	noiseShare  = 0.1  // of that, which any text about the trade reaches
	rampPower   = 0.8
)

// The shares of what matches that may be denied before a claim counts as reversed, and from which it wholly is.
const (
	someDenied = 0.5
	mostDenied = 0.9
)

// enoughPoints is the average strength of the key points from which an example or a reason counts fully: they back an
// answer, and are worth nothing where there is none.
const enoughPoints = 0.4

// estimateAll estimates every criterion.
func (o *Offline) estimateAll(cq *compiledQuestion, r *reply) []finding {
	out := make([]finding, len(cq.criteria))
	sum, points := 0.0, 0
	for i := range cq.criteria {
		out[i] = o.estimate(&cq.criteria[i], r)
		if k := cq.criteria[i].criterion.Kind; k != questions.Example && k != questions.Reasoning {
			sum += out[i].strength
			points++
		}
	}
	if points == 0 {
		return out
	}
	backing := math.Min(1, sum/float64(points)/enoughPoints)
	for i := range cq.criteria {
		if k := cq.criteria[i].criterion.Kind; k == questions.Example || k == questions.Reasoning {
			out[i].idle = out[i].strength >= partialFrom && out[i].strength*backing < partialFrom
			out[i].strength *= backing
		}
	}
	return out
}

// judge turns a finding into a judgement.
func judge(cc *compiled, f finding, r *reply, g guard) questions.Judgement {
	j := questions.Judgement{Criterion: cc.criterion.ID, Verdict: questions.Missed}
	if g.nothing != "" {
		j.Reason = g.nothing
		return j
	}
	f.found = f.strength >= partialFrom && f.sentence >= 0
	f.strength *= g.factor
	if f.strength < partialFrom || f.sentence < 0 {
		j.Reason = f.missedReason(g)
		return j
	}
	j.Strength = math.Round(math.Min(1, f.strength)*100) / 100
	j.Verdict = questions.Partial
	if f.strength >= metFrom {
		j.Verdict = questions.Met
	}
	j.Quote, j.QuoteVerified = r.evidence(f), true
	j.Reason = f.reason(j.Verdict, g)
	return j
}

// finding is what was found for a criterion before the guards took off theirs.
type finding struct {
	strength float64
	sentence int // the sentence that shows it, -1 for none
	from     int // the word of that sentence from which it does; at or before its first for all of it
	match    match
	says     string // readable reason where it counts, and isn't the list of words
	lacks    string // the same where it does not
	found    bool   // it would count but for what is wrong with the reply as a whole
	idle     bool   // an example or a reason that counts for nothing, since there is hardly a point for it to back
}

func (o *Offline) estimate(cc *compiled, r *reply) finding {
	switch cc.criterion.Kind {
	case questions.Example:
		return r.orAsShown(cc, r.exampleSignals(), "says what the guide’s example shows")
	case questions.Reasoning:
		return r.orAsShown(cc, r.reasoningSignals(), "says what the guide gives as the reason")
	case questions.Situation, questions.Task, questions.Action, questions.Result:
		return o.storySignals(cc.criterion.Kind, r)
	}
	m := r.match(cc)
	return finding{strength: strengthOf(cc, m), sentence: m.sentence, match: m}
}

// asShown is how near a reply must come to what the guide shows before that counts: an example of one's own and the key
// points share words with it too.
const asShown = 0.5

// orAsShown takes what the guide shows for as good as any other example or reason.
func (r *reply) orAsShown(cc *compiled, f finding, says string) finding {
	if cc.shown == nil {
		return f
	}
	m := r.match(cc.shown)
	if v := (strengthOf(cc.shown, m) - asShown) / (1 - asShown); v > f.strength && m.sentence >= 0 {
		return finding{strength: v, sentence: m.sentence, says: says, lacks: f.lacks}
	}
	return f
}

// strengthOf turns what matches into credit.
func strengthOf(cc *compiled, m match) float64 {
	v := math.Max(ramp(cc, m.recall), m.floor)
	v = 1 - (1-v)*(1-m.aliases)
	if !m.own && m.floor == 0 && m.alias == "" {
		v *= cc.echo // only the question's words: no more than their share of the point
	}
	return v * standing(m)
}

// ramp turns the share of a point's words into strength.
func ramp(cc *compiled, recall float64) float64 {
	full := expectedRecall(cc)
	v := (recall - noiseShare*full) / (full * (1 - noiseShare))
	return math.Pow(math.Max(0, math.Min(1, v)), rampPower)
}

func expectedRecall(cc *compiled) float64 {
	full := fullRecall * math.Pow(shortPoint/math.Max(shortPoint, float64(len(cc.terms))), lengthPower)
	if cc.choice {
		full *= choiceShare
	}
	return full
}

// standing takes off for reversed claims: where most of what matches is denied, the reply says the opposite.
func standing(m match) float64 {
	return math.Max(0, math.Min(1, (mostDenied-m.denied)/(mostDenied-someDenied)))
}

// evidence is what shows a finding, as it stands in the reply: its sentence, or the end of it from where it begins.
func (r *reply) evidence(f finding) string {
	if f.sentence < 0 || f.sentence >= len(r.sentences) {
		return ""
	}
	s := r.sentences[f.sentence]
	if f.from > s.first && f.from < s.last && r.contentIn(f.from, s.last) >= leastEvidence {
		s.start = r.tokens[f.from].start
	}
	return r.quote(s)
}

func (r *reply) contentIn(first, last int) (n int) {
	for _, t := range r.tokens[first:last] {
		if !t.stop {
			n++
		}
	}
	return n
}
