package scorer

// Ways to say that no harm is done: by two words that follow each other, or by how things are.

var (
	// unharmed are what nothing or nobody does where no harm is done, unmoved what life and all the rest then do.
	unharmed = wordSet(`happens happen happened breaks break broke changes change fails fail suffers suffer notices notice cares care
		minds mind complains complain is was would will goes`)
	unmoved = wordSet(`goes works runs stays keeps continues remains`)
	// aims make of it something to be reached: "roll back and make sure that nothing breaks".
	aims      = wordSet(`sure that until so check checking verify see ensure confirm if when where whether while and or nor`)
	contented = wordSet(`fine okay ok well happy unaffected better best cheaper easier good great harmless`)
)

// furthestState is the most words before the one that says how things are: "the service is fine".
const furthestState = 3

// noHarm reports "nothing happens", "life goes on" and the like at a word.
func noHarm(toks []token, i int) bool {
	return i+1 < len(toks) && harmlessPair(toks[i].text, toks[i+1].text) && (i == 0 || !aims[toks[i-1].text])
}

func harmlessPair(word, next string) bool {
	switch word {
	case "nothing", "nobody":
		return unharmed[next]
	case "life", "everything", "all", "business":
		return unmoved[next]
	case "who":
		return next == "cares"
	case "no":
		return next == "harm" || next == "difference"
	case "lose", "loses", "lost", "changes", "breaks":
		return next == "nothing"
	case "not", "doesn't":
		return next == "matter"
	}
	return false
}

// contents reports "all is well" and "it is better", not "as well", "a better release" or "check that all is well", at a word of
// the clause that opens where it is said.
func contents(toks []token, opened, i int) bool {
	if !contented[toks[i].text] || i == opened || i-opened > furthestState {
		return false
	}
	for _, t := range toks[opened:i] {
		if aims[t.text] {
			return false
		}
	}
	switch toks[i-1].text {
	case "is", "are", "be", "it's", "was", "were", "stay", "stays", "remain", "remains":
		return true
	}
	return false
}
