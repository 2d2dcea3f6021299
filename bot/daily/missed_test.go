package daily

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"mock-interviewer/questions"
)

// grade is one person's, with a verdict for each of the points a, b, c: x missed, p partly, anything else met.
func grade(verdicts string) (g questions.Grade) {
	for i, v := range verdicts {
		id := string(rune('a' + i))
		c := questions.CriterionGrade{ID: id, Label: "point " + id, Verdict: questions.Met}
		switch v {
		case 'x':
			c.Verdict = questions.Missed
		case 'p':
			c.Verdict = questions.Partial
		}
		g.Criteria = append(g.Criteria, c)
	}
	return g
}

func TestMostMissed(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		grades []string
		want   []string
	}{
		"nobody":                                     {nil, nil},
		"below a crowd nothing is said":              {[]string{"xx.", "xx.", "xx.", "xx."}, nil},
		"more than half of a crowd":                  {[]string{"x..", "x..", "x..", "...", "..."}, []string{"point a"}},
		"half is not most":                           {[]string{"x..", "x..", "x..", "...", "...", "..."}, nil},
		"one person's miss is nobody's business":     {[]string{"x..", "...", "...", "...", "..."}, nil},
		"partly is not missed":                       {[]string{"p..", "p..", "p..", "p..", "p.."}, nil},
		"the most missed first, ties in their order": {[]string{"xxx", "xxx", "xxx", ".x.", "..."}, []string{"point b", "point a", "point c"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var grades []questions.Grade
			for _, g := range tt.grades {
				grades = append(grades, grade(g))
			}
			var got []string
			for _, m := range MostMissed(grades) {
				got = append(got, m.Label)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
