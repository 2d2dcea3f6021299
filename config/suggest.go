package config

import (
	"slices"
	"strings"
)

// didYouMean is ", did you mean x?" for the nearest of choices, or "" where none is near.
func didYouMean(v string, choices []string) string {
	best, distance := "", 1+max(1, len(v)/3)
	for _, c := range choices {
		if d := edits(fold(v), fold(c)); d < distance {
			best, distance = c, d
		}
	}
	if best == "" {
		return ""
	}
	return ", did you mean " + best + "?"
}

// fold makes botToken, bot-token and bot_token the same.
func fold(s string) string {
	return strings.NewReplacer("_", "", "-", "", " ", "").Replace(strings.ToLower(s))
}

// edits is the Levenshtein distance in bytes; the names compared are ASCII. Anything long is simply far.
func edits(a, b string) int {
	if len(a) > 64 || len(b) > 64 {
		return 64
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		prev := slices.Clone(row)
		row[0] = i + 1
		for j := range len(b) {
			change := 1
			if a[i] == b[j] {
				change = 0
			}
			row[j+1] = min(prev[j+1]+1, row[j]+1, prev[j]+change)
		}
	}
	return row[len(b)]
}
