package bot

import (
	"errors"

	"mock-interviewer/bot/daily"
	"mock-interviewer/bot/scorer"
	"mock-interviewer/questions"
)

// Material is what a bot works with that can be exchanged while it runs. It is never changed, only replaced whole.
type Material struct {
	Bank *questions.Bank
	// Scorer judges replies. Estimator, where set, stands in visibly while Scorer fails; it is never recorded.
	Scorer, Estimator scorer.Scorer
	// Ear turns recordings into words; nil where nothing can. EarModel names it to people.
	Ear      Ear
	EarModel string
	// Privacy tells people where their replies go.
	ScorerName, Model, Host string
	// Daily are the operator's subscriptions.
	Daily []daily.Subscription
}

// Reload exchanges the material. What is under way goes on: a judgement ends with the scorer that it began with, an
// interview whose question the guides have lost goes on with the next one.
func (b *Bot) Reload(m Material) error {
	if m.Bank == nil || m.Scorer == nil {
		return errors.New("bot: a bank of questions and a scorer are needed")
	}
	b.material.Store(&m)
	return nil
}

func (b *Bot) bank() *questions.Bank { return b.material.Load().Bank }

// Material is the part of a configuration that Reload can exchange.
func (c Config) Material() Material {
	return Material{
		Bank: c.Bank, Scorer: c.Scorer, Estimator: c.Estimator,
		Ear: c.Ear, EarModel: c.EarModel, ScorerName: c.ScorerName, Model: c.Model, Host: c.Host, Daily: c.Daily,
	}
}
