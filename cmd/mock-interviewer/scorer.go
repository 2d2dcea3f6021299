package main

import (
	"log/slog"

	"mock-interviewer/bot/scorer"
	"mock-interviewer/config"
	"mock-interviewer/questions"
)

// newScorer makes the scorer that the configuration asks for. It makes no request.
func newScorer(cfg config.Config, bank *questions.Bank, log *slog.Logger) (scorer.Scorer, error) {
	llm := scorer.LLMConfig{
		APIKey: cfg.LLM.APIKey.Reveal(), BaseURL: cfg.LLM.BaseURL, Model: cfg.LLM.Model, SecondModel: cfg.LLM.SecondModel,
		Timeout: cfg.LLM.Timeout, Log: log,
	}
	return scorer.Choose(scorer.Mode(cfg.Scorer), llm, scorer.NewOffline(bank.Questions()))
}

// newLogger writes to stderr as the configuration says.
func newLogger(e env, cfg config.Config) *slog.Logger {
	log, _ := adjustableLogger(e, cfg)
	return log
}

// adjustableLogger is newLogger with the level to turn while it is in use.
func adjustableLogger(e env, cfg config.Config) (*slog.Logger, *slog.LevelVar) {
	level := new(slog.LevelVar)
	level.Set(cfg.Log.Level)
	options := &slog.HandlerOptions{Level: level}
	if cfg.Log.Format == config.LogJSON {
		return slog.New(slog.NewJSONHandler(e.stderr, options)), level
	}
	return slog.New(slog.NewTextHandler(e.stderr, options)), level
}
