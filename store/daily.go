package store

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"
)

// DailyPost is one question of the day in one channel.
type DailyPost struct {
	ID             string `json:"id"`
	SubscriptionID string `json:"subscription_id"`
	Channel        string `json:"channel"`
	// Slot is when it was due, in the subscription's own zone: its wall-clock second is what makes it unique.
	Slot       time.Time `json:"slot"`
	QuestionID string    `json:"question_id"`
	EffectID   string    `json:"effect_id"`
	// TS is empty until the message was sent.
	TS         string    `json:"ts,omitempty"`
	PostedAt   time.Time `json:"posted_at,omitzero"`
	RevealAt   time.Time `json:"reveal_at,omitzero"`
	RevealedAt time.Time `json:"revealed_at,omitzero"`
	// Answered is how many people have answered. PutDailyAnswer keeps it; what a caller puts there is ignored.
	Answered int             `json:"answered"`
	Body     json.RawMessage `json:"body,omitempty"`
}

func (p DailyPost) slotKey() []byte {
	return join(p.SubscriptionID, p.Slot.Format("2006-01-02T15:04:05"))
}

func (p DailyPost) channelKey() []byte { return newest(prefix(p.Channel), p.Slot, p.ID) }

func (p DailyPost) check() error {
	for _, pair := range [][2]string{{"its id", p.ID}, {"its subscription", p.SubscriptionID}, {"its channel", p.Channel}} {
		if err := checkID(pair[0], pair[1]); err != nil {
			return err
		}
	}
	if p.Slot.IsZero() {
		return fmt.Errorf("%w: it has no slot", ErrInvalid)
	}
	return checkIDs("its ts", p.TS)
}

// PutDailyPost keeps a new post. It returns ErrExists where that subscription has a post for that slot, or the id is
// taken: this is what keeps a slot from being posted twice.
func (tx *Tx) PutDailyPost(p DailyPost) error {
	if err := p.check(); err != nil {
		return fmt.Errorf("daily post %q: %w", p.ID, err)
	}
	if tx.has(bktDaily, []byte(p.ID)) || tx.has(bktDailySlot, p.slotKey()) {
		return fmt.Errorf("daily post %q for %s: %w", p.ID, p.Slot.Format(time.RFC3339), ErrExists)
	}
	p.Answered = 0
	return tx.writeDailyPost(p)
}

// UpdateDailyPost changes a post, for example when it was sent or revealed. It returns ErrNotFound where there is none,
// and keeps subscription, channel and slot as they were.
func (tx *Tx) UpdateDailyPost(p DailyPost) error {
	old, ok, err := tx.DailyPost(p.ID)
	if err != nil {
		return err
	}
	if !ok {
		return fmt.Errorf("daily post %q: %w", p.ID, ErrNotFound)
	}
	p.SubscriptionID, p.Channel, p.Slot, p.Answered = old.SubscriptionID, old.Channel, old.Slot, old.Answered
	if err := p.check(); err != nil {
		return fmt.Errorf("daily post %q: %w", p.ID, err)
	}
	if err := tx.drop(bktDailyHidden, timed(nil, old.RevealAt, old.ID)); err != nil {
		return err
	}
	if old.TS != "" {
		if err := tx.drop(bktDailyThread, join(old.Channel, old.TS)); err != nil {
			return err
		}
	}
	return tx.writeDailyPost(p)
}

func (tx *Tx) writeDailyPost(p DailyPost) error {
	if err := put(tx, bktDaily, []byte(p.ID), p); err != nil {
		return err
	}
	if err := tx.putRaw(bktDailySlot, p.slotKey(), []byte(p.ID)); err != nil {
		return err
	}
	if err := tx.putRaw(bktDailyChannel, p.channelKey(), []byte(p.ID)); err != nil {
		return err
	}
	if p.RevealedAt.IsZero() {
		if err := tx.putRaw(bktDailyHidden, timed(nil, p.RevealAt, p.ID), nil); err != nil {
			return err
		}
	}
	if p.TS == "" {
		return nil
	}
	return tx.putRaw(bktDailyThread, join(p.Channel, p.TS), []byte(p.ID))
}

