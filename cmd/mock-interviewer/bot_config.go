package main

import (
	"errors"
	"fmt"
	"log/slog"

	"mock-interviewer/bot"
	"mock-interviewer/bot/daily"
	"mock-interviewer/bot/hearing"
	"mock-interviewer/bot/scorer"
	"mock-interviewer/bot/scorer/budget"
	"mock-interviewer/config"
	"mock-interviewer/questions"
	"mock-interviewer/store"
)

// botConfig puts a bot together from the checked configuration.
func botConfig(cfg config.Config, bank *questions.Bank, db *store.DB, log *slog.Logger) (bot.Config, error) {
	judge, err := newScorer(cfg, bank, log)
	if err != nil {
		return bot.Config{}, err
	}
	subs, err := subscriptions(cfg.Daily, bank)
	if err != nil {
		return bot.Config{}, err
	}
	settings := bot.Config{
		BotToken: cfg.Slack.BotToken.Reveal(), AppToken: cfg.Slack.AppToken.Reveal(), APIURL: cfg.Slack.APIURL,
		Store: db, Bank: bank, Scorer: judge, ScorerName: "offline", Daily: subs, Log: log,
		Graders: cfg.LLM.Concurrency, Retention: cfg.Retention,
	}
	if llm, ok := judge.(*scorer.LLM); ok {
		settings.ScorerName, settings.Model, settings.Host = "llm", llm.Model(), llm.Host()
		if settings.Ear, settings.EarModel, err = newEar(cfg); err != nil {
			return bot.Config{}, err
		}
		settings.Estimator = scorer.NewOffline(bank.Questions())
		settings.Scorer = budget.New(budget.Config{
			Limits: budget.Limits{
				PersonPerDay: int64(cfg.Budget.PersonTokensPerDay), PerMonth: int64(cfg.Budget.TokensPerMonth), Concurrency: cfg.LLM.Concurrency,
			},
			Inner: llm, Ledger: bot.NewLedger(db), Log: log,
		})
	}
	return settings, nil
}

// newEar makes what turns recordings into words, nil where no model for that is configured.
func newEar(cfg config.Config) (bot.Ear, string, error) {
	if cfg.LLM.TranscriptionModel == "" {
		return nil, "", nil
	}
	ear, err := hearing.New(hearing.Config{
		BaseURL: cfg.LLM.BaseURL, APIKey: cfg.LLM.APIKey.Reveal(), Model: cfg.LLM.TranscriptionModel, Timeout: cfg.LLM.Timeout,
	})
	if err != nil {
		return nil, "", err
	}
	return ear, ear.Model(), nil
}

// subscriptions turns the configured ones into the scheduler's. A category is checked here, where the guides are known.
func subscriptions(configured []config.Daily, bank *questions.Bank) ([]daily.Subscription, error) {
	var subs []daily.Subscription
	var problems []error
	for _, d := range configured {
		sub := daily.Subscription{
			ID: d.ID, Channel: d.Channel, Cron: d.Cron, Zone: d.Location, RevealAfter: d.RevealAfter, Grace: d.Grace,
			Filter: questions.Filter{Difficulty: questions.Difficulty(d.Difficulty)},
		}
		if d.Category != "" {
			category, err := bank.MatchCategory(d.Category)
			if err != nil {
				problems = append(problems, fmt.Errorf("daily %s: category: %w", d.ID, err))
				continue
			}
			sub.Category = category
		}
		subs = append(subs, sub)
	}
	return subs, errors.Join(problems...)
}
