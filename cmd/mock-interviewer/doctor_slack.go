package main

import (
	"context"
	"errors"
	"strings"
	"time"

	"mock-interviewer/bot/daily"
	"mock-interviewer/bot/doctor"
	"mock-interviewer/config"
	"mock-interviewer/questions"
)

// slack checks the tokens, what they allow, and each daily channel. A token that is not set was noted before.
func (x *examination) slack(ctx context.Context, cfg config.Config) {
	clinic := doctor.New(cfg.Slack.BotToken.Reveal(), cfg.Slack.AppToken.Reveal(), cfg.Slack.APIURL)
	signedIn := false
	if cfg.Slack.BotToken.Set() {
		found := clinic.BotToken(ctx)
		signedIn = found[0].Level == doctor.OK
		x.note(found...)
	}
	if cfg.Slack.AppToken.Set() {
		x.note(clinic.AppToken(ctx))
	}
	for _, d := range cfg.Daily {
		if signedIn {
			x.note(clinic.Channel(ctx, "daily "+d.ID, d.Channel))
		} else {
			x.warn("daily "+d.ID, "it cannot be told whether the bot can post in "+d.Channel, "mend the bot token first")
		}
	}
}

// nextRuns is how many are shown.
const nextRuns = 3

// schedules shows the next runs of each subscription on the clock of its zone.
func (x *examination) schedules(cfg config.Config, bank *questions.Bank) {
	if len(cfg.Daily) == 0 {
		x.ok("schedules", "no channel gets a daily question")
	}
	for _, d := range cfg.Daily {
		what := "schedule " + d.ID
		schedule, err := daily.ParseSchedule(d.Cron, d.Location)
		if err != nil {
			x.fail(what, err.Error(), `set cron to five fields, for example "`+config.DefaultCron+`"`)
			continue
		}
		if err := matches(d, bank); err != nil {
			x.fail(what, err.Error(), "choose a category and difficulty of the guide; mock-interviewer questions list shows them")
			continue
		}
		x.ok(what, "next %s", upcoming(schedule, time.Now().In(d.Location)))
	}
}

// matches says whether there is a question for a subscription. Without a bank there is no telling.
func matches(d config.Daily, bank *questions.Bank) error {
	if bank == nil {
		return nil
	}
	_, err := bank.Select(questions.Filter{Categories: questions.Only(d.Category), Difficulty: questions.Difficulty(d.Difficulty)})
	if errors.Is(err, questions.ErrNoQuestion) {
		return err
	}
	return nil
}

func upcoming(s daily.Schedule, at time.Time) string {
	var runs []string
	for range nextRuns {
		at = s.Next(at)
		runs = append(runs, at.Format("Mon 2 Jan 15:04 MST"))
	}
	return strings.Join(runs, ", ")
}
