package scorer

import (
	"slices"
	"strings"

	"mock-interviewer/questions"
)

// leastEvidence is how many words of substance a quote must have.
const leastEvidence = 3

// mostlyList is the guard's factor from which a reply is a list of words and nothing else.
const mostlyList = 0.5

// mostReuse is how many criteria one sentence may carry on the model's word alone.
const mostReuse = 2

// verifier looks every quote up in the reply. The model proposes; this decides what counts.
type verifier struct {
	lx      *lexicon
	offline *Offline
	cq      *compiledQuestion
	reply   *text
	deaf    []bool // by word of the reply: it is talk about the grading
	hostile bool
	used    map[int]int     // sentence: how many criteria quote it
	rubric  string          // its words, a line a text
	secret  map[string]bool // telling stems that only the rubric has
	list    bool            // the reply is a list of words
	// estimate is what the offline scorer finds in the whole reply, by criterion; nil until it is asked for.
	estimate map[string]questions.Judgement
}

func newVerifier(o *Offline, q *questions.Question, reply string) *verifier {
	r := o.lx.read(reply)
	v := &verifier{lx: o.lx, offline: o, cq: o.question(q), reply: r.text, used: map[int]int{}, secret: map[string]bool{}}
	v.deaf, v.hostile = r.deaf, slices.Contains(r.deaf, true)
	v.list = listFactor(v.cq, r, r.words) <= mostlyList
	v.readRubric(q)
	return v
}

// located is a quote found in the reply.
type located struct {
	toks  []token
	first int    // the first of them in the reply
	quote string // as it stands there
}

// judgements turns the model's verdicts into ours.
func (v *verifier) judgements(a answer) []questions.Judgement {
	byID := make(map[string]answerItem, len(a.Criteria))
	for _, it := range a.Criteria {
		byID[it.ID] = it
		if earns(it.Verdict) {
			if l, ok := v.locate(it.Quote); ok {
				v.used[l.toks[0].sentence]++
			}
		}
	}
	out := make([]questions.Judgement, 0, len(v.cq.criteria))
	for i := range v.cq.criteria {
		out = append(out, v.judgement(&v.cq.criteria[i], byID[v.cq.criteria[i].criterion.ID]))
	}
	return out
}

func earns(verdict string) bool {
	return verdict == string(questions.Met) || verdict == string(questions.Partial)
}

func (v *verifier) judgement(cc *compiled, it answerItem) questions.Judgement {
	j := questions.Judgement{Criterion: cc.criterion.ID, Verdict: questions.Verdict(it.Verdict)}
	j.Reason = v.reasonFor(it.Reason, plainReason(j.Verdict))
	if j.Verdict == questions.Missed {
		return j
	}
	l, refusal := v.check(it.Quote, cc)
	if refusal == "" {
		j.Quote, j.QuoteVerified = l.quote, true
		return j
	}
	if j.Verdict == questions.Unclear {
		return j
	}
	j.Verdict, j.Reason = questions.Missed, refusal
	return j
}

// check finds a quote and says why it is no evidence, in plain words, or "".
func (v *verifier) check(quote string, cc *compiled) (located, string) {
	if strings.TrimSpace(quote) == "" {
		return located{}, "Not counted: the judge named no words of your reply for it."
	}
	l, ok := v.locate(quote)
	switch {
	case !ok:
		return l, "Not counted: the words that the judge quoted do not stand in your reply."
	case v.list:
		return l, "Not counted: the reply is a list of words and does not say how they help."
	case substance(l.toks) < leastEvidence:
		return l, "Not counted: the quoted words are too few to show the point."
	case v.echo(l.toks):
		return l, "Not counted: the quoted words only repeat the question."
	case slices.Contains(v.deaf[l.first:l.first+len(l.toks)], true):
		return l, "Not counted: the quoted words are about the grading, not about the question."
	case (v.hostile || v.used[l.toks[0].sentence] > mostReuse) && !v.supports(l, cc):
		return l, "Not counted: the quoted words do not show this point."
	}
	return l, ""
}

