package bot

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"time"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/bot/daily"
	"mock-interviewer/questions"
	"mock-interviewer/store"
)

// sourceSlack marks a subscription that was set up from Slack; one of the configuration says "config".
const sourceSlack = "slack"

// slackGrace is how late a missed question of a channel's own subscription may still be posted.
const slackGrace = 2 * time.Hour

// slackRowID is the id of a channel's own subscription, of which there is one at most. A configured one's cannot hold a
// colon.
func slackRowID(channel string) string { return "slack:" + channel }

// slackSub makes a stored subscription ready. Slots are kept by the wall clock of a zone, so the zone is part of the id
// that posts go by: in another zone the same wall time is another slot.
func slackSub(row store.Subscription) (dailySub, error) {
	choice, err := choiceOf(row)
	if err != nil {
		return dailySub{}, err
	}
	zone, err := time.LoadLocation(row.TZ)
	if err != nil {
		return dailySub{}, fmt.Errorf("subscription %s: %w", row.ID, err)
	}
	sub := daily.Subscription{
		ID: row.ID + ":" + strings.ReplaceAll(row.TZ, "/", "."), Channel: row.Channel, Cron: row.Cron, Zone: zone,
		Filter:      questions.Filter{Categories: choice.Categories, Difficulty: questions.Difficulty(row.Difficulty)},
		RevealAfter: row.RevealAfter, Grace: slackGrace, Country: choice.Country,
	}
	schedule, err := sub.Schedule()
	if err != nil {
		return dailySub{}, fmt.Errorf("subscription %s: %w", row.ID, err)
	}
	return dailySub{Subscription: sub, schedule: schedule, row: row}, nil
}

// choiceOf is what the form said.
func choiceOf(row store.Subscription) (blocks.DailyChoice, error) {
	var choice blocks.DailyChoice
	if err := json.Unmarshal(row.Body, &choice); err != nil {
		return choice, fmt.Errorf("subscription %s: %w", row.ID, err)
	}
	if len(choice.Categories) == 0 { // as it was kept when there could be one alone
		choice.Categories = questions.Only(row.Category)
	}
	return choice, nil
}

// chosen is a channel's own subscription with what the form said, decoded and as it came.
func chosen(row store.Subscription, channel string, choice blocks.DailyChoice, body json.RawMessage) store.Subscription {
	row.ID, row.Channel, row.Source, row.Body = slackRowID(channel), channel, sourceSlack, body
	row.Cron, row.TZ, row.RevealAfter = choice.Cron(), choice.Zone, choice.Reveal
	row.Category, row.Difficulty = strings.Join(choice.Categories, ", "), string(choice.Difficulty)
	return row
}

// OwnDaily is a channel's own question of the day, for the store, as if by had set it up with the form: people in the
// channel can then change, pause and stop it.
func OwnDaily(channel, by string, choice blocks.DailyChoice) (store.Subscription, error) {
	body, err := json.Marshal(choice)
	if err != nil {
		return store.Subscription{}, fmt.Errorf("the question of the day: %w", err)
	}
	return chosen(store.Subscription{ChangedBy: by}, channel, choice, body), nil
}

func (s dailySub) fromSlack() bool { return s.row.ID != "" }

// paused says whether nothing is posted for now.
func (s dailySub) paused(now time.Time) bool {
	return s.row.Paused && (s.row.PausedUntil.IsZero() || now.Before(s.row.PausedUntil))
}

// begun is since when its slots are to be posted: since it was last set up, or since its pause ended by itself.
func (s dailySub) begun() time.Time {
	end := s.row.PausedUntil.Add(-time.Nanosecond) // a slot at the very end of the pause is due
	if s.row.Paused && end.After(s.row.CreatedAt) {
		return end
	}
	return s.row.CreatedAt
}

// next is when the next question comes; zero for never, or while it is paused without an end.
func (b *Bot) next(tx *store.Tx, sub dailySub, now time.Time) (time.Time, error) {
	if sub.paused(now) && sub.row.PausedUntil.IsZero() {
		return time.Time{}, nil
	}
	last, err := b.dealtWith(tx, sub)
	if err != nil {
		return time.Time{}, err
	}
	if now.After(last) {
		last = now
	}
	return sub.schedule.Next(last), nil
}

// slackRows are the subscriptions that were set up from Slack.
func slackRows(tx *store.Tx) ([]store.Subscription, error) {
	all, err := tx.Subscriptions()
	if err != nil {
		return nil, err
	}
	var rows []store.Subscription
	for _, row := range all {
		if row.Source == sourceSlack {
			rows = append(rows, row)
		}
	}
	return rows, nil
}

// refreshSlack takes what was set up from Slack as it stands now.
func (d *dailyRunner) refreshSlack() error {
	var rows []store.Subscription
	err := d.b.db.View(func(tx *store.Tx) (err error) {
		rows, err = slackRows(tx)
		return err
	})
	if err != nil || reflect.DeepEqual(rows, d.rows) {
		return err
	}
	d.rows, d.slack = rows, nil
	for _, row := range rows {
		sub, err := slackSub(row)
		if err != nil {
			d.b.log.Error("a daily subscription is left out", "subscription", row.ID, "error", err)
			continue
		}
		d.slack = append(d.slack, sub)
	}
	return nil
}
