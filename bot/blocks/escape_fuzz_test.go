package blocks

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/slack-go/slack/slackutilsx"
)

// FuzzEscaped holds whatever anybody wrote against what Slack reads in mrkdwn: nothing in it may become a mention, a link or
// an entity of its own, nor hide, nor reorder what stands beside it.
func FuzzEscaped(f *testing.F) {
	for _, seed := range []string{
		"plain", "<!channel>", "<@U0VICTIM>", "<https://evil.example|click>", "&lt;!here&gt;", "&amp;lt;", "a & b < c > d", "`code` *bold* _x_",
		"\u202etxet", "\u2066a", "zero\u200bwidth", "a\x00b", "\xff\xfe", strings.Repeat("e\u0301", 40), "مرحبا <@U1>", strings.Repeat("<", 500), "🏴\U000e0067\U000e007f",
	} {
		f.Add(seed, 60)
	}
	f.Fuzz(func(t *testing.T, s string, most int) {
		if most < 3 || most > 5000 {
			return
		}
		out := escaped(s, most)
		if strings.ContainsAny(out, "<>") {
			t.Fatalf("%q can hold a token: %q", s, out)
		}
		if !utf8.ValidString(out) {
			t.Fatalf("%q is no UTF-8: %q", s, out)
		}
		plain := strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&").Replace(out)
		if slackutilsx.EscapeMessage(plain) != out {
			t.Fatalf("%q holds an entity that is not ours: %q", s, out)
		}
		if n := utf8.RuneCountInString(plain); n > most {
			t.Fatalf("%d characters are shown, at most %d were asked for: %q", n, most, out)
		}
		fenced := strings.TrimSuffix(strings.TrimPrefix(plain, "\u2068"), "\u2069")
		for _, r := range fenced {
			if unicode.IsControl(r) || turns(r) {
				t.Fatalf("%q keeps %U: %q", s, r, out)
			}
		}
	})
}
