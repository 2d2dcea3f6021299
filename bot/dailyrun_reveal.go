package bot

import (
	"fmt"
	"time"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/bot/inbound"
	"mock-interviewer/bot/interview"
	"mock-interviewer/store"
)

// countApart is how far apart the rewritings of a question of the day are, by which it tells how many have answered.
const countApart = 15 * time.Second

// attend looks after the questions that are out: it keeps the number of people who have answered up to date, and reveals
// the answers whose time has come.
func (d *dailyRunner) attend(now time.Time) error {
	var reveal, count []string
	err := d.b.db.View(func(tx *store.Tx) error {
		posts, err := tx.DailyPostsUnrevealed()
		if err != nil {
			return err
		}
		for _, p := range posts {
			body, err := postBodyOf(p)
			if err != nil {
				return err
			}
			switch {
			case p.TS == "" && (tx.Pending(p.EffectID) || p.RevealAt.After(now)):
			case !p.RevealAt.After(now):
				reveal = append(reveal, p.ID)
			case p.TS != "" && p.Answered != body.Shown && now.Sub(body.ShownAt) >= countApart:
				count = append(count, p.ID)
			}
		}
		return nil
	})
	if err != nil || len(reveal)+len(count) == 0 {
		return err
	}
	for _, id := range count {
		if err := d.b.db.Update(func(tx *store.Tx) error { return d.b.showCount(tx, id, now) }); err != nil {
			return fmt.Errorf("daily post %s: %w", id, err)
		}
	}
	for _, id := range reveal {
		if err := d.b.db.Update(func(tx *store.Tx) error { return d.b.reveal(tx, id) }); err != nil {
			return fmt.Errorf("daily post %s: %w", id, err)
		}
	}
	d.b.sender.Kick()
	return nil
}

// showCount rewrites the message of a question that is still open.
func (b *Bot) showCount(tx *store.Tx, id string, now time.Time) error {
	post, found, err := tx.DailyPost(id)
	if err != nil || !found || !post.RevealedAt.IsZero() {
		return err
	}
	return b.rewriteDaily(tx, post, now)
}

// rewriteDaily brings the message of a question of the day up to date, and keeps the post.
func (b *Bot) rewriteDaily(tx *store.Tx, post store.DailyPost, now time.Time) error {
	body, err := postBodyOf(post)
	if err != nil {
		return err
	}
	body.Shown, body.ShownAt = post.Answered, now
	body.Updates++
	post.Body = encodePostBody(body)
	if err := tx.UpdateDailyPost(post); err != nil {
		return err
	}
	q := b.question(post.QuestionID)
	if q == nil {
		return nil // what stands there reads better than what could be said now
	}
	return tx.Enqueue(store.OutboxEntry{
		ID: fmt.Sprintf("%s.u%d", post.EffectID, body.Updates), Kind: kindDaily, Conversation: "daily:" + post.Channel,
		Action: store.ActionUpdate, UpdateOf: post.EffectID, Channel: post.Channel, QuestionID: post.QuestionID, CreatedAt: now,
		ExpiresAt: now.Add(announcementLives),
		Message:   blocks.Encode(blocks.Daily(dailyView(post, q, body.Late), blocks.Look{Question: b.question})),
	})
}

// reveal posts the model answer into the thread and closes everybody's part in it. A question that was never posted is
// only closed.
func (b *Bot) reveal(tx *store.Tx, id string) error {
	post, found, err := tx.DailyPost(id)
	if err != nil || !found || !post.RevealedAt.IsZero() {
		return err
	}
	post.RevealedAt = b.now()
	if post.TS == "" {
		return tx.UpdateDailyPost(post)
	}
	if err := b.rewriteDaily(tx, post, post.RevealedAt); err != nil {
		return err
	}
	s := b.stepFor(tx, "r-"+id, post.Slot, &inbound.Event{})
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
	outcome, err := b.outcomeOf(tx, post)
	if err != nil {
		return err
	}
	return tx.Enqueue(store.OutboxEntry{
		ID: revealID(id), Kind: kindReveal, Conversation: "daily:" + post.Channel, Action: store.ActionPost, Channel: post.Channel,
		ThreadTS: post.TS, QuestionID: post.QuestionID, CreatedAt: s.now,
		Message: blocks.Encode(blocks.DailyReveal(outcome, s.look(""))),
	})
}

// revealID is the effect id of the message with a post's model answer.
func revealID(post string) string { return "reveal-" + post }
