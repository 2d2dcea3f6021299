package bot

import (
	"cmp"
	"context"
	"fmt"
	"strings"
	"time"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/bot/inbound"
	"mock-interviewer/bot/interview"
	"mock-interviewer/bot/recall"
	"mock-interviewer/store"
)

const (
	remindGrace = 3 * time.Hour // a reminder that the bot slept through comes this late at most
	snoozeFor   = time.Hour
)

// remindPrefix begins the effect id of every reminder.
const remindPrefix = "remind-"

// reminders writes to those who asked for it when something is due.
type reminders struct{ b *Bot }

// run looks at the members once a minute until ctx ends.
func (r reminders) run(ctx context.Context) { r.b.minutely(ctx, r.look) }

// minutely looks at the clock until ctx ends, and does something in every minute of it.
func (b *Bot) minutely(ctx context.Context, do func()) {
	last := time.Time{}
	for {
		if minute := b.now().Truncate(time.Minute); !minute.Equal(last) {
			last = minute
			do()
		}
		if !sleep(ctx, dailyTick) {
			return
		}
	}
}

// look reminds everyone whose time has come.
func (r reminders) look() {
	var due []string
	err := r.b.db.View(func(tx *store.Tx) error {
		return tx.EachMember(func(m store.Member) error {
			if p, err := practiceSettingsIn(m); err == nil && p.Remind != nil && p.callAt(r.b.now(), zoneOf(m)) != "" {
				due = append(due, m.User)
			}
			return nil // settings that cannot be read are met where they are used
		})
	})
	if err != nil {
		r.b.log.Error("the reminders cannot be read", "error", err)
	}
	for _, user := range due {
		if err := r.b.db.Update(func(tx *store.Tx) error { return r.b.remind(tx, user) }); err != nil {
			r.b.log.Error("a reminder could not be prepared", "user", user, "error", err)
		}
	}
	if len(due) > 0 {
		r.b.sender.Kick()
	}
}

func zoneOf(m store.Member) *time.Location {
	if zone, err := time.LoadLocation(m.TZ); err == nil {
		return zone
	}
	return time.UTC
}

func orUTC(zone *time.Location) *time.Location { return cmp.Or(zone, time.UTC) }

// callAt names the reminder that is to go out now, the same for the same day however often it is asked; empty for none.
func (p practiceSettings) callAt(now time.Time, zone *time.Location) string {
	today := recall.Day(now, zone)
	if p.Remind == nil || p.away(today) {
		return ""
	}
	if again := p.Remind.Snoozed; !again.IsZero() && now.Sub(again) <= remindGrace {
		if now.Before(again) {
			return ""
		}
		return today + "-" + again.UTC().Format("150405")
	}
	slot, ok := p.Remind.slot(now, zone)
	if !ok || p.Remind.Last >= today || now.Before(slot) || now.Sub(slot) > remindGrace || slot.Before(p.Remind.Since) {
		return ""
	}
	return today
}

// slot is the reminder's time on the day that now is in a zone; ok is false where the time is none.
func (r *reminder) slot(now time.Time, zone *time.Location) (slot time.Time, ok bool) {
	at, err := time.Parse(clock, r.At)
	here := now.In(zone)
	return time.Date(here.Year(), here.Month(), here.Day(), at.Hour(), at.Minute(), 0, 0, zone), err == nil
}

// called notes that a reminder was looked into. One put off past midnight does not stand for that of the new day.
func (r *reminder) called(now time.Time, zone *time.Location) {
	r.Snoozed = time.Time{}
	if slot, ok := r.slot(now, zone); ok && !now.Before(slot) {
		r.Last = recall.Day(now, zone)
	}
}

// remind queues a person's reminder if something is due, and notes in the same transaction that the day was dealt with.
func (b *Bot) remind(tx *store.Tx, user string) error {
	m, found, err := tx.Member(user)
	if err != nil || !found {
		return err
	}
	p, err := practiceSettingsIn(m)
	if err != nil {
		return err
	}
	now, zone := b.now(), zoneOf(m)
	call := p.callAt(now, zone)
	if call == "" {
		return nil
	}
	cards, err := cardsOf(tx, user)
	if err != nil {
		return err
	}
	if err := b.changePractice(tx, user, func(p *practiceSettings) { p.Remind.called(now, zone) }); err != nil {
		return err
	}
	due := b.dueOf(cards, now, zone)
	if due == 0 {
		return nil
	}
	s := b.stepFor(tx, "remind", now, &inbound.Event{User: user})
	return tx.Enqueue(store.OutboxEntry{
		ID: remindPrefix + user + "-" + call, Kind: string(interview.SayNotice), Conversation: "dm:" + user, Action: store.ActionPost,
		Channel: s.directChannel(), User: user, CreatedAt: now, ExpiresAt: now.Add(remindGrace),
		Message: blocks.Encode(blocks.Reminder(due, p.Remind.At)),
	})
}

func isReminder(e store.OutboxEntry) bool { return strings.HasPrefix(e.ID, remindPrefix) }

// remindNoMore ends the reminders of somebody to whom Slack refuses to bring one, such as a person who left.
func (b *Bot) remindNoMore(tx *store.Tx, user string) error {
	_, found, err := tx.Member(user)
	if err != nil || !found {
		return err
	}
	return b.changePractice(tx, user, func(p *practiceSettings) { p.Remind = nil })
}

// snooze puts off today's reminder by an hour.
func (s *step) snooze() error {
	person, err := s.practiser(s.in.User)
	if err != nil {
		return err
	}
	if person.settings.Remind == nil {
		return s.tell(remindStopped)
	}
	again := s.now.Add(snoozeFor)
	err = s.b.changePractice(s.tx, s.in.User, func(p *practiceSettings) { p.Remind.Snoozed = again })
	if err != nil {
		return err
	}
	return s.tell(fmt.Sprintf(remindSnoozed, again.In(orUTC(person.zone)).Format(clock)))
}
