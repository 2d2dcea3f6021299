package main

import (
	"context"
	"net"
	"strconv"
)

type tryCmd struct {
	Addr string `default:"127.0.0.1:8080" placeholder:"HOST:PORT" help:"Address of the web page (default ${default})."`
	Data string `placeholder:"DIR" help:"Folder to keep the answers in (default: a temporary one, removed at the end)."`
	guideFlag
}

// Help shows an example.
func (tryCmd) Help() string {
	return "Opens a page with channels and a direct message, for two people to switch between. " +
		"Grades with the LLM where OPENAI_API_KEY or OPENAI_BASE_URL is set, else offline.\n\n" +
		example("mock-interviewer try", "mock-interviewer try --addr 127.0.0.1:9000 --data ./practice")
}

func (c *tryCmd) run(ctx context.Context, e env) int {
	if !isAddress(c.Addr) {
		return e.fail(exitUsage, "--addr is %q; want host:port, for example 127.0.0.1:8080", c.Addr)
	}
	// Slack's own fields do not matter here: this workspace is its own.
	cfg, err := c.load(e, "llm", "scorer", "log")
	if err != nil {
		return e.misconfigured(err)
	}
	bank, err := c.bank(cfg)
	if err != nil {
		return e.badGuide(err)
	}
	return startTry(ctx, e, c, cfg, bank)
}

// isAddress says whether an address has the form that one can listen on.
func isAddress(addr string) bool {
	_, port, err := net.SplitHostPort(addr)
	if err != nil {
		return false
	}
	_, err = strconv.ParseUint(port, 10, 16)
	return err == nil
}
