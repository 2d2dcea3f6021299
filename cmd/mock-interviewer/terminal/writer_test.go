package terminal

import (
	"bytes"
	"testing"
)

func TestWhatIsWrittenToATerminalCannotCommandIt(t *testing.T) {
	t.Parallel()
	const text = "a,b\r\n\"é\x1b]0;title\a \u009b2J \u202egnp.exe\",\xff日本\n"
	const want = "a,b\n\"é]0;title 2J gnp.exe\",\ufffd日本\n"
	for n := 1; n <= len(text); n++ {
		var out bytes.Buffer
		w := Writer{To: &out}
		for rest := []byte(text); len(rest) > 0; {
			part := rest[:min(n, len(rest))]
			rest = rest[len(part):]
			if wrote, err := w.Write(part); err != nil || wrote != len(part) {
				t.Fatal(wrote, err)
			}
		}
		if out.String() != want {
			t.Errorf("in parts of %d: %q, want %q", n, out.String(), want)
		}
	}
}
