package questions

import (
	"fmt"
	"slices"
	"strings"
)

// Severity says whether a problem refuses a guide.
type Severity string

// The severities. An error refuses the guide whole; a warning is said and the guide is used.
const (
	SeverityError   Severity = "error"
	SeverityWarning Severity = "warning"
)

// Problem is one thing that is wrong with a guide, where it stands, and what would be right.
type Problem struct {
	File string `json:"file"`
	// Line is 1-based; 0 means the file as a whole.
	Line     int      `json:"line"`
	Severity Severity `json:"severity"`
	Message  string   `json:"message"`
	// cause is the file system's error, where there was one.
	cause error
}

// Error is "file:line: message", as `questions lint` prints it. A warning says so before its message.
func (p Problem) Error() string {
	message := p.Message
	if p.Severity == SeverityWarning {
		message = "warning: " + message
	}
	if p.Line == 0 {
		return fmt.Sprintf("%s: %s", p.File, message)
	}
	return fmt.Sprintf("%s:%d: %s", p.File, p.Line, message)
}

// Unwrap returns the file system's error behind the problem, or nil.
func (p Problem) Unwrap() error { return p.cause }

// Problems is everything that was found in one or more guides, in the order of their lines.
type Problems []Problem

// Error lists the problems, one a line.
func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.Error()
	}
	return strings.Join(lines, "\n")
}

// Unwrap lets errors.Is and errors.As see every problem.
func (ps Problems) Unwrap() []error {
	errs := make([]error, len(ps))
	for i, p := range ps {
		errs[i] = p
	}
	return errs
}

// Errors returns the problems that refuse a guide.
func (ps Problems) Errors() Problems { return ps.only(SeverityError) }

// Warnings returns the problems that do not.
func (ps Problems) Warnings() Problems { return ps.only(SeverityWarning) }

// Err returns the errors among the problems as one error, nil when there are none.
func (ps Problems) Err() error {
	if errs := ps.Errors(); len(errs) > 0 {
		return errs
	}
	return nil
}

func (ps Problems) only(severity Severity) Problems {
	var out Problems
	for _, p := range ps {
		if p.Severity == severity {
			out = append(out, p)
		}
	}
	return out
}

// report collects the problems of one file, the first maxProblems of each severity.
type report struct {
	file     string
	problems Problems
	errors   int
	warnings int
}

func (r *report) errorf(line int, format string, args ...any) {
	r.errors++
	r.add(r.errors, line, SeverityError, fmt.Sprintf(format, args...))
}

func (r *report) warnf(line int, format string, args ...any) {
	r.warnings++
	r.add(r.warnings, line, SeverityWarning, fmt.Sprintf(format, args...))
}

func (r *report) add(count, line int, severity Severity, message string) {
	if count <= maxProblems {
		r.problems = append(r.problems, Problem{File: r.file, Line: line, Severity: severity, Message: message})
	}
}

func (r *report) failed() bool { return r.errors > 0 }

// result is the problems in the order of their lines, and how many more there were.
func (r *report) result() Problems {
	slices.SortStableFunc(r.problems, func(a, b Problem) int { return a.Line - b.Line })
	dropped := r.errors + r.warnings - len(r.problems)
	if dropped > 0 {
		last := r.problems[len(r.problems)-1].Line
		r.problems = append(r.problems, Problem{
			File: r.file, Line: last, Severity: SeverityWarning,
			Message: fmt.Sprintf("and %d more problems; only the first %d errors and warnings are listed", dropped, maxProblems),
		})
	}
	return r.problems
}

// quote shows a guide's own words in a message, cut to a length that keeps the message on one line.
func quote(s string) string {
	const most = 60
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > most {
		s = strings.TrimSpace(string(r[:most])) + "…"
	}
	return `"` + s + `"`
}
