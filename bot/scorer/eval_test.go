package scorer

import (
	"context"
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"mock-interviewer/questions"
)

// evalDir names a folder of labelled answer sets, which are not part of this repository.
const evalDir = "MOCK_INTERVIEWER_EVAL_DIR"

type labelled struct {
	question, reference, answer string
	score                       float64
}

func readLabelled(t *testing.T, file string) []labelled {
	t.Helper()
	dir := os.Getenv(evalDir)
	if dir == "" {
		t.Skipf("%s is not set: the labelled answer sets are not part of the repository", evalDir)
	}
	f, err := os.Open(filepath.Join(dir, file))
	if err != nil {
		t.Skipf("labelled set %s: %v", file, err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []labelled
	for _, row := range rows[1:] {
		s, err1 := strconv.ParseFloat(row[3], 64)
		m, err2 := strconv.ParseFloat(row[4], 64)
		if err1 != nil || err2 != nil || m == 0 {
			t.Fatalf("%s: bad score in %q", file, row[3:5])
		}
		out = append(out, labelled{row[0], row[1], row[2], s / m})
	}
	return out
}

func TestOfflineAgreesWithPeople(t *testing.T) {
	for _, set := range []struct {
		file              string
		pearson, spearman float64
	}{
		{"mohler.csv", .56, .61},
		{"saf_networks.csv", .36, 0},
	} {
		t.Run(set.file, func(t *testing.T) {
			rows := readLabelled(t, set.file)
			got, want := estimateAll(t, rows)
			p, s := pearson(got, want), pearson(ranks(got), ranks(want))
			t.Logf("%s: n %d, Pearson %.3f, Spearman %.3f", set.file, len(rows), p, s)
			if p < set.pearson || s < set.spearman {
				t.Errorf("Pearson %.3f, Spearman %.3f; want at least %.2f, %.2f", p, s, set.pearson, set.spearman)
			}
		})
	}
}

// estimateAll scores every row as `eval` does: each distinct question becomes an ad-hoc one, and the scorer learns
// word rarity from all of them.
func estimateAll(t *testing.T, rows []labelled) (got, want []float64) {
	t.Helper()
	byKey := map[string]*questions.Question{}
	var corpus []*questions.Question
	for _, r := range rows {
		key := r.question + "\x00" + r.reference
		if byKey[key] == nil {
			byKey[key] = AdHoc(r.question, r.reference)
			corpus = append(corpus, byKey[key])
		}
	}
	o := NewOffline(corpus)
	for _, r := range rows {
		res, err := o.Score(context.Background(), Request{Question: byKey[r.question+"\x00"+r.reference], Reply: r.answer})
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, weighted(byKey[r.question+"\x00"+r.reference], res))
		want = append(want, r.score)
	}
	return got, want
}

func weighted(q *questions.Question, res Result) float64 {
	sum, all := 0.0, 0.0
	for i, c := range q.Rubric.Criteria {
		j := res.Judgements[i]
		credit := map[questions.Verdict]float64{questions.Met: 1, questions.Partial: 0.5}[j.Verdict]
		if j.Strength > 0 {
			credit = j.Strength
		}
		sum, all = sum+credit*c.Weight, all+c.Weight
	}
	return sum / all
}

func pearson(a, b []float64) float64 {
	ma, mb := mean(a), mean(b)
	var ab, aa, bb float64
	for i := range a {
		ab += (a[i] - ma) * (b[i] - mb)
		aa += (a[i] - ma) * (a[i] - ma)
		bb += (b[i] - mb) * (b[i] - mb)
	}
	return ab / math.Sqrt(aa*bb)
}

func mean(a []float64) float64 {
	s := 0.0
	for _, v := range a {
		s += v
	}
	return s / float64(len(a))
}

// ranks are average ranks, as Spearman takes them.
func ranks(a []float64) []float64 {
	at := make([]int, len(a))
	for i := range at {
		at[i] = i
	}
	slices.SortFunc(at, func(i, j int) int {
		if a[i] < a[j] {
			return -1
		}
		if a[i] > a[j] {
			return 1
		}
		return 0
	})
	out := make([]float64, len(a))
	for i := 0; i < len(at); {
		j := i
		for j < len(at) && a[at[j]] == a[at[i]] {
			j++
		}
		for k := i; k < j; k++ {
			out[at[k]] = float64(i+j-1) / 2
		}
		i = j
	}
	return out
}
