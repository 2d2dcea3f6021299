package store

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"
)

// Member is a person the bot has met.
type Member struct {
	User   string `json:"user"`
	TZ     string `json:"tz,omitempty"`
	Locale string `json:"locale,omitempty"`
	// Name is what Slack shows for the person, for lists that must not mention them.
	Name                 string    `json:"name,omitempty"`
	FirstSeenAt          time.Time `json:"first_seen_at,omitzero"`
	ZoneAskedAt          time.Time `json:"zone_asked_at,omitzero"` // when Slack was last asked for TZ and Name
	DMChannel            string    `json:"dm_channel,omitempty"`
	PrivacyNoticeShownAt time.Time `json:"privacy_notice_shown_at,omitzero"`
	// Settings are the person's own choices, LastStart what they chose in the modal last. Both are the caller's own.
	Settings  json.RawMessage `json:"settings,omitempty"`
	LastStart json.RawMessage `json:"last_start,omitempty"`
	// Extra is room for what later features keep one of for each person.
	Extra json.RawMessage `json:"extra,omitempty"`
}

// Member finds a person.
func (tx *Tx) Member(user string) (Member, bool, error) {
	return get[Member](tx, bktMembers, []byte(user))
}

// PutMember keeps a person, new or changed. A zero FirstSeenAt becomes now.
func (tx *Tx) PutMember(m Member) error {
	if err := checkID("the member", m.User); err != nil {
		return err
	}
	if m.FirstSeenAt.IsZero() {
		m.FirstSeenAt = tx.Now()
	}
	return put(tx, bktMembers, []byte(m.User), m)
}

// EachMember calls fn for every person until it returns an error. fn must not change members.
func (tx *Tx) EachMember(fn func(Member) error) error {
	return tx.bucket(bktMembers).ForEach(func(k, v []byte) error {
		var m Member
		if err := decode(v, &m); err != nil {
			return fmt.Errorf("member %s: %w", k, err)
		}
		return fn(m)
	})
}

// PutPersonal keeps a named row of a kind for a person, such as a spaced-repetition card for a question. Erase removes it.
func (tx *Tx) PutPersonal(user, kind, name string, row json.RawMessage) error {
	if err := checkID("the member", user); err != nil {
		return err
	}
	if err := checkID("the kind", kind); err != nil {
		return err
	}
	if err := checkID("the name", name); err != nil {
		return err
	}
	return put(tx, bktPersonal, join(user, kind, name), row)
}

// Personal finds one such row.
func (tx *Tx) Personal(user, kind, name string) (json.RawMessage, bool, error) {
	return get[json.RawMessage](tx, bktPersonal, join(user, kind, name))
}

// DropPersonal removes one such row. Doing it twice is fine.
func (tx *Tx) DropPersonal(user, kind, name string) error {
	return tx.drop(bktPersonal, join(user, kind, name))
}

// EachPersonalKind calls fn for a person's rows of every kind, by kind and name, until it returns an error. fn must not
// change them.
func (tx *Tx) EachPersonalKind(user string, fn func(kind, name string, row json.RawMessage) error) error {
	head := prefix(user)
	c := tx.bucket(bktPersonal).Cursor()
	for k, v := c.Seek(head); k != nil && bytes.HasPrefix(k, head); k, v = c.Next() {
		var row json.RawMessage
		if err := decode(v, &row); err != nil {
			return fmt.Errorf("personal %q: %w", k, err)
		}
		kind, name, _ := bytes.Cut(k[len(head):], []byte{0})
		if err := fn(string(kind), string(name), row); err != nil {
			return err
		}
	}
	return nil
}

// EachPersonal calls fn for a person's rows of a kind, by name, until it returns an error. fn must not change them.
func (tx *Tx) EachPersonal(user, kind string, fn func(name string, row json.RawMessage) error) error {
	head := prefix(user, kind)
	c := tx.bucket(bktPersonal).Cursor()
	for k, v := c.Seek(head); k != nil && bytes.HasPrefix(k, head); k, v = c.Next() {
		var row json.RawMessage
		if err := decode(v, &row); err != nil {
			return fmt.Errorf("personal %q: %w", k, err)
		}
		if err := fn(string(k[len(head):]), row); err != nil {
			return err
		}
	}
	return nil
}
