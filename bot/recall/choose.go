package recall

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"time"

	fsrs "github.com/open-spaced-repetition/go-fsrs/v4"

	"mock-interviewer/questions"
)

// RestBetween is how long a question that was asked is not asked again: what somebody has just skipped or seen the
// answer of should not stand before them at once. An answer sooner than that is another try, not another sitting.
const RestBetween = 8 * time.Hour

// weakBelow is the average below which a category is weak: short of solid.
const weakBelow = 70

// Reason says why a question comes when it comes.
type Reason int

// The reasons, in the order in which questions are taken.
const (
	IsDue        Reason = iota // its day has come
	WeakCategory               // not answered yet, in a category where the person is weak
	IsNew                      // not answered yet
	OtherLevel                 // not answered yet, easier or harder than the person's level
	Ahead                      // answered, and its day is to come
	JustAsked                  // asked within the last hours: only where there is nothing else
)

// Pick is a question with the reason for it.
type Pick struct {
	Question string
	Why      Reason
}

// Choice is what choosing looks at. Nothing in it is changed.
type Choice struct {
	// Questions are all there are.
	Questions []*questions.Question
	Cards     []Card
	// Asked says when each question was last asked; those never asked are not in it.
	Asked map[string]time.Time
	// Averages are the person's scores by category, of those with an answer.
	Averages map[string]int
	Level    Level
	Now      time.Time
	// Zone is the person's; nil is UTC.
	Zone *time.Location
	// Rand orders equals; nil leaves them in the guide's order.
	Rand *rand.Rand
}

type candidate struct {
	Pick
	rank    int // by reason; a pinned level moves OtherLevel back
	missed  int // 0 for a due card that was missed the last time
	average int // of its category, where that is weak
	apart   int
	at      time.Time // when it is due, or was last asked
}

// Order lists every question, the one to ask first at the front: what is due, those missed the last time before the
// rest and each in the order of their days; then new questions of the person's level in weak categories, the weakest
// first; then other new ones; then new ones of another level; then what is not due yet. With a pinned level, questions
// of another level come after those that are not due yet.
func (c Choice) Order() []Pick {
	cards := make(map[string]Card, len(c.Cards))
	for _, card := range c.Cards {
		cards[card.Question] = card
	}
	all := make([]candidate, 0, len(c.Questions))
	for _, q := range c.Questions {
		all = append(all, c.candidate(q, cards[q.ID]))
	}
	if c.Rand != nil {
		c.Rand.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	}
	slices.SortStableFunc(all, func(a, b candidate) int {
		return cmp.Or(
			cmp.Compare(a.rank, b.rank), cmp.Compare(a.missed, b.missed), cmp.Compare(a.average, b.average),
			cmp.Compare(a.apart, b.apart), a.at.Compare(b.at),
		)
	})
	picks := make([]Pick, 0, len(all))
	for _, x := range all {
		picks = append(picks, x.Pick)
	}
	return picks
}

func (c Choice) candidate(q *questions.Question, card Card) candidate {
	asked, wasAsked := c.Asked[q.ID]
	x := candidate{Pick: Pick{Question: q.ID}, at: asked}
	answered := len(card.Sittings) > 0
	average, known := c.Averages[q.Category]
	switch {
	case wasAsked && c.Now.Sub(asked) < RestBetween:
		x.Why = JustAsked
	case card.Due(c.Now, c.Zone):
		x.Why, x.at = IsDue, card.FSRS.Due
		if card.Last().Rating != fsrs.Again {
			x.missed = 1
		}
	case answered:
		x.Why, x.at = Ahead, card.FSRS.Due
	case q.Difficulty != c.Level.Difficulty:
		x.Why, x.apart = OtherLevel, apart(q.Difficulty, c.Level.Difficulty)
	case known && average < weakBelow:
		x.Why, x.average = WeakCategory, average
	default:
		x.Why = IsNew
	}
	x.rank = 2 * int(x.Why)
	if x.Why == OtherLevel && c.Level.Pinned {
		x.rank = 2*int(Ahead) + 1
	}
	return x
}
