package scorer

import (
	"strings"
	"unicode"

	"mock-interviewer/questions"
)

// Stories and examples are known by how they are told, not by which words of the guide they repeat.
var (
	outcomeWords = wordSet(`result resulted results outcome reduced reduce cut dropped drop fell improved improve increased increase saved
		decreased decrease lowered faster restored recovered resolved fixed prevented eliminated went impact achieved delivered gained
		doubled halved shortened since zero never percent half adopted succeeded success successful measurable rose sank shrank grew
		finished back better`)
	actionWords = wordSet(`built wrote created led introduced implemented automated designed proposed organised organized set setup rolled
		migrated added removed fixed changed moved deployed tested measured analysed analyzed investigated debugged found talked asked
		met scheduled held presented convinced mentored trained taught documented drafted refactored rewrote split configured reviewed
		paired called escalated coordinated prioritised prioritized defined established ran started negotiated listened explained shared
		identified traced profiled replaced tuned reverted isolated notified told suggested showed helped gathered decided planned
		collected compared joined facilitated volunteered took made pulled pushed opened raised reached spoke collaborated worked`)
	taskWords = wordSet(`responsible responsibility task tasked goal job needed charge asked assigned role wanted objective aim target owned
		owner deadline expected mine supposed oncall lead leading sign`)
	// myDuty follow "i" where somebody says what was theirs to do.
	myDuty     = wordSet(`had must needed wanted decided lead led own owned`)
	sceneWords = wordSet(`when last previous previously once year years month months week weeks ago team company project job client customer
		during while service system production migration colleague manager situation`)
	pastWords = wordSet(`was were had did`)
	// pastOutcomes say that something came of it; the rest of outcomeWords may be a plan.
	pastOutcomes = wordSet(`resulted reduced dropped fell improved increased saved decreased lowered restored recovered resolved
		went delivered gained doubled halved shortened rose sank shrank grew succeeded`)
)

// tale counts the signals of a told experience.
type tale struct {
	me, we   int // first person singular and plural
	actions  []int
	outcomes []int
	figures  []int
	tasks    []int
	scenes   []int
	past     int
}

func (r *reply) tale() tale {
	var s tale
	for i := range r.tokens {
		w := r.tokens[i].text
		switch w {
		case "i", "i'd", "i've", "i'm", "me", "my", "myself":
			s.me++
			if r.ownDuty(i) {
				s.tasks = append(s.tasks, i)
			}
		case "we", "our", "us", "we'd", "we've":
			s.we++
		}
		s.count(w, i)
	}
	return s
}

// ownDuty reports "I had to", "it was on me", "I was on call", "my change".
func (r *reply) ownDuty(i int) bool {
	word := r.word
	switch r.tokens[i].text {
	case "i":
		return myDuty[word(i+1)] && word(i+2) == "to" || word(i+1) == "was" && word(i+2) == "on" && word(i+3) == "call"
	case "me":
		return word(i-1) == "on" && word(i-2) == "was" || word(i-1) == "to" && word(i-2) == "up"
	case "my":
		return word(i-1) == "was" && word(i+1) != ""
	}
	return false
}

func (s *tale) count(w string, i int) {
	if outcomeWords[w] {
		s.outcomes = append(s.outcomes, i)
	}
	if actionWords[w] {
		s.actions = append(s.actions, i)
	}
	if taskWords[w] {
		s.tasks = append(s.tasks, i)
	}
	if sceneWords[w] {
		s.scenes = append(s.scenes, i)
	}
	if pastWords[w] || (len(w) > 4 && strings.HasSuffix(w, "ed")) {
		s.past++
	}
	if isFigure(w) {
		s.figures = append(s.figures, i)
	}
}

func isFigure(w string) bool {
	return w != "" && unicode.IsDigit(rune(w[0]))
}

// sentenceOf is the sentence that holds most of the given words, or -1.
func (r *reply) sentenceOf(groups ...[]int) int {
	if len(r.sentences) == 0 {
		return -1
	}
	per := make([]float64, len(r.sentences))
	for _, g := range groups {
		for _, at := range g {
			per[r.tokens[at].sentence]++
		}
	}
	return best(per)
}

// nobodysStory is what a tale is worth in which the teller does not appear.
const nobodysStory = 0.3

