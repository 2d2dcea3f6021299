package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"time"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/bot/daily"
	"mock-interviewer/bot/interview"
	"mock-interviewer/questions"
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
	b    *Bot
	subs []dailySub
	from *Material    // where subs are from
	tick atomic.Int64 // unix time of the last look, for readiness
}

type dailySub struct {
	daily.Subscription
	schedule daily.Schedule
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
		d.refresh()
		now := d.b.now()
		d.tick.Store(now.Unix())
		for _, sub := range d.subs {
			if err := d.look(sub, now); err != nil {
				d.b.log.Error("the question of the day could not be prepared", "subscription", sub.ID, "error", err)
			}
		}
		if err := d.revealDue(now); err != nil {
			d.b.log.Error("an answer could not be revealed", "error", err)
		}
		if !sleep(ctx, dailyTick) {
			return
		}
	}
}

// refresh takes the subscriptions, at the start and whenever the material was exchanged.
func (d *dailyRunner) refresh() {
	m := d.b.material.Load()
	if m == d.from {
		return
	}
	d.from, d.subs = m, nil
	for _, sub := range m.Daily {
		schedule, err := daily.ParseSchedule(sub.Cron, sub.Zone)
		if err != nil {
			d.b.log.Error("a daily subscription is left out", "subscription", sub.ID, "error", err)
			continue
		}
		d.subs = append(d.subs, dailySub{sub, schedule})
	}
	if err := d.register(); err != nil {
		d.b.log.Error("the daily subscriptions cannot be stored", "error", err)
	}
	d.b.dailyBefore(d.subs)
	d.b.sender.kick()
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
				ID: sub.ID, Channel: sub.Channel, Cron: sub.Cron, TZ: sub.ZoneOrUTC().String(), Category: sub.Category,
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

// postFirst posts at once where the channel has had no question yet today.
func (d *dailyRunner) postFirst(tx *store.Tx, sub dailySub) error {
	last, found, err := tx.LastSlot(sub.ID)
	if err != nil {
		return err
	}
	now := d.b.now().In(sub.ZoneOrUTC())
	if found && last.In(sub.ZoneOrUTC()).Format(time.DateOnly) == now.Format(time.DateOnly) {
		return nil
	}
	return d.b.postDaily(tx, sub.Subscription, now.Truncate(time.Minute), false)
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
		return d.b.postDaily(tx, sub.Subscription, due.Slot, due.Late)
	})
	if err == nil {
		for range due.Skipped {
			d.b.cfg.Observe.daily(DailySkipped)
		}
	}
	d.b.sender.kick()
	return err
}

