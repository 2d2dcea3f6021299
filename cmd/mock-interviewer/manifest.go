package main

import (
	"context"

	"mock-interviewer/bot/manifest"
)

type manifestCmd struct {
	JSON bool `name:"json" help:"Print JSON instead of YAML."`
}

// Help shows an example.
func (manifestCmd) Help() string {
	return "Paste it at https://api.slack.com/apps under \"Create New App\", \"From a manifest\".\n\n" +
		example("mock-interviewer manifest > manifest.yaml", "mock-interviewer manifest --json")
}

func (c *manifestCmd) run(_ context.Context, e env) int {
	render := manifest.YAML
	if c.JSON {
		render = manifest.JSON
	}
	out, err := render()
	if err != nil {
		return e.fail(exitFailed, "%v", err)
	}
	if _, err := e.stdout.Write(out); err != nil {
		return e.fail(exitFailed, "writing the manifest: %v", err)
	}
	return exitDone
}
