package questions

import (
	"os"
	"strings"
	"testing"
)

// TestARealGuideParsesAsItIs takes a guide of somebody else's and checks, against a reading of its lines that knows
// nothing of Markdown, that not one of its points is lost.
func TestARealGuideParsesAsItIs(t *testing.T) {
	t.Parallel()
	src := realGuide(t)
	g, problems := Parse(os.Getenv(realGuideEnv), src)
	if len(problems) > 0 {
		t.Fatalf("%v", problems)
	}
	checkGuide(t, g)
	shown := map[int]string{}
	for _, q := range g.Questions {
		shown[q.Number] = everything(q)
	}
	overview := ""
	for _, s := range g.Overview {
		overview += s.Title + "\n" + flat(s.Items)
	}
	number, bullets := 0, 0
	for line := range strings.SplitSeq(string(src), "\n") {
		if n, _, ok := numbered(strings.TrimPrefix(line, "#### ")); ok && strings.HasPrefix(line, "#### ") {
			number = n
			continue
		}
		text, ok := strings.CutPrefix(strings.TrimSpace(line), "- ")
		if !ok || strings.HasPrefix(text, "**Answer**") {
			continue
		}
		bullets++
		label, rest, _ := strings.Cut(strings.TrimPrefix(text, "**"), "**:")
		where := shown[number]
		if number == 0 {
			where = overview
		}
		if kindOf(label) != kindPitfalls && kindOf(label) != kindFollowUps && !strings.Contains(where, label) {
			t.Errorf("question %d lost the label of %q", number, text)
		}
		if !strings.Contains(where, strings.TrimSpace(rest)) {
			t.Errorf("question %d lost the text of %q", number, text)
		}
	}
	t.Logf("%d questions, %d bullets, %d overview sections", len(g.Questions), bullets, len(g.Overview))
	if bullets == 0 {
		t.Error("the file has no bullets to check")
	}
}

// everything is all that a question's fields hold, as one text.
func everything(q *Question) string {
	var b strings.Builder
	b.WriteString(q.Title + "\n" + q.Scene + "\n" + flat(q.Answer))
	for _, c := range q.Rubric.Criteria {
		b.WriteString(c.Label + "\n" + c.Text + "\n" + c.Illustration + "\n")
	}
	for _, p := range q.Rubric.Pitfalls {
		b.WriteString(p.Label + "\n")
	}
	b.WriteString(strings.Join(q.FollowUps, "\n"))
	return b.String()
}

func flat(points []Point) string {
	var b strings.Builder
	for _, l := range PointLines(points) {
		b.WriteString(l.Label + "\n" + l.Text + "\n")
	}
	return b.String()
}

// TestEveryPointOfARealAnswerIsJudged checks that each labelled bullet of an answer ends in the rubric: as a criterion,
// as the heading of one, or inside an example. A scenario's own label heads nothing; its points are looked at.
func TestEveryPointOfARealAnswerIsJudged(t *testing.T) {
	t.Parallel()
	checkAllJudged(t, os.Getenv(realGuideEnv), realGuide(t))
}

func TestEveryPointOfAnAnswerIsJudged(t *testing.T) {
	t.Parallel()
	checkAllJudged(t, "testdata/bakery.md", bakerySource(t))
}

func checkAllJudged(t *testing.T, file string, src []byte) {
	t.Helper()
	g, problems := Parse(file, src)
	if g == nil {
		t.Fatal(problems)
	}
	for _, q := range g.Questions {
		judged := map[string]bool{}
		for _, c := range q.Rubric.Criteria {
			judged[c.Label], judged[c.Heading] = true, true
		}
		for _, p := range q.Answer {
			checkJudged(t, q, p, judged)
		}
	}
}

func checkJudged(t *testing.T, q *Question, p Point, judged map[string]bool) {
	t.Helper()
	if p.Label == "" {
		return
	}
	if !judged[p.Label] && kindOf(p.Label) != kindScenario {
		t.Errorf("%s: %q is neither a criterion nor the heading of one", q.ID, p.Label)
	}
	if kindOf(p.Label) == kindExample {
		return
	}
	for _, below := range p.Points {
		checkJudged(t, q, below, judged)
	}
}
