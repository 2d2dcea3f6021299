package store

import (
	"encoding/json"
	"fmt"
	"time"
)

// Actions, for an OutboxEntry: how its message is said.
const (
	ActionPost      = "post"
	ActionUpdate    = "update"    // of the message UpdateOf
	ActionEphemeral = "ephemeral" // to User alone
	ActionRespond   = "respond"   // through ResponseURL
	ActionUpload    = "upload"    // as a file; the message is what is said where that cannot be
)

// OutboxEntry is something the bot has decided to say and has not said yet.
type OutboxEntry struct {
	// Seq is given by Enqueue and grows with every entry.
	Seq uint64 `json:"seq"`
	// ID is the effect id, unique for all time.
	ID           string `json:"id"`
	Conversation string `json:"conversation"`
	// Action is one of the Actions.
	Action   string `json:"action"`
	Channel  string `json:"channel,omitempty"`
	User     string `json:"user,omitempty"`
	ThreadTS string `json:"thread_ts,omitempty"`
	// ThreadOf is the effect id of the message that starts the thread, where its ts was not known yet.
	ThreadOf string `json:"thread_of,omitempty"`
	// UpdateOf is the effect id of the message to rewrite or delete.
	UpdateOf string `json:"update_of,omitempty"`
	// Owner is the person it is about, so that Erase finds it; may be empty where User or InterviewID say it.
	Owner       string `json:"owner,omitempty"`
	Kind        string `json:"kind,omitempty"`
	InterviewID string `json:"interview_id,omitempty"`
	QuestionID  string `json:"question_id,omitempty"`
	AnswerID    string `json:"answer_id,omitempty"`
	ResponseURL string `json:"response_url,omitempty"`
	// Message is the rendered text and blocks; Binds is what to record once it was sent. Both are the caller's own.
	Message  json.RawMessage `json:"message,omitempty"`
	Binds    json.RawMessage `json:"binds,omitempty"`
	Attempts int             `json:"attempts,omitempty"`
	// NotBefore is until when it is held back, in case it need not be said; zero for what is said at once.
	NotBefore time.Time `json:"not_before,omitzero"`
	// MaybeSent is set before a call whose outcome may be lost: look for the message before sending it again.
	MaybeSent bool      `json:"maybe_sent,omitempty"`
	CreatedAt time.Time `json:"created_at"`
	ExpiresAt time.Time `json:"expires_at,omitzero"`
}

// Sent says where and when an effect became a message.
type Sent struct {
	Channel string    `json:"channel,omitempty"`
	TS      string    `json:"ts,omitempty"`
	At      time.Time `json:"at"`
	Owner   string    `json:"owner,omitempty"`
	// Dropped is set for an effect that was given up: there is no message.
	Dropped bool `json:"dropped,omitempty"`
}

// Enqueue appends entries in their order. An effect id that waits already, was sent or was dropped is passed over.
// A zero CreatedAt becomes now.
func (tx *Tx) Enqueue(entries ...OutboxEntry) error {
	for _, e := range entries {
		if err := tx.enqueue(e); err != nil {
			return fmt.Errorf("enqueue effect %q: %w", e.ID, err)
		}
	}
	return nil
}

func (tx *Tx) enqueue(e OutboxEntry) error {
	if err := checkID("the effect id", e.ID); err != nil {
		return err
	}
	if len(e.Message) > 0 && !json.Valid(e.Message) {
		return fmt.Errorf("%w: its message is no JSON", ErrInvalid)
	}
	if tx.has(bktOutboxID, []byte(e.ID)) || tx.has(bktSent, []byte(e.ID)) {
		return nil
	}
	seq, err := tx.bucket(bktOutbox).NextSequence()
	if err != nil {
		return err
	}
	e.Seq = seq
	if e.CreatedAt.IsZero() {
		e.CreatedAt = tx.Now()
	}
	if err := put(tx, bktOutbox, be(seq), &e); err != nil {
		return err
	}
	if err := tx.putRaw(bktOutboxID, []byte(e.ID), be(seq)); err != nil {
		return err
	}
	tx.add(countOutbox, 1)
	return nil
}

