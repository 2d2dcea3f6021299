// Package outbox brings what stands in the store's outbox to Slack: in order within a conversation, at Slack's pace within a
// channel, again where Slack was away, and nothing twice. A message that may have gone out is looked for by its effect's id
// before it is sent again; those that one person alone sees cannot be looked for, and may come twice after a crash.
//
// It knows how to say things, not what they are about. Who put an entry there learns what became of it as an Owner, in the
// transaction that takes it off. Of an interview it knows the kinds of what is said, since some may be held back, posted anew
// or hurried; no state, guide or grade may enter.
package outbox
