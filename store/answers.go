package store

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"

	"mock-interviewer/questions"
)

// Usage counts the tokens that a grade cost.
type Usage struct {
	PromptTokens     int `json:"prompt_tokens"`
	CachedTokens     int `json:"cached_tokens"`
	CompletionTokens int `json:"completion_tokens"`
}

// Answer is one reply with its grade. The first fields are the contract's export record, under its names.
type Answer struct {
	AnswerID    string `json:"answer_id"`
	InterviewID string `json:"interview_id"`
	// FollowUpOf is the answer that this one adds to, empty for a first answer. A follow-up never counts in totals by
	// itself: put the merged score into FinalScore of the answer it adds to.
	FollowUpOf    string                     `json:"follow_up_of"`
	User          string                     `json:"user"`
	Channel       string                     `json:"channel"`
	QuestionID    string                     `json:"question_id"`
	Mode          string                     `json:"mode"`
	AnsweredAt    time.Time                  `json:"answered_at"`
	Reply         string                     `json:"reply"`
	Scorer        string                     `json:"scorer"`
	Model         string                     `json:"model"`
	PromptVersion string                     `json:"prompt_version"`
	Score         int                        `json:"score"`
	Band          questions.Band             `json:"band"`
	Criteria      []questions.CriterionGrade `json:"criteria"`
	Pitfalls      []questions.PitfallGrade   `json:"pitfalls"`

	// Graded is false while there is no score; then Score means nothing.
	Graded bool `json:"graded"`
	// Estimate marks the offline stand-in for a grade that failed. It stays out of statistics and of export.
	Estimate bool `json:"estimate,omitempty"`
	// Sealed holds a mock interview's grade back until its summary: it stays out of statistics and is not shown to the
	// person. Export has it all the same.
	Sealed bool `json:"sealed,omitempty"`
	// FinalScore is the question's score with its follow-ups merged; totals use it instead of Score where it is set.
	FinalScore *int   `json:"final_score,omitempty"`
	Category   string `json:"category,omitempty"`
	// Day is the person's own date ("2026-11-24") for streaks; empty means the UTC date of AnsweredAt.
	Day        string         `json:"day,omitempty"`
	TS         string         `json:"ts,omitempty"` // with Channel, the permalink to the reply
	Help       questions.Help `json:"help,omitempty"`
	RetryOf    string         `json:"retry_of,omitempty"`
	Endpoint   string         `json:"endpoint,omitempty"` // the host that graded, never its path or key
	Usage      Usage          `json:"usage,omitzero"`
	DurationMS int64          `json:"duration_ms,omitempty"`
	Attempts   int            `json:"attempts,omitempty"`
	// SecondLook says that it was judged twice, SecondModel by which other model, if any.
	SecondLook  bool   `json:"second_look,omitempty"`
	SecondModel string `json:"second_model,omitempty"`
	// Dispute is set where its author finds the grade unfair.
	Dispute *Dispute `json:"dispute,omitempty"`
	// Human is what a panelist gave, nil for nothing.
	Human *HumanScore `json:"human,omitempty"`
	// Extra is room for what later features record beside a grade.
	Extra json.RawMessage `json:"extra,omitempty"`
}

// Counts says whether an answer stands in the statistics: graded, not sealed, no estimate, no follow-up, no further
// attempt.
func (a Answer) Counts() bool {
	return a.Graded && !a.Sealed && !a.Estimate && a.FollowUpOf == "" && a.RetryOf == ""
}

// Final is what the answer came to, its follow-ups merged.
func (a Answer) Final() int {
	if a.FinalScore != nil {
		return *a.FinalScore
	}
	return a.Score
}

// FinalBand is the band of Final.
func (a Answer) FinalBand() questions.Band {
	if a.FinalScore != nil {
		return questions.BandOf(*a.FinalScore)
	}
	return a.Band
}

func (a Answer) key() []byte { return timed(nil, a.AnsweredAt, a.AnswerID) }

func (a Answer) userKey() []byte { return timed(prefix(a.User), a.AnsweredAt, a.AnswerID) }

func (a Answer) check() error {
	if err := checkID("its id", a.AnswerID); err != nil {
		return err
	}
	if err := checkID("its user", a.User); err != nil {
		return err
	}
	if a.AnsweredAt.IsZero() || a.AnsweredAt.UnixNano() <= 0 {
		return fmt.Errorf("%w: it has no time", ErrInvalid)
	}
	return checkIDs("its question", a.QuestionID, "its category", a.Category, "its day", a.Day)
}

