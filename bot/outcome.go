package bot

import (
	"strings"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/bot/outbox"
	"mock-interviewer/bot/slackerr"
	"mock-interviewer/store"
)

// outcomes learns from the sender what became of each message.
type outcomes struct{ b *Bot }

func (o outcomes) Placed(tx *store.Tx, e store.OutboxEntry, channel, ts string) error {
	return o.b.bind(tx, e, channel, ts)
}

func (o outcomes) DirectChannel(tx *store.Tx, user, channel string) error {
	return o.b.learnDM(tx, user, channel)
}

func (o outcomes) Sent(e store.OutboxEntry) { o.b.dailySent(e) }

func (o outcomes) File(tx *store.Tx, user string) (outbox.File, error) {
	data, err := personalData(tx, user)
	return outbox.File{Title: dataTitle, Data: data}, err
}

// Refused sends a message another way, or tells whoever waits for it. Where what is kept of its conversation cannot be
// read, it is dropped all the same, and blocks nobody.
func (o outcomes) Refused(tx *store.Tx, e store.OutboxEntry, cause error) error {
	if again, ok := otherWay(e, cause); ok {
		return tx.Enqueue(again)
	}
	if isReminder(e) {
		return o.b.remindNoMore(tx, e.User)
	}
	if err := o.b.refused(tx, e, slackerr.Code(cause)); err != nil {
		o.b.log.Error("nobody can be told that a message was refused", "effect", e.ID, "error", err)
	}
	return nil
}

// otherWay is a second way to a person for what could not be shown where they asked: their response_url, then their DM;
// and for a file, words that say how to get it.
func otherWay(e store.OutboxEntry, cause error) (store.OutboxEntry, bool) {
	again := e
	again.Seq, again.Attempts, again.MaybeSent = 0, 0, false
	switch {
	case e.Action == store.ActionUpload:
		again = insteadOfFile(again, cause)
	case e.ResponseURL != "" && (e.Action == store.ActionEphemeral || notOurs(e, cause)):
		again.ID, again.Action = e.ID+".respond", store.ActionRespond
	case e.Action == store.ActionEphemeral || e.Action == store.ActionRespond:
		again.ID, again.Action, again.Channel, again.ThreadTS, again.ThreadOf = e.ID+".dm", store.ActionPost, e.User, "", ""
	default:
		return again, false
	}
	return again, true
}

// notOurs says whether an answer to a command was posted to a direct message between other people.
func notOurs(e store.OutboxEntry, cause error) bool {
	return e.Action == store.ActionPost && strings.HasPrefix(e.Channel, "D") && slackerr.Code(cause) == "channel_not_found"
}

// insteadOfFile is what is said where the file could not be sent.
func insteadOfFile(e store.OutboxEntry, cause error) store.OutboxEntry {
	e.ID, e.Action = e.ID+".instead", store.ActionPost
	if strings.HasPrefix(slackerr.Code(cause), "missing_scope") {
		e.Message = blocks.Encode(blocks.Plain(dataNoScope))
	}
	return e
}
