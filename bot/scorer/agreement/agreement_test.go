package agreement

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func pairs(human, predicted []float64) []Pair {
	out := make([]Pair, len(human))
	for i := range human {
		out[i] = Pair{human[i], predicted[i]}
	}
	return out
}

// The wanted values come from Python's statistics.correlation, ranks counted pair by pair, and kappa as mean squared
// band distance over its expectation among all n² pairings, in exact fractions.
func TestMeasuresEqualValuesComputedElsewhere(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		human, predicted                    []float64
		pearson, spearman, rmse, mae, kappa float64
	}{
		"ties":     {[]float64{0, .25, .5, .5, .75, 1, 1, .2}, []float64{.1, .2, .2, .6, .9, .8, 1, .6}, .818487553357, .829268292683, .204633819297, .1625, .794117647059},
		"reversed": {[]float64{0, .2, .4, .6, .8, 1}, []float64{1, .8, .6, .4, .2, 0}, -1, -1, .683130051064, .6, -.95},
		"monotone": {[]float64{0, .1, .2, .5, 1}, []float64{0, .01, .04, .25, 1}, .967881767756, 1, .138708327075, .1, .916666666667},
		"mixed": {
			[]float64{.7, .9, 1, 1, .3, .5, .6, 0, .85, .4, .4, 1},
			[]float64{.55, .62, .91, .7, .44, .31, .72, .2, .5, .66, .1, .83},
			.746982136280, .751351965642, .226954474143, .2125, .615384615385,
		},
	} {
		p := pairs(c.human, c.predicted)
		for measure, got := range map[string][2]float64{
			"Pearson": {Pearson(p), c.pearson}, "Spearman": {Spearman(p), c.spearman},
			"RMSE": {RMSE(p), c.rmse}, "MAE": {MAE(p), c.mae}, "QWK": {QWK(p), c.kappa},
		} {
			if math.Abs(got[0]-got[1]) > 1e-11 {
				t.Errorf("%s: %s is %.12f, want %.12f", name, measure, got[0], got[1])
			}
		}
	}
}

func TestAnUndefinedMeasureIsNaN(t *testing.T) {
	t.Parallel()
	constant := pairs([]float64{.1, .1, .1}, []float64{.2, .4, .6}) // 0.1 three times has a mean a little off 0.1
	for name, got := range map[string]float64{
		"no pairs, Pearson": Pearson(nil), "no pairs, Spearman": Spearman(nil), "no pairs, RMSE": RMSE(nil), "no pairs, MAE": MAE(nil),
		"no pairs, Bias": Bias(nil), "no pairs, QWK": QWK(nil), "no pairs, within": Confusion{}.Within(1),
		"one pair":            Pearson(pairs([]float64{.5}, []float64{.5})),
		"people never vary":   Pearson(constant),
		"ranks never vary":    Spearman(constant),
		"one band throughout": QWK(pairs([]float64{.9, 1}, []float64{1, .9})),
	} {
		if !math.IsNaN(got) {
			t.Errorf("%s: %v, want NaN", name, got)
		}
	}
}

func TestBandsAreFiveAndHoldTheirLowerEdge(t *testing.T) {
	t.Parallel()
	part, whole := .3, 1.5 // a variable's division is less than the constant .2
	for _, c := range []struct {
		score float64
		band  int
		name  string
	}{
		{0, 0, "0.0-0.2"},
		{.19, 0, "0.0-0.2"},
		{.2, 1, "0.2-0.4"},
		{part / whole, 1, "0.2-0.4"},
		{.39, 1, "0.2-0.4"},
		{.4, 2, "0.4-0.6"},
		{.6, 3, "0.6-0.8"},
		{.79, 3, "0.6-0.8"},
		{.8, 4, "0.8-1.0"},
		{1, 4, "0.8-1.0"},
		{-.1, 0, "0.0-0.2"},
		{1.1, 4, "0.8-1.0"},
	} {
		if got := Band(c.score); got != c.band || BandName(got) != c.name {
			t.Errorf("%v is in band %d (%s), want %d (%s)", c.score, got, BandName(got), c.band, c.name)
		}
	}
}

func TestASummaryOfEachBandAndCategoryHoldsItsOwnPairs(t *testing.T) {
	t.Parallel()
	all := pairs([]float64{.1, .1, .9, 1, .9}, []float64{.1, .7, .9, .7, .1})
	c := Confuse(all)
	want := Confusion{0: {0: 1, 3: 1}, 4: {0: 1, 3: 1, 4: 1}}
	if c != want || c.N() != 5 || c.Within(0) != .4 || c.Within(1) != .6 {
		t.Errorf("confusion %v, n %d, same %v, near %v", c, c.N(), c.Within(0), c.Within(1))
	}
	bands := ByBand(all)
	if bands[0].N != 2 || bands[1].N != 0 || bands[4].N != 3 || math.Abs(bands[0].Bias-.3) > 1e-12 || math.Abs(bands[4].MAE-1.1/3) > 1e-12 {
		t.Errorf("bands %+v", bands)
	}
	if !math.IsNaN(bands[1].RMSE) {
		t.Errorf("an empty band has an RMSE: %v", bands[1].RMSE)
	}
	names := []string{"a", "b", "a", "b", "b"}
	categories := ByCategory(all, func(i int) string { return names[i] })
	if len(categories) != 2 || categories["a"].N != 2 || categories["a"].MAE != 0 || categories["b"].N != 3 || math.Abs(categories["b"].Human-2./3) > 1e-12 {
		t.Errorf("categories %+v", categories)
	}
}

func TestMeasuresStayInTheirRangesAndSpearmanSeesOnlyTheOrder(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		score := rapid.Custom(func(t *rapid.T) float64 { return float64(rapid.IntRange(0, 20).Draw(t, "score")) / 20 })
		var all, squared []Pair
		for range rapid.IntRange(0, 40).Draw(t, "n") {
			p := Pair{score.Draw(t, "human"), score.Draw(t, "predicted")}
			all, squared = append(all, p), append(squared, Pair{p.Human, p.Predicted * p.Predicted})
		}
		s := Summarise(all)
		within := func(name string, v, low, high float64) {
			if v < low || v > high {
				t.Fatalf("%s is %v, outside %v to %v", name, v, low, high)
			}
		}
		within("Pearson", s.Pearson, -1, 1)
		within("Spearman", s.Spearman, -1, 1)
		within("QWK", s.QWK, math.Inf(-1), 1)
		within("RMSE", s.RMSE, 0, 1)
		within("MAE", s.MAE, 0, s.RMSE+1e-12)
		within("SameBand", s.SameBand, 0, s.NearBand)
		if d := math.Abs(s.Spearman - Spearman(squared)); d > 1e-9 {
			t.Fatalf("Spearman changed by %v where the order did not", d)
		}
	})
}
