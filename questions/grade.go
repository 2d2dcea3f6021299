package questions

// Verdict says how far a reply meets one criterion.
type Verdict string

// The verdicts. Unclear is for judgements that stay apart after a second look; it earns nothing and is shown.
const (
	Met     Verdict = "met"
	Partial Verdict = "partial"
	Missed  Verdict = "missed"
	Unclear Verdict = "unclear"
)

// Help says what the interviewer did before a point was made; it lowers the point's credit.
type Help string

// The kinds of help and what a point is still worth after each: 1, 0.8, 0.6 of its credit.
const (
	Unaided       Help = ""
	AfterFollowUp Help = "follow_up"
	AfterHint     Help = "hint"
)

// Judgement is what a scorer found for one criterion. Code has checked the quote before it gets here.
type Judgement struct {
	Criterion string  `json:"id"`
	Verdict   Verdict `json:"verdict"`
	// Quote is from the reply, verbatim; empty for Missed.
	Quote         string `json:"quote"`
	QuoteVerified bool   `json:"quote_verified"`
	Reason        string `json:"reason"`
	// Strength in (0,1] replaces the verdict's own credit. Only the offline estimate sets it, for soft credit; 0 means
	// that the verdict decides.
	Strength float64 `json:"strength,omitempty"`
	Help     Help    `json:"help,omitempty"`
}

// PitfallJudgement is what a scorer found for one pitfall.
type PitfallJudgement struct {
	Pitfall string `json:"id"`
	Present bool   `json:"present"`
	Quote   string `json:"quote"`
	Reason  string `json:"reason,omitempty"`
}

// Band is a score in a word.
type Band string

// The bands, with the lowest score of each.
const (
	Strong     Band = "strong"     // 85
	Solid      Band = "solid"      // 70
	Developing Band = "developing" // 45
	Weak       Band = "weak"       // 0
)

// Grade is a scored reply: the arithmetic done, nothing left to judge. Its JSON is the contract's.
type Grade struct {
	// Score is 0 to 100, rounded to a whole number.
	Score    int              `json:"score"`
	Band     Band             `json:"band"`
	Criteria []CriterionGrade `json:"criteria"`
	Pitfalls []PitfallGrade   `json:"pitfalls"`
}

// CriterionGrade is a criterion with its judgement and the credit it earned.
type CriterionGrade struct {
	ID            string  `json:"id"`
	Label         string  `json:"label"`
	Weight        float64 `json:"weight"`
	Verdict       Verdict `json:"verdict"`
	Quote         string  `json:"quote"`
	QuoteVerified bool    `json:"quote_verified"`
	Reason        string  `json:"reason"`
	// Credit is 0 to 1, help already taken off.
	Credit float64 `json:"credit"`
	Help   Help    `json:"help,omitempty"`
}

// PitfallGrade is a pitfall with whether the reply fell into it.
type PitfallGrade struct {
	ID      string `json:"id"`
	Label   string `json:"label"`
	Verdict string `json:"verdict"` // "present" or "absent"
	Quote   string `json:"quote"`
}
