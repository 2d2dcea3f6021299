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

// judge estimates one criterion.
func (o *Offline) judge(cq *compiledQuestion, cc *compiled, r *reply, g guard) questions.Judgement {
	j := questions.Judgement{Criterion: cc.criterion.ID, Verdict: questions.Missed}
	if g.nothing != "" {
		j.Reason = g.nothing
		return j
	}
	f := o.estimate(cc, r)
	f.strength *= g.factor
	if f.strength < partialFrom {
		j.Reason = f.missedReason(g)
		return j
	}
	j.Strength = math.Round(math.Min(1, f.strength)*100) / 100
	j.Verdict = questions.Partial
	if f.strength >= metFrom {
		j.Verdict = questions.Met
	}
	j.Quote = r.evidence(f.sentence)
	j.QuoteVerified = j.Quote != ""
	j.Reason = f.reason(j.Verdict, g)
	return j
}

// finding is what was found for a criterion before the guards took off theirs.
type finding struct {
	strength float64
	sentence int
	match    match
	says     string // readable reason, where it isn't the list of words
}

func (o *Offline) estimate(cc *compiled, r *reply) finding {
	switch cc.criterion.Kind {
	case questions.Example:
		return r.exampleSignals()
	case questions.Reasoning:
		return r.reasoningSignals()
	case questions.Situation, questions.Task, questions.Action, questions.Result:
		return o.storySignals(cc.criterion.Kind, r)
	}
	m := r.match(cc)
	return finding{strength: strengthOf(cc, m), sentence: m.sentence, match: m}
}

// strengthOf turns recall into credit: a ramp rather than a threshold, because half the words are half the evidence.
func strengthOf(cc *compiled, m match) float64 {
	v := math.Max(0, m.recall-noiseRecall) / (fullRecall - noiseRecall)
	v = math.Min(1, v)
	if m.label {
		v = math.Max(v, labelFloor)
	}
	if m.alias != "" {
		v = 1
	}
	if cc.own && !m.own && m.alias == "" && !m.label {
		return 0 // only the question's words
	}
	if m.denied > 0.3 && m.alias == "" {
		v *= math.Max(0, 1-m.denied*1.5)
	}
	return v
}

// evidence is the sentence to show, or its best part where it is long.
func (r *reply) evidence(sentence int) string {
	if sentence < 0 || sentence >= len(r.sentences) {
		return ""
	}
	return r.quote(r.sentences[sentence])
}
