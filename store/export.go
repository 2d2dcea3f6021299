package store

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"mock-interviewer/questions"
)

// record is what export writes for an answer: the contract's fields in its order, then ours.
type record struct {
	AnswerID      string                     `json:"answer_id"`
	InterviewID   string                     `json:"interview_id"`
	FollowUpOf    string                     `json:"follow_up_of"`
	User          string                     `json:"user"`
	Channel       string                     `json:"channel"`
	QuestionID    string                     `json:"question_id"`
	Mode          string                     `json:"mode"`
	AnsweredAt    string                     `json:"answered_at"`
	Reply         string                     `json:"reply"`
	Scorer        string                     `json:"scorer"`
	Model         string                     `json:"model"`
	PromptVersion string                     `json:"prompt_version"`
	Score         int                        `json:"score"`
	Band          questions.Band             `json:"band"`
	Criteria      []questions.CriterionGrade `json:"criteria"`
	Pitfalls      []questions.PitfallGrade   `json:"pitfalls"`
	Category      string                     `json:"category"`
	RetryOf       string                     `json:"retry_of"`
	Help          questions.Help             `json:"help"`
	FinalScore    *int                       `json:"final_score"`
	Endpoint      string                     `json:"endpoint"`
	Usage         Usage                      `json:"usage"`
	DurationMS    int64                      `json:"duration_ms"`
	Attempts      int                        `json:"attempts"`
	SecondLook    bool                       `json:"second_look"`
	SecondModel   string                     `json:"second_model"`
	Dispute       *Dispute                   `json:"dispute"`
	HumanScore    *int                       `json:"human_score"`
	HumanBy       string                     `json:"human_by"`
}

func exported(a Answer) record {
	r := record{
		AnswerID: a.AnswerID, InterviewID: a.InterviewID, FollowUpOf: a.FollowUpOf, User: a.User, Channel: a.Channel,
		QuestionID: a.QuestionID, Mode: a.Mode, AnsweredAt: a.AnsweredAt.UTC().Format(time.RFC3339Nano), Reply: a.Reply,
		Scorer: a.Scorer, Model: a.Model, PromptVersion: a.PromptVersion, Score: a.Score, Band: a.Band,
		Criteria: a.Criteria, Pitfalls: a.Pitfalls, Category: a.Category, RetryOf: a.RetryOf, Help: a.Help,
		FinalScore: a.FinalScore, Endpoint: a.Endpoint, Usage: a.Usage, DurationMS: a.DurationMS,
		Attempts: a.Attempts, SecondLook: a.SecondLook, SecondModel: a.SecondModel, Dispute: a.Dispute,
	}
	if a.Human != nil {
		r.HumanScore, r.HumanBy = &a.Human.Score, a.Human.By
	}
	if r.Criteria == nil {
		r.Criteria = []questions.CriterionGrade{}
	}
	if r.Pitfalls == nil {
		r.Pitfalls = []questions.PitfallGrade{}
	}
	return r
}

// Exported is a value whose JSON is the record that an export writes for the answer.
func (a Answer) Exported() any { return exported(a) }

// ExportJSONL writes every graded answer, oldest first, a JSON object a line with the contract's names. Estimates and
// answers without a grade are left out. Characters that a terminal would obey are written as \u and four digits.
func (tx *Tx) ExportJSONL(w io.Writer) error { return tx.ExportJSONLFor(w, "") }

// ExportJSONLFor is ExportJSONL for one person's answers; "" means everybody's.
func (tx *Tx) ExportJSONLFor(w io.Writer, user string) error {
	return tx.eachExported(user, func(r record) error {
		line, err := encodeJSON(r)
		if err != nil {
			return err
		}
		_, err = w.Write(append(escaped(line), '\n'))
		return err
	})
}

