package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"

	"mock-interviewer/cmd/mock-interviewer/terminal"
)

type healthCmd struct {
	Ready bool `help:"Ask whether it is ready, not only whether it runs: connected, its file writable, its clock looked at."`
}

// Help shows an example.
func (healthCmd) Help() string {
	return "Asks the serve that runs with the same configuration, at MOCK_INTERVIEWER_HTTP (http), and exits 1 where it is not well. " +
		"For a container's health check, where there is no shell.\n\n" +
		example("mock-interviewer health", "mock-interviewer health --ready")
}

// healthTimeout is less than what a container's health check waits.
const healthTimeout = 3 * time.Second

func (c *healthCmd) run(ctx context.Context, e env) int {
	cfg, err := e.load("http")
	if err != nil {
		return e.misconfigured(err)
	}
	if cfg.HTTP == "" {
		return e.fail(exitUsage, "MOCK_INTERVIEWER_HTTP (http) is off; want an address, for example 127.0.0.1:9090")
	}
	path := "/healthz"
	if c.Ready {
		path = "/readyz"
	}
	ctx, cancel := context.WithTimeout(ctx, healthTimeout)
	defer cancel()
	status, said, err := ask(ctx, "http://"+local(cfg.HTTP)+path)
	if err != nil {
		return e.fail(exitFailed, "serve does not answer: %v", err)
	}
	if status != http.StatusOK {
		return e.fail(exitFailed, "serve is not well: %s", said)
	}
	fmt.Fprintln(e.stdout, said)
	return exitDone
}

// local is where a listener is reached from its own machine: one for every address listens on loopback, too. It is an
// address and no name, since a container may know no names.
func local(addr string) string {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return addr
	}
	switch host {
	case "", "0.0.0.0":
		host = "127.0.0.1"
	case "::":
		host = "::1"
	}
	return net.JoinHostPort(host, port)
}

// ask makes one request, past any proxy, and returns the first line of the answer.
func ask(ctx context.Context, url string) (status int, said string, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return 0, "", err
	}
	client := http.Client{Transport: &http.Transport{}}
	resp, err := client.Do(req)
	if err != nil {
		return 0, "", err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, 4<<10))
	said, _, _ = strings.Cut(string(body), "\n")
	return resp.StatusCode, terminal.Clean(said), err
}
