package questions

import (
	"bytes"
	"unicode/utf8"
)

// The limits of a guide. They are far beyond what a person writes, and low enough that no file can make the bot slow.
// Lengths of text are in characters, of files and lines in bytes.
const (
	maxGuideBytes       = 1 << 20
	maxFrontMatterBytes = 16 << 10
	maxFrontMatterDepth = 16
	maxLineBytes        = 4000
	maxIndentColumns    = 100
	maxMarkersPerLine   = 16
	maxParagraphBytes   = 4000
	maxNesting          = 8

	maxQuestions    = 500
	maxSections     = 100
	maxSectionItems = 100
	maxTitle        = 300
	maxCategory     = 80
	maxSlug         = 60
	maxFormerSlugs  = 20
	maxDescription  = 2000
	maxLabel        = 80
	maxText         = 1000
	maxScene        = 1000
	maxBullets      = 200
	maxCriteria     = 20
	maxPitfalls     = 10
	maxFollowUps    = 10
	maxAliases      = 60
	maxTags         = 20
	minWeight       = 0.1
	maxWeight       = 5

	maxGuides   = 200
	maxProblems = 100
)

// checkBytes refuses what no Markdown parser should see: too much of it, bytes that are not text, and line shapes whose
// only use is to make a parser slow. It reports whether the source may be parsed.
func checkBytes(r *report, src []byte) bool {
	if len(src) > maxGuideBytes {
		r.errorf(0, "the guide is larger than %d bytes (1 MiB); split it into several files", maxGuideBytes)
		return false
	}
	for line := 1; len(src) > 0; line++ {
		var text []byte
		text, src, _ = bytes.Cut(src, []byte("\n"))
		checkLine(r, line, text)
	}
	return !r.failed()
}

func checkLine(r *report, line int, text []byte) {
	switch {
	case len(text) > maxLineBytes:
		r.errorf(line, "the line is longer than %d bytes; break it into several bullets", maxLineBytes)
	case !utf8.Valid(text):
		r.errorf(line, "the line holds bytes that are not UTF-8; save the file as UTF-8")
	case bytes.IndexFunc(text, isControl) >= 0:
		r.errorf(line, "the line holds a control character; remove it")
	case isConflictMarker(text):
		r.errorf(line, "an unresolved merge conflict; keep one side and remove the marker lines")
	default:
		checkIndent(r, line, text)
	}
}

func checkIndent(r *report, line int, text []byte) {
	columns, markers := 0, 0
	for i, c := range text {
		switch {
		case c == ' ':
			columns++
		case c == '\t':
			columns += 4
		case c == '-' || c == '*' || c == '+' || c == '>':
			markers++
		case (c == '.' || c == ')') && i > 0 && isDigit(text[i-1]):
			markers++
		case isDigit(c):
		default:
			return
		}
		if columns > maxIndentColumns {
			r.errorf(line, "the line is indented by more than %d columns; bullets may nest %d deep", maxIndentColumns, maxNesting)
			return
		}
		if markers > maxMarkersPerLine && columns > 0 && !isRule(text) {
			r.errorf(line, "more than %d list or quote markers on one line; bullets may nest %d deep", maxMarkersPerLine, maxNesting)
			return
		}
		if markers > maxMarkersPerLine && c == '>' {
			r.errorf(line, "more than %d quote markers on one line; write plain bullets", maxMarkersPerLine)
			return
		}
	}
}

// isRule reports whether the line is a thematic break, which may be as long as it likes: "-----", "* * *".
func isRule(text []byte) bool {
	text = bytes.ReplaceAll(bytes.TrimSpace(text), []byte(" "), nil)
	return len(text) >= 3 && (text[0] == '-' || text[0] == '*') && len(bytes.Trim(text, string(text[:1]))) == 0
}

func isControl(c rune) bool { return (c < ' ' && c != '\t') || c == 0x7f }

func isConflictMarker(text []byte) bool {
	return bytes.HasPrefix(text, []byte("<<<<<<< ")) || bytes.HasPrefix(text, []byte(">>>>>>> "))
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// runes is the length of s in characters.
func runes(s string) int { return utf8.RuneCountInString(s) }
