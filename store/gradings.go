package store

import (
	"encoding/json"
	"time"
)

// Grading is a reply that waits for its verdicts.
type Grading struct {
	AnswerID    string `json:"answer_id"`
	InterviewID string `json:"interview_id"`
	// User is whose reply it is, so that Erase finds it also without its interview.
	User      string          `json:"user,omitempty"`
	Body      json.RawMessage `json:"body,omitempty"`
	Attempts  int             `json:"attempts,omitempty"`
	NotBefore time.Time       `json:"not_before,omitzero"`
	CreatedAt time.Time       `json:"created_at"`
}

// PutGrading keeps a job, replacing one for the same answer. A zero CreatedAt becomes now.
func (tx *Tx) PutGrading(g Grading) error {
	if err := checkID("the answer id", g.AnswerID); err != nil {
		return err
	}
	if err := tx.DropGrading(g.AnswerID); err != nil {
		return err
	}
	if g.CreatedAt.IsZero() {
		g.CreatedAt = tx.Now()
	}
	if err := put(tx, bktGradings, []byte(g.AnswerID), g); err != nil {
		return err
	}
	if err := tx.putRaw(bktGradingsDue, timed(nil, g.NotBefore, g.AnswerID), nil); err != nil {
		return err
	}
	tx.add(countGradings, 1)
	return nil
}

// Gradings lists the jobs that may run at a time, those that have waited longest first; the zero time means all,
// limit 0 means no limit.
func (tx *Tx) Gradings(dueBy time.Time, limit int) ([]Grading, error) {
	return tx.GradingsBut(dueBy, limit, func(string) bool { return false })
}

// GradingsBut is Gradings without those that skip, asked for their answer ids, does not want; they count for the limit.
func (tx *Tx) GradingsBut(dueBy time.Time, limit int, skip func(answerID string) bool) ([]Grading, error) {
	var due []Grading
	for _, key := range tx.keys(bktGradingsDue, nil, limit) {
		if !dueBy.IsZero() && fromBE(key) > nanos(dueBy) {
			break
		}
		id := string(untimed(key))
		if skip(id) {
			continue
		}
		g, ok, err := tx.Grading(id)
		if err != nil {
			return nil, err
		}
		if ok {
			due = append(due, g)
		}
	}
	return due, nil
}

// Grading finds the job for an answer. Check it before a result is used: the answer may have been withdrawn or erased
// while it was being graded.
func (tx *Tx) Grading(answerID string) (Grading, bool, error) {
	return get[Grading](tx, bktGradings, []byte(answerID))
}

// DropGrading removes a job that is done or withdrawn. Doing it twice is fine.
func (tx *Tx) DropGrading(answerID string) error {
	old, ok, err := tx.Grading(answerID)
	if err != nil || !ok {
		return err
	}
	if err := tx.drop(bktGradings, []byte(answerID)); err != nil {
		return err
	}
	if err := tx.drop(bktGradingsDue, timed(nil, old.NotBefore, answerID)); err != nil {
		return err
	}
	tx.add(countGradings, -1)
	return nil
}

// GradingsLen is how many replies wait for their verdicts.
func (tx *Tx) GradingsLen() int { return tx.count(countGradings) }
