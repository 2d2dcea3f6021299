package config

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// FieldError is one thing that is wrong with the configuration.
type FieldError struct {
	// Field is the YAML path ("daily[0].cron"); empty where the file as a whole is meant.
	Field string
	// Env is the environment variable of the same meaning; empty where there is none.
	Env string
	// File and Line say where the value stands; Line is 0 where it came from the environment or is missing.
	File string
	Line int
	// Problem says what is wrong and Want what would be right. Neither holds a secret.
	Problem string
	Want    string
}

// Error is one line: where, which field, what is wrong, what would be right.
func (e FieldError) Error() string {
	var b strings.Builder
	if e.Line > 0 {
		fmt.Fprintf(&b, "%s:%d: ", e.File, e.Line)
	}
	if name := e.name(); name != "" {
		b.WriteString(name + " ")
	}
	b.WriteString(e.Problem)
	if e.Want != "" {
		b.WriteString("; want " + e.Want)
	}
	return strings.Map(printable, b.String())
}

// printable keeps a YAML key or a path with line ends or escape sequences in it from leaving its line.
func printable(r rune) rune {
	if unicode.IsControl(r) {
		return '?'
	}
	return r
}

// name puts first the name under which the operator gave the value.
func (e FieldError) name() string {
	switch {
	case e.Env == "":
		return e.Field
	case e.Field == "":
		return e.Env
	case e.Line > 0:
		return e.Field + " (" + e.Env + ")"
	default:
		return e.Env + " (" + e.Field + ")"
	}
}

// FieldErrors are all that is wrong, in the order of the configuration table. A non-nil FieldErrors is never empty.
type FieldErrors []FieldError

// Error is one line an error.
func (e FieldErrors) Error() string {
	lines := make([]string, len(e))
	for i, fe := range e {
		lines[i] = fe.Error()
	}
	return strings.Join(lines, "\n")
}

// explain says whether one of them may be why a field is not set: it is about that field, or about one beside it that is
// unknown, and so has no variable.
func (e FieldErrors) explain(field string) bool {
	section, _, _ := strings.Cut(field, ".")
	return slices.ContainsFunc(e, func(fe FieldError) bool {
		return fe.Field == field || (fe.Env == "" && strings.HasPrefix(fe.Field, section+"."))
	})
}

func (e FieldErrors) orNil() error {
	if len(e) == 0 {
		return nil
	}
	return e
}

// Concerning keeps of err what a command that reads only the named top-level fields must refuse: faults of those
// fields and of the file as a whole. `questions list` need not care about a bad Slack token. An err that is not
// FieldErrors comes back as it is.
func Concerning(err error, fields ...string) error {
	var all FieldErrors
	if !errors.As(err, &all) {
		return err
	}
	var kept FieldErrors
	for _, fe := range all {
		if fe.Field == "" || underAny(fe.Field, fields) {
			kept = append(kept, fe)
		}
	}
	return kept.orNil()
}

func underAny(path string, fields []string) bool {
	for _, f := range fields {
		rest, ok := strings.CutPrefix(path, f)
		if ok && (rest == "" || rest[0] == '.' || rest[0] == '[') {
			return true
		}
	}
	return false
}
