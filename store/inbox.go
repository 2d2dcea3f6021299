package store

import (
	"encoding/json"
	"time"
)

// Inbound is something that arrived and must not be lost.
type Inbound struct {
	// Keys are what a second delivery is known by: an event_id, a message's team, channel and ts.
	Keys []string
	// Conversation is the line of events that must be handled in order.
	Conversation string
	// User is who did it, so that Erase finds it; may be empty.
	User string
	Kind string
	// ReceivedAt is when it came; zero means now. Duplicates are judged by the store's clock, not by this.
	ReceivedAt time.Time
	Body       json.RawMessage
}

// InboxEntry is an Inbound that was taken and not yet handled.
type InboxEntry struct {
	// Seq grows with every entry and is never used again.
	Seq          uint64          `json:"seq"`
	Keys         []string        `json:"keys,omitempty"`
	Conversation string          `json:"conversation"`
	User         string          `json:"user,omitempty"`
	Kind         string          `json:"kind"`
	ReceivedAt   time.Time       `json:"received_at"`
	Body         json.RawMessage `json:"body,omitempty"`
}

// Receive keeps what arrived unless one of its keys was seen within the TTL. Either way all its keys are known
// afterwards. fresh is false for a duplicate, which is to be acked and dropped.
func (tx *Tx) Receive(in Inbound) (fresh bool, err error) {
	_, fresh, err = tx.ReceiveSeq(in)
	return fresh, err
}

// ReceiveSeq is Receive that also says under which number it was kept; 0 for a duplicate.
func (tx *Tx) ReceiveSeq(in Inbound) (seq uint64, fresh bool, err error) {
	for _, key := range in.Keys {
		if err := checkID("a dedupe key", key); err != nil {
			return 0, false, err
		}
	}
	fresh, err = tx.remember(in.Keys)
	if err != nil || !fresh {
		return 0, false, err
	}
	seq, err = tx.bucket(bktInbox).NextSequence()
	if err != nil {
		return 0, false, err
	}
	if in.ReceivedAt.IsZero() {
		in.ReceivedAt = tx.Now()
	}
	entry := InboxEntry{
		Seq: seq, Keys: in.Keys, Conversation: in.Conversation, User: in.User, Kind: in.Kind,
		ReceivedAt: in.ReceivedAt, Body: in.Body,
	}
	if err := put(tx, bktInbox, be(seq), &entry); err != nil {
		return 0, false, err
	}
	return seq, true, tx.add(countInbox, 1)
}

// remember notes the keys as seen now and says whether none of them was seen within the TTL. A key that is known keeps
// its time: a sender that repeats itself for ever does not stay known for ever.
func (tx *Tx) remember(keys []string) (fresh bool, err error) {
	now := tx.Now()
	horizon := now.Add(-tx.opts.SeenTTL)
	fresh = true
	seen := tx.bucket(bktSeen)
	for _, key := range keys {
		if at := seen.Get([]byte(key)); at != nil {
			old := fromNanos(fromBE(at))
			if old.After(horizon) {
				fresh = false
				continue
			}
			if err := tx.drop(bktSeenTime, timed(nil, old, key)); err != nil {
				return false, err
			}
		}
		if err := tx.putRaw(bktSeen, []byte(key), beTime(now)); err != nil {
			return false, err
		}
		if err := tx.putRaw(bktSeenTime, timed(nil, now, key), nil); err != nil {
			return false, err
		}
	}
	return fresh, nil
}

// Inbox lists what waits after a sequence number, oldest first; 0 starts at the beginning, limit 0 means all.
func (tx *Tx) Inbox(after uint64, limit int) ([]InboxEntry, error) {
	return list[InboxEntry](tx, bktInbox, nil, be(after+1), limit)
}

// InboxDone removes an entry that was handled. Doing it twice is fine.
func (tx *Tx) InboxDone(seq uint64) error {
	if !tx.has(bktInbox, be(seq)) {
		return nil
	}
	if err := tx.drop(bktInbox, be(seq)); err != nil {
		return err
	}
	return tx.add(countInbox, -1)
}

// InboxLen is how many entries wait.
func (tx *Tx) InboxLen() int { return tx.count(countInbox) }

// SweepSeen forgets up to limit keys seen before a time, but none within the TTL, and says how many.
func (tx *Tx) SweepSeen(before time.Time, limit int) (n int, err error) {
	if horizon := tx.Now().Add(-tx.opts.SeenTTL); before.After(horizon) {
		before = horizon
	}
	return tx.sweep(bktSeen, bktSeenTime, before, limit)
}

// sweep removes up to limit rows whose time in the index lies before a time.
func (tx *Tx) sweep(rows, index string, before time.Time, limit int) (n int, err error) {
	for _, key := range tx.keys(index, nil, limit) {
		if fromBE(key) >= nanos(before) {
			break
		}
		if err := tx.drop(index, key); err != nil {
			return n, err
		}
		if err := tx.drop(rows, untimed(key)); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}
