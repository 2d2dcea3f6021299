package eval

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"mock-interviewer/bot/scorer"
	"mock-interviewer/questions"
)

// journal remembers each grade of a model as soon as it is there, so that a run that was interrupted asks, and pays, for
// nothing twice. It lies beside the predictions until every reply is graded. A nil journal remembers nothing.
type journal struct {
	path string
	who  *Contender
	file *os.File // open while a run adds to it
}

// remembered is a line of the journal.
type remembered struct {
	Key   string          `json:"key"`
	Grade questions.Grade `json:"grade"`
	Usage scorer.Usage    `json:"usage"`
}

// key is of all that a grade depends on, so that a changed guide, file or model is never served an old grade.
func (j *journal) key(r row) string {
	h := sha256.New()
	_ = json.NewEncoder(h).Encode([]any{ // text and numbers, and a hash takes everything
		j.who.Host, j.who.Model, j.who.Second, scorer.PromptVersion, r.question.Title, r.question.Scene,
		r.question.Kind, r.question.Rubric, r.reply,
	})
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// recall fills in what is remembered, opens the journal for what is to come and returns the rows that are left.
func (j *journal) recall(rows []row, outcomes []outcome) (todo []int, err error) {
	known, err := j.read()
	if err != nil {
		return nil, err
	}
	for i := range rows {
		line, ok := remembered{}, false
		if j != nil {
			line, ok = known[j.key(rows[i])]
		}
		if !ok {
			outcomes[i].reason = notAsked
			todo = append(todo, i)
			continue
		}
		outcomes[i] = outcome{graded: true, predicted: float64(line.Grade.Score) / 100, grade: &line.Grade, usage: line.Usage}
	}
	return todo, j.open()
}

// read skips lines that it cannot read: a kill may have cut off the last one.
func (j *journal) read() (map[string]remembered, error) {
	if j == nil {
		return nil, nil
	}
	f, err := os.Open(j.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	known := map[string]remembered{}
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var line remembered
		if json.Unmarshal(lines.Bytes(), &line) == nil && line.Key != "" {
			known[line.Key] = line
		}
	}
	return known, lines.Err()
}

func (j *journal) open() (err error) {
	if j == nil {
		return nil
	}
	j.file, err = os.OpenFile(j.path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	return err
}

// add writes one grade, on a line of its own even where the last run was cut off in a line.
func (j *journal) add(r row, o outcome) error {
	if j == nil {
		return nil
	}
	line, err := json.Marshal(remembered{Key: j.key(r), Grade: *o.grade, Usage: o.usage})
	if err != nil {
		return fmt.Errorf("remembering a grade: %w", err)
	}
	_, err = j.file.Write(append(append([]byte{'\n'}, line...), '\n'))
	return err
}

func (j *journal) close() error {
	if j == nil || j.file == nil {
		return nil
	}
	return j.file.Close()
}

// forget removes the journal: there is nothing left to go on with.
func (j *journal) forget() error {
	if j == nil {
		return nil
	}
	return os.Remove(j.path)
}
