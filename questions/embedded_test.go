package questions

import (
	"bytes"
	"strconv"
	"strings"
	"testing"
)

// TestTheEmbeddedGuideIsWellMade holds the built-in guide to what an interviewer may expect of every question in it.
func TestTheEmbeddedGuideIsWellMade(t *testing.T) {
	t.Parallel()
	b, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range b.Warnings() {
		t.Error(w)
	}
	g := b.Guides()[0]
	checkGuide(t, g)
	if len(g.Overview) == 0 || g.Description == "" {
		t.Error("the overview or the description is missing")
	}
	for i, q := range g.Questions {
		if q.Number != i+1 {
			t.Errorf("%s:%d: question %d stands at place %d", q.File, q.Line, q.Number, i+1)
		}
		checkWellMade(t, q)
	}
}

func checkWellMade(t *testing.T, q *Question) {
	t.Helper()
	say := func(format string, args ...any) {
		t.Helper()
		t.Errorf("question %d, line %d: "+format, append([]any{q.Number, q.Line}, args...)...)
	}
	if n := len(q.Rubric.Criteria); n < 4 || n > 8 {
		say("%d criteria, want 4 to 8", n)
	}
	for _, c := range q.Rubric.Criteria {
		if c.Kind == KeyPoint && len(c.Aliases) < 2 {
			say("%q has %d aliases, want at least 2", c.Label, len(c.Aliases))
		}
		if c.Kind == KeyPoint && runes(c.Text) < 30 {
			say("%q says too little: %q", c.Label, c.Text)
		}
	}
	if len(q.Rubric.Pitfalls) == 0 || len(q.FollowUps) == 0 || len(q.Tags) == 0 {
		say("%d pitfalls, %d follow-ups, %d tags: want some of each", len(q.Rubric.Pitfalls), len(q.FollowUps), len(q.Tags))
	}
	for _, f := range q.FollowUps {
		for _, c := range q.Rubric.Criteria {
			if c.Kind == KeyPoint && strings.Contains(" "+labelKey(f)+" ", " "+labelKey(c.Label)+" ") {
				say("the follow-up %q gives away %q", f, c.Label)
			}
		}
	}
}

func BenchmarkParse(b *testing.B) {
	src := largeGuide(b)
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		if g, problems := Parse("g.md", src); g == nil {
			b.Fatal(problems)
		}
	}
}

// largeGuide is a guide of 44 questions, made of the fixture's longest one.
func largeGuide(b *testing.B) []byte {
	src := bakerySource(b)
	from := bytes.Index(src, []byte("#### 1. "))
	to := bytes.Index(src, []byte("#### 2. "))
	one := string(src[from:to])
	var out strings.Builder
	out.WriteString("### Technical\n\n")
	for i := range 44 {
		n := strconv.Itoa(i + 1)
		out.WriteString(strings.Replace(one, "#### 1. How", "#### "+n+". In case "+n+", how", 1))
	}
	return []byte(out.String())
}

func BenchmarkGrade(b *testing.B) {
	r := rubric(1, 1, 1, 2, 1, 0.5, 0.5)
	js := judge(Met, Partial, Missed, Met, Met, Partial, Unclear)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := r.Grade(js, nil); err != nil {
			b.Fatal(err)
		}
	}
}
