package eval

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"mock-interviewer/bot/scorer"
	"mock-interviewer/bot/scorer/agreement"
	"mock-interviewer/cmd/mock-interviewer/terminal"
	"mock-interviewer/questions"
)

// Text is the report as a person reads it in a terminal.
func (r Report) Text() string {
	set := r.set
	var p terminal.Page
	p.Line("%s: %d replies, %d graded by %s", set.file, len(set.rows), r.overall.N, r.who.described())
	if len(r.ungraded) > 0 {
		p.Para("", "Not graded: "+counts(r.ungraded)+".")
	}
	if u := r.usage; u != (scorer.Usage{}) {
		p.Line("Tokens: %d in, %d of them cached, %d out", u.PromptTokens, u.CachedTokens, u.CompletionTokens)
	}
	if r.overall.N == 0 {
		return p.String()
	}
	p.Heading("Agreement with people, scores from 0 to 1")
	for _, m := range measureLines(r.overall) {
		p.Line("%s", strings.TrimRight(fmt.Sprintf("  %-10s %7s  %s", m.name, m.value, m.says), " "))
	}
	r.groups(&p)
	p.Heading("Confusion: a row for each band that people gave, a column for each predicted band")
	confusionText(&p, r.confusion)
	r.worstText(&p)
	return p.String()
}

type measureLine struct{ name, value, says string }

func measureLines(s agreement.Summary) []measureLine {
	return []measureLine{
		{"pearson", figure(s.Pearson), ""},
		{"spearman", figure(s.Spearman), ""},
		{"qwk", figure(s.QWK), "on five equal bands"},
		{"rmse", figure(s.RMSE), ""},
		{"mae", figure(s.MAE), ""},
		{"bias", signed(s.Bias), "above 0: kinder than people"},
		{"same band", percent(s.SameBand), ""},
		{"near band", percent(s.NearBand), "the same or the next"},
	}
}

func (r Report) groups(p *terminal.Page) {
	var rows []namedSummary
	for i, s := range r.bands {
		if s.N > 0 {
			rows = append(rows, namedSummary{agreement.BandName(i), s})
		}
	}
	p.Heading("By the band that people gave")
	groupText(p, rows)
	if len(r.categories) < 2 {
		return
	}
	rows = nil
	for _, name := range slices.Sorted(maps.Keys(r.categories)) {
		rows = append(rows, namedSummary{cmp.Or(name, "(none)"), r.categories[name]})
	}
	p.Heading("By category")
	groupText(p, rows)
}

type namedSummary struct {
	name string
	agreement.Summary
}

func groupText(p *terminal.Page, rows []namedSummary) {
	const most = 30
	wide := 8
	for _, s := range rows {
		wide = max(wide, min(most, utf8.RuneCountInString(s.name)))
	}
	p.Line("  %-*s  %6s  %6s  %9s  %6s  %6s  %8s", wide, "", "n", "people", "predicted", "bias", "mae", "spearman")
	for _, s := range rows {
		p.Line("  %-*s  %6d  %6s  %9s  %6s  %6s  %8s", wide, shortened(s.name, most), s.N,
			figure(s.Human), figure(s.Predicted), signed(s.Bias), figure(s.MAE), figure(s.Spearman))
	}
}

func confusionText(p *terminal.Page, c agreement.Confusion) {
	p.Line("%*s  %s", 9, "", strings.Join(bandNames(), "  "))
	for i, row := range c {
		var cells strings.Builder
		for _, n := range row {
			fmt.Fprintf(&cells, "  %7d", n)
		}
		p.Line("  %s%s", agreement.BandName(i), &cells)
	}
}

func bandNames() []string {
	names := make([]string, agreement.Bands)
	for i := range names {
		names[i] = agreement.BandName(i)
	}
	return names
}

func (r Report) worstText(p *terminal.Page) {
	if len(r.worst) == 0 {
		return
	}
	p.Heading("Worst disagreements")
	for _, i := range r.worst {
		disagreementText(p, r.set, i, fmt.Sprintf("people %s, predicted %s", figure(r.set.rows[i].human), figure(r.outcomes[i].predicted)))
		quotesText(p, r.outcomes[i].grade)
	}
}

// disagreementText is where a reply stands, what it was about and how it begins.
func disagreementText(p *terminal.Page, set *Set, i int, scores string) {
	about := set.rows[i]
	p.Line("")
	p.Para("  ", fmt.Sprintf("%s:%d: %s. %s", set.file, about.line, scores, shortened(about.question.Title, 120)))
	p.Para("    reply: ", shortened(about.reply, 300))
}

// quotesText is what the verdicts rest on.
func quotesText(p *terminal.Page, g *questions.Grade) {
	for _, c := range g.Criteria {
		said := c.Label
		if c.Quote != "" {
			said += `: "` + shortened(c.Quote, 160) + `"`
		}
		p.Para(fmt.Sprintf("    %-7s ", c.Verdict), said)
	}
	for _, f := range g.Pitfalls {
		if f.Quote != "" {
			p.Para("    pitfall ", f.Label+`: "`+shortened(f.Quote, 160)+`"`)
		}
	}
}

// counts is for example "timeout 2, invalid 1".
func counts(reasons map[string]int) string {
	names := slices.SortedFunc(maps.Keys(reasons), func(a, b string) int {
		return cmp.Or(cmp.Compare(reasons[b], reasons[a]), cmp.Compare(a, b))
	})
	for i, name := range names {
		names[i] = fmt.Sprintf("%s %d", name, reasons[name])
	}
	return strings.Join(names, ", ")
}

func figure(f float64) string {
	if math.IsNaN(f) {
		return "-"
	}
	return fmt.Sprintf("%.3f", f)
}

func signed(f float64) string {
	if math.IsNaN(f) {
		return "-"
	}
	return fmt.Sprintf("%+.3f", f)
}

func percent(f float64) string {
	if math.IsNaN(f) {
		return "-"
	}
	return fmt.Sprintf("%.0f %%", 100*f)
}

// shortened cuts text at a number of characters.
func shortened(s string, most int) string {
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most-1]) + "…"
}
