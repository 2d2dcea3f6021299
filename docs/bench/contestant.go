package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"time"

	"mock-interviewer/bot/manifest"
	"mock-interviewer/bot/workspace"
)

// How many people there are: each replies once, some one after the other, the rest all at once. Nobody says enough for
// the pace that ours keeps in a channel (four messages, then one a second, as Slack asks) to matter.
const (
	inTurn = 200
	atOnce = 400
)

const reply = "I would start with a canary that gets a small share of traffic, compare its error rate with the old version, " +
	"roll back automatically to the previous version when it rises, and tell the on-call engineer and support before it begins."

// contestant is a bot and how it is started.
type contestant struct {
	name string
	args []string
	dir  string
}

// run starts the bot beside a workspace of its own and measures it once.
func (c contestant) run(ctx context.Context) (r result, err error) {
	ctx, cancel := context.WithTimeout(ctx, 3*time.Minute)
	defer cancel()
	space, server, err := open(ctx)
	if err != nil {
		return r, err
	}
	defer server.Close()
	data, err := os.MkdirTemp("", "bench-*")
	if err != nil {
		return r, err
	}
	defer os.RemoveAll(data)

	cmd := exec.CommandContext(ctx, c.args[0], c.args[1:]...)
	cmd.Dir, cmd.Stderr = c.dir, os.Stderr
	cmd.Env = append(os.Environ(),
		"SLACK_BOT_TOKEN="+server.BotToken(), "SLACK_APP_TOKEN="+server.AppToken(), "SLACK_API_URL="+server.APIURL(),
		"MOCK_INTERVIEWER_DATA="+data, "MOCK_INTERVIEWER_HTTP=off", "MOCK_INTERVIEWER_SCORER=offline",
		"MOCK_INTERVIEWER_LOG_LEVEL=error", "NODE_ENV=production",
	)
	begun := time.Now()
	if err := cmd.Start(); err != nil {
		return r, err
	}
	defer func() {
		_ = cmd.Process.Signal(os.Interrupt)
		_ = cmd.Wait() // it was told to stop
	}()
	if err := space.WaitSockets(ctx, 1); err != nil {
		return r, fmt.Errorf("it does not connect: %w", err)
	}
	r.start = time.Since(begun)
	time.Sleep(3 * time.Second) // ours opens its second connection within two
	before, err := usage(cmd.Process.Pid)
	if err != nil {
		return r, err
	}
	if err := r.measure(ctx, space); err != nil {
		return r, err
	}
	after, err := usage(cmd.Process.Pid)
	if err != nil {
		return r, err
	}
	r.memory, r.cpuPerReply = after.memory, (after.cpu-before.cpu)/(inTurn+atOnce)
	return r, nil
}

// open starts a workspace with many people and without rate limits.
func open(ctx context.Context) (*workspace.Workspace, *workspace.Server, error) {
	cfg := workspace.Config{Manifest: *manifest.New()}
	for i := range inTurn + atOnce {
		cfg.People = append(cfg.People, workspace.PersonSpec{Name: fmt.Sprintf("person%d", i)})
	}
	space, err := workspace.New(cfg)
	if err != nil {
		return nil, nil, err
	}
	server, err := space.Start(ctx, "127.0.0.1:0")
	return space, server, err
}

func (r *result) measure(ctx context.Context, space *workspace.Workspace) error {
	people := space.People()
	var took []time.Duration
	for _, p := range people[:inTurn] {
		if err := errors.Join(say(p, "practice"), await(ctx, space, p, "question")); err != nil {
			return err
		}
		begun := time.Now()
		if err := errors.Join(say(p, reply), await(ctx, space, p, "scorecard")); err != nil {
			return err
		}
		took = append(took, time.Since(begun))
	}
	slices.Sort(took)
	r.half, r.most = took[len(took)/2], took[len(took)*99/100]

	crowd := people[inTurn:]
	if err := everybody(ctx, space, crowd, "practice", "question"); err != nil {
		return err
	}
	begun := time.Now()
	if err := everybody(ctx, space, crowd, reply, "scorecard"); err != nil {
		return err
	}
	r.perSecond = float64(len(crowd)) / time.Since(begun).Seconds()
	return nil
}

func everybody(ctx context.Context, space *workspace.Workspace, crowd []*workspace.Person, text, kind string) error {
	for _, p := range crowd {
		if err := say(p, text); err != nil {
			return err
		}
	}
	for _, p := range crowd {
		if err := await(ctx, space, p, kind); err != nil {
			return err
		}
	}
	return nil
}

func say(p *workspace.Person, text string) error {
	_, err := p.Say(p.DM(), text)
	return err
}

// await looks until there is a message of a kind in somebody's direct message. A look is cheap, and five a millisecond are
// finer than what is measured.
func await(ctx context.Context, space *workspace.Workspace, p *workspace.Person, kind string) error {
	for {
		for _, m := range slices.Backward(space.Messages(p.DM())) {
			if m.Metadata != nil && m.Metadata.EventPayload["kind"] == kind {
				return nil
			}
		}
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("no %s for %s: %w", kind, p.ID(), err)
		}
		time.Sleep(200 * time.Microsecond)
	}
}