// PutAnswer keeps an answer, new or changed; the totals follow. Putting the same one twice changes nothing.
func (tx *Tx) PutAnswer(a Answer) error {
	if err := a.check(); err != nil {
		return fmt.Errorf("answer %q: %w", a.AnswerID, err)
	}
	old, existed, err := tx.Answer(a.AnswerID)
	if err != nil {
		return err
	}
	same := existed && bytes.Equal(old.key(), a.key()) && old.User == a.User
	if existed && !same {
		if err := tx.unindexAnswer(old); err != nil {
			return err
		}
	}
	if err := put(tx, bktAnswers, a.key(), a); err != nil {
		return err
	}
	if !same {
		if err := tx.indexAnswer(a); err != nil {
			return err
		}
	}
	return tx.retotal(old, a)
}

func (tx *Tx) indexAnswer(a Answer) error {
	if err := tx.putRaw(bktAnswerID, []byte(a.AnswerID), a.key()); err != nil {
		return err
	}
	if err := tx.putRaw(bktUserAnswer, a.userKey(), nil); err != nil {
		return err
	}
	tx.add(countAnswers, 1)
	return nil
}

// unindexAnswer removes the row too, since its key is made of the same parts.
func (tx *Tx) unindexAnswer(a Answer) error {
	if err := tx.drop(bktAnswers, a.key()); err != nil {
		return err
	}
	if err := tx.drop(bktAnswerID, []byte(a.AnswerID)); err != nil {
		return err
	}
	if err := tx.drop(bktUserAnswer, a.userKey()); err != nil {
		return err
	}
	tx.add(countAnswers, -1)
	return nil
}

// DropAnswer removes one answer, for example past the retention; the totals follow. Doing it twice is fine.
func (tx *Tx) DropAnswer(id string) error {
	a, ok, err := tx.Answer(id)
	if err != nil || !ok {
		return err
	}
	if err := tx.unindexAnswer(a); err != nil {
		return err
	}
	return tx.retotal(a, Answer{})
}

// Answer finds an answer by its id.
func (tx *Tx) Answer(id string) (Answer, bool, error) {
	key := tx.bucket(bktAnswerID).Get([]byte(id))
	if key == nil {
		return Answer{}, false, nil
	}
	return get[Answer](tx, bktAnswers, key)
}

// AnswersLen is how many answers there are, of every kind.
func (tx *Tx) AnswersLen() int { return tx.count(countAnswers) }

// AnswersOf lists a person's answers of every kind, newest first. An empty cursor starts at the newest; next is the
// cursor of the following page, empty at the end. limit 0 means all.
func (tx *Tx) AnswersOf(user string, limit int, cursor string) (page []Answer, next string, err error) {
	head := prefix(user)
	from, err := hex.DecodeString(cursor)
	if err != nil {
		return nil, "", fmt.Errorf("%w: the cursor %q", ErrInvalid, cursor)
	}
	c := tx.bucket(bktUserAnswer).Cursor()
	key := seekBefore(c, head, from)
	for ; key != nil && bytes.HasPrefix(key, head); key, _ = c.Prev() {
		if limit > 0 && len(page) == limit {
			return page, next, nil
		}
		row := key[len(head):]
		a, ok, err := get[Answer](tx, bktAnswers, row)
		if err != nil {
			return nil, "", err
		}
		if !ok {
			return nil, "", fmt.Errorf("%w: %s points to an answer that is not there", ErrCorrupt, bktUserAnswer)
		}
		page = append(page, a)
		next = hex.EncodeToString(row)
	}
	return page, "", nil
}

// cursor is what seekBefore needs of bbolt's.
type cursor interface {
	Seek(key []byte) (k, v []byte)
	Last() (k, v []byte)
	Prev() (k, v []byte)
}

// seekBefore goes to the last key with head that lies before head+from; without from, to the last with head.
func seekBefore(c cursor, head, from []byte) []byte {
	bound := append(bytes.Clone(head), from...)
	if len(from) == 0 {
		// The last byte of head is the zero separator, so this is the first key past all that begin with head.
		bound[len(bound)-1] = 1
	}
	key, _ := c.Seek(bound)
	if key == nil {
		key, _ = c.Last()
	} else {
		key, _ = c.Prev()
	}
	if key == nil || !bytes.HasPrefix(key, head) {
		return nil
	}
	return key
}

// EachAnswer calls fn for every answer of every kind, oldest first, until it returns an error. fn must not change answers.
func (tx *Tx) EachAnswer(fn func(Answer) error) error {
	return tx.AnswersBetween(time.Time{}, time.Time{}, fn)
}

// AnswersBetween is EachAnswer from one time on and before another; a zero `until` means to the end.
func (tx *Tx) AnswersBetween(from, until time.Time, fn func(Answer) error) error {
	c := tx.bucket(bktAnswers).Cursor()
	for k, v := c.Seek(beTime(from)); k != nil; k, v = c.Next() {
		if !until.IsZero() && fromBE(k) >= nanos(until) {
			return nil
		}
		var a Answer
		if err := decode(v, &a); err != nil {
			return fmt.Errorf("answer %q: %w", untimed(k), err)
		}
		if err := fn(a); err != nil {
			return err
		}
	}
	return nil
}
