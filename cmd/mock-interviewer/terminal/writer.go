package terminal

import (
	"io"
	"slices"
	"unicode/utf8"
)

// Writer passes text on without what a terminal would obey, as Clean does, but with its line breaks.
type Writer struct {
	To io.Writer
	// cut is the beginning of a character whose rest is yet to come.
	cut []byte
}

// Write is io.Writer's.
func (w *Writer) Write(p []byte) (int, error) {
	text := slices.Concat(w.cut, p)
	end := whole(text)
	w.cut = text[end:]
	var out []byte
	for line := text[:end]; len(line) > 0; {
		r, size := utf8.DecodeRune(line)
		if r == '\n' {
			out = append(out, '\n')
		} else {
			out = append(out, Clean(string(r))...) // a byte that is no character shows as one that stands for it
		}
		line = line[size:]
	}
	if _, err := w.To.Write(out); err != nil {
		return 0, err
	}
	return len(p), nil
}

// whole is how much of a text is there without a character that its end cuts off.
func whole(text []byte) int {
	for at := max(0, len(text)-utf8.UTFMax+1); at < len(text); at++ {
		if utf8.RuneStart(text[at]) && !utf8.FullRune(text[at:]) {
			return at
		}
	}
	return len(text)
}
