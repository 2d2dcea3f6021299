package blocks

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/slack-go/slack"

	"mock-interviewer/bot/interview"
	"mock-interviewer/questions"
)

// mostNamed is how many strongest and weakest points are named.
const mostNamed = 3

// totals are an interview's figures. Of several attempts at a question the first that was graded counts.
type totals struct {
	graded, sum int
	waiting     bool
	categories  []CategoryStat // in order of appearance; Average holds the sum until done
	made        []namedPoint
	missed      []namedPoint
	by          []interview.By
}

type namedPoint struct {
	label    string
	weight   float64
	question int
	turn     int // its place among those of its question
	// quote earned the point; answer is what a strong answer says of one that was missed.
	quote, answer string
}

func (v view) totals() totals {
	var t totals
	seen := map[string]bool{}
	for i, item := range v.s.Items {
		for _, a := range item.Answers {
			t.waiting = t.waiting || a.Status == interview.Pending || a.Status == interview.Delayed
		}
		if item.Grade == nil || seen[item.Question] {
			continue
		}
		seen[item.Question] = true
		t.add(item, v.look.question(item.Question), numberOf(v.s, i))
	}
	for i := range t.categories {
		t.categories[i].Average = rounded(t.categories[i].Average, t.categories[i].Answered)
	}
	telling(t.made)
	telling(t.missed)
	return t
}

// telling puts the points first that say most about the whole interview: the heaviest of each question, then the second
// of each, and so on.
func telling(points []namedPoint) {
	heavier := func(a, b namedPoint) int { return cmp.Compare(b.weight, a.weight) }
	slices.SortStableFunc(points, heavier)
	taken := map[int]int{} // by question
	for i, p := range points {
		points[i].turn = taken[p.question]
		taken[p.question]++
	}
	slices.SortStableFunc(points, func(a, b namedPoint) int { return cmp.Or(cmp.Compare(a.turn, b.turn), heavier(a, b)) })
}

func (t *totals) add(item interview.Item, q *questions.Question, number int) {
	t.graded++
	t.sum += item.Grade.Score
	if !slices.Contains(t.by, item.By) {
		t.by = append(t.by, item.By)
	}
	for _, c := range item.Grade.Criteria {
		p := namedPoint{label: c.Label, weight: c.Weight, question: number, quote: c.Quote, answer: strongAnswer(q, c.ID, 100)}
		switch {
		case c.Verdict == questions.Met && c.Help == questions.Unaided:
			t.made = append(t.made, p)
		case c.Verdict == questions.Missed:
			t.missed = append(t.missed, p)
		}
	}
	if q == nil {
		return
	}
	at := slices.IndexFunc(t.categories, func(c CategoryStat) bool { return c.Category == q.Category })
	if at < 0 {
		t.categories = append(t.categories, CategoryStat{Category: q.Category})
		at = len(t.categories) - 1
	}
	t.categories[at].Answered++
	t.categories[at].Average += item.Grade.Score
}

func rounded(sum, n int) int {
	if n == 0 {
		return 0
	}
	return (sum + n/2) / n
}

func (t totals) average() int { return rounded(t.sum, t.graded) }

// basis says what the overall score is made of.
func (t totals) basis() string {
	var text string
	if t.graded > 0 {
		text = counted(t.graded, summaryAverage1, summaryAverage)
	}
	if t.waiting {
		text = lined([]string{text, summaryLate})
	}
	return text
}

// overall are the strongest points, with the words that earned them, and the weakest, with what a strong answer says.
func (t totals) overall() []slack.Block {
	return []slack.Block{
		group(strongestPoints, pointLines(t.made, func(p namedPoint) []span { return append([]span{words(" ")}, quoted(p.quote, 60)...) })),
		group(weakestPoints, pointLines(t.missed, func(p namedPoint) []span {
			if p.answer == "" {
				return nil
			}
			return append([]span{words(": ")}, coded(p.answer)...)
		})),
	}
}

// categoryLines are the categories, where there are several.
func (t totals) categoryLines() []*slack.RichTextSection {
	if len(t.categories) < 2 {
		return nil
	}
	return categoryLines(t.categories, oneQuestion, manyQuestions)
}

func categoryLines(stats []CategoryStat, one, many string) []*slack.RichTextSection {
	var out []*slack.RichTextSection
	for _, c := range stats[:min(len(stats), mostSummed)] {
		n := counted(c.Answered, one, many)
		out = append(out, line(words(fmt.Sprintf(categoryLine, shown(c.Category, 80), c.Average, n))))
	}
	return out
}

func pointLines(points []namedPoint, evidence func(namedPoint) []span) []*slack.RichTextSection {
	var out []*slack.RichTextSection
	for _, p := range points[:min(len(points), mostNamed)] {
		spans := []span{bold(shown(p.label, 80)), words(fmt.Sprintf(fromQuestion, p.question))}
		out = append(out, line(append(spans, evidence(p)...)...))
	}
	return out
}

// sources names each grader once.
func (t totals) sources() string {
	var out []string
	for _, by := range t.by[:min(len(t.by), 3)] {
		if s := sourceWords(by); !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return lined(out)
}
