package main

import (
	"fmt"
	"log/slog"
	"strings"

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
		Graders: cfg.LLM.Concurrency, Retention: cfg.Retention, Backups: cfg.Backup.Keep,
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

// subscriptions turns the configured ones into the scheduler's. What they ask for is checked here, where the guides are
// known.
func subscriptions(configured []config.Daily, bank *questions.Bank) ([]daily.Subscription, error) {
	subs := make([]daily.Subscription, 0, len(configured))
	var problems config.FieldErrors
	for i, d := range configured {
		filter, problem := dailyFilter(d, bank)
		if problem != nil {
			problem.Field = fmt.Sprintf("daily[%d].%s", i, problem.Field)
			problems = append(problems, *problem)
			continue
		}
		subs = append(subs, daily.Subscription{
			ID: d.ID, Channel: d.Channel, Cron: d.Cron, Zone: d.Location, RevealAfter: d.RevealAfter, Grace: d.Grace, Filter: filter,
		})
	}
	if len(problems) > 0 {
		return nil, problems
	}
	return subs, nil
}

// dailyFilter is what a subscription asks for, or the field that no question of the guides answers to.
func dailyFilter(d config.Daily, bank *questions.Bank) (questions.Filter, *config.FieldError) {
	f := questions.Filter{Difficulty: questions.Difficulty(d.Difficulty)}
	if d.Category != "" {
		category, err := bank.MatchCategory(d.Category)
		if err != nil {
			return f, &config.FieldError{Field: "category", Problem: fmt.Sprintf("is %q", d.Category), Want: "one of " + strings.Join(bank.Categories(), ", ")}
		}
		f.Categories = questions.Only(category)
	}
	if _, err := bank.Select(f); err != nil {
		return f, &config.FieldError{Field: "difficulty", Problem: fmt.Sprintf("is %s, for which the guides have no question", d.Difficulty), Want: "another one, or another category"}
	}
	return f, nil
}
