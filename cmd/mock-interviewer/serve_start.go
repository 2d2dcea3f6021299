package main

import (
	"context"
	"log/slog"
	"time"

	"mock-interviewer/bot"
	"mock-interviewer/config"
	"mock-interviewer/questions"
	"mock-interviewer/store"
)

// start runs the bot until ctx ends. The configuration is checked, both tokens are set and the guides are loaded.
func (c *serveCmd) start(ctx context.Context, e env, cfg config.Config, bank *questions.Bank) int {
	if err := makeFolder(cfg.Data); err != nil {
		return e.misconfigured(err)
	}
	log, level := adjustableLogger(e, cfg)
	db, err := openWhole(dbFile(cfg))
	if err != nil {
		return e.fail(exitFailed, "%v", unusable(dbFile(cfg), err))
	}
	defer closeStore(db, log)
	settings, err := botConfig(cfg, bank, db, log)
	if err != nil {
		return e.misconfigured(err)
	}
	var b *bot.Bot
	mon := newMonitor(db, func() time.Time { return b.LastTick() })
	settings.Observe = mon.Observer()
	if b, err = bot.New(settings); err != nil {
		return e.fail(exitFailed, "%v", err)
	}
	defer serveHTTP(cfg.HTTP, mon.Handler(readiness(b, db)...), log)()
	defer startUpkeep(ctx, cfg, bank, db, log)()
	r := &reloader{e: e, from: c.guideFlag, log: log, level: level, db: db, bot: b, cfg: cfg, bank: bank}
	defer r.start(ctx)()
	log.Info("starting", "questions", len(bank.Questions()), "scorer", settings.ScorerName, "data", db.Path(), "daily", len(cfg.Daily))
	defer bot.Tune()() // now that the guides are read: what that left behind is small
	if err := b.Run(ctx); err != nil {
		return e.fail(exitFailed, "%v", err)
	}
	log.Info("stopped")
	return exitDone
}

func closeStore(db *store.DB, log *slog.Logger) {
	if err := db.Close(); err != nil {
		log.Error("the database did not close cleanly", "error", err)
	}
}
