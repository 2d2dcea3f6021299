package scorer

import "mock-interviewer/questions"

// compiledPitfall is a mistake ready to be looked for.
type compiledPitfall struct {
	pitfall questions.Pitfall
	terms   []term
	total   float64
}

// pitfallRecall is how much of a mistake's wording must stand in one clause. High: a false charge costs more trust than
// a missed one.
const pitfallRecall = 0.75

func (lx *lexicon) compilePitfall(p questions.Pitfall, asked map[string]bool) compiledPitfall {
	cp := compiledPitfall{pitfall: p, terms: lx.terms(analyse(p.Label, lx.stem), asked)}
	for _, t := range cp.terms {
		cp.total += t.weight
	}
	return cp
}

// judge says present only where one affirmative sentence makes the mistake in its own words.
func (cp *compiledPitfall) judge(r *reply, g guard) questions.PitfallJudgement {
	j := questions.PitfallJudgement{Pitfall: cp.pitfall.ID}
	if g.nothing != "" || len(cp.terms) < 3 {
		return j
	}
	for i := range r.sentences {
		s := r.sentences[i]
		if cp.inSentence(r, i) >= pitfallRecall && !cp.warns(r.tokens[s.first:s.last]) {
			j.Present, j.Quote, j.Reason = true, r.quote(s), "does what the guide warns of"
			return j
		}
	}
	return j
}

func (cp *compiledPitfall) inSentence(r *reply, sentence int) float64 {
	got := 0.0
	for i := range cp.terms {
		for _, at := range r.byStem[cp.terms[i].stem] {
			if r.tokens[at].sentence == sentence && r.tokens[at].polarity == affirmed {
				got += cp.terms[i].weight
				break
			}
		}
	}
	if cp.total == 0 {
		return 0
	}
	return got / cp.total
}

// warnings are words of somebody who knows the mistake and speaks against it.
var warnings = wordSet(`avoid avoids avoiding avoided prevent prevents preventing not never no don't doesn't didn't won't wouldn't can't
	cannot shouldn't isn't aren't without pitfall pitfalls mistake mistakes danger dangerous risk risky risks careful beware worry
	otherwise instead rather unless if lead leads caused causes cause because fear wrong bad worse trap guard against ensure`)

func (cp *compiledPitfall) warns(toks []token) bool {
	for i := range toks {
		if warnings[toks[i].text] && !cp.says(toks[i].stem) {
			return true
		}
	}
	return false
}

// says reports a word of the mistake itself, which is no warning.
func (cp *compiledPitfall) says(stem string) bool {
	for i := range cp.terms {
		if cp.terms[i].stem == stem {
			return true
		}
	}
	return false
}
