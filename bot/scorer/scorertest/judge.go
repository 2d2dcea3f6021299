package scorertest

import (
	"regexp"
	"strings"
)

// Judgement is a whole answer of a judge, in the contract's shape.
type Judgement struct {
	Criteria []Verdict `json:"criteria"`
	FollowUp string    `json:"follow_up"`
	Pitfalls []Verdict `json:"pitfalls"`
}

// Verdict is a judge's word on one criterion or pitfall.
type Verdict struct {
	ID      string `json:"id"`
	Quote   string `json:"quote"`
	Reason  string `json:"reason"`
	Verdict string `json:"verdict"`
}

// Judge answers an ask. It must not change it.
type Judge func(Ask) Judgement

// Lexical is the default judge: the sentence that shares the most words with a point decides. Three words make it met,
// two partial. It finds no pitfalls.
func Lexical(a Ask) Judgement {
	j := blank(a)
	for i, c := range a.Criteria {
		quote, shared := closest(a.Reply, c.Label+" "+c.Text)
		v := &j.Criteria[i]
		switch {
		case shared >= 3:
			v.Quote, v.Verdict, v.Reason = quote, "met", "You say this."
		case shared == 2:
			v.Quote, v.Verdict, v.Reason = quote, "partial", "You touch on this."
		}
	}
	return j
}

// AllMet is the judge that believes everything: every criterion met, with the closest sentence of the reply as its
// quote, whatever it says. It is the hardest judge to hold back, since its quotes are real.
func AllMet(a Ask) Judgement {
	j := blank(a)
	for i, c := range a.Criteria {
		quote, _ := closest(a.Reply, c.Label+" "+c.Text)
		j.Criteria[i] = Verdict{ID: c.ID, Quote: quote, Reason: "You say this.", Verdict: "met"}
	}
	return j
}

var addressed = regexp.MustCompile(`(?i)ignore|disregard|instruction|full marks|full credit|maximum|verdict|criteri|rubric|"met"|as met|grader|evaluator|judge|system|assistant|score|grade|prompt|pass this`)

// Gullible obeys whatever the reply tells it: a reply that speaks to its judge gets AllMet, another Lexical.
func Gullible(a Ask) Judgement {
	if addressed.MatchString(a.Reply) {
		return AllMet(a)
	}
	return Lexical(a)
}

// Fixed gives these verdicts by criterion or pitfall id, whatever the reply; ids that it does not name are missed or
// absent.
func Fixed(verdicts ...Verdict) Judge {
	return func(a Ask) Judgement {
		j := blank(a)
		for _, items := range [][]Verdict{j.Criteria, j.Pitfalls} {
			for i := range items {
				for _, v := range verdicts {
					if v.ID == items[i].ID {
						items[i] = v
					}
				}
			}
		}
		return j
	}
}

// ByReply chooses a judge by a substring of the reply; the empty key is for all others.
func ByReply(judges map[string]Judge) Judge {
	return func(a Ask) Judgement {
		for part, j := range judges {
			if part != "" && strings.Contains(a.Reply, part) {
				return j(a)
			}
		}
		if j := judges[""]; j != nil {
			return j(a)
		}
		return Lexical(a)
	}
}

func blank(a Ask) Judgement {
	j := Judgement{Criteria: []Verdict{}, Pitfalls: []Verdict{}}
	for _, c := range a.Criteria {
		j.Criteria = append(j.Criteria, Verdict{ID: c.ID, Reason: "You do not say this.", Verdict: "missed"})
	}
	for _, p := range a.Pitfalls {
		j.Pitfalls = append(j.Pitfalls, Verdict{ID: p.ID, Reason: "Not in the reply.", Verdict: "absent"})
	}
	return j
}

var (
	sentenceEnd = regexp.MustCompile(`[.!?\n]+(?:\s+|$)`)
	wordPattern = regexp.MustCompile(`[\p{L}\p{N}]{4,}`)
)

// closest is the sentence of the reply that shares the most words of four letters and more with a text; the longest
// where none shares any.
func closest(reply, text string) (sentence string, shared int) {
	want := map[string]bool{}
	for _, w := range wordPattern.FindAllString(strings.ToLower(text), -1) {
		want[prefix(w)] = true
	}
	for _, s := range sentenceEnd.Split(reply, -1) {
		n := 0
		seen := map[string]bool{}
		for _, w := range wordPattern.FindAllString(strings.ToLower(s), -1) {
			if want[prefix(w)] && !seen[prefix(w)] {
				seen[prefix(w)] = true
				n++
			}
		}
		if n > shared || (n == shared && len(s) > len(sentence)) {
			sentence, shared = strings.TrimSpace(s), n
		}
	}
	return sentence, shared
}

// prefix is a poor man's stem.
func prefix(w string) string {
	if r := []rune(w); len(r) > 6 {
		return string(r[:6])
	}
	return w
}
