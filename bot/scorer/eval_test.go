package scorer

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"mock-interviewer/bot/scorer/agreement"
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
			pairs := estimateAll(t, rows)
			p, s := agreement.Pearson(pairs), agreement.Spearman(pairs)
			t.Logf("%s: n %d, Pearson %.3f, Spearman %.3f", set.file, len(rows), p, s)
			if p < set.pearson || s < set.spearman {
				t.Errorf("Pearson %.3f, Spearman %.3f; want at least %.2f, %.2f", p, s, set.pearson, set.spearman)
			}
		})
	}
}

// estimateAll scores every row as `eval` does: each distinct question becomes an ad-hoc one, and the scorer learns
// word rarity from all of them.
func estimateAll(t *testing.T, rows []labelled) (pairs []agreement.Pair) {
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
		q := byKey[r.question+"\x00"+r.reference]
		pairs = append(pairs, agreement.Pair{Human: r.score, Predicted: float64(offlineScore(t, o, q, r.answer)) / 100})
	}
	return pairs
}
