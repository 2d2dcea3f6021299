package config

import (
	"slices"
	"strings"
)

// didYouMean is ", did you mean x?" for the nearest of choices, or "" where none is near.
func didYouMean(v string, choices []string) string {
	got := fold(v)
	best, distance := "", min(len(got), 1+max(2, len(got)/3))
	for _, c := range choices {
		want := fold(c)
		d := edits(got, want)
		if len(want) > 2 && strings.HasPrefix(got, want) {
			d = min(d, 1) // warning for warn
		}
		if d < distance {
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
