package outbox

import "mock-interviewer/store"

// Owner is who puts entries into the outbox. Its methods run in the transaction that records what became of one, which may
// be tried again, so they change nothing but what they are given.
type Owner interface {
	// Placed learns where an entry stands in Slack.
	Placed(tx *store.Tx, e store.OutboxEntry, channel, ts string) error
	// Refused learns that Slack will never take an entry, which is off the outbox by then, and why. What it enqueues is
	// sent.
	Refused(tx *store.Tx, e store.OutboxEntry, cause error) error
	// DirectChannel learns the channel of a person's direct message.
	DirectChannel(tx *store.Tx, user, channel string) error
	// File is what an entry with the action upload sends to a person, as it stands now.
	File(tx *store.Tx, user string) (File, error)
	// Sent learns that an entry is at Slack, once that is on disk; after a crash it may not. It must return at once.
	Sent(e store.OutboxEntry)
}

// File is a file for one person.
type File struct {
	Title string
	Data  []byte
}

// Nobody is the owner of an entry that no row may name once it is sent: where it went is not kept.
const Nobody = "nobody"
