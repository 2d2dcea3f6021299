package store

import (
	"encoding/csv"
	"io"
	"strings"
	"time"
)

// Dispute says that a person finds the grade of their answer unfair. It lies in the answer's row, so that it goes with it.
type Dispute struct {
	// Reason is what they say against it; it may be empty.
	Reason string    `json:"reason"`
	At     time.Time `json:"at"`
}

// PutDispute keeps a dispute with an answer, in place of an earlier one; false where the answer is no longer kept.
func (tx *Tx) PutDispute(answer string, d Dispute) (found bool, err error) {
	a, found, err := tx.Answer(answer)
	if err != nil || !found {
		return false, err
	}
	a.Dispute = &d
	return true, tx.PutAnswer(a)
}

// disputedTop is the score that a person who fills the file in counts to.
const disputedTop = "100"

// ExportDisputed writes the answers whose grade somebody finds unfair as CSV that `eval` reads once a person has filled in
// the empty column score: oldest first, replies to follow-ups joined to the answer that they add to. The machine's score
// is not in it, since whoever sees one gives one like it, and neither is the author.
func (tx *Tx) ExportDisputed(w io.Writer) error {
	disputed, err := tx.disputed()
	if err != nil {
		return err
	}
	out := csv.NewWriter(w)
	if err := out.Write([]string{"question_id", "student_answer", "score", "max_score", "category", "answer_id", "reason"}); err != nil {
		return err
	}
	for _, d := range disputed {
		row := []string{d.QuestionID, strings.Join(d.replies, "\n\n"), "", disputedTop, d.Category, d.AnswerID, d.Dispute.Reason}
		for i := range row {
			row[i] = csvCell(row[i])
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// disputedAnswer is an answer with all that was said to its question.
type disputedAnswer struct {
	Answer
	replies []string
}

func (tx *Tx) disputed() ([]*disputedAnswer, error) {
	var all []*disputedAnswer
	byID := map[string]*disputedAnswer{}
	err := tx.EachAnswer(func(a Answer) error {
		if first := byID[a.FollowUpOf]; first != nil {
			first.replies = append(first.replies, a.Reply)
		}
		if a.Dispute != nil {
			byID[a.AnswerID] = &disputedAnswer{Answer: a, replies: []string{a.Reply}}
			all = append(all, byID[a.AnswerID])
		}
		return nil
	})
	return all, err
}
