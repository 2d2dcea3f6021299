package store

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"

	"go.etcd.io/bbolt"
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
	// ReceivedAt is when it came; zero means now. Duplicates are judged by the time that passes while the file is open, not
	// by this: a clock that is set forward must not let one through.
	ReceivedAt time.Time
	Body       json.RawMessage
}

// InboxEntry is an Inbound that was taken and not yet handled.
type InboxEntry struct {
	// Seq grows with every entry and is never used again.
	Seq          uint64          `json:"seq"`
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
		Seq: seq, Conversation: in.Conversation, User: in.User, Kind: in.Kind,
		ReceivedAt: in.ReceivedAt, Body: in.Body,
	}
	if err := put(tx, bktInbox, be(seq), &entry); err != nil {
		return 0, false, err
	}
	tx.add(countInbox, 1)
	return seq, true, nil
}

// Knows says whether a key was seen within the TTL.
func (tx *Tx) Knows(key string) bool {
	at := tx.bucket(bktSeen).Get([]byte(key))
	return at != nil && fromBE(at) > nanos(tx.opts.steady().Add(-tx.opts.SeenTTL))
}

// Know notes a key as seen, and says whether it was new.
func (tx *Tx) Know(key string) (fresh bool, err error) {
	if err := checkID("a dedupe key", key); err != nil {
		return false, err
	}
	return tx.remember([]string{key})
}

// remember notes the keys as seen now and says whether none of them was seen within the TTL. A key that is known keeps
// its time: a sender that repeats itself for ever does not stay known for ever.
func (tx *Tx) remember(keys []string) (fresh bool, err error) {
	now := tx.opts.steady()
	horizon := nanos(now.Add(-tx.opts.SeenTTL))
	fresh = true
	seen := tx.bucket(bktSeen)
	for _, key := range keys {
		if at := seen.Get([]byte(key)); at != nil && fromBE(at) > horizon {
			fresh = false
			continue
		}
		if err := tx.putRaw(bktSeen, []byte(key), beTime(now)); err != nil {
			return false, err
		}
	}
	return fresh, nil
}

// Inbox lists what waits after a sequence number, oldest first; 0 starts at the beginning, limit 0 means all.
func (tx *Tx) Inbox(after uint64, limit int) ([]InboxEntry, error) {
	return list[InboxEntry](tx, bktInbox, nil, be(after+1), limit)
}

// InInbox says whether an entry waits still: it was neither handled nor erased.
func (tx *Tx) InInbox(seq uint64) bool { return tx.has(bktInbox, be(seq)) }

// InboxDone removes an entry that was handled. Doing it twice is fine.
func (tx *Tx) InboxDone(seq uint64) error {
	if !tx.has(bktInbox, be(seq)) {
		return nil
	}
	if err := tx.drop(bktInbox, be(seq)); err != nil {
		return err
	}
	tx.add(countInbox, -1)
	return nil
}

// InboxLen is how many entries wait.
func (tx *Tx) InboxLen() int { return tx.count(countInbox) }

// SweepSeen looks at up to limit keys, from one on, and forgets those that were seen longer ago than the TTL. It says how
// many, and from which key to go on: the empty one, the first, after the last. An index by time would spare the looking, and
// cost two more writes in each commit that an ack waits for.
func (tx *Tx) SweepSeen(from string, limit int) (next string, n int, err error) {
	horizon := nanos(tx.opts.steady().Add(-tx.opts.SeenTTL))
	var old [][]byte
	c := tx.bucket(bktSeen).Cursor()
	key, at := c.Seek([]byte(from))
	for ; key != nil && limit > 0; key, at = c.Next() {
		if len(key) > bbolt.MaxKeySize { // a damaged length, which may reach over the rest of the file
			return from, 0, fmt.Errorf("%w: a key in %s of %d bytes", ErrCorrupt, bktSeen, len(key))
		}
		if fromBE(at) <= horizon {
			old = append(old, bytes.Clone(key))
		}
		limit--
	}
	next = string(key[:min(len(key), bbolt.MaxKeySize)])
	for _, key := range old {
		if err := tx.drop(bktSeen, key); err != nil {
			return from, n, err
		}
		n++
	}
	return next, n, nil
}
