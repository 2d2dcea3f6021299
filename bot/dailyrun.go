package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"mock-interviewer/bot/daily"
	"mock-interviewer/store"
)

// kindDaily and kindReveal are the kinds of the two messages of a question of the day.
const (
	kindDaily  = "daily"
	kindReveal = "reveal"
)

// dailyTick is how often the clock is looked at.
const dailyTick = time.Second

// dailyRunner posts questions of the day and reveals their answers.
type dailyRunner struct {
	b     *Bot
	subs  []dailySub           // the configuration's
	from  *Material            // where subs are from
	slack []dailySub           // those set up in Slack
	rows  []store.Subscription // where slack is from
	tick  atomic.Int64         // unix time of the last look, for readiness
}

// dailySub is a subscription ready to be looked at.
type dailySub struct {
	daily.Subscription
	schedule daily.Schedule
	row      store.Subscription // what was set up in Slack; zero for one of the configuration
}

func newDailyRunner(b *Bot) *dailyRunner { return &dailyRunner{b: b} }

// LastTick is when the daily scheduler last looked at the clock; zero before the first time.
func (b *Bot) LastTick() time.Time {
	if t := b.daily.tick.Load(); t != 0 {
		return time.Unix(t, 0)
	}
	return time.Time{}
}

// run looks at the clock until ctx ends.
func (d *dailyRunner) run(ctx context.Context) {
	for {
		d.once(d.b.now())
		if !sleep(ctx, dailyTick) {
			return
		}
	}
}

// once does what is due at a moment. Slots and reveals are found from what the store holds, so it does not matter how
// often or how late it is called.
func (d *dailyRunner) once(now time.Time) {
	starting := d.from == nil
	d.refresh()
	if err := d.refreshSlack(); err != nil {
		d.b.log.Error("what was set up in Slack cannot be read", "error", err)
	}
	if starting && d.b.cfg.PostDailyAtStart {
		d.atStart(now)
	}
	d.tick.Store(now.Unix())
	for _, sub := range slices.Concat(d.subs, d.slack) {
		if sub.paused(now) {
			continue
		}
		if err := d.look(sub, now); err != nil {
			d.b.log.Error("the question of the day could not be prepared", "subscription", sub.ID, "error", err)
		}
	}
	if err := d.attend(now); err != nil {
		d.b.log.Error("a question of the day cannot be attended to", "error", err)
	}
	if err := d.digests(now); err != nil {
		d.b.log.Error("a weekly digest cannot be posted", "error", err)
	}
}

// refresh takes the configured subscriptions, at the start and whenever the material was exchanged.
func (d *dailyRunner) refresh() {
	m := d.b.material.Load()
	if m == d.from {
		return
	}
	d.from, d.subs = m, nil
	for _, sub := range m.Daily {
		schedule, err := sub.Schedule()
		if err != nil {
			d.b.log.Error("a daily subscription is left out", "subscription", sub.ID, "error", err)
			continue
		}
		d.subs = append(d.subs, dailySub{Subscription: sub, schedule: schedule})
	}
	if err := d.register(); err != nil {
		d.b.log.Error("the daily subscriptions cannot be stored", "error", err)
	}
	d.b.dailyBefore(d.subs)
	d.b.sender.Kick()
}

