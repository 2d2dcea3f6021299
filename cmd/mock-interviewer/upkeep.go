package main

import (
	"context"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"

	"mock-interviewer/bot/admin"
	"mock-interviewer/bot/doctor"
	"mock-interviewer/cmd/mock-interviewer/terminal"
	"mock-interviewer/config"
	"mock-interviewer/questions"
	"mock-interviewer/store"
)

// startUpkeep does what goes on beside the bot: it answers operators' commands, makes the daily backups, and says once
// what is not as it should be. Nothing of it keeps the bot from working. stop ends it and waits.
func startUpkeep(ctx context.Context, cfg config.Config, bank *questions.Bank, db *store.DB, log *slog.Logger) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	closeSocket := answerOperators(db, log)
	var running sync.WaitGroup
	running.Go(func() { admin.NewDaily(db, cfg.Backup.Keep, time.Now, log).Run(ctx) })
	running.Go(func() { warn(ctx, cfg, bank, log) })
	return func() {
		cancel()
		closeSocket()
		running.Wait()
	}
}

// answerOperators opens the admin socket.
func answerOperators(db *store.DB, log *slog.Logger) (stop func()) {
	info, _ := debug.ReadBuildInfo()
	server, err := admin.Start(admin.Config{DB: db, Version: versionLine(version, commit, info), Log: log})
	if err != nil {
		log.Warn("backup, export and erase will want serve to be stopped: there is no admin socket", "error", err)
		return func() {}
	}
	return server.Close
}

// warn says in one line each what keeps the bot from doing all that it is asked to. A token that Slack refuses is not
// among it: the bot says that itself, and stops.
func warn(ctx context.Context, cfg config.Config, bank *questions.Bank, log *slog.Logger) {
	warnOfGuides(bank, log)
	warnOfChannels(ctx, cfg, log)
}

func warnOfGuides(bank *questions.Bank, log *slog.Logger) {
	for _, w := range bank.Warnings() {
		log.Warn("a guide has a flaw", "where", terminal.Clean(w.Error()))
	}
}

func warnOfChannels(ctx context.Context, cfg config.Config, log *slog.Logger) {
	clinic := doctor.New(cfg.Slack.BotToken.Reveal(), cfg.Slack.AppToken.Reveal(), cfg.Slack.APIURL)
	found := clinic.BotToken(ctx)
	if found[0].Level != doctor.OK {
		return
	}
	for _, d := range cfg.Daily {
		found = append(found, clinic.Channel(ctx, "daily "+d.ID, d.Channel))
	}
	for _, f := range found {
		if f.Level != doctor.OK && ctx.Err() == nil {
			log.Warn("not as it should be", "what", f.What, "found", f.Detail, "mend", f.Mend)
		}
	}
}
