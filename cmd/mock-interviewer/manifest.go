package main

import (
	"context"
	"fmt"

	"mock-interviewer/bot/manifest"
)

type manifestCmd struct {
	JSON    bool `name:"json" help:"Print JSON instead of YAML."`
	Minimal bool `help:"Without channel history: in channels people answer by mentioning the bot."`
	Agent   bool `help:"Have Slack show the app among its agents, where the workspace has them."`
}

// Help shows an example.
func (manifestCmd) Help() string {
	return "Paste it at https://api.slack.com/apps under \"Create New App\", \"From a manifest\", " +
		"or open the link that stands on stderr, which does the same.\n\n" +
		example("mock-interviewer manifest > manifest.yaml", "mock-interviewer manifest --minimal", "mock-interviewer manifest --json")
}

func (c *manifestCmd) run(_ context.Context, e env) int {
	variant := manifest.Full
	if c.Minimal {
		variant |= manifest.Minimal
	}
	if c.Agent {
		variant |= manifest.Agent
	}
	render := variant.YAML
	if c.JSON {
		render = variant.JSON
	}
	out, err := render()
	if err != nil {
		return e.fail(exitFailed, "%v", err)
	}
	link, err := variant.Link()
	if err != nil {
		return e.fail(exitFailed, "%v", err)
	}
	if _, err := e.stdout.Write(out); err != nil {
		return e.fail(exitFailed, "writing the manifest: %v", err)
	}
	fmt.Fprintf(e.stderr, "This link creates the app with it:\n%s\n", link)
	return exitDone
}
