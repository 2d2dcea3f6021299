package outbox

import (
	"context"
	"errors"
	"strings"

	"github.com/slack-go/slack"

	"mock-interviewer/bot/inbound"
	"mock-interviewer/bot/interview"
	"mock-interviewer/bot/slackerr"
	"mock-interviewer/store"
)

// posted is where a message stands.
type posted struct{ channel, ts string }

// target is where a message goes, threads and updates resolved.
type target struct {
	thread string // ts of the thread's root, empty for none
	update posted // the message to rewrite, zero for none
}

// errGone means that an entry was called off or erased while it waited here.
var errGone = errors.New("no longer in the outbox")

// errEarly means that the message an entry hangs on is still in the outbox, in another lane.
var errEarly = errors.New("its thread has not begun yet")

var errNoThread = slack.SlackErrorResponse{Err: "thread_not_found"}

// resolve finds the ts that the entry names by effect id. What it names was sent before it, in the same lane.
func (s *Sender) resolve(e *store.OutboxEntry) (t target, err error) {
	t.thread = e.ThreadTS
	err = s.cfg.Store.View(func(tx *store.Tx) error {
		if !tx.Pending(e.ID) {
			return errGone
		}
		if e.ThreadOf != "" {
			at, found := tx.SentAs(e.ThreadOf)
			switch {
			case !found && tx.Pending(e.ThreadOf):
				return errEarly
			case !found:
				return errNoThread
			}
			t.thread, e.Channel = at.TS, at.Channel
		}
		if inbound.IsPerson(e.Channel) {
			if m, found, err := tx.Member(e.Channel); err == nil && found && m.DMChannel != "" {
				e.Channel = m.DMChannel
			}
		}
		if e.UpdateOf != "" {
			if at, found := tx.SentAs(e.UpdateOf); found {
				t.update = posted{channel: at.Channel, ts: at.TS}
			}
		}
		return nil
	})
	return t, err
}

// anew lets what was to take the place of a message be a message of its own where Slack no longer rewrites that one: a
// scorecard must not be lost with the word that went before it. It stays the same effect.
func anew(e *store.OutboxEntry, err error) bool {
	if e.Action != store.ActionUpdate || e.UpdateOf == "" || e.InterviewID == "" || e.Kind == string(interview.SayAcknowledgement) {
		return false
	}
	switch slackerr.Code(err) {
	case "message_not_found", "cant_update_message", "edit_window_closed":
		e.UpdateOf = ""
		return true
	}
	return false
}

// homeward sends what cannot be posted to a direct message, since that is between other people, to the person's own with us.
// It stays the same effect. What came with a response_url has a way back to where it was asked for.
func (s *Sender) homeward(e *store.OutboxEntry, err error) bool {
	if !strings.HasPrefix(e.Channel, "D") || e.User == "" || e.ResponseURL != "" || slackerr.Code(err) != "channel_not_found" {
		return false
	}
	if e.Action != store.ActionPost && e.Action != store.ActionUpload {
		return false
	}
	ours := "" // what is refused there is refused
	if err := s.cfg.Store.View(func(tx *store.Tx) error {
		m, _, err := tx.Member(e.User)
		ours = m.DMChannel
		return err
	}); err != nil || ours == e.Channel {
		return false
	}
	e.Channel, e.ThreadTS = e.User, ""
	return true
}

// openDM replaces a person's id by the channel of their direct message, and remembers it. Slack would take the id too, but
// a message whose answer was lost can only be looked for in a channel. An app without im:write goes on with the id.
func (s *Sender) openDM(hard, drain context.Context, e *store.OutboxEntry) error {
	if !inbound.IsPerson(e.Channel) || s.noOpen.Load() {
		return nil
	}
	user := e.Channel
	var dm *slack.Channel
	err := s.ask(hard, drain, "conversations.open", "", func(ctx context.Context) (err error) {
		dm, _, _, err = s.cfg.API.OpenConversationContext(ctx, &slack.OpenConversationParameters{Users: []string{user}})
		return err
	})
	if strings.HasPrefix(slackerr.Code(err), "missing_scope") {
		s.noOpen.Store(true)
		s.cfg.Log.Warn("without the scope im:write a first direct message may come twice after a lost answer")
		return nil
	}
	if err != nil {
		return err
	}
	e.Channel = dm.ID
	return s.cfg.Store.Batch(func(tx *store.Tx) error { return s.cfg.Owner.DirectChannel(tx, user, dm.ID) })
}
