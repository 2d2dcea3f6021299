package questions

import (
	"errors"
	"fmt"
	"math"
)

// What Rubric.Grade refuses. A scorer's answer with any of these is not graded at all, never graded in part.
var (
	ErrNoCriteria         = errors.New("the rubric has no criteria")
	ErrMissingCriterion   = errors.New("criterion without a judgement")
	ErrDuplicateCriterion = errors.New("criterion judged twice")
	ErrUnknownCriterion   = errors.New("judgement of an unknown criterion")
	ErrDuplicatePitfall   = errors.New("pitfall judged twice")
	ErrUnknownPitfall     = errors.New("judgement of an unknown pitfall")
	ErrBadVerdict         = errors.New("unknown verdict")
	ErrBadStrength        = errors.New("strength outside 0 to 1")
	ErrBadHelp            = errors.New("unknown kind of help")
	ErrBadWeight          = errors.New("weight is not positive")
)

const (
	pitfallCost    = 10
	maxPitfallCost = 20
)

// Grade adds up judgements by this formula:
//
//	score = round(100 × Σ weight·credit ÷ Σ weight) − min(20, 10 × pitfalls present), at least 0
//
// where a criterion's credit is Judgement.Credit. Every criterion must be judged exactly once and every pitfall at most
// once, a pitfall that is not mentioned counting as absent; otherwise the error wraps one of the errors above and names
// the id. The grade's criteria and pitfalls are in the rubric's order and share nothing with it.
func (r Rubric) Grade(judgements []Judgement, pitfalls []PitfallJudgement) (Grade, error) {
	if len(r.Criteria) == 0 {
		return Grade{}, ErrNoCriteria
	}
	judged, err := r.byCriterion(judgements)
	if err != nil {
		return Grade{}, err
	}
	fell, err := r.byPitfall(pitfalls)
	if err != nil {
		return Grade{}, err
	}
	g := Grade{Criteria: make([]CriterionGrade, 0, len(r.Criteria)), Pitfalls: make([]PitfallGrade, 0, len(r.Pitfalls))}
	var earned, possible float64
	for _, c := range r.Criteria {
		if !(c.Weight > 0) || math.IsInf(c.Weight, 0) {
			return Grade{}, fmt.Errorf("%w: %q", ErrBadWeight, c.ID)
		}
		graded := gradeCriterion(c, judged[c.ID])
		earned += c.Weight * graded.Credit
		possible += c.Weight
		g.Criteria = append(g.Criteria, graded)
	}
	cost := 0
	for _, p := range r.Pitfalls {
		graded := gradePitfall(p, fell[p.ID])
		if graded.Verdict == pitfallPresent {
			cost += pitfallCost
		}
		g.Pitfalls = append(g.Pitfalls, graded)
	}
	g.Score = max(0, int(math.Round(100*earned/possible))-min(maxPitfallCost, cost))
	g.Band = BandOf(g.Score)
	return g, nil
}

func (r Rubric) byCriterion(judgements []Judgement) (map[string]Judgement, error) {
	known := make(map[string]bool, len(r.Criteria))
	for _, c := range r.Criteria {
		known[c.ID] = true
	}
	judged := make(map[string]Judgement, len(judgements))
	for _, j := range judgements {
		if !known[j.Criterion] {
			return nil, fmt.Errorf("%w: %q", ErrUnknownCriterion, j.Criterion)
		}
		if _, ok := judged[j.Criterion]; ok {
			return nil, fmt.Errorf("%w: %q", ErrDuplicateCriterion, j.Criterion)
		}
		if err := j.check(); err != nil {
			return nil, fmt.Errorf("criterion %q: %w", j.Criterion, err)
		}
		judged[j.Criterion] = j
	}
	for _, c := range r.Criteria {
		if _, ok := judged[c.ID]; !ok {
			return nil, fmt.Errorf("%w: %q", ErrMissingCriterion, c.ID)
		}
	}
	return judged, nil
}

func (j Judgement) check() error {
	switch {
	case !j.Verdict.Valid():
		return fmt.Errorf("%w: %q", ErrBadVerdict, j.Verdict)
	case !(j.Strength >= 0 && j.Strength <= 1):
		return fmt.Errorf("%w: %v", ErrBadStrength, j.Strength)
	case !j.Help.Valid():
		return fmt.Errorf("%w: %q", ErrBadHelp, j.Help)
	}
	return nil
}

func (r Rubric) byPitfall(judgements []PitfallJudgement) (map[string]PitfallJudgement, error) {
	known := make(map[string]bool, len(r.Pitfalls))
	for _, p := range r.Pitfalls {
		known[p.ID] = true
	}
	judged := make(map[string]PitfallJudgement, len(judgements))
	for _, j := range judgements {
		if !known[j.Pitfall] {
			return nil, fmt.Errorf("%w: %q", ErrUnknownPitfall, j.Pitfall)
		}
		if _, ok := judged[j.Pitfall]; ok {
			return nil, fmt.Errorf("%w: %q", ErrDuplicatePitfall, j.Pitfall)
		}
		judged[j.Pitfall] = j
	}
	return judged, nil
}

func gradeCriterion(c Criterion, j Judgement) CriterionGrade {
	return CriterionGrade{
		ID: c.ID, Label: c.Label, Weight: c.Weight,
		Verdict: j.Verdict, Quote: j.Quote, QuoteVerified: j.QuoteVerified, Reason: j.Reason,
		Credit: j.Credit(), Help: j.Help,
	}
}

// What PitfallGrade.Verdict may be.
const (
	pitfallPresent = "present"
	pitfallAbsent  = "absent"
)

func gradePitfall(p Pitfall, j PitfallJudgement) PitfallGrade {
	if !j.Present {
		return PitfallGrade{ID: p.ID, Label: p.Label, Verdict: pitfallAbsent}
	}
	return PitfallGrade{ID: p.ID, Label: p.Label, Verdict: pitfallPresent, Quote: j.Quote}
}
