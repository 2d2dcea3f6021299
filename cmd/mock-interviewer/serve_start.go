package main

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"time"

	"mock-interviewer/bot"
	"mock-interviewer/bot/monitor"
	"mock-interviewer/config"
	"mock-interviewer/questions"
	"mock-interviewer/store"
)

// startServe runs the bot until ctx ends. The configuration is checked, both tokens are set and the guides are loaded.
func startServe(ctx context.Context, e env, cfg config.Config, bank *questions.Bank) int {
	log := newLogger(e, cfg)
	db, err := openWhole(dbFile(cfg))
	if err != nil {
		return e.fail(exitFailed, "%v", unusable(dbFile(cfg), err))
	}
	defer closeStore(db, log)
	settings, err := botConfig(cfg, bank, db, log)
	if err != nil {
		return e.fail(exitUsage, "%v", err)
	}
	mon := newMonitor(db)
	settings.Observe = mon.Observer()
	b, err := bot.New(settings)
	if err != nil {
		return e.fail(exitFailed, "%v", err)
	}
	stop := serveHTTP(cfg.HTTP, mon.Handler(readiness(b, db)...), log)
	defer stop()
	defer startUpkeep(ctx, cfg, bank, db, log)()
	log.Info("starting", "questions", len(bank.Questions()), "scorer", settings.ScorerName, "data", db.Path(), "daily", len(cfg.Daily))
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

func newMonitor(db *store.DB) *monitor.Monitor {
	count := func(read func(*store.Tx) int) func() int {
		return func() (n int) {
			_ = db.View(func(tx *store.Tx) error { n = read(tx); return nil })
			return n
		}
	}
	return monitor.New(monitor.Gauges{
		InboxPending: count((*store.Tx).InboxLen), OutboxPending: count((*store.Tx).OutboxLen),
	})
}

// readiness is what /readyz asks.
func readiness(b *bot.Bot, db *store.DB) []monitor.Check {
	return []monitor.Check{
		{Name: "socket", Test: func() error {
			if !b.Ready() {
				return errors.New("no Socket Mode connection is up")
			}
			return nil
		}},
		{Name: "store", Test: func() error {
			return db.Update(func(tx *store.Tx) error { return tx.PutSetting("ready", []byte("true")) })
		}},
		{Name: "scheduler", Test: func() error {
			if time.Since(b.LastTick()) > time.Minute {
				return errors.New("the daily scheduler has not looked at the clock for a minute")
			}
			return nil
		}},
	}
}

// serveHTTP serves health and metrics beside the bot. The bot works without: an address that is taken is only logged.
func serveHTTP(addr string, handler http.Handler, log *slog.Logger) (stop func()) {
	if addr == "" {
		return func() {}
	}
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		log.Error("health and metrics are off: the address cannot be used", "address", addr, "error", err)
		return func() {}
	}
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 5 * time.Second}
	go func() {
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			log.Error("health and metrics stopped", "error", err)
		}
	}()
	return func() {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		_ = server.Shutdown(ctx)
	}
}
