package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"time"

	"mock-interviewer/bot"
	"mock-interviewer/bot/manifest"
	"mock-interviewer/bot/workspace"
	"mock-interviewer/config"
	"mock-interviewer/questions"
	"mock-interviewer/store"
)

// tryChannel is where the local workspace gets its question of the day.
const tryChannel = "sre-practice"

// startTry runs the local workspace and the bot in it until ctx ends. The address has the right shape and the guides
// are loaded; of cfg only LLM, Scorer and Log count.
func startTry(ctx context.Context, e env, c *tryCmd, cfg config.Config, bank *questions.Bank) int {
	t, err := newTrial(ctx, e, c, cfg, bank)
	if err != nil {
		return e.fail(exitFailed, "%v", err)
	}
	defer t.close()
	go t.announce(ctx, e)
	defer bot.Tune()()
	if err := t.bot.Run(ctx); err != nil {
		return e.fail(exitFailed, "%v", err)
	}
	return exitDone
}

// trial is a Slack workspace on loopback with the bot in it. Only the workspace is not what `serve` runs.
type trial struct {
	space   *workspace.Workspace
	server  *workspace.Server
	db      *store.DB
	bot     *bot.Bot
	log     *slog.Logger
	cleanup []func()
}

// newTrial puts the workspace, the store and the bot together and starts the workspace. The caller runs the bot and
// closes the trial, whatever the error.
func newTrial(ctx context.Context, e env, c *tryCmd, cfg config.Config, bank *questions.Bank) (*trial, error) {
	t := &trial{log: newLogger(e, cfg)}
	if err := t.open(ctx, c, cfg, bank); err != nil {
		t.close()
		return nil, err
	}
	return t, nil
}

func (t *trial) open(ctx context.Context, c *tryCmd, cfg config.Config, bank *questions.Bank) error {
	dir, err := t.folder(c.Data)
	if err != nil {
		return err
	}
	if t.db, err = store.Open(filepath.Join(dir, dbName), store.Options{}); err != nil {
		return err
	}
	t.cleanup = append(t.cleanup, func() { closeStore(t.db, t.log) })
	if t.space, err = workspace.New(workspace.Config{
		Manifest: *manifest.New(), Log: t.log, Limits: true, RetryDelays: retrySoon(), File: t.file(c.Data),
	}); err != nil {
		return fmt.Errorf("the local workspace: %w", err)
	}
	if t.server, err = t.space.Start(context.WithoutCancel(ctx), c.Addr); err != nil {
		return fmt.Errorf("%w; choose another address with --addr", err)
	}
	t.cleanup = append(t.cleanup, t.server.Close)
	settings, err := botConfig(t.inside(cfg), bank, t.db, t.log)
	if err != nil {
		return err
	}
	if err := setUpDaily(t.db, t.space); err != nil {
		return err
	}
	settings.PostDailyAtStart = true
	t.bot, err = bot.New(settings)
	return err
}

// inside points the configuration at the local workspace. Somebody's own subscriptions have no place here.
func (t *trial) inside(cfg config.Config) config.Config {
	cfg.Daily = nil
	cfg.Slack = config.Slack{
		BotToken: config.NewSecret(t.server.BotToken()), AppToken: config.NewSecret(t.server.AppToken()), APIURL: t.server.APIURL(),
	}
	return cfg
}

// folder is where the answers are kept: the one that was named, or a temporary one that close removes.
func (t *trial) folder(named string) (string, error) {
	if named != "" {
		return named, nil
	}
	dir, err := os.MkdirTemp("", "mock-interviewer-")
	t.cleanup = append(t.cleanup, func() { _ = os.RemoveAll(dir) })
	return dir, err
}

// file is where the workspace itself is kept, so that a named folder continues where it stood; a temporary one is not.
func (t *trial) file(named string) string {
	if named == "" {
		return ""
	}
	return filepath.Join(named, "workspace.json")
}

// close undoes what open did, the last first.
func (t *trial) close() {
	for _, v := range slices.Backward(t.cleanup) {
		v()
	}
}

// announce names the page as soon as one can talk to the bot on it.
func (t *trial) announce(ctx context.Context, e env) {
	for !t.bot.Ready() {
		select {
		case <-ctx.Done():
			return
		case <-time.After(10 * time.Millisecond):
		}
	}
	fmt.Fprintf(e.stdout, "Open %s and say something. Ctrl-C stops it.\n", t.server.URL())
}

// retrySoon are the local workspace's delays before it delivers an event again: nobody who tries a bot waits a minute.
func retrySoon() []time.Duration { return []time.Duration{0, time.Second, 5 * time.Second} }
