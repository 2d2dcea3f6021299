package main

import (
	"errors"
	"slices"

	"mock-interviewer/bot/scorer"
	"mock-interviewer/config"
)

// contender is who grades: the offline estimate, or a model at an endpoint.
type contender struct {
	judge               scorer.Scorer
	scorer, model, host string
	second              string    // the model of second looks, where it is another one
	progress            *progress // its log goes through it
}

// newContender makes the scorer of that name: auto, llm, offline or a model's; "" is the configured one.
func newContender(e env, cfg config.Config, set *evalSet, name string) (*contender, error) {
	switch {
	case slices.Contains([]string{config.ScorerAuto, config.ScorerLLM, config.ScorerOffline}, name):
		cfg.Scorer = name
	case name != "":
		cfg.Scorer, cfg.LLM.Model = config.ScorerLLM, name
	}
	if cfg.UsesLLM() && !cfg.LLM.APIKey.Set() && cfg.LLM.BaseURL == "" {
		return nil, errors.New("needs an endpoint; set OPENAI_API_KEY or OPENAI_BASE_URL")
	}
	bar := newProgress(e.stderr, isTerminal(e.stderr))
	e.stderr = bar
	judge, err := newScorer(cfg, set.corpus, newLogger(e, cfg))
	if err != nil {
		return nil, err
	}
	c := &contender{judge: judge, scorer: config.ScorerOffline, progress: bar}
	if llm, ok := judge.(*scorer.LLM); ok {
		c.scorer, c.model, c.host, c.second = config.ScorerLLM, llm.Model(), llm.Host(), cfg.LLM.SecondModel
	}
	return c, nil
}

// String names it as people read it.
func (c *contender) String() string {
	if c.model == "" {
		return "offline estimate"
	}
	return c.model
}
