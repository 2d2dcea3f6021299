package main

import (
	"context"

	"mock-interviewer/config"
	"mock-interviewer/questions"
)

// startServe runs the bot until ctx ends. The configuration is checked, both tokens are set and the guides are loaded.
func startServe(_ context.Context, e env, _ config.Config, _ *questions.Bank) int {
	return e.notBuilt("serve")
}
