package eval

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"unicode/utf8"

	"mock-interviewer/questions"
)

// MaxRows is how many replies a file may hold.
const MaxRows = 200_000

const (
	maxFile    = 64 << 20 // bytes of a file
	mostFaults = 20       // bad lines that are listed
)

// row is one reply with what people gave it.
type row struct {
	line     int // of the file, where the record starts
	record   []string
	question *questions.Question
	category string
	reply    string
	human    float64 // 0 to 1
}

// Set is an eval file as read: every row good.
type Set struct {
	file   string
	header []string
	rows   []row
	// corpus is every question of the file, also of rows beyond --limit, so that a row's estimate does not depend on
	// how many rows are graded.
	corpus *questions.Bank
}

// Limit leaves the first n rows of the set; the estimate goes on knowing the questions of all.
func (s *Set) Limit(n int) { s.rows = s.rows[:min(n, len(s.rows))] }

// Corpus is every question of the set, from which the estimate learns how telling a word is.
func (s *Set) Corpus() *questions.Bank { return s.corpus }

// ErrNoFile is an eval file that cannot be read at all, as against one whose content is wrong.
var ErrNoFile = errors.New("cannot be read")

// Read reads the file. The error wraps ErrNoFile, or lists the faults, one a line. bank is only called where a row
// names a question by id.
func Read(path string, bank func() (*questions.Bank, error)) (*Set, error) {
	data, err := readCapped(path, maxFile)
	if err != nil {
		if pe, ok := errors.AsType[*fs.PathError](err); ok {
			err = pe.Err
		}
		return nil, fmt.Errorf("%s %w: %w", path, ErrNoFile, err)
	}
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		return nil, fmt.Errorf("%s: is UTF-16 text; save it as UTF-8", path)
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	r := csv.NewReader(bytes.NewReader(data))
	r.FieldsPerRecord = -1
	header, err := r.Read()
	switch {
	case errors.Is(err, io.EOF):
		return nil, fmt.Errorf("%s: is empty; want a header and at least one row", path)
	case err != nil:
		return nil, csvFault(path, err)
	}
	cols, err := readHeader(header)
	if err != nil {
		line, _ := r.FieldPos(0)
		return nil, fmt.Errorf("%s:%d: %w", path, line, err)
	}
	set := &Set{file: path, header: header}
	return set, set.readRows(r, cols, newFinder(bank))
}

// readRows reads to the end and collects what is wrong, so that one run names all of it before anything is graded.
func (s *Set) readRows(r *csv.Reader, cols columns, f *finder) error {
	var faults []error
	for len(faults) < mostFaults {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			faults = append(faults, csvFault(s.file, err)) // what follows a broken quote means nothing
			break
		}
		line, _ := r.FieldPos(0)
		if len(s.rows) == MaxRows {
			faults = append(faults, fmt.Errorf("%s:%d: has more than %d rows; split the file", s.file, line, MaxRows))
			break
		}
		got, err := s.read(record, cols, f)
		if errors.Is(err, errBank) {
			return err
		}
		if err != nil {
			faults = append(faults, fmt.Errorf("%s:%d: %w", s.file, line, err))
			continue
		}
		got.line = line
		s.rows = append(s.rows, got)
	}
	switch {
	case len(faults) == mostFaults:
		return errors.Join(append(faults, errors.New("these are the first faults; there may be more"))...)
	case len(faults) > 0:
		return errors.Join(faults...)
	case len(s.rows) == 0:
		return fmt.Errorf("%s: has a header and no rows", s.file)
	}
	var err error
	s.corpus, err = f.corpus()
	return err
}

func (s *Set) read(record []string, cols columns, f *finder) (row, error) {
	if short := len(s.header) - len(record); short > 0 {
		return row{}, fmt.Errorf("has %d of %d columns; %s missing", len(record), len(s.header), strings.Join(s.header[len(record):], ", "))
	} else if short < 0 {
		return row{}, fmt.Errorf("has %d columns, the header %d; put quotes around text with commas", len(record), len(s.header))
	}
	for i, field := range record {
		if !utf8.ValidString(field) {
			return row{}, fmt.Errorf("%s is not UTF-8 text", s.header[i])
		}
	}
	human, err := cols.human(record)
	if err != nil {
		return row{}, err
	}
	q, err := f.find(record, cols)
	if err != nil {
		return row{}, err
	}
	category := cols.of(record, colCategory)
	if category == "" {
		category = q.Category
	}
	return row{record: record, question: q, category: category, reply: record[cols[colReply]], human: human}, nil
}

// csvFault names the line; for a quote that is never closed, the one where the record starts.
func csvFault(path string, err error) error {
	var pe *csv.ParseError
	if !errors.As(err, &pe) {
		return fmt.Errorf("%s: %w", path, err)
	}
	if pe.StartLine != pe.Line {
		return fmt.Errorf("%s:%d: %w in the record that starts here", path, pe.StartLine, pe.Err)
	}
	return fmt.Errorf("%s:%d: %w", path, pe.Line, pe.Err)
}

// readCapped reads a file whole and refuses one that is too large.
func readCapped(path string, most int64) (_ []byte, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, most+1))
	if err != nil {
		return nil, err
	}
	if int64(len(data)) > most {
		return nil, fmt.Errorf("it is larger than %d MiB", most>>20)
	}
	return data, nil
}
