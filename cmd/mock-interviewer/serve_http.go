package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"mock-interviewer/bot"
	"mock-interviewer/bot/admin"
	"mock-interviewer/bot/monitor"
	"mock-interviewer/store"
)

// newMonitor makes the metrics, which read what stands in the store, and when the scheduler last ticked.
func newMonitor(db *store.DB, lastTick func() time.Time) *monitor.Monitor {
	count := func(read func(*store.Tx) int) func() int {
		return func() (n int) {
			_ = db.View(func(tx *store.Tx) error { n = read(tx); return nil })
			return n
		}
	}
	info, _ := debug.ReadBuildInfo()
	return monitor.New(monitor.Sources{
		Version:      versionName(version, info),
		InboxPending: count((*store.Tx).InboxLen), OutboxPending: count((*store.Tx).OutboxLen), GradingsPending: count((*store.Tx).GradingsLen),
		DatabaseBytes: func() int64 { return modified(db.Path()).bytes },
		LastTick:      lastTick,
		LastBackup: func() time.Time {
			if all, err := admin.DailyBackups(db.Path()); err == nil && len(all) > 0 {
				return modified(all[0]).at
			}
			return time.Time{}
		},
	})
}

type fileState struct {
	bytes int64
	at    time.Time
}

// modified is a file's state; zero where it cannot be told.
func modified(path string) fileState {
	info, err := os.Stat(path)
	if err != nil {
		return fileState{}
	}
	return fileState{info.Size(), info.ModTime()}
}

// mostIdle is how long the scheduler, which looks at the clock every second, may be silent.
const mostIdle = time.Minute

// probe is as long as what people write, and never the same: a few bytes might fit into a file on a full disk.
func probe(now time.Time) []byte {
	return fmt.Appendf(nil, "%q", strings.Repeat(strconv.FormatInt(now.UnixNano(), 10)+" ", 1024))
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
			if err := db.InPlace(); err != nil {
				return err
			}
			return db.Update(func(tx *store.Tx) error { return tx.PutSetting("ready", probe(time.Now())) })
		}},
		{Name: "scheduler", Test: func() error {
			if time.Since(b.LastTick()) > mostIdle {
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
	var lc net.ListenConfig
	listener, err := lc.Listen(context.Background(), "tcp", addr)
	if err != nil {
		log.Error("health and metrics are off: the address cannot be used", "address", addr, "error", err)
		return func() {}
	}
	log.Info("health and metrics", "address", listener.Addr())
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
