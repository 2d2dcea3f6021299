package bot

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/bot/daily"
	"mock-interviewer/bot/inbound"
	"mock-interviewer/questions"
	"mock-interviewer/store"
)

// errNoDaily says that the guides hold no question for a subscription.
var errNoDaily = errors.New("no question matches")

// postBody is what a question of the day remembers about its message.
type postBody struct {
	// Late is set where the slot was missed and the post makes up for it.
	Late bool `json:"late,omitempty"`
	// Shown is the number of people that the message names, Updates how often it was rewritten, ShownAt when last.
	Shown   int       `json:"shown,omitempty"`
	Updates int       `json:"updates,omitempty"`
	ShownAt time.Time `json:"shown_at,omitzero"`
}

func postBodyOf(p store.DailyPost) (body postBody, err error) {
	if len(p.Body) == 0 {
		return body, nil
	}
	if err := json.Unmarshal(p.Body, &body); err != nil {
		return body, fmt.Errorf("daily post %s: %w", p.ID, err)
	}
	return body, nil
}

func encodePostBody(body postBody) json.RawMessage {
	out, _ := json.Marshal(body) // plain data always encodes
	return out
}

// postDaily queues the question for a slot. The store refuses a second post for the same slot. Who asked for it, where
// somebody did, is told if it cannot be posted.
func (b *Bot) postDaily(tx *store.Tx, sub daily.Subscription, slot time.Time, late bool, asker string) error {
	id := dailyID(sub.ID, slot)
	s := b.stepFor(tx, "d-"+id, slot, &inbound.Event{})
	channel := b.daily.channel(tx, sub)
	ids, err := s.pick("channel:"+sub.Channel, sub.Filter, 1)
	if errors.Is(err, questions.ErrNoQuestion) {
		return fmt.Errorf("%w %s", errNoDaily, sub.Filter)
	}
	if err != nil {
		return err
	}
	post := store.DailyPost{
		ID: id, SubscriptionID: sub.ID, Channel: channel, Slot: slot, QuestionID: ids[0], EffectID: "daily-" + id,
		RevealAt: s.now.Add(sub.RevealAfter), Body: encodePostBody(postBody{Late: late}),
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
		ID: post.EffectID, Kind: kindDaily, Conversation: "daily:" + sub.Channel, Action: store.ActionPost, Channel: channel,
		QuestionID: ids[0], Binds: encodeBinds(binds{Daily: id, Tell: asker}), CreatedAt: s.now, ExpiresAt: post.RevealAt,
		Message: blocks.Encode(blocks.Daily(dailyView(post, b.question(ids[0]), late), s.look(""))),
	})
}

func dailyID(subscription string, slot time.Time) string {
	return subscription + "-" + slot.Format("20060102T150405")
}

func dailyView(p store.DailyPost, q *questions.Question, late bool) blocks.DailyPost {
	return blocks.DailyPost{
		ID: p.ID, Channel: p.Channel, Question: q, Late: late, RevealAt: p.RevealAt, Revealed: !p.RevealedAt.IsZero(), Answered: p.Answered,
	}
}

// dailyFailed notes that a question of the day could not be posted. Whoever runs the bot can mend that, or whoever set
// the question up in Slack: they are told, once for each time it was set up. In an archived channel it pauses.
func (b *Bot) dailyFailed(tx *store.Tx, e store.OutboxEntry, to binds, code string) error {
	hint := "look the code up in Slack's documentation"
	switch code {
	case "not_in_channel", "channel_not_found":
		hint = "invite the bot to the channel, and check its id"
	case "is_archived":
		hint = "take the channel out of the configuration, or unarchive it"
	}
	b.cfg.Observe.daily(DailyFailed)
	b.log.Error("the question of the day could not be posted", "channel", e.Channel, "error", code, "mend", hint)
	if to.Tell != "" {
		return b.tellRefused(tx, e, to.Tell, code)
	}
	row, found, err := tx.Subscription(slackRowID(e.Channel))
	if err != nil || !found {
		return err
	}
	if code == "is_archived" && !row.Paused {
		row.Paused, row.PausedUntil = true, time.Time{}
		if err := tx.PutSubscription(row); err != nil {
			return err
		}
	}
	told := e
	told.ID = fmt.Sprintf("%s-%x", row.ID, row.CreatedAt.UnixNano())
	return b.tellRefused(tx, told, row.ChangedBy, code)
}