// lastSlot is the newest slot that was dealt with: posted, skipped, or before the subscription was first seen.
func (d *dailyRunner) lastSlot(sub dailySub) (last time.Time, err error) {
	err = d.b.db.View(func(tx *store.Tx) error {
		row, found, err := tx.Subscription(sub.ID)
		if err != nil {
			return err
		}
		last = d.b.now()
		if found {
			last = row.CreatedAt
		}
		slot, found, err := tx.LastSlot(sub.ID)
		if err != nil {
			return err
		}
		if found && slot.After(last) {
			last = slot
		}
		if raw, ok := tx.Setting(passedKey(sub.ID)); ok {
			var passed time.Time
			if err := json.Unmarshal(raw, &passed); err != nil {
				return fmt.Errorf("the last slot passed of %s: %w", sub.ID, err)
			}
			if passed.After(last) {
				last = passed
			}
		}
		return nil
	})
	return last, err
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

// postDaily queues the question for a slot. The store refuses a second post for the same slot.
func (b *Bot) postDaily(tx *store.Tx, sub daily.Subscription, slot time.Time, late bool) error {
	id := dailyID(sub.ID, slot)
	s := b.stepFor(tx, "d-"+id, slot, &inbound{})
	channel := b.daily.channel(tx, sub)
	ids, err := s.pick("channel:"+sub.Channel, sub.Filter, 1)
	if errors.Is(err, questions.ErrNoQuestion) {
		return fmt.Errorf("no question matches %s", sub.Filter)
	}
	if err != nil {
		return err
	}
	post := store.DailyPost{
		ID: id, SubscriptionID: sub.ID, Channel: channel, Slot: slot, QuestionID: ids[0], EffectID: "daily-" + id,
		RevealAt: s.now.Add(sub.RevealAfter),
	}
	err = tx.PutDailyPost(post)
	if errors.Is(err, store.ErrExists) {
		return nil
	}
	if err != nil {
		return err
	}
	if err := tx.MarkAsked("channel:"+sub.Channel, ids[0], s.now); err != nil {
		return err
	}
	return tx.Enqueue(store.OutboxEntry{
		ID: post.EffectID, Kind: kindDaily, Conversation: "daily:" + sub.Channel, Action: "post", Channel: channel,
		QuestionID: ids[0], Binds: bindDaily(id), CreatedAt: s.now, ExpiresAt: post.RevealAt,
		Message: render(blocks.Daily(dailyView(post, b.question(ids[0]), late), s.look(""))),
	})
}

func dailyID(subscription string, slot time.Time) string {
	return subscription + "-" + slot.Format("20060102T150405")
}

func dailyView(p store.DailyPost, q *questions.Question, late bool) blocks.DailyPost {
	return blocks.DailyPost{
		ID: p.ID, Question: q, Late: late, RevealAt: p.RevealAt, Revealed: !p.RevealedAt.IsZero(), Answered: p.Answered,
	}
}

// dailyFailed notes that a question of the day could not be posted. Whoever runs the bot can mend that.
func (b *Bot) dailyFailed(tx *store.Tx, e store.OutboxEntry, code string) error {
	hint := "look the code up in Slack's documentation"
	switch code {
	case "not_in_channel", "channel_not_found":
		hint = "invite the bot to the channel, and check its id"
	case "is_archived":
		hint = "take the channel out of the configuration, or unarchive it"
	}
	b.cfg.Observe.daily(DailyFailed)
	b.log.Error("the question of the day could not be posted", "channel", e.Channel, "error", code, "mend", hint)
	return nil
}

// revealDue shows the model answers whose time has come.
func (d *dailyRunner) revealDue(now time.Time) error {
	var due []store.DailyPost
	err := d.b.db.View(func(tx *store.Tx) error {
		posts, err := tx.DailyPostsUnrevealed()
		for _, p := range posts {
			if p.TS != "" && !p.RevealAt.After(now) {
				due = append(due, p)
			}
		}
		return err
	})
	if err != nil || len(due) == 0 {
		return err
	}
	for _, p := range due {
		if err := d.b.db.Update(func(tx *store.Tx) error { return d.b.reveal(tx, p.ID) }); err != nil {
			return fmt.Errorf("daily post %s: %w", p.ID, err)
		}
	}
	d.b.sender.kick()
	return nil
}

// reveal posts the model answer into the thread and closes everybody's part in it.
func (b *Bot) reveal(tx *store.Tx, id string) error {
	post, found, err := tx.DailyPost(id)
	if err != nil || !found || !post.RevealedAt.IsZero() {
		return err
	}
	post.RevealedAt = b.now()
	if err := tx.UpdateDailyPost(post); err != nil {
		return err
	}
	s := b.stepFor(tx, "r-"+id, post.Slot, &inbound{})
	rows, err := tx.InterviewsInThread(post.Channel, post.TS)
	if err != nil {
		return err
	}
	for _, row := range rows {
		row, state, _, err := decodeState(row)
		if err != nil {
			return err
		}
		if err := s.handle(row, state, interview.Revealed{}); err != nil {
			return err
		}
	}
	q := b.question(post.QuestionID)
	if q == nil {
		return nil // the guide lost the question since; there is nothing to show
	}
	return tx.Enqueue(store.OutboxEntry{
		ID: "reveal-" + id, Kind: kindReveal, Conversation: "daily:" + post.Channel, Action: "post", Channel: post.Channel,
		ThreadTS: post.TS, QuestionID: post.QuestionID, CreatedAt: s.now,
		Message: render(blocks.DailyReveal(dailyView(post, q, false), s.look(""))),
	})
}

func dailyInterviewID(post, user string) string { return post + "-" + user }

// inDaily takes a message in the thread of a question of the day as its author's answer.
func (s *step) inDaily(post store.DailyPost) error {
	if !post.RevealedAt.IsZero() {
		return nil // the answer is out; from here on people talk
	}
	row, state, err := s.dailyInterview(post)
	if err != nil {
		return err
	}
	if err := s.firstNotice(); err != nil {
		return err
	}
	return s.handle(row, state, interview.Said{Key: messageKey(s.in.Channel, s.in.TS), Text: s.in.Text})
}

// dailyInterview finds or makes the interview behind a person's part in a question of the day.
func (s *step) dailyInterview(post store.DailyPost) (store.Interview, interview.State, error) {
	id := dailyInterviewID(post.ID, s.in.User)
	row, state, found, err := s.load(id)
	if err != nil || found {
		return row, state, err
	}
	place := interview.Place{Channel: post.Channel, ThreadTS: post.TS}
	state = interview.BeginDaily(id, s.in.User, place, post.QuestionID, s.desk("", questions.Filter{}))
	row = store.Interview{
		ID: id, User: s.in.User, Channel: post.Channel, ThreadTS: post.TS, Conversation: "daily:" + post.ID + ":" + s.in.User,
		Mode: string(interview.Daily), CreatedAt: s.now,
	}
	return row, state, nil
}

// giveUp shows the model answer of a question of the day to one person.
func (s *step) giveUp(id string) error {
	post, found, err := s.tx.DailyPost(id)
	if err != nil {
		return err
	}
	if !found {
		return s.tell(dailyRunning)
	}
	s.in.ThreadTS = post.TS
	row, state, err := s.dailyInterview(post)
	if err != nil {
		return err
	}
	if len(state.Items[0].Answers) == 0 {
		err := s.tx.PutDailyAnswer(id, s.in.User, store.DailyAnswer{InterviewID: state.ID, GaveUp: true})
		if err != nil {
			return err
		}
	}
	return s.handle(row, state, interview.ShowAnswer{Item: 0})
}

// countDaily notes that a person has answered a question of the day.
func (s *step) countDaily(state *interview.State, a *interview.Answer) error {
	post := strings.TrimSuffix(state.ID, "-"+state.Owner)
	part, _, err := s.tx.DailyAnswer(post, state.Owner)
	if err != nil {
		return err
	}
	part.InterviewID, part.AnsweredAt = state.ID, a.At
	err = s.tx.PutDailyAnswer(post, state.Owner, part)
	if errors.Is(err, store.ErrNotFound) {
		return nil
	}
	return err
}
