package eval

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"mock-interviewer/cmd/mock-interviewer/terminal"
)

// The columns of an eval file that mean something; others are carried along.
const (
	colReply     = "student_answer"
	colScore     = "score"
	colMax       = "max_score"
	colID        = "question_id"
	colQuestion  = "question"
	colReference = "reference_answer"
	colCategory  = "category"
	colPredicted = "predicted"
)

// columns is where each named column stands.
type columns map[string]int

// readHeader refuses a header that lacks a column or has one twice.
func readHeader(header []string) (columns, error) {
	known := []string{colReply, colScore, colMax, colID, colQuestion, colReference, colCategory}
	cols := columns{}
	for i, name := range header {
		name = strings.ToLower(strings.TrimSpace(name))
		if !slices.Contains(known, name) {
			continue
		}
		if _, twice := cols[name]; twice {
			return nil, fmt.Errorf("the header has the column %s twice", name)
		}
		cols[name] = i
	}
	var missing []string
	for _, name := range []string{colReply, colScore, colMax} {
		if !cols.have(name) {
			missing = append(missing, name)
		}
	}
	if !cols.have(colID) {
		switch {
		case !cols.have(colQuestion) && !cols.have(colReference):
			missing = append(missing, colID+" (or "+colQuestion+" and "+colReference+")")
		case !cols.have(colQuestion):
			missing = append(missing, colQuestion)
		case !cols.have(colReference):
			missing = append(missing, colReference)
		}
	}
	if len(missing) > 0 {
		return nil, errors.New("the header lacks " + strings.Join(missing, ", ") +
			"; want student_answer,score,max_score and either question_id or question,reference_answer")
	}
	return cols, nil
}

func (c columns) have(name string) bool { _, ok := c[name]; return ok }

// of returns the record's field without space around it, empty where there is no such column.
func (c columns) of(record []string, name string) string {
	i, ok := c[name]
	if !ok {
		return ""
	}
	return strings.TrimSpace(record[i])
}

// human is what people gave, scaled to 0-1.
func (c columns) human(record []string) (float64, error) {
	most, err := finite(c.of(record, colMax))
	if err != nil || most <= 0 {
		return 0, fmt.Errorf("max_score is %.40q; want a number above 0", c.of(record, colMax))
	}
	score, err := finite(c.of(record, colScore))
	if err != nil || score < 0 || score > most {
		return 0, fmt.Errorf("score is %.40q; want a number from 0 to max_score, %s", c.of(record, colScore), terminal.Number(most))
	}
	return score / most, nil
}

func finite(s string) (float64, error) {
	f, err := strconv.ParseFloat(s, 64)
	if err == nil && (math.IsNaN(f) || math.IsInf(f, 0)) {
		err = errors.New("not finite")
	}
	return f, err
}
