package scorer

import (
	"context"
	"math"
	"slices"

	"mock-interviewer/questions"
)

// The differences between the model and the offline estimate from which a grade is looked at a second time: of the
// score, in points, and of the credit per point of weight. One honest grade in twenty is that far from the estimate.
const (
	strongScore  = 30
	strongCredit = 0.35
)

// disagrees reports a strong disagreement with the offline estimate.
func disagrees(r questions.Rubric, model, estimate []questions.Judgement) bool {
	a, errA := r.Grade(model, nil)
	b, errB := r.Grade(estimate, nil)
	if errA != nil || errB != nil {
		return false
	}
	apart, weight := 0.0, 0.0
	for i := range a.Criteria {
		apart += a.Criteria[i].Weight * math.Abs(a.Criteria[i].Credit-b.Criteria[i].Credit)
		weight += a.Criteria[i].Weight
	}
	return math.Abs(float64(a.Score-b.Score)) >= strongScore || apart >= strongCredit*weight
}

// lookAgain asks once more where the model and the offline estimate disagree strongly: the second model, where one is
// set, else the same one with the criteria in another order. Never more than one more request; where it brings nothing
// usable, the first look stands.
func (l *LLM) lookAgain(ctx context.Context, req Request, v *verifier, res *Result) {
	if l.cfg.Lexicon == nil || v.reply.content() == 0 {
		return
	}
	estimate, err := l.cfg.Lexicon.Score(ctx, req)
	if err != nil || !disagrees(req.Question.Rubric, res.Judgements, estimate.Judgements) {
		return
	}
	p, q := l.secondParty(req.Question)
	a, err := l.askOnce(ctx, p, Request{Question: q, Reply: req.Reply, FollowUp: req.FollowUp, Earlier: req.Earlier}, res)
	defer doubt(req.Question.Rubric, v.reply, res.Judgements, estimate.Judgements)
	if err != nil {
		l.cfg.Log.Warn("no second look; the first one stands", "host", l.host, "model", p.model, "question", q.ID, "error", err)
		return
	}
	res.SecondLook = true
	if p.model != l.cfg.Model {
		res.SecondModel = p.model
	}
	v.used = map[int]int{}
	second, pitfalls := v.judgements(a), v.pitfalls(a)
	for i := range res.Judgements {
		res.Judgements[i] = reconcile(res.Judgements[i], second[i], estimate.Judgements[i])
	}
	for i := range res.Pitfalls {
		if res.Pitfalls[i].Present && !pitfalls[i].Present {
			res.Pitfalls[i] = questions.PitfallJudgement{Pitfall: res.Pitfalls[i].Pitfall, Reason: "Not counted: only one of two looks saw it."}
		}
	}
}

// hardlyAnything is the offline estimate below which a reply has next to none of the guide's words, by any name. In our
// labelled set one reply in a hundred that is worth two fifths of the points has less. Beside it, the credit of a single
// point below which its words may be there by accident.
const (
	hardlyAnything = 30
	byAccident     = 0.4
)

// doubt makes unclear what a model found where the offline estimate finds next to nothing, there and in the whole reply:
// fluent talk that fits any question, or a reply that has talked its judge round. Of a reply in another language the
// estimate knows nothing, so the model's word stands.
func doubt(r questions.Rubric, reply *text, model, estimate []questions.Judgement) {
	e, err := r.Grade(estimate, nil)
	if err != nil || e.Score >= hardlyAnything || reply.foreign() || !disagrees(r, model, estimate) {
		return
	}
	for i := range model {
		if estimate[i].Credit() < byAccident && earns(string(model[i].Verdict)) {
			model[i].Verdict = questions.Unclear
			model[i].Reason = "Not counted yet: the words that the judge quoted do not seem to be about this point. A person should decide."
		}
	}
}

// secondParty is who takes the second look, and at which question.
func (l *LLM) secondParty(q *questions.Question) (party, *questions.Question) {
	if l.cfg.SecondModel == "" || l.cfg.SecondModel == l.cfg.Model {
		return party{model: l.cfg.Model, dialect: &l.dialect, attempts: 1}, turned(q)
	}
	return party{model: l.cfg.SecondModel, dialect: &l.second, attempts: 1}, q
}

// askOnce gets one usable answer or none: no retry, no repair.
func (l *LLM) askOnce(ctx context.Context, p party, req Request, res *Result) (answer, error) {
	c, err := l.newCall(req)
	if err != nil {
		return answer{}, err
	}
	content, err := l.complete(ctx, p, c, res)
	if err != nil {
		return answer{}, err
	}
	return parseAnswer(content, req.Question.Rubric, req.Reply)
}

// turned is the question with its criteria in the opposite order: a judge that goes by place, not by words, gives itself
// away.
func turned(q *questions.Question) *questions.Question {
	t := *q
	t.Rubric.Criteria = slices.Clone(q.Rubric.Criteria)
	slices.Reverse(t.Rubric.Criteria)
	return &t
}

// reconcile makes one judgement of two looks at a point. Neighbouring verdicts are settled by the offline estimate; met
// and missed stay apart, which is unclear and says so.
func reconcile(first, second, estimate questions.Judgement) questions.Judgement {
	if first.Verdict == second.Verdict {
		return first
	}
	better, worse := first, second
	if rank(second.Verdict) > rank(first.Verdict) {
		better, worse = second, first
	}
	switch {
	case worse.Verdict == questions.Missed && better.Verdict == questions.Unclear:
		return worse
	case worse.Verdict == questions.Unclear || better.Verdict == questions.Met && worse.Verdict == questions.Missed:
		return apart(better, worse)
	}
	middle := (better.Verdict.Credit() + worse.Verdict.Credit()) / 2
	if estimate.Credit() >= middle {
		return better
	}
	return worse
}

// rank orders the verdicts from the surest no to the surest yes.
func rank(v questions.Verdict) int {
	switch v {
	case questions.Met:
		return 3
	case questions.Partial:
		return 2
	case questions.Unclear:
		return 1
	}
	return 0
}

// apart is a point on which two looks differ. It keeps the quote, so that a person can decide.
func apart(better, worse questions.Judgement) questions.Judgement {
	better.Reason = "Not counted yet: looked at twice, it was once " + inWords(better.Verdict) + " and once " + inWords(worse.Verdict) + ". A person should decide."
	better.Verdict = questions.Unclear
	return better
}

func inWords(v questions.Verdict) string {
	switch v {
	case questions.Met:
		return "found"
	case questions.Partial:
		return "found in part"
	case questions.Missed:
		return "not found"
	}
	return "not clear"
}
