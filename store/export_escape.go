package store

import (
	"bytes"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// escaped writes a line of JSON without the characters that a terminal obeys or that hide what a text says: control
// characters, those that turn the direction of writing, and others without a shape of their own. They stand as \u and four
// digits, which is the same value to whoever reads it.
func escaped(line []byte) []byte {
	if !bytes.ContainsFunc(line, unseen) {
		return line
	}
	out := make([]byte, 0, len(line)+64)
	for len(line) > 0 {
		r, size := utf8.DecodeRune(line)
		if !unseen(r) {
			out = append(out, line[:size]...)
		} else {
			for _, unit := range utf16.Encode([]rune{r}) {
				out = append(out, '\\', 'u')
				out = append(out, hexDigits[unit>>12], hexDigits[unit>>8&15], hexDigits[unit>>4&15], hexDigits[unit&15])
			}
		}
		line = line[size:]
	}
	return out
}

const hexDigits = "0123456789abcdef"

// unseen says whether a character is to be escaped. The line break is the end of a line: within one, JSON escapes it itself.
func unseen(r rune) bool { return r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) }
