package scorer

// A denial under a condition denies nothing: who says "if I cannot roll back, …" would rather roll back. Nor does it
// affirm anything, "if we do not roll back, nothing happens" least of all, so its words are supposed to the end of the
// condition (condition.go).

// supposedBefore is the most words between a condition and the negator that belongs to it: its subject and a verb.
const supposedBefore = 5

// supposedCredit is what a word is worth that a reply only supposes, and no more than the rest of the point's evidence
// together: what stands nowhere else is no evidence.
const supposedCredit = 0.5

var (
	conditions = wordSet(`if when where whenever wherever unless otherwise case provided whether`)
	// outright are the negators that give an order whatever stands before them: "if it breaks never roll back".
	outright = wordSet(`never avoid avoids avoiding skip skips skipping ignore ignores ignoring refuse refuses forget mustn't shouldn't needn't`)
	advising = wordSet(`should must would might may`)
	having   = wordSet(`is are was were be been there's have has had having see find`)
	// conditionals are whole conditions by themselves: an order follows them, not their verb.
	conditionals = wordSet(`possible necessary needed doubt sure unsure so not required`)
)

// supposes says whether the negator at i belongs to a condition of its clause.
func supposes(toks []token, i int) bool {
	if outright[toks[i].text] {
		return i > 1 && speakers[toks[i-1].text] && conditions[toks[i-2].text] && toks[i-2].clause == toks[i].clause
	}
	at := conditionBefore(toks, i)
	if at < 0 {
		return false
	}
	for j := at + 2; j < i; j++ {
		if speakers[toks[j].text] || toks[j].text == "it" {
			return false // "when it breaks I don't …": somebody else than the condition's subject
		}
	}
	return ofCondition(toks, i, at)
}

// conditionBefore is the condition that opens what leads to the negator at i, or -1.
func conditionBefore(toks []token, i int) int {
	for j := i - 1; j >= max(0, i-1-supposedBefore) && toks[j].clause == toks[i].clause; j-- {
		if conditions[toks[j].text] || toks[j].text == "as" && j > 0 && toks[j-1].text == "long" {
			return j
		}
	}
	return -1
}

// ofCondition tells "if we do not …" and "if there is no …" from an order that only comes after a condition.
func ofCondition(toks []token, i, at int) bool {
	before := i - 1
	switch toks[i].text {
	case "not":
		if before == at {
			return true
		}
		if advising[toks[before].text] {
			return false
		}
		if toks[before].text != "do" {
			return true
		}
		before--
	case "don't", "dont":
	case "nobody":
		return true
	case "no":
		return before == at || having[toks[before].text]
	default:
		return before > at
	}
	return before > at && (speakers[toks[before].text] || before == at+1 && !conditionals[toks[before].text])
}
