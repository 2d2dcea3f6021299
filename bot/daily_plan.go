package bot

import (
	"slices"
	"time"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/store"
)

// subsOf are the subscriptions of a channel, those of the configuration first; "" means every channel's.
func (b *Bot) subsOf(tx *store.Tx, channel string) ([]dailySub, error) {
	var subs []dailySub
	for _, sub := range b.material.Load().Daily {
		if channel != "" && b.daily.channel(tx, sub) != channel {
			continue
		}
		schedule, err := sub.Schedule()
		if err != nil {
			continue // it was logged when it was left out
		}
		subs = append(subs, dailySub{Subscription: sub, schedule: schedule})
	}
	rows, err := slackRows(tx)
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		if channel != "" && row.Channel != channel {
			continue
		}
		if sub, err := slackSub(row); err == nil {
			subs = append(subs, sub)
		}
	}
	return subs, nil
}

// plans say what is set up for a channel, or everywhere.
func (b *Bot) plans(tx *store.Tx, channel string) ([]blocks.DailyPlan, error) {
	subs, err := b.subsOf(tx, channel)
	if err != nil {
		return nil, err
	}
	plans := make([]blocks.DailyPlan, 0, len(subs))
	for _, sub := range subs {
		plan, err := b.planOf(tx, sub)
		if err != nil {
			return nil, err
		}
		plans = append(plans, plan)
	}
	return plans, nil
}

func (b *Bot) planOf(tx *store.Tx, sub dailySub) (blocks.DailyPlan, error) {
	now := b.now()
	next, err := b.next(tx, sub, now)
	if err != nil {
		return blocks.DailyPlan{}, err
	}
	plan := blocks.DailyPlan{Channel: b.daily.channel(tx, sub.Subscription), Next: next, Paused: sub.paused(now)}
	if !sub.fromSlack() {
		plan.Cron = sub.Cron
		plan.Choice = blocks.DailyChoice{
			Zone: sub.ZoneOrUTC().String(), Categories: sub.Categories, Difficulty: sub.Difficulty, Reveal: sub.RevealAfter, Country: sub.Country,
		}
		return plan, nil
	}
	if plan.Choice, err = choiceOf(sub.row); err != nil {
		return blocks.DailyPlan{}, err
	}
	plan.By = sub.row.ChangedBy
	if plan.Paused && !sub.row.PausedUntil.IsZero() {
		// Noon, so that it is the same day to readers a few zones away.
		day := sub.row.PausedUntil.In(sub.ZoneOrUTC())
		plan.Until = time.Date(day.Year(), day.Month(), day.Day(), 12, 0, 0, 0, day.Location())
	}
	return plan, nil
}

// nextIn is when the next question comes to a channel; zero for never.
func (b *Bot) nextIn(tx *store.Tx, channel string) (time.Time, error) {
	plans, err := b.plans(tx, channel)
	if err != nil {
		return time.Time{}, err
	}
	var first time.Time
	for _, p := range plans {
		if !p.Next.IsZero() && (first.IsZero() || p.Next.Before(first)) {
			first = p.Next
		}
	}
	return first, nil
}

// dailyChannels are the channels that a question of the day comes to.
func (b *Bot) dailyChannels(tx *store.Tx) ([]string, error) {
	subs, err := b.subsOf(tx, "")
	if err != nil {
		return nil, err
	}
	var channels []string
	for _, sub := range subs {
		if id := b.daily.channel(tx, sub.Subscription); !slices.Contains(channels, id) {
			channels = append(channels, id)
		}
	}
	return channels, nil
}
