package bot

import (
	"fmt"
	"slices"
	"time"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/bot/daily"
	"mock-interviewer/questions"
	"mock-interviewer/store"
)

const kindDigest = "digest"

// digestGrace is how late a week's digest may still come; digestBefore is the time that the week is compared with.
const (
	digestGrace  = 12 * time.Hour
	digestBefore = 28 * 24 * time.Hour
)

// digests posts the weekly digests that are due.
func (d *dailyRunner) digests(now time.Time) error {
	due := map[string]daily.Due{}
	err := d.b.db.View(func(tx *store.Tx) error {
		channels, err := tx.Channels()
		if err != nil {
			return err
		}
		for _, c := range channels {
			if c.Digest == nil {
				continue
			}
			schedule, err := d.b.digestSchedule(tx, c)
			if err != nil {
				return err
			}
			if one := schedule.Find(digestedTo(c), now, digestGrace); !one.Slot.IsZero() || len(one.Skipped) > 0 {
				due[c.Channel] = one
			}
		}
		return nil
	})
	if err != nil || len(due) == 0 {
		return err
	}
	for channel, one := range due {
		if err := d.b.db.Update(func(tx *store.Tx) error { return d.b.postDigest(tx, channel, one) }); err != nil {
			return fmt.Errorf("digest of %s: %w", channel, err)
		}
	}
	d.b.sender.Kick()
	return nil
}

// digestedTo is the moment up to which a channel's digests are dealt with.
func digestedTo(c store.Channel) time.Time {
	if c.DigestedTo.After(c.Digest.At) {
		return c.DigestedTo
	}
	return c.Digest.At
}

// digestSchedule is Monday morning in the channel's zone: that of its question of the day or, without one, of the person
// who turned the digest on.
func (b *Bot) digestSchedule(tx *store.Tx, c store.Channel) (daily.Schedule, error) {
	zone, err := b.zoneOfChannel(tx, c)
	if err != nil {
		return daily.Schedule{}, err
	}
	return daily.ParseSchedule(daily.DigestCron, zone)
}

func (b *Bot) zoneOfChannel(tx *store.Tx, c store.Channel) (*time.Location, error) {
	subs, err := b.subsOf(tx, c.Channel)
	if err != nil {
		return nil, err
	}
	if len(subs) > 0 {
		return subs[len(subs)-1].ZoneOrUTC(), nil
	}
	if c.Digest != nil && c.Digest.TZ != "" {
		if zone, err := time.LoadLocation(c.Digest.TZ); err == nil {
			return zone, nil
		}
	}
	return time.UTC, nil
}

// postDigest queues the digest of the week before a slot, and notes that the slot is dealt with. Where too few people
// took part it says nothing: that would be about single persons.
func (b *Bot) postDigest(tx *store.Tx, channel string, due daily.Due) error {
	c, err := tx.Channel(channel)
	if err != nil || c.Digest == nil {
		return err
	}
	if due.Slot.IsZero() {
		c.DigestedTo = due.Skipped[len(due.Skipped)-1]
		return tx.PutChannel(c)
	}
	c.DigestedTo = due.Slot
	if err := tx.PutChannel(c); err != nil {
		return err
	}
	from, to := daily.WeekBefore(due.Slot)
	digest, err := b.digestOf(tx, channel, from, to)
	if err != nil || digest.People < daily.Crowd {
		return err
	}
	year, week := from.ISOWeek()
	return tx.Enqueue(store.OutboxEntry{
		ID: fmt.Sprintf("digest-%s-%d-W%02d", channel, year, week), Kind: kindDigest, Conversation: "daily:" + channel, Action: store.ActionPost,
		Channel: channel, Binds: encodeBinds(binds{Tell: c.Digest.By}), CreatedAt: b.now(), ExpiresAt: b.now().Add(digestGrace),
		Message: blocks.Encode(blocks.WeekDigest(digest, blocks.Look{Question: b.question, Zone: due.Slot.Location()})),
	})
}

// digestFailed ends the digest of a channel that is gone, in which nobody can turn it off. Whoever turned it on is told.
func (b *Bot) digestFailed(tx *store.Tx, e store.OutboxEntry, to binds, code string) error {
	if err := b.tellRefused(tx, e, to.Tell, code); err != nil || code != "is_archived" && code != "channel_not_found" {
		return err
	}
	c, err := tx.Channel(e.Channel)
	if err != nil {
		return err
	}
	c.Digest = nil
	return tx.PutChannel(c)
}

// digestOf sums up a channel's questions of the day of a week.
func (b *Bot) digestOf(tx *store.Tx, channel string, from, to time.Time) (blocks.Digest, error) {
	d := blocks.Digest{From: from}
	posts, err := tx.DailyPostsOf(channel, 0)
	if err != nil {
		return d, err
	}
	slices.Reverse(posts)
	var now, before []daily.Taken
	for _, p := range posts {
		if p.RevealedAt.IsZero() || p.TS == "" || p.Slot.Before(from.Add(-digestBefore)) || !p.Slot.Before(to) {
			continue
		}
		taken, err := b.takenIn(tx, p)
		if err != nil {
			return d, err
		}
		if p.Slot.Before(from) {
			before = append(before, taken...)
			continue
		}
		now = append(now, taken...)
		d.Questions = append(d.Questions, b.digestQuestion(tx, p, taken))
	}
	d.People = daily.People(now)
	for _, i := range daily.Improved(before, now) {
		d.Improved = append(d.Improved, blocks.DigestRise{Category: i.Category, Before: i.Before, Now: i.Now})
	}
	return d, nil
}

// takenIn are the graded parts in a question of the day.
func (b *Bot) takenIn(tx *store.Tx, p store.DailyPost) ([]daily.Taken, error) {
	results, err := b.resultsOf(tx, p.ID)
	if err != nil {
		return nil, err
	}
	category := ""
	if q := b.question(p.QuestionID); q != nil {
		category = q.Category
	}
	var out []daily.Taken
	for _, r := range results {
		out = append(out, daily.Taken{Person: r.state.Owner, Category: category, Grade: r.grade})
	}
	return out, nil
}

// digestQuestion is a question with what most people left out, and where its model answer stands.
func (b *Bot) digestQuestion(tx *store.Tx, p store.DailyPost, taken []daily.Taken) blocks.DigestQuestion {
	q := blocks.DigestQuestion{Title: p.QuestionID, Link: b.permalink(p.Channel, p.TS, "")}
	if found := b.question(p.QuestionID); found != nil {
		q.Title = found.Title
	}
	if at, sent := tx.SentAs(revealID(p.ID)); sent {
		q.Answer = b.permalink(at.Channel, at.TS, p.TS)
	}
	grades := make([]questions.Grade, 0, len(taken))
	for _, t := range taken {
		grades = append(grades, t.Grade)
	}
	for _, m := range daily.MostMissed(grades) {
		q.Missed = append(q.Missed, m.Label)
	}
	return q
}
