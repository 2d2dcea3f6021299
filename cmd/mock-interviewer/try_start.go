package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"mock-interviewer/bot"
	"mock-interviewer/bot/daily"
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
	log := newLogger(e, cfg)
	dir, clean, err := tryFolder(c.Data)
	if err != nil {
		return e.fail(exitFailed, "%v", err)
	}
	defer clean()
	db, err := store.Open(filepath.Join(dir, dbName), store.Options{})
	if err != nil {
		return e.fail(exitFailed, "%v", err)
	}
	defer closeStore(db, log)
	space, err := workspace.New(workspace.Config{Manifest: *manifest.New(), Log: log, Limits: true})
	if err != nil {
		return e.fail(exitFailed, "the local workspace: %v", err)
	}
	server, err := space.Start(ctx, c.Addr)
	if err != nil {
		return e.fail(exitFailed, "%v. Choose another address with --addr", err)
	}
	defer server.Close()
	settings, err := botConfig(inside(cfg, server), bank, db, log)
	if err != nil {
		return e.fail(exitUsage, "%v", err)
	}
	settings.Daily = []daily.Subscription{tryDaily(space)}
	settings.PostDailyAtStart = true
	b, err := bot.New(settings)
	if err != nil {
		return e.fail(exitFailed, "%v", err)
	}
	go announce(ctx, e, b, server.URL())
	if err := b.Run(ctx); err != nil {
		return e.fail(exitFailed, "%v", err)
	}
	return exitDone
}

// inside points the configuration at the local workspace.
func inside(cfg config.Config, server *workspace.Server) config.Config {
	cfg.Daily = nil // somebody's own subscriptions have no place here
	cfg.Slack = config.Slack{
		BotToken: config.NewSecret(server.BotToken()), AppToken: config.NewSecret(server.AppToken()), APIURL: server.APIURL(),
	}
	return cfg
}

func tryDaily(space *workspace.Workspace) daily.Subscription {
	return daily.Subscription{
		ID: "try", Channel: space.ChannelID(tryChannel), Cron: config.DefaultCron, Zone: time.Local,
		RevealAfter: config.DefaultRevealAfter, Grace: config.DefaultGrace,
	}
}

// announce names the page as soon as one can talk to the bot on it.
func announce(ctx context.Context, e env, b *bot.Bot, url string) {
	for !b.Ready() {
		select {
		case <-ctx.Done():
			return
		case <-time.After(10 * time.Millisecond):
		}
	}
	fmt.Fprintf(e.stdout, "Open %s and say something. Ctrl-C stops it.\n", url)
}

// tryFolder is where the answers are kept: the folder that was named, or a temporary one that clean removes.
func tryFolder(named string) (dir string, clean func(), err error) {
	if named != "" {
		return named, func() {}, nil
	}
	dir, err = os.MkdirTemp("", "mock-interviewer-")
	return dir, func() { _ = os.RemoveAll(dir) }, err
}
