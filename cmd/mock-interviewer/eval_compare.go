package main

import (
	"context"
	"errors"
	"io"

	"mock-interviewer/bot/scorer/agreement"
	"mock-interviewer/config"
)

// comparison is two contenders on the same file.
type comparison struct {
	a, b evalReport
	// both are the rows that both graded: only there can they be compared. agreeA and agreeB are with people there,
	// between is how well the two agree with each other.
	both                    []int
	agreeA, agreeB, between agreement.Summary
	apart                   []int // rows, where the two differ most
}

// compare grades with both, one after the other, and reports.
func (c *evalCmd) compare(ctx context.Context, e env, cfg config.Config, set *evalSet) int {
	var reports [2]evalReport
	var stopped [2]error
	var who [2]*contender
	first, second, _ := c.pair()
	for i, name := range []string{first, second} {
		var err error
		if who[i], err = newContender(e, cfg, set, name); err != nil {
			return e.fail(exitUsage, "--compare %s: %v", name, err)
		}
	}
	for i := range who {
		var outcomes []evalOutcome
		outcomes, stopped[i] = c.grade(ctx, e, who[i], set, nil)
		reports[i] = newEvalReport(who[i], set, outcomes, c.Worst)
	}
	both := newComparison(set, reports[0], reports[1], c.Worst)
	wrong := errors.Join(stopped[:]...)
	if c.JSON {
		wrong = errors.Join(wrong, e.json(both.json(set)))
	} else {
		_, err := io.WriteString(e.stdout, both.text(set))
		wrong = errors.Join(wrong, err)
	}
	return e.evalEnd(len(both.both), wrong)
}

func newComparison(set *evalSet, a, b evalReport, worst int) comparison {
	c := comparison{a: a, b: b}
	var ofA, ofB, between []agreement.Pair
	for i, row := range set.rows {
		if !a.outcomes[i].graded || !b.outcomes[i].graded {
			continue
		}
		c.both = append(c.both, i)
		predictedA, predictedB := a.outcomes[i].predicted, b.outcomes[i].predicted
		ofA = append(ofA, agreement.Pair{Human: row.human, Predicted: predictedA})
		ofB = append(ofB, agreement.Pair{Human: row.human, Predicted: predictedB})
		between = append(between, agreement.Pair{Human: predictedA, Predicted: predictedB})
	}
	c.agreeA, c.agreeB, c.between = agreement.Summarise(ofA), agreement.Summarise(ofB), agreement.Summarise(between)
	c.apart = furthest(c.both, worst, func(i int) float64 { return a.outcomes[i].predicted - b.outcomes[i].predicted })
	return c
}

// comparisonJSON is `eval --compare A,B --json`.
type comparisonJSON struct {
	N       int         `json:"n"`
	Both    group       `json:"between"` // the two with each other, on what both graded
	Scorers [2]evalJSON `json:"scorers"`
	OnBoth  [2]group    `json:"on_both"` // each with people, on what both graded
	Apart   []apartJSON `json:"apart"`
}

// apartJSON is a reply on which the two scorers are far apart.
type apartJSON struct {
	Line       int        `json:"line"`
	QuestionID string     `json:"question_id"`
	Human      float64    `json:"human"`
	Predicted  [2]float64 `json:"predicted"`
	Reply      string     `json:"reply"`
}

func (c comparison) json(set *evalSet) comparisonJSON {
	out := comparisonJSON{
		N: len(set.rows), Both: group{c.between.N, measuresOf(c.between)},
		Scorers: [2]evalJSON{c.a.json(set), c.b.json(set)},
		OnBoth:  [2]group{{c.agreeA.N, measuresOf(c.agreeA)}, {c.agreeB.N, measuresOf(c.agreeB)}},
		Apart:   []apartJSON{},
	}
	for _, i := range c.apart {
		row := set.rows[i]
		out.Apart = append(out.Apart, apartJSON{
			row.line, row.question.ID, row.human, [2]float64{c.a.outcomes[i].predicted, c.b.outcomes[i].predicted}, row.reply,
		})
	}
	return out
}

func (c comparison) text(set *evalSet) string {
	var p page
	p.line("%s: %d replies", set.file, len(set.rows))
	p.line("A: %s graded %d", c.a.who.described(), c.a.overall.N)
	p.line("B: %s graded %d", c.b.who.described(), c.b.overall.N)
	if len(c.both) == 0 {
		return p.String()
	}
	p.heading("Agreement with people on the replies that both graded, and with each other")
	p.line("  %-10s %8s %8s %8s", "", "A", "B", "A with B")
	a, b, between := measureLines(c.agreeA), measureLines(c.agreeB), measureLines(c.between)
	for i := range a {
		p.line("  %-10s %8s %8s %8s", a[i].name, a[i].value, b[i].value, between[i].value)
	}
	for _, r := range []struct {
		name string
		evalReport
	}{{"A", c.a}, {"B", c.b}} {
		p.line("")
		p.line("%s, %s", r.name, r.who)
		r.groups(&p)
	}
	if len(c.apart) > 0 {
		p.heading("Where A and B are furthest apart")
	}
	for _, i := range c.apart {
		disagreementText(&p, set, i, "people "+figure(set.rows[i].human)+", A "+figure(c.a.outcomes[i].predicted)+", B "+figure(c.b.outcomes[i].predicted))
		quotesText(&p, c.a.outcomes[i].grade)
		p.line("    B:")
		quotesText(&p, c.b.outcomes[i].grade)
	}
	return p.String()
}
