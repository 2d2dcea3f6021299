package scorer

// fuzzyMin is the shortest stem that may be matched by a near spelling; shorter words differ by a letter and mean
// something else.
const fuzzyMin = 5

// fuzzy finds the reply's stem that is a misspelling or a relative of the given one, or "".
func (r *reply) fuzzy(stem string) string {
	if len(stem) < fuzzyMin || !isASCII(stem) {
		return ""
	}
	for _, s := range r.stems {
		if near(stem, s) {
			return s
		}
	}
	return ""
}

// near reports one slip of the pen (two in long words), or a long common beginning.
func near(a, b string) bool {
	if len(b) < fuzzyMin || a[0] != b[0] {
		return false
	}
	if p := commonPrefix(a, b); p >= 5 && 3*p >= 2*max(len(a), len(b)) {
		return true
	}
	limit := 1
	if min(len(a), len(b)) >= 8 {
		limit = 2
	}
	return abs(len(a)-len(b)) <= limit && withinEdits(a, b, limit)
}

func commonPrefix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

// withinEdits is optimal string alignment with a cut-off; words longer than the table are never near.
func withinEdits(a, b string, limit int) bool {
	const most = 32
	if len(a) >= most || len(b) >= most {
		return false
	}
	var table [3][most]int
	before, last, row := &table[0], &table[1], &table[2]
	for j := range len(b) + 1 {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		lowest := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			v := min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				v = min(v, before[j-2]+1)
			}
			row[j] = v
			lowest = min(lowest, v)
		}
		if lowest > limit {
			return false
		}
		before, last, row = last, row, before
	}
	return last[len(b)] <= limit
}
