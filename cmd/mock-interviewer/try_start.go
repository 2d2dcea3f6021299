package main

import (
	"context"

	"mock-interviewer/config"
	"mock-interviewer/questions"
)

// startTry runs the local workspace and the bot in it until ctx ends. The address has the right shape and the guides
// are loaded; of cfg only LLM, Scorer and Log count.
func startTry(_ context.Context, e env, _ *tryCmd, _ config.Config, _ *questions.Bank) int {
	return e.notBuilt("try")
}