func (o *Offline) storySignals(kind questions.CriterionKind, r *reply) finding {
	s := r.tale()
	on := o.onTopic(r)
	if own, _ := r.actors(s.actions); s.me+s.we == 0 && len(own) == 0 {
		on *= nobodysStory
	}
	switch kind {
	case questions.Situation:
		return s.situation(r, on)
	case questions.Task:
		return s.task(r, on)
	case questions.Action:
		return s.action(r, on)
	default:
		return s.result(r, on)
	}
}

func (s *tale) situation(r *reply, on float64) finding {
	v := 0.3*capped(len(s.scenes), 3) + 0.4*capped(s.past, 3) + 0.3*capped(s.me+s.we, 2)
	if len(s.scenes) == 0 || s.past == 0 {
		v = min(v, 0.3)
	}
	return finding{strength: v * on, sentence: r.sentenceOf(s.scenes), says: "sets the scene", lacks: "does not set the scene of something that happened"}
}

func (s *tale) task(r *reply, on float64) finding {
	v := 0.0
	if len(s.tasks) > 0 {
		v = 0.5 + 0.5*capped(s.me, 1)
	} else if s.me >= 2 && s.past >= 3 {
		v = 0.35
	}
	return finding{strength: v * on, sentence: r.sentenceOf(s.tasks), says: "says what was yours to do", lacks: "does not say what was yours to do"}
}

func (s *tale) action(r *reply, on float64) finding {
	own, shared := r.actors(s.actions)
	v := min(1, float64(len(own))/3+float64(len(shared))/8)
	says, lacks := "says what you did yourself", "does not say what you did yourself"
	if len(own) == 0 && len(shared) > 0 {
		v = min(v, 0.4)
		says = "says what “we” did, not what you did yourself"
		lacks = says
	}
	return finding{strength: v * on, sentence: r.sentenceOf(own, s.actions), says: says, lacks: lacks}
}

// actors sorts actions by who did them: the word nearest before, "I" or "we".
func (r *reply) actors(actions []int) (own, shared []int) {
	for _, at := range actions {
		switch r.actor(at) {
		case "i":
			own = append(own, at)
		case "we":
			shared = append(shared, at)
		case "":
			if at == r.clauses[r.tokens[at].clause].first { // "Wrote a pipeline …", "Action: wrote …"
				own = append(own, at)
			}
		}
	}
	return own, shared
}

func (r *reply) actor(at int) string {
	first := r.sentences[r.tokens[at].sentence].first
	for i := at - 1; i >= first && i >= at-12; i-- {
		switch r.tokens[i].text {
		case "i", "i'd", "i've":
			return "i"
		case "we", "we'd", "we've", "they", "he", "she", "team":
			return "we"
		}
	}
	return ""
}

func (s *tale) result(r *reply, on float64) finding {
	v := 0.0
	switch {
	case len(s.outcomes) > 0 && len(s.figures) > 0:
		v = 0.7 + 0.3*capped(len(s.figures), 2)
	case len(s.outcomes) > 0:
		v = 0.3 + 0.2*capped(len(s.outcomes), 3)
	}
	says := "says what came of it"
	if len(s.figures) == 0 {
		says = "says what came of it, without a figure"
	}
	return finding{strength: v * on, sentence: r.sentenceOf(s.outcomes, s.figures), says: says, lacks: "does not say what came of it"}
}

// capped is n of enough, at most 1.
func capped(n, enough int) float64 { return min(1, float64(n)/float64(enough)) }

// The shares of a reply's words that a large guide uses too: below the first a story is about something else, from the
// second on it is about the trade. A smaller guide knows fewer of the words that any story has.
const (
	strangeShare = 0.2
	familiar     = 0.4
	largeGuide   = 1000 // stems
	leastGuide   = 300
)

// onTopic is near 0 for replies whose words the guides never use: a story, but about something else.
func (o *Offline) onTopic(r *reply) float64 {
	if len(o.lx.df) < leastGuide || len(r.stems) == 0 {
		return 1
	}
	known := 0
	for _, s := range r.stems {
		if o.lx.knows(s) {
			known++
		}
	}
	size := min(1, float64(len(o.lx.df))/largeGuide)
	share := float64(known) / float64(len(r.stems))
	return max(0, min(1, (share-strangeShare*size)/((familiar-strangeShare)*size)))
}
