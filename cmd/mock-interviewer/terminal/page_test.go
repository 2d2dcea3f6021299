package terminal

import "testing"

func TestTextCannotWriteToTheTerminal(t *testing.T) {
	t.Parallel()
	if got := Clean("a\x1b[31mb\nc\u202ed\x07"); got != "a[31mb cd" {
		t.Errorf("%q", got)
	}
}

func TestParagraphsWrapUnderTheirLead(t *testing.T) {
	t.Parallel()
	var p Page
	p.Para("    you: ", "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen")
	const want = "    you: one two three four five six seven eight nine ten eleven twelve thirteen fourteen\n      fifteen sixteen seventeen\n"
	if p.String() != want {
		t.Errorf("got\n%s", p.String())
	}
}
