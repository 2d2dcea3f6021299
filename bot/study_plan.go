package bot

import (
	"time"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/bot/recall"
	"mock-interviewer/questions"
	"mock-interviewer/store"
)

// wholeGuide asks `guide` for everything that the guides hold, rather than for the person's plan.
const wholeGuide = "overview"

// What a plan calls soon, and what it calls known, by the day on which a question comes back.
const (
	soonDays  = 7
	knownDays = 21
)

// guideWord shows the person's plan or, with the word overview, the guides.
func (s *step) guideWord(rest string) error {
	if rest == wholeGuide {
		return s.overview()
	}
	plan, err := s.b.studyPlanOf(s.tx, s.in.User, s.now)
	if err != nil {
		return err
	}
	plan.Direct = s.in.Direct
	return s.answer(blocks.StudyPlanCard(plan, s.look(s.in.User)))
}

func (s *step) overview() error {
	return s.answer(blocks.Overview(s.b.bank().Guides()))
}

// studyPlanOf puts together what a person's plan is made of.
func (b *Bot) studyPlanOf(tx *store.Tx, user string, now time.Time) (p blocks.StudyPlan, err error) {
	if p.Stats, err = b.statsOf(tx, user); err != nil {
		return p, err
	}
	answers, _, err := tx.AnswersOf(user, homeAnswers, "")
	if err != nil {
		return p, err
	}
	p.Strong, _ = b.pointsOf(answers)
	cards, err := cardsOf(tx, user)
	if err != nil {
		return p, err
	}
	m, _, err := tx.Member(user)
	if err != nil {
		return p, err
	}
	p.Soon, p.Known = b.ahead(cards, now, zoneOf(m))
	for _, category := range b.bank().Categories() {
		if matching, err := b.bank().Select(questions.Filter{Categories: questions.Only(category)}); err == nil {
			p.Categories = append(p.Categories, blocks.CategoryStat{Category: category, Answered: len(matching)})
		}
	}
	for _, g := range b.bank().Guides() {
		p.Background = append(p.Background, g.Overview...)
	}
	return p, nil
}

// ahead counts the questions that come back within a week, after today, and those that sit: they come back in three
// weeks or later.
func (b *Bot) ahead(cards []recall.Card, now time.Time, zone *time.Location) (soon, known int) {
	week, later := recall.Day(now.AddDate(0, 0, soonDays), zone), recall.Day(now.AddDate(0, 0, knownDays), zone)
	for _, c := range cards {
		if b.question(c.Question) == nil || c.Due(now, zone) {
			continue
		}
		switch day := recall.Day(c.FSRS.Due, zone); {
		case day <= week:
			soon++
		case day >= later:
			known++
		}
	}
	return soon, known
}
