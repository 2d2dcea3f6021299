package store

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"
)

// topScore is the score that a person who grades answers in a file for eval counts to.
const topScore = "100"

// forEval is what a file for eval says of an answer beside the answer itself: a person's score, which may be still to be
// filled in, and further columns.
type forEval struct {
	score string
	more  []string
}

// ExportPanels writes the answers that a panelist has graded as CSV that `eval` reads: oldest first, replies to follow-ups
// joined to the answer that they add to, which is what the panelist graded. score is the panelist's and bot_score what the
// bot gave at the time; blind is true where the panelist had not seen that, since whoever sees a score gives one like it. eval
// carries both along. No name is in it.
func (tx *Tx) ExportPanels(w io.Writer) error {
	return tx.exportForEval(w, []string{"bot_score", "blind"}, func(a Answer) (forEval, bool) {
		if a.Human == nil {
			return forEval{}, false
		}
		return forEval{score: strconv.Itoa(a.Human.Score), more: []string{strconv.Itoa(a.Final()), strconv.FormatBool(a.Human.Blind)}}, true
	})
}

func (tx *Tx) exportForEval(w io.Writer, more []string, pick func(Answer) (forEval, bool)) error {
	rows, err := tx.pickForEval(pick)
	if err != nil {
		return err
	}
	out := csv.NewWriter(w)
	if err := out.Write(append([]string{"question_id", "student_answer", "score", "max_score", "category", "answer_id"}, more...)); err != nil {
		return err
	}
	for _, r := range rows {
		cells := append([]string{r.QuestionID, strings.Join(r.replies, "\n\n"), r.score, topScore, r.Category, r.AnswerID}, r.more...)
		for i := range cells {
			cells[i] = csvCell(cells[i])
		}
		if err := out.Write(cells); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// evalRow is an answer with all that was said to its question.
type evalRow struct {
	Answer
	forEval
	replies []string
}

func (tx *Tx) pickForEval(pick func(Answer) (forEval, bool)) ([]*evalRow, error) {
	var all []*evalRow
	byID := map[string]*evalRow{}
	err := tx.EachAnswer(func(a Answer) error {
		if first := byID[a.FollowUpOf]; first != nil {
			first.replies = append(first.replies, a.Reply)
		}
		if what, ok := pick(a); ok {
			byID[a.AnswerID] = &evalRow{Answer: a, forEval: what, replies: []string{a.Reply}}
			all = append(all, byID[a.AnswerID])
		}
		return nil
	})
	return all, err
}