// register notes when each subscription was first seen: slots before that are nobody's.
func (d *dailyRunner) register() error {
	return d.b.db.Update(func(tx *store.Tx) error {
		for _, sub := range d.subs {
			old, found, err := tx.Subscription(sub.ID)
			if err != nil {
				return err
			}
			created := d.b.now()
			if found {
				created = old.CreatedAt
			}
			err = tx.PutSubscription(store.Subscription{
				ID: sub.ID, Channel: sub.Channel, Cron: sub.Cron, TZ: sub.ZoneOrUTC().String(), Category: strings.Join(sub.Categories, ", "),
				Difficulty: string(sub.Difficulty), RevealAfter: sub.RevealAfter, Source: "config", CreatedAt: created,
			})
			if err != nil {
				return err
			}
			if d.b.cfg.PostDailyAtStart {
				if err := d.postFirst(tx, sub); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// atStart posts at once where a channel's own subscription is not paused and the channel has had no question yet today.
func (d *dailyRunner) atStart(now time.Time) {
	for _, sub := range d.slack {
		if sub.paused(now) {
			continue
		}
		err := d.b.db.Update(func(tx *store.Tx) error {
			posts, err := tx.DailyPostsOf(sub.Channel, 1)
			if err != nil || len(posts) > 0 && sameDay(posts[0].Slot, now, sub.ZoneOrUTC()) {
				return err
			}
			return d.b.postDaily(tx, sub.Subscription, now.In(sub.ZoneOrUTC()).Truncate(time.Minute), false, "")
		})
		if err != nil {
			d.b.log.Error("the first question of the day could not be prepared", "subscription", sub.ID, "error", err)
		}
	}
	d.b.sender.Kick()
}

func sameDay(a, b time.Time, zone *time.Location) bool {
	return a.In(zone).Format(time.DateOnly) == b.In(zone).Format(time.DateOnly)
}

// postFirst posts at once where the channel has had no question yet today.
func (d *dailyRunner) postFirst(tx *store.Tx, sub dailySub) error {
	last, found, err := tx.LastSlot(sub.ID)
	if err != nil {
		return err
	}
	now := d.b.now().In(sub.ZoneOrUTC())
	if found && sameDay(last, now, sub.ZoneOrUTC()) {
		return nil
	}
	return d.b.postDaily(tx, sub.Subscription, now.Truncate(time.Minute), false, "")
}

// channel is the id of a subscription's channel: configuration may name it, and Slack's answer to the first post tells.
func (d *dailyRunner) channel(tx *store.Tx, sub daily.Subscription) string {
	if raw, ok := tx.Setting(channelKey(sub.Channel)); ok {
		var id string
		if err := json.Unmarshal(raw, &id); err == nil {
			return id
		}
	}
	return sub.Channel
}

func channelKey(name string) string { return "channel/" + name }

// look posts what a subscription owes now. The check before the transaction spares the file: most looks find nothing.
func (d *dailyRunner) look(sub dailySub, now time.Time) error {
	last, err := d.lastSlot(sub)
	if err != nil {
		return err
	}
	due := sub.schedule.Find(last, now, sub.Grace)
	if due.Slot.IsZero() && len(due.Skipped) == 0 {
		return nil
	}
	for _, slot := range due.Skipped {
		d.b.log.Warn("a question of the day was missed and is skipped", "subscription", sub.ID, "slot", slot, "grace", sub.Grace)
	}
	err = d.b.db.Update(func(tx *store.Tx) error {
		if due.Slot.IsZero() {
			return d.passed(tx, sub.ID, due.Skipped[len(due.Skipped)-1])
		}
		return d.b.postDaily(tx, sub.Subscription, due.Slot, due.Late, "")
	})
	if err == nil {
		for range due.Skipped {
			d.b.cfg.Observe.daily(DailySkipped)
		}
	}
	d.b.sender.Kick()
	return err
}

// lastSlot is the moment up to which a subscription is dealt with: its slots were posted, skipped, or fell into a time
// before it was set up or while it was paused.
func (d *dailyRunner) lastSlot(sub dailySub) (last time.Time, err error) {
	err = d.b.db.View(func(tx *store.Tx) error {
		last, err = d.b.dealtWith(tx, sub)
		return err
	})
	return last, err
}

func (b *Bot) dealtWith(tx *store.Tx, sub dailySub) (time.Time, error) {
	last, err := b.begun(tx, sub)
	if err != nil {
		return last, err
	}
	slot, found, err := tx.LastSlot(sub.ID)
	if err != nil {
		return last, err
	}
	if found && sub.fromSlack() {
		slot = endOfDay(slot.In(sub.ZoneOrUTC())) // moving the hour brings no second question the same day
	}
	if found && slot.After(last) {
		last = slot
	}
	raw, ok := tx.Setting(passedKey(sub.ID))
	if !ok {
		return last, nil
	}
	var passed time.Time
	if err := json.Unmarshal(raw, &passed); err != nil {
		return last, fmt.Errorf("the last slot passed of %s: %w", sub.ID, err)
	}
	if passed.After(last) {
		last = passed
	}
	return last, nil
}

// begun is when a subscription was first seen, or set up or taken up again in Slack.
func (b *Bot) begun(tx *store.Tx, sub dailySub) (time.Time, error) {
	if sub.fromSlack() {
		return sub.begun(), nil
	}
	row, found, err := tx.Subscription(sub.ID)
	if err != nil || !found {
		return b.now(), err
	}
	return row.CreatedAt, nil
}

// endOfDay is the last instant of a moment's day in its zone.
func endOfDay(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day()+1, 0, 0, 0, 0, t.Location()).Add(-time.Nanosecond)
}

func passedKey(subscription string) string { return "daily/passed/" + subscription }

// passed remembers a slot that was skipped, so that it is logged once.
func (d *dailyRunner) passed(tx *store.Tx, subscription string, slot time.Time) error {
	body, err := json.Marshal(slot)
	if err != nil {
		return fmt.Errorf("slot %v: %w", slot, err)
	}
	return tx.PutSetting(passedKey(subscription), body)
}
