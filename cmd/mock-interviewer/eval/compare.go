package eval

import (
	"context"
	"errors"

	"mock-interviewer/bot/scorer/agreement"
	"mock-interviewer/cmd/mock-interviewer/terminal"
)

// Comparison is two contenders on the same file.
type Comparison struct {
	set  *Set
	a, b Report
	// both are the rows that both graded: only there can they be compared. agreeA and agreeB are with people there,
	// between is how well the two agree with each other.
	both                    []int
	agreeA, agreeB, between agreement.Summary
	apart                   []int // rows, where the two differ most
}

// Compare has both grade the set, one after the other.
func Compare(ctx context.Context, a, b *Contender, set *Set, o Options) (Comparison, error) {
	var reports [2]Report
	var stopped [2]error
	for i, who := range []*Contender{a, b} {
		reports[i], stopped[i] = Grade(ctx, who, set, nil, o)
	}
	return newComparison(set, reports[0], reports[1], o.Worst), errors.Join(stopped[:]...)
}

// Graded is how many replies both graded.
func (c Comparison) Graded() int { return len(c.both) }

func newComparison(set *Set, a, b Report, worst int) Comparison {
	c := Comparison{set: set, a: a, b: b}
	var ofA, ofB, between []agreement.Pair
	for i, r := range set.rows {
		if !a.outcomes[i].graded || !b.outcomes[i].graded {
			continue
		}
		c.both = append(c.both, i)
		predictedA, predictedB := a.outcomes[i].predicted, b.outcomes[i].predicted
		ofA = append(ofA, agreement.Pair{Human: r.human, Predicted: predictedA})
		ofB = append(ofB, agreement.Pair{Human: r.human, Predicted: predictedB})
		between = append(between, agreement.Pair{Human: predictedA, Predicted: predictedB})
	}
	c.agreeA, c.agreeB, c.between = agreement.Summarise(ofA), agreement.Summarise(ofB), agreement.Summarise(between)
	c.apart = furthest(c.both, worst, func(i int) float64 { return a.outcomes[i].predicted - b.outcomes[i].predicted })
	return c
}

// comparisonJSON is `eval --compare A,B --json`.
type comparisonJSON struct {
	N       int           `json:"n"`
	Both    group         `json:"between"` // the two with each other, on what both graded
	Scorers [2]reportJSON `json:"scorers"`
	OnBoth  [2]group      `json:"on_both"` // each with people, on what both graded
	Apart   []apartJSON   `json:"apart"`
}

// apartJSON is a reply on which the two scorers are far apart.
type apartJSON struct {
	Line       int        `json:"line"`
	QuestionID string     `json:"question_id"`
	Human      float64    `json:"human"`
	Predicted  [2]float64 `json:"predicted"`
	Reply      string     `json:"reply"`
}

// JSON is the comparison as `eval --compare A,B --json` prints it.
func (c Comparison) JSON() any {
	set := c.set
	out := comparisonJSON{
		N: len(set.rows), Both: group{c.between.N, measuresOf(c.between)},
		Scorers: [2]reportJSON{c.a.json(), c.b.json()},
		OnBoth:  [2]group{{c.agreeA.N, measuresOf(c.agreeA)}, {c.agreeB.N, measuresOf(c.agreeB)}},
		Apart:   []apartJSON{},
	}
	for _, i := range c.apart {
		about := set.rows[i]
		out.Apart = append(out.Apart, apartJSON{
			about.line, about.question.ID, about.human, [2]float64{c.a.outcomes[i].predicted, c.b.outcomes[i].predicted}, about.reply,
		})
	}
	return out
}

// Text is the comparison as a person reads it in a terminal.
func (c Comparison) Text() string {
	set := c.set
	var p terminal.Page
	p.Line("%s: %d replies", set.file, len(set.rows))
	p.Line("A: %s graded %d", c.a.who.described(), c.a.overall.N)
	p.Line("B: %s graded %d", c.b.who.described(), c.b.overall.N)
	if len(c.both) == 0 {
		return p.String()
	}
	p.Heading("Agreement with people on the replies that both graded, and with each other")
	p.Line("  %-10s %8s %8s %8s", "", "A", "B", "A with B")
	a, b, between := measureLines(c.agreeA), measureLines(c.agreeB), measureLines(c.between)
	for i := range a {
		p.Line("  %-10s %8s %8s %8s", a[i].name, a[i].value, b[i].value, between[i].value)
	}
	for _, r := range []struct {
		name string
		Report
	}{{"A", c.a}, {"B", c.b}} {
		p.Line("")
		p.Line("%s, %s", r.name, r.who)
		r.groups(&p)
	}
	if len(c.apart) > 0 {
		p.Heading("Where A and B are furthest apart")
	}
	for _, i := range c.apart {
		disagreementText(&p, set, i, "people "+figure(set.rows[i].human)+", A "+figure(c.a.outcomes[i].predicted)+", B "+figure(c.b.outcomes[i].predicted))
		quotesText(&p, c.a.outcomes[i].grade)
		p.Line("    B:")
		quotesText(&p, c.b.outcomes[i].grade)
	}
	return p.String()
}
