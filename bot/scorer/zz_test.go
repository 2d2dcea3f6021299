package scorer

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"mock-interviewer/questions"
)

func TestZZ(t *testing.T) {
	b, err := questions.Load("/work/main/questions/guides/part2.md")
	if err != nil {
		t.Fatal(err)
	}
	b2, err := questions.Load("/work/shared/guide/sre-interview-guide.md")
	if err != nil {
		t.Fatal(err)
	}
	var qs []*questions.Question
	for _, g := range b.Guides() {
		qs = append(qs, g.Questions...)
	}
	for _, g := range b2.Guides() {
		qs = append(qs, g.Questions...)
	}
	_ = os.Args
	var all strings.Builder
	for _, q := range qs {
		all.WriteString(full(q))
	}
	o := NewOffline(qs)
	sc := func(q *questions.Question, r string) int {
		res, err := o.Score(context.Background(), Request{Question: q, Reply: r})
		if err != nil {
			t.Fatal(err)
		}
		g, err := q.Rubric.Grade(res.Judgements, res.Pitfalls)
		if err != nil {
			t.Fatal(err)
		}
		return g.Score
	}
	for i, q := range qs {
		var kw, neg, firstHalf []string
		for _, c := range q.Rubric.Criteria {
			kw = append(kw, c.Label)
			kw = append(kw, c.Aliases...)
			neg = append(neg, "You don't need "+strings.ToLower(c.Label)+".", "Never "+strings.ToLower(c.Text))
		}
		for k, c := range q.Rubric.Criteria {
			if k%2 == 0 {
				firstHalf = append(firstHalf, c.Text)
			}
		}
		other := qs[(i+7)%len(qs)]
		fmt.Printf("%3d model %3d half %3d echo %3d list %3d neg %3d dump %3d off %3d dunno %3d  %s %.60s\n", i, sc(q, full(q)), sc(q, strings.Join(firstHalf, " ")), sc(q, q.Title+" "+q.Title), sc(q, strings.Join(kw, ", ")), sc(q, strings.Join(neg, " ")), sc(q, all.String()), sc(q, full(other)), sc(q, "I don't know, sorry."), q.Kind, q.Title)
	}
}

func full(q *questions.Question) string {
	var b strings.Builder
	var walk func(ps []questions.Point)
	walk = func(ps []questions.Point) {
		for _, p := range ps {
			b.WriteString(p.Text + "\n")
			walk(p.Points)
		}
	}
	walk(q.Answer)
	return b.String()
}
