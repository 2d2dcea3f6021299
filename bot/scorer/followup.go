package scorer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"mock-interviewer/questions"
)

// worthAsking is the least weight of credit still to be had on a point that a follow-up is asked for.
const worthAsking = 0.2

// mostFollowUp is the longest follow-up that is asked, in runes.
const mostFollowUp = 300

// chooseFollowUp returns the question worth asking next: aimed at the most valuable missed criterion, and never holding
// words of a missed point that neither the question nor the reply said. In this order: the follow-up of the guide that
// is nearest to what is missed, the model's suggestion, another of the guide's, a neutral one of our own. Empty where
// nothing worthwhile is missed.
func (lx *lexicon) chooseFollowUp(q *questions.Question, judgements []questions.Judgement, suggested string, req Request) string {
	missed, target := missedPoints(q, judgements)
	if target == nil {
		return ""
	}
	g := lx.newGiveaway(q, missed, allSaid(req))
	near, other := lx.guideFollowUps(g, q, missed, target, req.FollowUp)
	if near != "" {
		return near
	}
	if s := oneLine(stripInvisible(suggested)); s != req.FollowUp && g.askable(s) && !g.givesAway(s) {
		return s
	}
	if signalled(target.Kind) || other == "" {
		return g.ownFollowUp(target)
	}
	return other
}

// guideFollowUps picks of the guide's follow-ups that may be asked the one that is nearest to what is missed, the most
// valuable missed point before all others, and the first that is near to nothing. A point that is judged by how it is
// told has no subject that a follow-up could be near to.
func (lx *lexicon) guideFollowUps(g *giveaway, q *questions.Question, missed []missedPoint, target *questions.Criterion, asked string) (near, other string) {
	most := leastNear
	for _, f := range q.FollowUps {
		shown := present(f)
		if shown == asked || g.givesAway(f) {
			continue
		}
		if other == "" {
			other = shown
		}
		said := lx.text(f)
		for _, m := range missed {
			if signalled(m.criterion.Kind) || signalled(target.Kind) {
				continue
			}
			value := m.gain * lx.nearness(said, m.criterion)
			if m.criterion == target {
				value *= 2
			}
			if value > most {
				most, near = value, shown
			}
		}
	}
	return near, other
}

// leastNear is about one telling word in common with a point of weight 1.
const leastNear = 0.5

// nearness is the weight of the words that a follow-up has in common with a point, by the same or another name.
func (lx *lexicon) nearness(said *text, c *questions.Criterion) float64 {
	about := lx.text(whole(c))
	words, concepts := map[string]bool{}, map[int]bool{}
	for i := range about.tokens {
		words[about.tokens[i].stem] = !about.tokens[i].stop
	}
	for _, f := range lx.concepts.find(about) {
		concepts[f.concept] = true
	}
	sum := 0.0
	seen := map[string]bool{}
	for i := range said.tokens {
		tok := &said.tokens[i]
		if words[tok.stem] && !seen[tok.stem] {
			seen[tok.stem] = true
			sum += lx.idf(tok.stem)
		}
	}
	for _, f := range lx.concepts.find(said) {
		stem := said.tokens[f.first].stem
		if concepts[f.concept] && !seen[stem] {
			seen[stem] = true
			sum += lx.concepts.concepts[f.concept].strength * lx.idf(stem)
		}
	}
	return sum
}

// whole is all that names a point or tells it.
func whole(c *questions.Criterion) string { return c.Heading + "\n" + c.Label + "\n" + c.Text }

// missedPoint is a criterion with the weight of credit still to be had on it.
type missedPoint struct {
	criterion *questions.Criterion
	gain      float64
}

// missedPoints lists what still has credit to give, and the criterion that has the most.
func missedPoints(q *questions.Question, judgements []questions.Judgement) (missed []missedPoint, target *questions.Criterion) {
	byID := make(map[string]questions.Judgement, len(judgements))
	for _, j := range judgements {
		byID[j.Criterion] = j
	}
	most := worthAsking
	for i := range q.Rubric.Criteria {
		c := &q.Rubric.Criteria[i]
		j, ok := byID[c.ID]
		if !ok || j.Verdict == questions.Met {
			continue
		}
		gain := c.Weight * (1 - j.Credit())
		missed = append(missed, missedPoint{c, gain})
		if gain > most {
			most, target = gain, c
		}
	}
	return missed, target
}

// askable reports a suggestion that is one question about the subject and nothing else.
func (g *giveaway) askable(s string) bool {
	n := utf8.RuneCountInString(s)
	if n < 10 || n > mostFollowUp || !strings.HasSuffix(s, "?") || strings.ContainsAny(s, "<>{}`@") || strings.Contains(s, "://") {
		return false
	}
	return !isMetaTalk(analyse(s, g.lx.stem).tokens)
}

// ownFollowUp is a question of our own: aimed by the heading of the point where that gives nothing away.
func (g *giveaway) ownFollowUp(c *questions.Criterion) string {
	h := oneLine(c.Heading)
	if h != "" && !signalled(c.Kind) && !g.givesAway(h) && !holds(g.said, strings.Join(g.stems(h), "")) {
		return "What about “" + h + "”: what belongs there, and why?"
	}
	return neutral(c)
}

// present puts a guide's instruction ("Discuss the trade-offs …") as something an interviewer would say.
func present(f string) string {
	f = oneLine(f)
	if strings.HasSuffix(f, "?") {
		return f
	}
	first, size := utf8.DecodeRuneInString(f)
	second, _ := utf8.DecodeRuneInString(f[size:])
	if unicode.IsUpper(first) && !unicode.IsUpper(second) {
		f = string(unicode.ToLower(first)) + f[size:]
	}
	return "One thing more: " + f
}

// neutral asks without giving anything away.
func neutral(c *questions.Criterion) string {
	switch c.Kind {
	case questions.Example:
		return "Can you give a concrete case, and say how it ended?"
	case questions.Reasoning:
		return "Why would you do it that way?"
	case questions.Situation:
		return "Where and when was that, and who was involved?"
	case questions.Task:
		return "What exactly was yours to do there?"
	case questions.Action:
		return "What did you do yourself, step by step?"
	case questions.Result:
		return "How did it end, and how could you tell?"
	}
	return "What else belongs to a complete answer, and why?"
}
