package questions

import (
	"encoding/json"
	"errors"
	"math"
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

func rubric(weights ...float64) Rubric {
	var r Rubric
	for i, w := range weights {
		id := "c" + strconv.Itoa(i+1)
		r.Criteria = append(r.Criteria, Criterion{ID: id, Label: "C", Text: "t", Kind: KeyPoint, Weight: w})
	}
	for i := range 4 {
		r.Pitfalls = append(r.Pitfalls, Pitfall{ID: "pitfall-" + strconv.Itoa(i+1), Label: "P"})
	}
	return r
}

func judge(verdicts ...Verdict) []Judgement {
	var js []Judgement
	for i, v := range verdicts {
		js = append(js, Judgement{Criterion: "c" + strconv.Itoa(i+1), Verdict: v})
	}
	return js
}

func fellInto(n int) []PitfallJudgement {
	var ps []PitfallJudgement
	for i := range n {
		ps = append(ps, PitfallJudgement{Pitfall: "pitfall-" + strconv.Itoa(i+1), Present: true, Quote: "q"})
	}
	return ps
}

func TestScoreIsTheFormula(t *testing.T) {
	t.Parallel()
	helped := judge(Met, Met)
	helped[0].Help, helped[1].Help = AfterFollowUp, AfterHint
	soft := judge(Missed, Partial)
	soft[0].Strength, soft[1].Strength = 0.3, 0.9
	soft[1].Help = AfterHint
	for name, tc := range map[string]struct {
		weights    []float64
		judgements []Judgement
		pitfalls   int
		want       int
		band       Band
	}{
		"all met":                {[]float64{1, 1}, judge(Met, Met), 0, 100, Strong},
		"none met":               {[]float64{1, 1}, judge(Missed, Unclear), 0, 0, Weak},
		"half met":               {[]float64{1, 1}, judge(Partial, Partial), 0, 50, Developing},
		"weights":                {[]float64{2, 1, 0.5}, judge(Met, Missed, Partial), 0, 64, Developing},
		"rounded up":             {[]float64{1, 1, 1}, judge(Met, Met, Missed), 0, 67, Developing},
		"help":                   {[]float64{1, 1}, helped, 0, 70, Solid},
		"strength":               {[]float64{1, 1}, soft, 0, 42, Weak},
		"one pitfall":            {[]float64{1}, judge(Met), 1, 90, Strong},
		"two pitfalls":           {[]float64{1}, judge(Met), 2, 80, Solid},
		"four cost as two":       {[]float64{1}, judge(Met), 4, 80, Solid},
		"never below nothing":    {[]float64{1}, judge(Missed), 4, 0, Weak},
		"a pitfall of a bad one": {[]float64{1, 9}, judge(Partial, Missed), 1, 0, Weak},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g, err := rubric(tc.weights...).Grade(tc.judgements, fellInto(tc.pitfalls))
			if err != nil {
				t.Fatal(err)
			}
			diff(t, tc.want, g.Score)
			diff(t, tc.band, g.Band)
		})
	}
}

func TestBandsBeginAtTheirLowestScore(t *testing.T) {
	t.Parallel()
	for score, want := range map[int]Band{100: Strong, 85: Strong, 84: Solid, 70: Solid, 69: Developing, 45: Developing, 44: Weak, 0: Weak} {
		if got := BandOf(score); got != want {
			t.Errorf("%d is %s, want %s", score, got, want)
		}
	}
}

