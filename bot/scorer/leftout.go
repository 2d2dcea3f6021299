package scorer

import (
	"slices"

	"mock-interviewer/questions"
)

// leftOutReason is why a point is missed whose words speak to the judge.
const leftOutReason = "its words were left out as talk about the grading, not about the question"

// sayWhatWasLeftOut gives the true reason to the points that are missed only because words were not heard: their author
// can tell whether that was right, and put it another way.
func (o *Offline) sayWhatWasLeftOut(cq *compiledQuestion, r *reply, g guard, js []questions.Judgement) {
	if g.nothing != "" || !slices.Contains(r.deaf, true) {
		return
	}
	found := o.estimateAll(cq, o.lx.hear(r.text, make([]bool, len(r.tokens))))
	for i := range js {
		if js[i].Verdict == questions.Missed && found[i].strength*g.factor >= partialFrom {
			js[i].Reason = leftOutReason
		}
	}
}
