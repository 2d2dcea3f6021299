package scorer

import "strings"

// Where a condition ends decides what is only supposed. It ends at its comma, at "then", and where somebody begins to act
// without either; what people leave out may be a list, whose commas end nothing.

var (
	// omitters are those who can leave something out.
	omitters = wordSet(`i we you they people one nobody team engineers operators developers somebody anybody`)
	// acts are those who do something after all; resuming are the words that go on with something else.
	acts     = wordSet(`i we i'd i'll we'd we'll let's`)
	resuming = wordSet(`i we i'd i'll we'd we'll let's he she they it this that but however because`)
	// inability leaves nothing out: who says "if we cannot" would.
	inability = wordSet(`can't cannot cant couldn't no`)
	lists     = wordSet(`and or nor then`)
)

// markSuppositions marks what a text only supposes. What semicolons join is looked at as one sentence.
func markSuppositions(t *text) {
	for k := 0; k < len(t.sentences); k++ {
		first := t.sentences[k].first
		for k+1 < len(t.sentences) && strings.Contains(t.raw[t.sentences[k].end:t.sentences[k+1].start], ";") {
			k++
		}
		p := newPeriod(t.tokens[first:t.sentences[k].last])
		p.suppositions()
		p.lacks()
	}
}

// longestList is the most words that may follow the first clause of a condition and still belong to it.
const longestList = 100

// period is one sentence, or several that semicolons join.
type period struct {
	toks        []token
	early, late int  // where it first and last begins to say that no harm is done, or -1
	beyond      bool // its last clause follows a comma, so that it can be the main one of all
}

func newPeriod(toks []token) period {
	p := period{toks: toks, early: -1, late: -1, beyond: !alone(toks, len(toks)-1)}
	opened := 0
	for i := range toks {
		if toks[i].clause != toks[opened].clause {
			opened = i
		}
		at := i
		switch {
		case contents(toks, opened, i):
			at = opened
		case !noHarm(toks, i):
			continue
		}
		if p.early < 0 {
			p.early = at
		}
		p.late = at
	}
	return p
}

// suppositions marks what negators under a condition would have denied; a negator inside such a condition changes nothing.
func (p period) suppositions() {
	for i := 0; i < len(p.toks); i++ {
		if negators[p.toks[i].text] && !isRhetorical(p.toks, i) && supposes(p.toks, i) {
			i = max(i, p.suppose(i)-1)
		}
	}
}

// suppose marks the condition of the negator at i and returns the word after it.
func (p period) suppose(i int) int {
	first, end := i+1, conditionEnd(p.toks, i)
	omits := leavesOut(p.toks, i) || p.late > i
	if omits {
		first, end = conditionBefore(p.toks, i)+1, p.omissionEnd(i, end)
	}
	for j := first; j < end; j++ {
		p.toks[j].polarity, p.toks[j].omitted = supposed, omits
	}
	return end
}

// leavesOut tells what people leave out from what is not so, or cannot be done.
func leavesOut(toks []token, i int) bool {
	if inability[toks[i].text] {
		return false
	}
	for j := i; j > conditionBefore(toks, i); j-- {
		if omitters[toks[j].text] {
			return true
		}
	}
	return false
}

// conditionEnd is the word after the condition that the negator at i belongs to.
func conditionEnd(toks []token, i int) int {
	end := i + 1
	for ; end < len(toks) && toks[end].clause == toks[i].clause; end++ {
		if w := toks[end].text; w == "then" || acts[w] {
			return end
		}
	}
	return end
}

// omissionEnd is the word after all that the negator at i leaves out, where its own clause leaves it out up to a word.
func (p period) omissionEnd(i, end int) int {
	at := conditionBefore(p.toks, i)
	switch {
	case p.late > i:
		return opening(p.toks, min(end, p.late), p.late, acts)
	case p.early >= 0 && p.early < at:
		return opening(p.toks, end, len(p.toks), resuming)
	case end == len(p.toks) || p.toks[end].clause == p.toks[i].clause:
		return end
	}
	return p.listEnd(at, end)
}

// opening is the first word from one to another that opens a clause and is one of a set, or the latter.
func opening(toks []token, from, to int, set map[string]bool) int {
	for j := from; j < to; j++ {
		if set[toks[j].text] && toks[j].clause != toks[j-1].clause {
			return j
		}
	}
	return max(from, to)
}

// listEnd is where the list ends that goes on after the first clause of a condition: at a main clause with a subject that
// shows, or at the last one. Behind a semicolon there is a last one only after a comma.
func (p period) listEnd(at, comma int) int {
	toks := p.toks
	last, j := comma, comma
	for ; j < min(len(toks), comma+longestList) && (p.beyond || toks[j].sentence == toks[comma].sentence); j++ {
		switch {
		case toks[j].clause == toks[j-1].clause:
		case resuming[toks[j].text] || toks[j].text == "then":
			return j
		default:
			last = j
		}
	}
	switch {
	case at > 1 && toks[at-2].sentence == toks[at].sentence:
		return j // the main clause stands before
	case lists[toks[last].text]:
		return comma
	}
	return last
}

// alone says whether the clause of a word is the first of its sentence.
func alone(toks []token, i int) bool {
	for i > 0 && toks[i-1].clause == toks[i].clause {
		i--
	}
	return i == 0 || toks[i-1].sentence != toks[i].sentence
}

// lacks marks what a sentence says to be missed by nobody: "without …, nothing breaks", "unless we …, all is well",
// "nothing breaks without …". Where harm comes of it, the same words ask for what they name.
func (p period) lacks() {
	for i := 0; i < p.late; i++ {
		if i > 0 && p.toks[i-1].sentence == p.toks[i].sentence {
			continue
		}
		switch p.toks[i].text {
		case "without", "unless", "whether":
			end := opening(p.toks, i+1, p.late, acts)
			omit(p.toks[i+1 : end])
			i = end - 1
		}
	}
	if p.early != 0 {
		return
	}
	for i := range p.toks {
		switch p.toks[i].text {
		case "without", "whether":
			omit(p.toks[i+1 : opening(p.toks, i+1, len(p.toks), resuming)])
			return
		}
	}
}

func omit(toks []token) {
	for i := range toks {
		toks[i].polarity, toks[i].omitted = supposed, true
	}
}
