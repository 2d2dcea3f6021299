// Package agreement measures how well predicted scores agree with people's. All scores are scaled to 0-1. Every function
// is pure, and answers NaN where a measure is undefined (no pairs, or a side that never varies) instead of a number that
// looks like one.
package agreement

import (
	"cmp"
	"math"
	"slices"
)

// Pair is one reply: what people gave it and what was predicted, both finite and 0 to 1.
type Pair struct{ Human, Predicted float64 }

// Pearson is the linear correlation, -1 to 1. It is NaN for fewer than two pairs or where either side is constant.
func Pearson(pairs []Pair) float64 {
	return correlation(columns(pairs))
}

// Spearman is the rank correlation, -1 to 1; equal values share the average of their ranks. It is NaN where Pearson is.
func Spearman(pairs []Pair) float64 {
	human, predicted := columns(pairs)
	return correlation(Ranks(human), Ranks(predicted))
}

// RMSE is the root of the mean squared difference, 0 to 1; NaN for no pairs.
func RMSE(pairs []Pair) float64 {
	return math.Sqrt(mean(pairs, func(p Pair) float64 { return (p.Predicted - p.Human) * (p.Predicted - p.Human) }))
}

// MAE is the mean absolute difference, 0 to 1; NaN for no pairs.
func MAE(pairs []Pair) float64 {
	return mean(pairs, func(p Pair) float64 { return math.Abs(p.Predicted - p.Human) })
}

// Bias is how much higher than people the predictions are on average, -1 to 1; NaN for no pairs.
func Bias(pairs []Pair) float64 {
	return mean(pairs, func(p Pair) float64 { return p.Predicted - p.Human })
}

// Ranks gives each value its rank, the smallest 1; equal values share the average of the ranks they take up.
func Ranks(values []float64) []float64 {
	order := make([]int, len(values))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int { return cmp.Compare(values[i], values[j]) })
	ranks := make([]float64, len(values))
	for from := 0; from < len(order); {
		to := from + 1
		for to < len(order) && values[order[to]] == values[order[from]] {
			to++
		}
		for _, i := range order[from:to] {
			ranks[i] = float64(from+to+1) / 2
		}
		from = to
	}
	return ranks
}

func columns(pairs []Pair) (human, predicted []float64) {
	human, predicted = make([]float64, len(pairs)), make([]float64, len(pairs))
	for i, p := range pairs {
		human[i], predicted[i] = p.Human, p.Predicted
	}
	return human, predicted
}

func correlation(x, y []float64) float64 {
	if constant(x) || constant(y) {
		return math.NaN()
	}
	var mx, my float64
	for i := range x {
		mx, my = mx+x[i], my+y[i]
	}
	mx, my = mx/float64(len(x)), my/float64(len(y))
	var xy, xx, yy float64
	for i := range x {
		dx, dy := x[i]-mx, y[i]-my
		xy, xx, yy = xy+dx*dy, xx+dx*dx, yy+dy*dy
	}
	return max(-1, min(1, xy/math.Sqrt(xx*yy)))
}

// constant compares the values themselves: the rounding of a mean would give equal values a tiny variance, and then a
// correlation out of nothing.
func constant(values []float64) bool {
	return len(values) < 2 || !slices.ContainsFunc(values[1:], func(v float64) bool { return v != values[0] })
}

func mean(pairs []Pair, of func(Pair) float64) float64 {
	if len(pairs) == 0 {
		return math.NaN()
	}
	sum := 0.0
	for _, p := range pairs {
		sum += of(p)
	}
	return sum / float64(len(pairs))
}
