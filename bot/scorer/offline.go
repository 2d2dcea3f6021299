package scorer

import (
	"context"
	"errors"
	"time"

	"mock-interviewer/questions"
)

// OfflineVersion names the method of the offline estimate, as PromptVersion names the judge's prompt.
const OfflineVersion = "offline-5"

// Offline is the lexical estimate. It needs no network and no key, takes well under a millisecond a reply, and is safe
// for concurrent use. It sees words, not truth: a fluent wrong answer that uses the right words earns points with it.
type Offline struct {
	lx       *lexicon
	topics   *topics
	compiled map[*questions.Question]*compiledQuestion
}

// NewOffline learns from the questions given how telling each word is. Questions outside the corpus can be scored too.
// The questions must not change afterwards.
func NewOffline(corpus []*questions.Question) *Offline {
	o := &Offline{lx: newLexicon(corpus), compiled: make(map[*questions.Question]*compiledQuestion, len(corpus))}
	o.topics = o.lx.newTopics(corpus)
	for _, q := range corpus {
		o.compiled[q] = o.lx.compile(q)
	}
	return o
}

// Score estimates the verdicts. It fails only when the request has no question or the context is done.
func (o *Offline) Score(ctx context.Context, req Request) (Result, error) {
	if req.Question == nil {
		return Result{}, &Error{Reason: "invalid", Err: errors.New("no question given")}
	}
	if err := ctx.Err(); err != nil {
		return Result{}, &Error{Reason: "timeout", Retryable: true, Err: err}
	}
	start := time.Now()
	cq := o.question(req.Question)
	res := Result{Scorer: "offline", PromptVersion: OfflineVersion, Attempts: 1}
	r := o.lx.read(req.Reply)
	g := o.guard(cq, r)
	found := o.estimateAll(cq, r)
	for i := range cq.criteria {
		res.Judgements = append(res.Judgements, judge(&cq.criteria[i], found[i], r, g))
	}
	o.sayWhatWasLeftOut(cq, r, g, res.Judgements)
	for i := range cq.pitfalls {
		res.Pitfalls = append(res.Pitfalls, cq.pitfalls[i].judge(r, g))
	}
	res.FollowUp = o.lx.chooseFollowUp(req.Question, res.Judgements, "", req)
	res.Duration = time.Since(start)
	return res, nil
}

// question is one of the corpus, ready since the start, or another.
func (o *Offline) question(q *questions.Question) *compiledQuestion {
	if cq := o.compiled[q]; cq != nil {
		return cq
	}
	return o.lx.compile(q)
}