// DailyPost finds a post by its id.
func (tx *Tx) DailyPost(id string) (DailyPost, bool, error) {
	return get[DailyPost](tx, bktDaily, []byte(id))
}

// DailyPostByThread finds the post that a thread hangs on.
func (tx *Tx) DailyPostByThread(channel, ts string) (DailyPost, bool, error) {
	id := tx.bucket(bktDailyThread).Get(join(channel, ts))
	if id == nil {
		return DailyPost{}, false, nil
	}
	return tx.DailyPost(string(id))
}

// DailyPostsUnrevealed lists the posts that were not revealed yet, those due first.
func (tx *Tx) DailyPostsUnrevealed() ([]DailyPost, error) {
	var posts []DailyPost
	for _, key := range tx.keys(bktDailyHidden, nil, 0) {
		p, ok, err := tx.DailyPost(string(untimed(key)))
		if err != nil {
			return nil, err
		}
		if ok {
			posts = append(posts, p)
		}
	}
	return posts, nil
}

// LastSlot is the newest slot that a subscription posted for, by the wall clock; false where there is none.
func (tx *Tx) LastSlot(subscriptionID string) (time.Time, bool, error) {
	head := prefix(subscriptionID)
	c := tx.bucket(bktDailySlot).Cursor()
	key := seekBefore(c, head, nil)
	if key == nil {
		return time.Time{}, false, nil
	}
	p, ok, err := tx.DailyPost(string(tx.bucket(bktDailySlot).Get(key)))
	return p.Slot, ok, err
}

// DailyPostsOf lists a channel's posts, newest slot first; limit 0 means all.
func (tx *Tx) DailyPostsOf(channel string, limit int) ([]DailyPost, error) {
	return follow(tx, bktDailyChannel, prefix(channel), limit, tx.DailyPost)
}

// DailyAnswer is one person's part in one daily post.
type DailyAnswer struct {
	DailyID     string `json:"daily_id"`
	User        string `json:"user"`
	InterviewID string `json:"interview_id,omitempty"`
	// GaveUp is set where the person asked for the model answer instead.
	GaveUp     bool            `json:"gave_up,omitempty"`
	AnsweredAt time.Time       `json:"answered_at,omitzero"`
	Body       json.RawMessage `json:"body,omitempty"`
}

func (a DailyAnswer) counts() int {
	if a.GaveUp || a.AnsweredAt.IsZero() {
		return 0
	}
	return 1
}

// PutDailyAnswer keeps a person's part in a post, new or changed, and the post's Answered with it. dailyID and user
// replace what the record says. It returns ErrNotFound where there is no such post.
func (tx *Tx) PutDailyAnswer(dailyID, user string, a DailyAnswer) error {
	if err := checkID("the member", user); err != nil {
		return err
	}
	old, _, err := tx.DailyAnswer(dailyID, user)
	if err != nil {
		return err
	}
	a.DailyID, a.User = dailyID, user
	if err := tx.addAnswered(dailyID, a.counts()-old.counts()); err != nil {
		return err
	}
	return put(tx, bktDailyAnswers, join(dailyID, user), a)
}

func (tx *Tx) addAnswered(dailyID string, delta int) error {
	p, ok, err := tx.DailyPost(dailyID)
	if err != nil {
		return err
	}
	if !ok {
		return fmt.Errorf("daily post %q: %w", dailyID, ErrNotFound)
	}
	if delta == 0 {
		return nil
	}
	p.Answered = max(p.Answered+delta, 0)
	return put(tx, bktDaily, []byte(p.ID), p)
}

// DailyAnswer finds a person's part in a post.
func (tx *Tx) DailyAnswer(dailyID, user string) (DailyAnswer, bool, error) {
	return get[DailyAnswer](tx, bktDailyAnswers, join(dailyID, user))
}

// DailyAnswers lists everybody's part in a post.
func (tx *Tx) DailyAnswers(dailyID string) ([]DailyAnswer, error) {
	head := prefix(dailyID)
	return list[DailyAnswer](tx, bktDailyAnswers, head, bytes.Clone(head), 0)
}
