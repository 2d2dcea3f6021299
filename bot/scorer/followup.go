package scorer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"mock-interviewer/questions"
)

// ChooseFollowUp returns the question worth asking next: aimed at the most valuable missed criterion, and never holding
// words of a missed point that neither the question nor the reply said. In this order: a follow-up of the guide that
// fits the missed point, the model's suggestion, a neutral one of our own. Empty where nothing worthwhile is missed.
func ChooseFollowUp(q *questions.Question, judgements []questions.Judgement, suggested, reply string) string {
	return newLexicon(nil).chooseFollowUp(q, judgements, suggested, reply)
}

// worthAsking is the least weight of credit still to be had on a point that a follow-up is asked for.
const worthAsking = 0.2

// mostFollowUp is the longest follow-up that is asked, in runes.
const mostFollowUp = 300

func (lx *lexicon) chooseFollowUp(q *questions.Question, judgements []questions.Judgement, suggested, reply string) string {
	missed, target := missedPoints(q, judgements)
	if target == nil {
		return ""
	}
	g := lx.newGiveaway(q, missed, reply)
	for _, f := range q.FollowUps {
		if g.fits(f, target) && !g.givesAway(f) {
			return present(f)
		}
	}
	if s := oneLine(stripInvisible(suggested)); g.askable(s) && !g.givesAway(s) {
		return s
	}
	if h := oneLine(target.Heading); h != "" && !signalled(target.Kind) && !g.givesAway(h) && !strings.Contains(g.said, runTogether(h)) {
		return "What about “" + h + "”: what belongs there, and why?"
	}
	return neutral(target)
}

// missedPoints lists what still has credit to give, and the criterion that has the most.
func missedPoints(q *questions.Question, judgements []questions.Judgement) (missed []*questions.Criterion, target *questions.Criterion) {
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
		missed = append(missed, c)
		if gain := c.Weight * (1 - credit(j)); gain > most {
			most, target = gain, c
		}
	}
	return missed, target
}

func credit(j questions.Judgement) float64 {
	if j.Strength > 0 {
		return j.Strength
	}
	if j.Verdict == questions.Partial {
		return 0.5
	}
	return 0
}

// giveaway knows the words that would hand a missed point over.
type giveaway struct {
	lx      *lexicon
	known   map[string]bool // said by the question or the reply
	names   map[string]bool // stems of labels
	words   map[string]bool // stems of texts
	said    string          // all that was said, without spaces
	phrases []string        // labels and aliases without spaces: "rollback" also hides in "roll back"
}

func (lx *lexicon) newGiveaway(q *questions.Question, missed []*questions.Criterion, reply string) *giveaway {
	g := &giveaway{lx: lx, known: map[string]bool{}, names: map[string]bool{}, words: map[string]bool{}}
	g.collect(g.known, q.Title+"\n"+q.Scene+"\n"+reply)
	g.said = runTogether(q.Title + " " + q.Scene + " " + reply)
	for _, c := range missed {
		if !signalled(c.Kind) {
			g.collect(g.names, c.Label)
			g.collect(g.words, c.Text)
			g.addPhrases(append([]string{c.Label}, c.Aliases...))
		}
	}
	return g
}

// signalled kinds are judged by how they are told; their labels ("Result") give nothing away.
func signalled(k questions.CriterionKind) bool { return k != questions.KeyPoint && k != "" }

func (g *giveaway) collect(into map[string]bool, s string) {
	t := analyse(s, g.lx.stem)
	for i := range t.tokens {
		if !t.tokens[i].stop {
			into[t.tokens[i].stem] = true
		}
	}
}

const shortestPhrase = 5

func (g *giveaway) addPhrases(phrases []string) {
	for _, p := range phrases {
		if p = runTogether(p); len(p) >= shortestPhrase && !strings.Contains(g.said, p) {
			g.phrases = append(g.phrases, p)
		}
	}
}

// runTogether keeps letters and digits only, in lower case.
func runTogether(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// givesAway reports a follow-up that names a missed point or uses two words of its text.
func (g *giveaway) givesAway(f string) bool {
	together := runTogether(f)
	for _, p := range g.phrases {
		if strings.Contains(together, p) {
			return true
		}
	}
	said := map[string]bool{}
	g.collect(said, f)
	words := 0
	for s := range said {
		if g.known[s] || g.lx.common[s] {
			continue
		}
		if g.names[s] {
			return true
		}
		if g.words[s] {
			words++
		}
	}
	return words >= 2
}

// fits reports a guide's follow-up that is about the missed point: it shares a word with the point's heading or text.
func (g *giveaway) fits(f string, target *questions.Criterion) bool {
	about, said := map[string]bool{}, map[string]bool{}
	g.collect(about, target.Heading+"\n"+target.Label+"\n"+target.Text)
	g.collect(said, f)
	for s := range said {
		if about[s] && !g.lx.common[s] {
			return true
		}
	}
	return false
}

// askable reports a suggestion that is one question about the subject and nothing else.
func (g *giveaway) askable(s string) bool {
	n := utf8.RuneCountInString(s)
	if n < 10 || n > mostFollowUp || !strings.HasSuffix(s, "?") || strings.ContainsAny(s, "<>{}`@") || strings.Contains(s, "://") {
		return false
	}
	return !isMetaTalk(analyse(s, g.lx.stem).tokens)
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
