package bot

import (
	"encoding/json"
	"fmt"
	"time"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/bot/inbound"
	"mock-interviewer/bot/interview"
	"mock-interviewer/store"
)

// announcementLives is how long it is worth saying in a channel that something was changed there.
const announcementLives = 24 * time.Hour

// announce says something in a channel that the person of this step brought about. Where the bot cannot post there, the
// person is told so, and what undo names is undone; empty for nothing.
func (s *step) announce(channel, undo string, m blocks.Message) error {
	return s.tx.Enqueue(store.OutboxEntry{
		ID: s.effectID(), Kind: string(interview.SayNotice), Conversation: "daily:" + channel, Action: store.ActionPost, Channel: channel,
		User: s.in.User, Binds: encodeBinds(binds{Tell: s.in.User, Undo: undo}), CreatedAt: s.now, ExpiresAt: s.now.Add(announcementLives),
		Message: blocks.Encode(m),
	})
}

// refused deals with a message that Slack would not take and that something waits for.
func (b *Bot) refused(tx *store.Tx, e store.OutboxEntry, code string) error {
	if len(e.Binds) == 0 {
		return b.cutOff(tx, e, code)
	}
	var to binds
	if err := json.Unmarshal(e.Binds, &to); err != nil {
		return fmt.Errorf("outbox entry %s: %w", e.ID, err)
	}
	switch {
	case to.Interview != "":
		return b.callOff(tx, e, code)
	case to.Daily != "":
		return b.dailyFailed(tx, e, to, code)
	case e.Kind == kindDigest:
		return b.digestFailed(tx, e, to, code)
	}
	if err := b.undo(tx, e, to); err != nil {
		return err
	}
	return b.tellRefused(tx, e, to.Tell, code)
}

// undo takes back what was announced in vain.
func (b *Bot) undo(tx *store.Tx, e store.OutboxEntry, to binds) error {
	switch to.Undo {
	case undoPanel:
		return tx.DropPanel(to.Panel)
	case undoBoard, undoDigest:
	default:
		return nil
	}
	c, err := tx.Channel(e.Channel)
	if err != nil {
		return err
	}
	if to.Undo == undoBoard {
		c.Leaderboard = nil
	} else {
		c.Digest = nil
	}
	return tx.PutChannel(c)
}

// tellRefused tells a person, in their direct message, that the bot cannot post in a channel, and how to mend it.
func (b *Bot) tellRefused(tx *store.Tx, e store.OutboxEntry, user, code string) error {
	if !inbound.IsPerson(user) {
		return nil
	}
	return tx.Enqueue(store.OutboxEntry{
		ID: e.ID + ".refused", Kind: string(interview.SayNotice), Conversation: "dm:" + user, Action: store.ActionPost, Channel: user, User: user,
		CreatedAt: b.now(), ExpiresAt: b.now().Add(dmAnswerLives), Message: blocks.Encode(blocks.CannotPost(e.Channel, code == "is_archived")),
	})
}
