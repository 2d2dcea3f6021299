package questions

// Valid reports whether v is one of the verdicts.
func (v Verdict) Valid() bool {
	return v == Met || v == Partial || v == Missed || v == Unclear
}

// Credit is what the verdict earns before help is taken off: met 1, partial 0.5, missed and unclear 0.
func (v Verdict) Credit() float64 {
	switch v {
	case Met:
		return 1
	case Partial:
		return 0.5
	}
	return 0
}

// Valid reports whether h is one of the kinds of help.
func (h Help) Valid() bool { return h == Unaided || h == AfterFollowUp || h == AfterHint }

// Factor is what a point is still worth after the help: 1, 0.8 after a follow-up, 0.6 after a hint.
func (h Help) Factor() float64 {
	switch h {
	case AfterFollowUp:
		return 0.8
	case AfterHint:
		return 0.6
	}
	return 1
}

// Credit is what the judgement earns of its criterion, 0 to 1: its strength where it has one, else its verdict's
// credit, with help taken off.
func (j Judgement) Credit() float64 {
	credit := j.Verdict.Credit()
	if j.Strength > 0 {
		credit = min(j.Strength, 1)
	}
	return credit * j.Help.Factor()
}

// StrongFrom is where the highest band begins.
const StrongFrom = 85

const (
	solidFrom      = 70
	developingFrom = 45
)

// BandOf says a score in a word.
func BandOf(score int) Band {
	switch {
	case score >= StrongFrom:
		return Strong
	case score >= solidFrom:
		return Solid
	case score >= developingFrom:
		return Developing
	}
	return Weak
}
