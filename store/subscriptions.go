package store

import (
	"encoding/json"
	"fmt"
	"time"
)

// Subscription is a channel's standing order for daily questions.
type Subscription struct {
	ID         string `json:"id"`
	Channel    string `json:"channel"`
	Cron       string `json:"cron"`
	TZ         string `json:"tz"`
	Category   string `json:"category,omitempty"`
	Difficulty string `json:"difficulty,omitempty"`
	// RevealAfter is how long after the post the model answer is shown, in nanoseconds in the file.
	RevealAfter time.Duration `json:"reveal_after"`
	// Source is "config" or "slack".
	Source string `json:"source"`
	Paused bool   `json:"paused,omitempty"`
	// PausedUntil is when a pause ends by itself; zero with Paused means until someone ends it.
	PausedUntil time.Time `json:"paused_until,omitzero"`
	CreatedAt   time.Time `json:"created_at,omitzero"`
	// ChangedBy is who changed it last in Slack.
	ChangedBy string          `json:"changed_by,omitempty"`
	Body      json.RawMessage `json:"body,omitempty"`
}

// PutSubscription keeps a subscription, new or changed.
func (tx *Tx) PutSubscription(s Subscription) error {
	if err := checkID("the subscription", s.ID); err != nil {
		return err
	}
	if err := checkID("its channel", s.Channel); err != nil {
		return fmt.Errorf("subscription %q: %w", s.ID, err)
	}
	if s.CreatedAt.IsZero() {
		s.CreatedAt = tx.Now()
	}
	return put(tx, bktSubscriptions, []byte(s.ID), s)
}

// Subscription finds a subscription.
func (tx *Tx) Subscription(id string) (Subscription, bool, error) {
	return get[Subscription](tx, bktSubscriptions, []byte(id))
}

// Subscriptions lists all, by id.
func (tx *Tx) Subscriptions() ([]Subscription, error) {
	return list[Subscription](tx, bktSubscriptions, nil, nil, 0)
}

// DeleteSubscription removes one; its posts stay. Doing it twice is fine.
func (tx *Tx) DeleteSubscription(id string) error {
	return tx.drop(bktSubscriptions, []byte(id))
}
