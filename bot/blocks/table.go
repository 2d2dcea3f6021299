package blocks

import (
	"fmt"

	"github.com/slack-go/slack"

	"mock-interviewer/questions"
)

// summaryTable is the overview of several questions: each with its category and result, and under them the average of
// each category that had several. Nil for fewer than two questions, where it would say nothing new.
func (v view) summaryTable(t totals) slack.Block {
	if len(v.s.Items) < 2 {
		return nil
	}
	table := slack.NewTableBlock("").WithColumnSettings(
		slack.ColumnSetting{Align: slack.ColumnAlignmentLeft, IsWrapped: true},
		slack.ColumnSetting{Align: slack.ColumnAlignmentLeft, IsWrapped: true},
		slack.ColumnSetting{Align: slack.ColumnAlignmentLeft, IsWrapped: true},
	)
	table.AddRow(cells(columnQuestion, columnCategory, columnResult)...)
	for i := max(0, len(v.s.Items)-mostSummed); i < len(v.s.Items); i++ {
		w := v.at(i)
		category := ""
		if w.q != nil {
			category = shown(w.q.Category, 40)
		}
		table.AddRow(cells(w.numbered(50), category, w.result())...)
	}
	for _, c := range t.categories[:min(len(t.categories), mostSummed)] {
		if len(t.categories) > 1 && c.Answered > 1 {
			n := fmt.Sprintf(manyQuestions, c.Answered)
			table.AddRow(cells(fmt.Sprintf(rowAverage, n), shown(c.Category, 40), shortResult(questions.BandOf(c.Average), c.Average))...)
		}
	}
	return table
}

// cells are a row of plain words. Slack refuses an empty one.
func cells(texts ...string) []slack.TableCell {
	row := make([]slack.TableCell, 0, len(texts))
	for _, text := range texts {
		if text == "" {
			text = emptyCell
		}
		row = append(row, slack.NewTableRawTextCell(text))
	}
	return row
}

// result is the outcome of a question in the few words that a cell has room for.
func (v view) result() string {
	if g := v.item.Grade; g != nil {
		return shortResult(g.Band, g.Score)
	}
	return sentence(v.outcome(), 30)
}

// shortResult is "Solid, 72".
func shortResult(b questions.Band, score int) string {
	return fmt.Sprintf(resultShort, capital(bandWord(b)), score)
}
