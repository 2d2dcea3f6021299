package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"mock-interviewer/bot/scorer"
	"mock-interviewer/config"
	"mock-interviewer/questions"
)

// A tiny grading with a sure outcome: the reply says what the reference says.
const (
	tinyQuestion  = "What does a load balancer do?"
	tinyReference = "A load balancer spreads incoming requests over several healthy servers."
	tinyReply     = "It spreads incoming requests over several healthy servers."
)

// grading has the configured LLM judge a tiny reply, once and timed.
func (x *examination) grading(ctx context.Context, cfg config.Config) {
	const what = "llm"
	if !cfg.UsesLLM() {
		x.ok(what, "none is configured; replies get the offline estimate")
		return
	}
	judge, err := scorer.NewLLM(scorer.LLMConfig{
		APIKey: cfg.LLM.APIKey.Reveal(), BaseURL: cfg.LLM.BaseURL, Model: cfg.LLM.Model, Timeout: cfg.LLM.Timeout, MaxAttempts: 1,
	})
	if err != nil {
		x.fail(what, err.Error(), "check OPENAI_BASE_URL (llm.base_url) and OPENAI_MODEL (llm.model)")
		return
	}
	who := judge.Model() + " at " + judge.Host()
	started := time.Now()
	result, err := judge.Score(ctx, scorer.Request{Question: scorer.AdHoc(tinyQuestion, tinyReference), Reply: tinyReply})
	took := time.Since(started).Round(time.Millisecond)
	if err != nil {
		x.fail(what, fmt.Sprintf("%s did not grade (%v): %v", who, took, err), llmMend(err))
		return
	}
	if !earned(result.Judgements) {
		x.warn(what, fmt.Sprintf("%s graded in %v, and found a right answer wrong", who, took), "choose a more capable model (OPENAI_MODEL, llm.model)")
		return
	}
	x.ok(what, "%s graded a tiny reply in %v, %d tokens", who, took, result.Usage.PromptTokens+result.Usage.CompletionTokens)
}

func earned(judgements []questions.Judgement) bool {
	for _, j := range judgements {
		if j.Credit() == 0 {
			return false
		}
	}
	return len(judgements) > 0
}

// llmMend says what to do about a grading that failed.
func llmMend(err error) string {
	var why *scorer.Error
	if !errors.As(err, &why) {
		return "check OPENAI_BASE_URL (llm.base_url)"
	}
	switch why.Reason {
	case "unauthorized":
		return "check OPENAI_API_KEY (llm.api_key), and that it may use the model"
	case "timeout":
		return "see that the endpoint is not overloaded, choose a smaller model, or raise llm.timeout"
	case "rate_limited":
		return "wait, or raise the endpoint's limit or quota"
	case "invalid", "cut_off":
		return "choose a model that can answer in JSON (OPENAI_MODEL, llm.model)"
	case "refused":
		return "choose another model (OPENAI_MODEL, llm.model)"
	default:
		return "see that the endpoint runs and that OPENAI_BASE_URL (llm.base_url) and OPENAI_MODEL (llm.model) are right"
	}
}
