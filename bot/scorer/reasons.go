package scorer

import (
	"strings"

	"mock-interviewer/questions"
)

// reason says in words why a point counts, and what would have made it stronger.
func (f finding) reason(v questions.Verdict, g guard) string {
	if f.says != "" {
		return f.says + g.note
	}
	says := "touches on this point"
	switch {
	case f.match.alias != "":
		says = "mentions " + quoted(f.match.alias)
	case len(f.match.hit) > 0:
		says = "mentions " + listed(f.match.hit, 4)
	}
	if v == questions.Partial && len(f.match.missing) > 0 {
		says += "; says nothing about " + listed(f.match.missing, 3)
	}
	return says + g.note
}

func (f finding) missedReason(g guard) string {
	switch {
	case f.idle:
		return f.says + ", but makes hardly a point that it backs" + g.note
	case f.says != "" && f.found:
		return f.says + ", but that hardly counts" + g.note
	case f.lacks != "":
		return f.lacks
	case f.match.denied > 0.3:
		return "says the opposite of this point" + g.note
	case f.match.supposed:
		return "only says what happens without it" + g.note
	case f.strength > 0 && len(f.match.hit) > 0:
		return "only touches on " + listed(f.match.hit, 3) + g.note
	case len(f.match.missing) > 0:
		return "says nothing about " + listed(f.match.missing, 3)
	}
	return "says nothing about this point"
}

func quoted(s string) string { return "“" + s + "”" }

// listed joins the first n words as people do: a, b and c.
func listed(words []string, n int) string {
	if len(words) > n {
		words = words[:n]
	}
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}
