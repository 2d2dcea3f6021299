package blocks

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestAClauseEndsWhereAReaderWouldPause(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		what, text string
		most       int
		want       string
	}{
		{"behind a clause", "We drain the node first, then we move the pods away", 40, "We drain the node first…"},
		{"not in the first half", "Yes, we drain the node and move the pods away", 30, "Yes, we drain the node…"},
		{"not inside a number", "It costs about 1,500 seconds of every week we have", 24, "It costs about 1,500…"},
		{"before a number", "We drain the node first, in some 1,500 seconds or so", 42, "We drain the node first…"},
		{"no small word hangs", "Look at the served certificate with the old clients", 42, "Look at the served certificate…"},
		{"nor several", "The probe runs outside of and in the cluster", 34, "The probe runs outside…"},
		{"Arabic", "نراقب الشهادة من الخارج، ثم نجددها قبل انتهاء المدة", 36, "نراقب الشهادة من الخارج…"},
		{"Japanese", "証明書を外から確認し、期限の二十一日前に知らせる", 16, "証明書を外から確認し…"},
		{"what fits is left alone", "We drain the node of", 20, "We drain the node of"},
	} {
		if got := clause(c.text, c.most); got != c.want {
			t.Errorf("%s: got %q, want %q", c.what, got, c.want)
		}
	}
}

func TestAClauseIsABeginningThatFits(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		s := tidy(hostile().Draw(rt, "text"))
		most := rapid.IntRange(2, 200).Draw(rt, "most")
		got := clause(s, most)
		head := strings.TrimSuffix(got, ellipsis)
		if utf8.RuneCountInString(got) > most || !utf8.ValidString(got) || !strings.HasPrefix(s, head) {
			rt.Fatalf("%q of %q, at most %d", got, s, most)
		}
	})
}
