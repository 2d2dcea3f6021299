package main

import "context"

type serveCmd struct {
	guideFlag
}

// Help shows an example.
func (serveCmd) Help() string {
	return "Needs SLACK_BOT_TOKEN and SLACK_APP_TOKEN, or the same in the file that MOCK_INTERVIEWER_CONFIG names. " +
		"Ctrl-C stops it in order; what is not finished is taken up at the next start.\n\n" +
		example("SLACK_BOT_TOKEN=xoxb-… SLACK_APP_TOKEN=xapp-… mock-interviewer serve")
}

func (c *serveCmd) run(ctx context.Context, e env) int {
	cfg, err := e.load()
	if err != nil {
		return e.misconfigured(err)
	}
	if err := cfg.ForServe(); err != nil {
		return e.misconfigured(err)
	}
	bank, err := c.bank(cfg)
	if err != nil {
		return e.badGuide(err)
	}
	return startServe(ctx, e, cfg, bank)
}
