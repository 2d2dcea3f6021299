package blocks

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"mock-interviewer/questions"
)

// is matches one verdict.
func is(want questions.Verdict) func(questions.Verdict) bool {
	return func(v questions.Verdict) bool { return v == want }
}

func verdictWord(v questions.Verdict) string {
	switch v {
	case questions.Met:
		return verdictMet
	case questions.Partial:
		return verdictPartial
	case questions.Unclear:
		return verdictUnclear
	case questions.Missed:
	}
	return verdictMissed
}

func bandWord(b questions.Band) string {
	switch b {
	case questions.Strong:
		return bandStrong
	case questions.Solid:
		return bandSolid
	case questions.Developing:
		return bandDeveloping
	case questions.Weak:
	}
	return bandWeak
}

// commaed joins the parts that say something.
func commaed(parts ...string) string { return strings.Join(filled(parts), ", ") }

// capital begins a text with a capital letter.
func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 || r == utf8.RuneError {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}