// Outbox lists what waits after a sequence number, oldest first; 0 starts at the beginning, limit 0 means all.
func (tx *Tx) Outbox(after uint64, limit int) ([]OutboxEntry, error) {
	return list[OutboxEntry](tx, bktOutbox, nil, be(after+1), limit)
}

// OutboxUpdate writes an entry back, for example with one more attempt. It returns ErrNotFound where the entry is gone.
func (tx *Tx) OutboxUpdate(e OutboxEntry) error {
	if err := tx.waiting(e); err != nil {
		return fmt.Errorf("update effect %q: %w", e.ID, err)
	}
	return put(tx, bktOutbox, be(e.Seq), &e)
}

// waiting returns ErrNotFound unless this very entry waits.
func (tx *Tx) waiting(e OutboxEntry) error {
	if at := tx.bucket(bktOutboxID).Get([]byte(e.ID)); e.ID == "" || at == nil || fromBE(at) != e.Seq {
		return ErrNotFound
	}
	return nil
}

// Sent removes an entry that became a message and records where. Doing it twice is fine; an entry that was erased
// meanwhile gives ErrNotFound and is not recorded.
func (tx *Tx) Sent(e OutboxEntry, channel, ts string, at time.Time) error {
	return tx.settle(e, Sent{Channel: channel, TS: ts, At: at, Owner: e.owner()})
}

// Drop removes an entry that will never be sent and records that, so that what hangs on it need not wait. Doing it
// twice is fine.
func (tx *Tx) Drop(e OutboxEntry) error {
	return tx.settle(e, Sent{At: tx.Now(), Owner: e.owner(), Dropped: true})
}

func (tx *Tx) settle(e OutboxEntry, s Sent) error {
	if err := tx.waiting(e); err != nil {
		if tx.has(bktSent, []byte(e.ID)) {
			return nil
		}
		return fmt.Errorf("settle effect %q: %w", e.ID, err)
	}
	if err := tx.removeOutbox(e); err != nil {
		return err
	}
	if s.At.IsZero() {
		s.At = tx.Now()
	}
	if err := put(tx, bktSent, []byte(e.ID), s); err != nil {
		return err
	}
	return tx.putRaw(bktSentTime, timed(nil, s.At, e.ID), nil)
}

func (tx *Tx) removeOutbox(e OutboxEntry) error {
	if err := tx.drop(bktOutbox, be(e.Seq)); err != nil {
		return err
	}
	if err := tx.drop(bktOutboxID, []byte(e.ID)); err != nil {
		return err
	}
	tx.add(countOutbox, -1)
	return nil
}

func (e OutboxEntry) owner() string {
	if e.Owner != "" {
		return e.Owner
	}
	return e.User
}

// SentAs says which message an effect became; false where it waits, was dropped, or was forgotten by SweepSent.
func (tx *Tx) SentAs(effectID string) (Sent, bool) {
	s, ok := tx.settled(effectID)
	return s, ok && !s.Dropped
}

// Dropped says whether an effect was given up.
func (tx *Tx) Dropped(effectID string) bool {
	s, ok := tx.settled(effectID)
	return ok && s.Dropped
}

func (tx *Tx) settled(effectID string) (Sent, bool) {
	s, ok, err := get[Sent](tx, bktSent, []byte(effectID))
	if err != nil {
		tx.fail(err)
		return Sent{}, false
	}
	return s, ok
}

// Pending says whether an effect still waits in the outbox.
func (tx *Tx) Pending(effectID string) bool { return tx.has(bktOutboxID, []byte(effectID)) }

// OutboxLen is how many entries wait.
func (tx *Tx) OutboxLen() int { return tx.count(countOutbox) }

// SweepSent forgets up to limit effects that were settled before a time, and says how many. What was forgotten can
// neither be updated nor be recognised as said already: keep at least thirty days.
func (tx *Tx) SweepSent(before time.Time, limit int) (n int, err error) {
	for _, key := range tx.keys(bktSentTime, nil, limit) {
		if fromBE(key) >= nanos(before) {
			break
		}
		if err := tx.drop(bktSentTime, key); err != nil {
			return n, err
		}
		if err := tx.drop(bktSent, untimed(key)); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}
