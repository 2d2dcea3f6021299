package scorer

import (
	"errors"
	"fmt"
)

// Mode says which scorer to use, as people configure it.
type Mode string

// The modes. ModeAuto takes the LLM where a key or a base URL is set, else the offline estimate.
const (
	ModeAuto    Mode = "auto"
	ModeLLM     Mode = "llm"
	ModeOffline Mode = "offline"
)

// Choose returns the scorer for a mode. The offline scorer is always needed: it is the choice without an endpoint and
// the estimate while one is down. cfg.Lexicon is set to it.
func Choose(mode Mode, cfg LLMConfig, offline *Offline) (Scorer, error) {
	if offline == nil {
		return nil, errors.New("scorer: no offline scorer given")
	}
	cfg.Lexicon = offline
	switch mode {
	case ModeOffline:
		return offline, nil
	case ModeLLM:
		return asScorer(NewLLM(cfg))
	case ModeAuto, "":
		if cfg.APIKey == "" && cfg.BaseURL == "" {
			return offline, nil
		}
		return asScorer(NewLLM(cfg))
	}
	return nil, fmt.Errorf("scorer: unknown mode %q; use auto, llm or offline", mode)
}

// asScorer keeps a nil *LLM from becoming a Scorer that is not nil.
func asScorer(l *LLM, err error) (Scorer, error) {
	if err != nil {
		return nil, err
	}
	return l, nil
}
