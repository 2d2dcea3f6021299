package scorer

// polarity says whether a word stands in an affirmed or a denied claim.
type polarity int8

const (
	affirmed polarity = iota
	denied
	supposed // denied under a condition, which is neither
)

// contradicts says whether one claim denies what the other affirms.
func (p polarity) contradicts(q polarity) bool { return p != q && p != supposed && q != supposed }

// negationReach is how many words after a negator it still governs, inside its clause.
const negationReach = 5

var (
	negators = wordSet(`not never no none nor don't doesn't didn't isn't aren't wasn't weren't won't wouldn't can't cannot couldn't
		shouldn't haven't hasn't hadn't needn't mustn't ain't dont doesnt didnt isnt cant wont avoid avoids avoiding skip skips skipping
		ignore ignores ignoring refuse refuses forget nobody neither hardly rarely`)

	// dismissals deny what the clause says, wherever they stand in it.
	dismissals = wordSet(`useless pointless needless overrated worthless overkill nonsense stupid silly counterproductive meaningless unnecessary
		superfluous`)

	// harms are what nobody wants: "no downtime" affirms the point instead of denying it.
	harms = wordSet(`downtime failure failures fail loss outage outages error errors risk impact issue issues problem problems blame bug
		bugs single delay delays interruption disruption spof incident incidents regression regressions damage degradation duplicate
		duplicates surprise surprises conflict conflicts leak leaks overload longer doubt matter`)
)

// markPolarity marks the words of denied claims, clause by clause. Two denials in one clause cancel out
// ("never deploy without a test" affirms the test).
func markPolarity(t *text) {
	for _, c := range t.clauses {
		markClause(t.tokens[c.first:c.last])
	}
	markSuppositions(t)
	for _, s := range t.sentences {
		markDirective(t.tokens[s.first:s.last])
	}
	markRejections(t)
}

// markDirective denies all that follows an outright "never …", "you don't need …", "should not …" up to a turn of the
// sentence: such a sentence rejects what it names, over commas too.
func markDirective(toks []token) {
	if at := directive(toks); at >= 0 {
		rejectFrom(toks, at)
	}
}

// directive is the word after an outright rejection at the start of a sentence, or -1.
func directive(toks []token) int {
	for i := 0; i < len(toks) && i < 5; i++ {
		w := toks[i].text
		next := ""
		if i+1 < len(toks) {
			next = toks[i+1].text
		}
		switch {
		case negators[w] && (isRhetorical(toks, i) || supposes(toks, i)):
			return -1
		case w == "never":
			return i + 1
		case w == "no" && (next == "need" || next == "point" || next == "reason"):
			return i + 2
		case (w == "don't" || w == "dont" || w == "not") && (next == "need" || next == "use" || next == "bother" || next == "ever"):
			return i + 2
		case w == "needn't" || w == "shouldn't" || w == "mustn't" || w == "wouldn't" || w == "won't":
			return i + 1
		case w == "not" && i > 0 && (toks[i-1].text == "should" || toks[i-1].text == "must" || toks[i-1].text == "would" || toks[i-1].text == "will" || toks[i-1].text == "do"):
			return i + 1
		}
	}
	return -1
}

// turns reports where a rejection ends: at a word that turns the sentence, or where a new clause has its own subject.
func turns(toks []token, i int) bool {
	switch toks[i].text {
	case "without", "until", "unless", "before", "except", "only":
		return true
	}
	if i == 0 || toks[i].clause == toks[i-1].clause {
		return false
	}
	switch toks[i].text {
	case "i", "we", "you", "they", "it", "this", "that", "he", "she", "i'd", "i'll", "we'd", "but", "however", "instead", "because", "so", "otherwise", "then", "rather":
		return true
	}
	return false
}

func markClause(toks []token) {
	for i := range toks {
		if dismisses(toks, i) && !followsNegator(toks, i) || approval[toks[i].text] && followsNegator(toks, i) {
			denyAll(toks)
			return
		}
	}
	negated := negates(toks)
	for i := range toks {
		switch {
		case negators[toks[i].text] && (isRhetorical(toks, i) || supposes(toks, i)):
		case negators[toks[i].text]:
			deny(toks, i)
		case insteadOf(toks, i):
			flip(beforeSpeaker(toks[i+2:]))
		case toks[i].text == "without" && i > 0 && !negated && !isRhetorical(toks, i):
			deny(toks, i)
		}
	}
}

func insteadOf(toks []token, i int) bool {
	if i+1 >= len(toks) {
		return false
	}
	w, next := toks[i].text, toks[i+1].text
	return w == "instead" && next == "of" || w == "rather" && next == "than"
}

// beforeSpeaker cuts "debugging first I roll back" before the one who does something else.
func beforeSpeaker(toks []token) []token {
	for i := range toks {
		if speakers[toks[i].text] {
			return toks[:i]
		}
	}
	return toks
}

// negates says whether a clause denies already: "never deploy without a test" asks for one.
func negates(toks []token) bool {
	for i := range toks {
		if negators[toks[i].text] {
			return true
		}
	}
	return false
}

func dismisses(toks []token, i int) bool {
	if w := toks[i].text; w == "waste" || w == "wastes" {
		return i+1 < len(toks) && (toks[i+1].text == "of" || toks[i+1].text == "time" || toks[i+1].text == "money")
	}
	// "remove useless alerts" dismisses alerts, not the claim.
	return dismissals[toks[i].text] && (i+1 == len(toks) || toks[i+1].stop)
}

func followsNegator(toks []token, i int) bool {
	for j := max(0, i-3); j < i; j++ {
		if negators[toks[j].text] {
			return true
		}
	}
	return false
}

func denyAll(toks []token) {
	for i := range toks {
		toks[i].polarity = denied
	}
}

// deny flips what follows the negator at i.
func deny(toks []token, i int) {
	for j := i + 1; j < len(toks) && j <= i+negationReach; j++ {
		if toks[j].text == "without" || toks[j].text == "until" || toks[j].text == "before" {
			return
		}
		flip(toks[j : j+1])
	}
}

func flip(toks []token) {
	for i := range toks {
		switch toks[i].polarity {
		case denied:
			toks[i].polarity = affirmed
		case affirmed:
			toks[i].polarity = denied
		}
	}
}

// isRhetorical reports negators that deny nothing: "not only", "no downtime", "why not", "cannot … enough" is left to readers.
func isRhetorical(toks []token, i int) bool {
	if i+1 >= len(toks) {
		return true
	}
	next := toks[i+1].text
	switch toks[i].text {
	case "not":
		return next == "only" || next == "just" || next == "sure" || next == "merely"
	case "no":
		return harms[next]
	case "avoid", "avoids", "avoiding", "never", "nobody", "stop", "against", "without":
		return harms[next] || (i+2 < len(toks) && harms[toks[i+2].text])
	case "don't", "dont":
		return next == "forget" || next == "just" || next == "only"
	}
	return false
}
