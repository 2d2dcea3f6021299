package agreement

// Summary is every measure of one set of pairs. A measure that is undefined for the set is NaN.
type Summary struct {
	N int
	// Pearson and Spearman are -1 to 1, QWK at most 1.
	Pearson, Spearman, QWK float64
	// RMSE and MAE are 0 to 1, Bias -1 to 1: above 0 the predictions are too kind.
	RMSE, MAE, Bias float64
	// Human and Predicted are the mean scores, 0 to 1.
	Human, Predicted float64
	// SameBand and NearBand are the shares, 0 to 1, in the same band and in the same or the next.
	SameBand, NearBand float64
}

// Summarise takes every measure.
func Summarise(pairs []Pair) Summary {
	c := Confuse(pairs)
	return Summary{
		N:       len(pairs),
		Pearson: Pearson(pairs), Spearman: Spearman(pairs), QWK: c.Kappa(),
		RMSE: RMSE(pairs), MAE: MAE(pairs), Bias: Bias(pairs),
		Human:     mean(pairs, func(p Pair) float64 { return p.Human }),
		Predicted: mean(pairs, func(p Pair) float64 { return p.Predicted }),
		SameBand:  c.Within(0), NearBand: c.Within(1),
	}
}

// ByBand summarises the pairs of each human band apart.
func ByBand(pairs []Pair) [Bands]Summary {
	var parts [Bands][]Pair
	for _, p := range pairs {
		parts[Band(p.Human)] = append(parts[Band(p.Human)], p)
	}
	var out [Bands]Summary
	for i, part := range parts {
		out[i] = Summarise(part)
	}
	return out
}

// ByCategory summarises the pairs of each category apart; category names that of the i-th pair.
func ByCategory(pairs []Pair, category func(i int) string) map[string]Summary {
	parts := map[string][]Pair{}
	for i, p := range pairs {
		parts[category(i)] = append(parts[category(i)], p)
	}
	out := make(map[string]Summary, len(parts))
	for name, part := range parts {
		out[name] = Summarise(part)
	}
	return out
}