func TestIncompleteOrForeignVerdictsAreNotGraded(t *testing.T) {
	t.Parallel()
	with := func(change func(*Judgement)) []Judgement {
		js := judge(Met, Met)
		change(&js[1])
		return js
	}
	for name, tc := range map[string]struct {
		judgements []Judgement
		pitfalls   []PitfallJudgement
		want       error
	}{
		"one missing":        {judge(Met), nil, ErrMissingCriterion},
		"none at all":        {nil, nil, ErrMissingCriterion},
		"one twice":          {append(judge(Met, Met), judge(Met)...), nil, ErrDuplicateCriterion},
		"one unknown":        {judge(Met, Met, Met), nil, ErrUnknownCriterion},
		"bad verdict":        {judge(Met, "MET"), nil, ErrBadVerdict},
		"no verdict":         {judge(Met, ""), nil, ErrBadVerdict},
		"strength above 1":   {with(func(j *Judgement) { j.Strength = 1.01 }), nil, ErrBadStrength},
		"strength below 0":   {with(func(j *Judgement) { j.Strength = -0.1 }), nil, ErrBadStrength},
		"strength no number": {with(func(j *Judgement) { j.Strength = math.NaN() }), nil, ErrBadStrength},
		"bad help":           {with(func(j *Judgement) { j.Help = "phone" }), nil, ErrBadHelp},
		"unknown pitfall":    {judge(Met, Met), []PitfallJudgement{{Pitfall: "pitfall-9"}}, ErrUnknownPitfall},
		"pitfall twice":      {judge(Met, Met), []PitfallJudgement{{Pitfall: "pitfall-1"}, {Pitfall: "pitfall-1"}}, ErrDuplicatePitfall},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if g, err := rubric(1, 1).Grade(tc.judgements, tc.pitfalls); !errors.Is(err, tc.want) || g.Band != "" {
				t.Errorf("got %+v, %v; want %v and no grade", g, err, tc.want)
			}
		})
	}
	if _, err := (Rubric{}).Grade(nil, nil); !errors.Is(err, ErrNoCriteria) {
		t.Errorf("empty rubric: %v", err)
	}
	for _, w := range []float64{0, -1, math.NaN(), math.Inf(1)} {
		if _, err := rubric(w).Grade(judge(Met), nil); !errors.Is(err, ErrBadWeight) {
			t.Errorf("weight %v: %v", w, err)
		}
	}
}

func TestGradeKeepsTheRubricsOrderAndAnAbsentPitfallSaysNothing(t *testing.T) {
	t.Parallel()
	js := []Judgement{{Criterion: "c2", Verdict: Met, Quote: "two", QuoteVerified: true, Reason: "r"}, {Criterion: "c1", Verdict: Partial, Help: AfterHint}}
	g, err := rubric(1, 2).Grade(js, []PitfallJudgement{{Pitfall: "pitfall-2", Present: true, Quote: "fell"}, {Pitfall: "pitfall-1", Quote: "stray"}})
	if err != nil {
		t.Fatal(err)
	}
	diff(t, []CriterionGrade{
		{ID: "c1", Label: "C", Weight: 1, Verdict: Partial, Credit: 0.3, Help: AfterHint},
		{ID: "c2", Label: "C", Weight: 2, Verdict: Met, Quote: "two", QuoteVerified: true, Reason: "r", Credit: 1},
	}, g.Criteria)
	diff(t, []PitfallGrade{
		{ID: "pitfall-1", Label: "P", Verdict: "absent"},
		{ID: "pitfall-2", Label: "P", Verdict: "present", Quote: "fell"},
		{ID: "pitfall-3", Label: "P", Verdict: "absent"},
		{ID: "pitfall-4", Label: "P", Verdict: "absent"},
	}, g.Pitfalls)
}

func TestGradeWithoutPitfallsIsAnEmptyListInJSON(t *testing.T) {
	t.Parallel()
	r := rubric(1)
	r.Pitfalls = nil
	g, err := r.Grade(judge(Met), nil)
	if err != nil {
		t.Fatal(err)
	}
	out, err := json.Marshal(g)
	if err != nil {
		t.Fatal(err)
	}
	diff(t, `{"score":100,"band":"strong","criteria":[{"id":"c1","label":"C","weight":1,"verdict":"met","quote":"","quote_verified":false,"reason":"","credit":1}],"pitfalls":[]}`, string(out))
}

func TestMergeKeepsWhatEarnsMore(t *testing.T) {
	t.Parallel()
	first := []Judgement{{Criterion: "a", Verdict: Missed}, {Criterion: "b", Verdict: Partial}, {Criterion: "c", Verdict: Met}, {Criterion: "d", Verdict: Partial}}
	later := []Judgement{{Criterion: "d", Verdict: Partial}, {Criterion: "c", Verdict: Met}, {Criterion: "b", Verdict: Met, Help: AfterHint}, {Criterion: "a", Verdict: Partial}, {Criterion: "e", Verdict: Met}}
	diff(t, []Judgement{
		{Criterion: "a", Verdict: Partial, Help: AfterFollowUp},
		{Criterion: "b", Verdict: Met, Help: AfterHint},
		{Criterion: "c", Verdict: Met},
		{Criterion: "d", Verdict: Partial},
		{Criterion: "e", Verdict: Met, Help: AfterFollowUp},
	}, Merge(first, later, AfterFollowUp))
	diff(t, Missed, first[0].Verdict)
	diff(t, Unaided, later[0].Help)
}

