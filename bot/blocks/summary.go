package blocks

import (
	"fmt"
	"strings"

	"github.com/slack-go/slack"

	"mock-interviewer/bot/interview"
	"mock-interviewer/questions"
)

// summaryText is the room for the questions of a summary, mostSummed how many of them are shown.
const (
	summaryText = 9000
	mostSummed  = 20
)

// mostGists is up to how many questions a summary says what was made of each point.
const mostGists = 5

// summary looks back on the whole interview. A mock interview shows its verdicts here for the first time. Of several
// questions a table gives the overview; a workspace that has no tables gets lists.
func (v view) summary() Message {
	t := v.totals()
	v.m.Private = false
	simple := v.summaryWith(t, group(byCategory, t.categoryLines()))
	table := v.summaryTable(t)
	if table == nil {
		return simple
	}
	return v.summaryWith(t, table).orElse(simple)
}

// summaryWith is the summary around an overview.
func (v view) summaryWith(t totals, overview slack.Block) Message {
	blocks := []slack.Block{header(v.summaryTitle(t)), small(t.basis(), v.seen()), overview}
	blocks = append(blocks, t.overall()...)
	blocks = append(blocks, v.keeps()...)
	blocks = append(blocks, v.practise(t), slack.NewDividerBlock())
	first := max(0, len(v.s.Items)-mostSummed)
	if first > 0 {
		blocks = append(blocks, small(fmt.Sprintf(summaryEarlier, first)))
	}
	blocks = append(blocks, fitted(summaryText, glance(0), func(d detail) []slack.Block {
		var out []slack.Block
		for i := first; i < len(v.s.Items); i++ {
			out = append(out, v.summed(i, d)...)
		}
		return out
	})...)
	blocks = append(blocks, small(t.sources()))
	return message(v.spokenSummary(t), blocks...)
}

func (v view) summaryTitle(t totals) string {
	mock := v.s.Settings.Mode == interview.Mock
	switch {
	case t.graded == 0 && mock:
		return summaryMockNone
	case t.graded == 0:
		return summaryPractNone
	case mock:
		return fmt.Sprintf(summaryMock, bandWord(questions.BandOf(t.average())), t.average())
	}
	return fmt.Sprintf(summaryPractice, bandWord(questions.BandOf(t.average())), t.average())
}

func (v view) spokenSummary(t totals) string {
	text := v.summaryTitle(t) + ". " + strings.ReplaceAll(t.basis(), "\n", " ")
	if p := v.practiseText(t); p != "" {
		text += " " + practiseNext + ": " + escaped(p, 600)
	}
	return text
}

// at is the view of another question of the same interview.
func (v view) at(index int) view {
	m := v.m
	m.Item = index
	return viewOf(v.s, m, v.look)
}

// summed is one question of the summary: title, outcome, a button to its model answer and, in a mock interview, the
// evidence in short, with the rest behind a button. Of many questions only how many points there were is said.
func (v view) summed(index int, d detail) []slack.Block {
	w := v.at(index)
	mock := v.s.Settings.Mode == interview.Mock && w.item.Grade != nil
	many := len(v.s.Items) > mostGists
	text := w.numbered(90) + "\n" + w.outcome()
	if mock && many {
		text += "\n" + talliedWords(w.item.Grade)
	}
	var press *slack.ButtonBlockElement
	if w.q != nil && !w.item.Retry {
		press = w.press(wordAnswer, ActionAnswer)
	}
	blocks := []slack.Block{plainButton(text, press)}
	if !mock || !d.points {
		return blocks
	}
	if !many {
		blocks = append(blocks, w.gist(d))
	}
	return append(blocks, row(w.detailsButton(), w.unfair()))
}

// numbered is "2. How do you …", with a word where the question was tried again.
func (v view) numbered(most int) string {
	title := v.look.titleOf(v.item.Question, most)
	lead := ""
	if rightToLeft(title) { // a line that has no other letters would run like its title
		lead = leftToRight
	}
	title = fmt.Sprintf("%s%d. %s", lead, v.number(), title)
	if v.item.Retry {
		title = fmt.Sprintf(summaryRetry, title)
	}
	return title
}

// outcome says in a line what came of a question.
func (v view) outcome() string {
	item := v.item
	if item.Grade != nil {
		return scoreWords(item.Grade.Band, item.Grade.Score)
	}
	failed := false
	for _, a := range item.Answers {
		if a.Status == interview.Pending || a.Status == interview.Delayed {
			return v.waiting(a.Wait)
		}
		failed = failed || a.Status == interview.Failed
	}
	switch {
	case failed:
		return summaryFailed
	case item.Skipped:
		return summarySkipped
	case item.Shown:
		return summaryShown
	}
	return summarySilent
}

// waiting says when an answer will be graded, where that is known, and what the estimate is until then.
func (v view) waiting(w *interview.Wait) string {
	if w == nil {
		return summaryWaiting
	}
	text := summaryWaiting
	if !w.When.IsZero() {
		text = fmt.Sprintf(summarySpent, plainTime(w.When, v.look))
	}
	if w.Estimate == nil {
		return text
	}
	return text + " " + fmt.Sprintf(summaryEstimate, w.Estimate.Score, bandWord(w.Estimate.Band))
}
