package scorer

import (
	"bufio"
	"encoding/json"
	"os"
	"slices"
	"testing"

	"mock-interviewer/bot/scorer/agreement"
	"mock-interviewer/questions"
)

// labelledReply is one line of testdata/replies.jsonl: a reply over the embedded guide as people type it, with what its
// reader found for each criterion. The labels were given before any scorer had seen the replies.
type labelledReply struct {
	Question string                       `json:"question"`
	Kind     string                       `json:"kind"`
	Reply    string                       `json:"reply"`
	Labels   map[string]questions.Verdict `json:"labels"`
}

func readReplies(t testing.TB) []labelledReply {
	t.Helper()
	f, err := os.Open("testdata/replies.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []labelledReply
	sc := bufio.NewScanner(f)
	for sc.Scan() {
		var r labelledReply
		if err := json.Unmarshal(sc.Bytes(), &r); err != nil {
			t.Fatalf("replies.jsonl:%d: %v", len(out)+1, err)
		}
		out = append(out, r)
	}
	if err := sc.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

// score is what the labels add up to, as the arithmetic of a grade has it.
func (r labelledReply) score(t testing.TB, q *questions.Question) int {
	t.Helper()
	var js []questions.Judgement
	for id, v := range r.Labels {
		js = append(js, questions.Judgement{Criterion: id, Verdict: v})
	}
	g, err := q.Rubric.Grade(js, nil)
	if err != nil {
		t.Fatalf("%s (%s): %v", r.Question, r.Kind, err)
	}
	return g.Score
}

// scoredReply is a labelled reply with what the offline estimate says.
type scoredReply struct {
	labelledReply
	question      *questions.Question
	labelled, got int
	byID          map[string]questions.Judgement
}

func estimateReplies(t testing.TB) []scoredReply {
	t.Helper()
	qs := embedded(t)
	byID := map[string]*questions.Question{}
	for _, q := range qs {
		byID[q.ID] = q
	}
	o := NewOffline(qs)
	var out []scoredReply
	for _, r := range readReplies(t) {
		q := byID[r.Question]
		if q == nil {
			t.Fatalf("no question %q", r.Question)
		}
		res, err := o.Score(t.Context(), Request{Question: q, Reply: r.Reply})
		if err != nil {
			t.Fatal(err)
		}
		g, err := gradeOf(q, res)
		if err != nil {
			t.Fatal(err)
		}
		s := scoredReply{labelledReply: r, question: q, labelled: r.score(t, q), got: g.Score, byID: map[string]questions.Judgement{}}
		for _, j := range res.Judgements {
			s.byID[j.Criterion] = j
		}
		out = append(out, s)
	}
	return out
}

func TestOfflineAgreesWithOurLabels(t *testing.T) {
	t.Parallel()
	all := estimateReplies(t)
	if len(all) < 120 {
		t.Fatalf("%d replies, want at least 120", len(all))
	}
	var pairs []agreement.Pair
	for _, r := range all {
		pairs = append(pairs, agreement.Pair{Human: float64(r.labelled) / 100, Predicted: float64(r.got) / 100})
	}
	p, s := agreement.Pearson(pairs), agreement.Spearman(pairs)
	t.Logf("n %d, Pearson %.3f, Spearman %.3f", len(all), p, s)
	if s < .75 {
		t.Errorf("Spearman %.3f, want at least .75", s)
	}
}

func TestOfflineKeepsEmptyRepliesBelowDeveloping(t *testing.T) {
	t.Parallel()
	for _, r := range estimateReplies(t) {
		if slices.Contains([]string{"negated", "echo", "list", "off-topic", "dunno"}, r.Kind) && r.got >= 45 {
			t.Errorf("%s: a %s reply scored %d", r.Question, r.Kind, r.got)
		}
	}
}

func TestOfflineKeepsNineteenInTwentyStrongRepliesAboveSixty(t *testing.T) {
	t.Parallel()
	strong, above := 0, 0
	for _, r := range estimateReplies(t) {
		if r.Kind != "strong" {
			continue
		}
		strong++
		if r.got > 60 {
			above++
		} else {
			t.Logf("%s: a strong reply scored %d, labelled %d", r.Question, r.got, r.labelled)
		}
	}
	if 20*above < 19*strong {
		t.Errorf("%d of %d strong replies above 60", above, strong)
	}
}