// drawn is a random rubric with judgements that fit it.
func drawn(t *rapid.T, name string, n int) []Judgement {
	js := make([]Judgement, n)
	for i := range js {
		js[i] = Judgement{
			Criterion: "c" + strconv.Itoa(i+1),
			Verdict:   rapid.SampledFrom([]Verdict{Met, Partial, Missed, Unclear}).Draw(t, name),
			Help:      rapid.SampledFrom([]Help{Unaided, AfterFollowUp, AfterHint}).Draw(t, name+" help"),
		}
		if rapid.Bool().Draw(t, name+" soft") {
			js[i].Strength = rapid.Float64Range(0, 1).Draw(t, name+" strength")
		}
	}
	return js
}

func drawnRubric(t *rapid.T) Rubric {
	return rubric(rapid.SliceOfN(rapid.Float64Range(minWeight, maxWeight), 1, maxCriteria).Draw(t, "weights")...)
}

func mustScore(t *rapid.T, r Rubric, js []Judgement, ps []PitfallJudgement) int {
	g, err := r.Grade(js, ps)
	if err != nil {
		t.Fatal(err)
	}
	if g.Score < 0 || g.Score > 100 || g.Band != BandOf(g.Score) {
		t.Fatalf("score %d, band %s", g.Score, g.Band)
	}
	for _, c := range g.Criteria {
		if !(c.Credit >= 0 && c.Credit <= 1) {
			t.Fatalf("credit %v", c.Credit)
		}
	}
	return g.Score
}

func TestScoreRisesWithEveryVerdict(t *testing.T) {
	t.Parallel()
	order := []Verdict{Missed, Partial, Met}
	rapid.Check(t, func(t *rapid.T) {
		r := drawnRubric(t)
		js := drawn(t, "verdict", len(r.Criteria))
		ps := fellInto(rapid.IntRange(0, 4).Draw(t, "pitfalls"))
		i := rapid.IntRange(0, len(js)-1).Draw(t, "which")
		js[i].Strength = 0
		before := -1
		for _, v := range order {
			js[i].Verdict = v
			now := mustScore(t, r, js, ps)
			if now < before {
				t.Fatalf("%s scores %d, less than %d", v, now, before)
			}
			before = now
		}
	})
}

func TestPitfallsNeverRaiseAScoreAndCostTwentyAtMost(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		r := drawnRubric(t)
		js := drawn(t, "verdict", len(r.Criteria))
		clean := mustScore(t, r, js, nil)
		before := clean
		for n := 1; n <= 4; n++ {
			now := mustScore(t, r, js, fellInto(n))
			if now > before || clean-now > maxPitfallCost {
				t.Fatalf("%d pitfalls: %d after %d, %d without any", n, now, before, clean)
			}
			before = now
		}
	})
}

func TestMergeNeverLowersAScoreAndHelpIsNeverFree(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		r := drawnRubric(t)
		first, later := drawn(t, "first", len(r.Criteria)), drawn(t, "later", len(r.Criteria))
		help := rapid.SampledFrom([]Help{Unaided, AfterFollowUp, AfterHint}).Draw(t, "help")
		merged := Merge(first, later, help)
		if before, after := mustScore(t, r, first, nil), mustScore(t, r, merged, nil); after < before {
			t.Fatalf("%d became %d", before, after)
		}
		for i, j := range merged {
			if j != first[i] && j.Help.Factor() > help.Factor() {
				t.Fatalf("%+v was added after %q", j, help)
			}
		}
		again := Merge(merged, later, help)
		if a, b := mustScore(t, r, merged, nil), mustScore(t, r, again, nil); a != b {
			t.Fatalf("merging twice turned %d into %d", a, b)
		}
	})
}