// locate finds a quote's words in the reply, one after another, whatever the case, spacing and punctuation. Of a quote
// with an ellipsis the longest piece is taken.
func (v *verifier) locate(quote string) (located, bool) {
	var longest located
	for _, piece := range strings.FieldsFunc(strings.ReplaceAll(quote, "...", "…"), func(r rune) bool { return r == '…' }) {
		if l, ok := v.locatePiece(piece); ok && len(l.toks) > len(longest.toks) {
			longest = l
		}
	}
	return longest, len(longest.toks) > 0
}

func (v *verifier) locatePiece(quote string) (located, bool) {
	words := analyse(quote, func(w string) string { return w }).tokens
	if len(words) == 0 {
		return located{}, false
	}
	toks := v.reply.tokens
	for at := 0; at+len(words) <= len(toks); at++ {
		if sameWords(toks[at:], words) {
			found := toks[at : at+len(words)]
			return located{toks: found, first: at, quote: v.reply.raw[found[0].start:found[len(found)-1].end]}, true
		}
	}
	return located{}, false
}

func sameWords(toks, words []token) bool {
	for i := range words {
		if toks[i].text != words[i].text {
			return false
		}
	}
	return true
}

// substance counts the different content words. Where no spaces stand between words, two letters are taken for one.
func substance(toks []token) int {
	seen := map[string]bool{}
	unspaced := 0
	for i := range toks {
		if toks[i].stop || seen[toks[i].stem] {
			continue
		}
		seen[toks[i].stem] = true
		if n := unspacedLetters(toks[i].text); n > 2 {
			unspaced += n/2 - 1
		}
	}
	return len(seen) + unspaced
}

// echo reports a quote that says next to nothing beyond the question.
func (v *verifier) echo(toks []token) bool {
	seen := map[string]bool{}
	own := 0
	for i := range toks {
		if toks[i].stop || seen[toks[i].stem] {
			continue
		}
		seen[toks[i].stem] = true
		if !v.cq.asked[toks[i].stem] {
			own++
		}
	}
	return own == 0 || 4*own < len(seen)
}

// supports asks the offline estimate, about the quote alone and then about the whole reply without what it says to its
// judge. It is asked only where the model's word is not enough: in a reply that talks to its judge, or for a sentence that
// is to prove many points at once.
func (v *verifier) supports(l located, cc *compiled) bool {
	if v.offline.estimate(cc, v.lx.read(l.quote)).strength >= partialFrom {
		return true
	}
	if v.estimate == nil {
		v.estimate = map[string]questions.Judgement{}
		r := v.lx.read(v.reply.raw)
		g := v.offline.guard(v.cq, r)
		found := v.offline.estimateAll(v.cq, r)
		for i := range v.cq.criteria {
			j := judge(&v.cq.criteria[i], found[i], r, g)
			v.estimate[j.Criterion] = j
		}
	}
	return v.estimate[cc.criterion.ID].Credit() > 0
}

// pitfalls turns the model's findings into ours: present needs words of the reply.
func (v *verifier) pitfalls(a answer) []questions.PitfallJudgement {
	byID := make(map[string]answerItem, len(a.Pitfalls))
	for _, it := range a.Pitfalls {
		byID[it.ID] = it
	}
	out := make([]questions.PitfallJudgement, 0, len(v.cq.pitfalls))
	for i := range v.cq.pitfalls {
		id := v.cq.pitfalls[i].pitfall.ID
		it := byID[id]
		j := questions.PitfallJudgement{Pitfall: id}
		j.Reason = v.reasonFor(it.Reason, "")
		if it.Verdict == "present" {
			if l, ok := v.locate(it.Quote); ok && substance(l.toks) >= leastEvidence && !v.echo(l.toks) {
				j.Present, j.Quote = true, l.quote
			} else {
				j.Reason = "Not counted: the judge showed no words of your reply for it."
			}
		}
		out = append(out, j)
	}
	return out
}
