package scorer

import (
	"strings"

	"mock-interviewer/questions"
)

// The signs that a reason hands out the rubric instead of speaking about the reply: a run of its words, or something that
// is no word at all.
const (
	longestRun  = 7
	longestWord = 40 // in bytes
)

// reasonFor is the judge's reason, unless it hands out the rubric: a judge can be talked into printing it. Of a reply that
// talks to its judge no reason may bring a telling word that only the rubric has.
func (v *verifier) reasonFor(reason, plain string) string {
	reason = cleanReason(reason)
	said := analyse(reason, v.lx.stem)
	for i := range said.tokens {
		tok := &said.tokens[i]
		if len(tok.text) > longestWord || v.hostile && v.secret[tok.stem] {
			return plain
		}
	}
	for at := 0; at+longestRun <= len(said.tokens); at++ {
		run := " " + joined(said.tokens[at:at+longestRun]) + " "
		if strings.Contains(v.rubric, run) {
			return plain
		}
	}
	return reason
}

func plainReason(verdict questions.Verdict) string {
	switch verdict {
	case questions.Met:
		return "You make this point."
	case questions.Partial:
		return "You make a part of this point."
	case questions.Unclear:
		return "Your reply can be read both ways here."
	}
	return "This point is not found in your reply."
}

// readRubric notes what only the rubric says.
func (v *verifier) readRubric(q *questions.Question) {
	known := map[string]bool{}
	for i := range v.reply.tokens {
		known[v.reply.tokens[i].stem] = true
	}
	var b strings.Builder
	add := func(s string) {
		t := v.lx.text(s)
		b.WriteString(" " + joined(t.tokens) + " \n")
		for i := range t.tokens {
			if tok := &t.tokens[i]; !tok.stop && !known[tok.stem] && !v.cq.asked[tok.stem] && v.lx.idf(tok.stem) >= tellingIDF {
				v.secret[tok.stem] = true
			}
		}
	}
	for _, c := range q.Rubric.Criteria {
		add(c.Text)
		add(c.Illustration)
	}
	v.rubric = b.String()
}

// mostReason is how long a reason may be on a scorecard, in runes.
const mostReason = 240

// cleanReason makes a model's sentence fit to show: one line, not too long.
func cleanReason(s string) string {
	runes := []rune(oneLine(stripInvisible(s)))
	if len(runes) > mostReason {
		return strings.TrimSpace(string(runes[:mostReason-1])) + "…"
	}
	return string(runes)
}
