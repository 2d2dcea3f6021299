package main

import (
	"context"
	"log/slog"
	"os"
	"os/signal"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"

	"mock-interviewer/bot"
	"mock-interviewer/cmd/mock-interviewer/terminal"
	"mock-interviewer/config"
	"mock-interviewer/questions"
	"mock-interviewer/store"
)

// lookAtGuides is how often the guides' files are looked at.
const lookAtGuides = time.Second

// reloader gives a running bot new material: on SIGHUP everything that the operator says, and the guides by themselves
// when their files change. It is all or nothing: whatever is wrong leaves everything as it was.
type reloader struct {
	e     env
	from  guideFlag
	log   *slog.Logger
	level *slog.LevelVar
	db    *store.DB
	bot   *bot.Bot
	// began is the configuration that serve started with, cfg and bank are what it works with now.
	began, cfg config.Config
	bank       *questions.Bank
	running    sync.WaitGroup
}

// start listens until ctx ends or stop is called, which waits.
func (r *reloader) start(ctx context.Context) (stop func()) {
	r.began = r.cfg
	ctx, cancel := context.WithCancel(ctx)
	hangups := make(chan os.Signal, 1)
	signal.Notify(hangups, syscall.SIGHUP)
	r.running.Go(func() { r.run(ctx, hangups) })
	return func() {
		signal.Stop(hangups)
		cancel()
		r.running.Wait()
	}
}

func (r *reloader) run(ctx context.Context, hangups <-chan os.Signal) {
	look := time.NewTicker(lookAtGuides)
	defer look.Stop()
	watch := questions.NewWatch(r.from.paths(r.cfg))
	for {
		select {
		case <-ctx.Done():
			return
		case <-hangups:
			r.everything(ctx)
			watch = questions.NewWatch(r.from.paths(r.cfg))
		case <-look.C:
			if watch.Changed() {
				r.guides()
			}
		}
	}
}

// everything reads the configuration and the guides anew.
func (r *reloader) everything(ctx context.Context) {
	cfg, err := r.e.loadAll()
	if err := cfg.ForServe(err); err != nil {
		r.refuse("the configuration has errors", err)
		return
	}
	bank, err := r.from.bank(cfg)
	if err != nil {
		r.refuse("the guides have errors", err)
		return
	}
	changed, _ := config.Changed(r.cfg, cfg)
	_, fixed := config.Changed(r.began, cfg)
	if len(fixed) > 0 {
		r.log.Warn("changed, and wants a restart", "fields", strings.Join(fixed, ", "))
	}
	cfg.Slack, cfg.LLM.Concurrency = r.began.Slack, r.began.LLM.Concurrency
	if r.take(cfg, bank, changed) && slices.Contains(changed, "daily") {
		r.running.Go(func() { warnOfChannels(ctx, cfg, r.log) })
	}
}

// guides reads the guides anew; the configuration stays.
func (r *reloader) guides() {
	bank, err := r.from.bank(r.cfg)
	if err != nil {
		r.refuse("the guides have errors", err)
		return
	}
	r.take(r.cfg, bank, nil)
}

// take hands over what was read, and says what is different. It reports whether anything was.
func (r *reloader) take(cfg config.Config, bank *questions.Bank, changed []string) bool {
	d := questions.Compare(r.bank, bank)
	if len(changed) == 0 && d.None() {
		r.log.Info("reloaded: nothing has changed")
		return false
	}
	settings, err := botConfig(cfg, bank, r.db, r.log)
	if err == nil {
		err = r.bot.Reload(settings.Material())
	}
	if err != nil {
		r.refuse("it cannot be used", err)
		return false
	}
	r.level.Set(cfg.Log.Level)
	r.cfg, r.bank = cfg, bank
	r.log.Info("reloaded", append([]any{"changed", strings.Join(changed, ", ")}, changeAttrs(d)...)...)
	warnOfGuides(bank, r.log)
	return true
}

// refuse says what is wrong, a line each.
func (r *reloader) refuse(why string, err error) {
	for line := range strings.Lines(err.Error()) {
		r.log.Error("not reloaded; everything stays as it was", "why", why, "problem", terminal.Clean(strings.TrimSpace(line)))
	}
}

// changeAttrs are a change of the guides for a log line; what there is none of is left out.
func changeAttrs(c questions.Change) []any {
	var all []any
	for _, part := range []struct {
		name string
		ids  []string
	}{{"questions_added", c.Added}, {"questions_removed", c.Removed}, {"questions_changed", c.Changed}} {
		if len(part.ids) > 0 {
			all = append(all, part.name, firstFew(part.ids))
		}
	}
	return all
}

// mostListed is how many ids a log line names.
const mostListed = 20

func firstFew(ids []string) string {
	if len(ids) > mostListed {
		return strings.Join(ids[:mostListed], ", ") + " and " + count(len(ids)-mostListed, "other")
	}
	return strings.Join(ids, ", ")
}