// ExportCSV writes the same records as CSV with a header. Criteria, pitfalls, usage and dispute are JSON in a column of their own.
//
// A spreadsheet takes a cell for a formula by its first character, and replies are anybody's words. So a cell that
// begins with one of = + - @, their full-width forms, a tab, a line break or an apostrophe is written with one apostrophe
// before it; UncsvCell takes it off again, so nothing is lost. (CSV readers may turn a CR LF inside a cell into LF.)
func (tx *Tx) ExportCSV(w io.Writer) error { return tx.ExportCSVFor(w, "") }

// ExportCSVFor is ExportCSV for one person's answers; "" means everybody's.
func (tx *Tx) ExportCSVFor(w io.Writer, user string) error {
	out := csv.NewWriter(w)
	if err := out.Write(csvHeader()); err != nil {
		return err
	}
	err := tx.eachExported(user, func(r record) error {
		cells, err := r.cells()
		if err != nil {
			return err
		}
		return out.Write(cells)
	})
	if err != nil {
		return err
	}
	out.Flush()
	return out.Error()
}

func (tx *Tx) eachExported(user string, fn func(record) error) error {
	each := func(a Answer) error {
		if !a.Graded || a.Estimate || (user != "" && a.User != user) {
			return nil
		}
		if err := fn(exported(a)); err != nil {
			return fmt.Errorf("export answer %s: %w", a.AnswerID, err)
		}
		return nil
	}
	if user == "" {
		return tx.EachAnswer(each)
	}
	head := prefix(user)
	for _, key := range tx.keys(bktUserAnswer, head, 0) {
		a, ok, err := get[Answer](tx, bktAnswers, key[len(head):])
		if err != nil {
			return err
		}
		if ok {
			if err := each(a); err != nil {
				return err
			}
		}
	}
	return nil
}

func csvHeader() []string {
	return []string{
		"answer_id", "interview_id", "follow_up_of", "user", "channel", "question_id", "mode", "answered_at", "reply",
		"scorer", "model", "prompt_version", "score", "band", "criteria", "pitfalls", "category", "retry_of", "help",
		"final_score", "endpoint", "usage", "duration_ms", "attempts", "second_look", "second_model", "dispute",
		"human_score", "human_by",
	}
}

func (r record) cells() ([]string, error) {
	columns := make([]string, 0, 4)
	for _, v := range []any{r.Criteria, r.Pitfalls, r.Usage, r.Dispute} {
		b, err := json.Marshal(v)
		if err != nil {
			return nil, err
		}
		columns = append(columns, string(b))
	}
	final, dispute, human := "", "", ""
	if r.HumanScore != nil {
		human = strconv.Itoa(*r.HumanScore)
	}
	if r.Dispute != nil {
		dispute = columns[3]
	}
	if r.FinalScore != nil {
		final = strconv.Itoa(*r.FinalScore)
	}
	cells := []string{
		r.AnswerID, r.InterviewID, r.FollowUpOf, r.User, r.Channel, r.QuestionID, r.Mode, r.AnsweredAt, r.Reply,
		r.Scorer, r.Model, r.PromptVersion, strconv.Itoa(r.Score), string(r.Band), columns[0], columns[1], r.Category,
		r.RetryOf, string(r.Help), final, r.Endpoint, columns[2], strconv.FormatInt(r.DurationMS, 10),
		strconv.Itoa(r.Attempts), strconv.FormatBool(r.SecondLook), r.SecondModel, dispute,
		human, r.HumanBy,
	}
	for i := range cells {
		cells[i] = csvCell(cells[i])
	}
	return cells, nil
}

// formulaStarts are the first characters that make a spreadsheet compute, and the apostrophe that we put before them.
const formulaStarts = "=+-@\t\r\n＝＋－＠'"

func csvCell(s string) string {
	if s != "" && strings.ContainsAny(s[:len(firstRune(s))], formulaStarts) {
		return "'" + s
	}
	return s
}

func firstRune(s string) string {
	for i := range s {
		if i > 0 {
			return s[:i]
		}
	}
	return s
}

// UncsvCell gives back what ExportCSV was given for a cell.
func UncsvCell(s string) string { return strings.TrimPrefix(s, "'") }
