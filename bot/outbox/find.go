package outbox

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"mock-interviewer/bot/inbound"
	"mock-interviewer/bot/slackerr"
	"mock-interviewer/store"
)

// pagesBack is how many pages are looked through for a message, of 200 each.
const pagesBack = 25

// find looks for a message that may have gone out, by its effect id. Ephemeral ones cannot be looked up: they may come
// twice. An update is simply made again, unless it became a message of its own. Where Slack does not let us look, a
// message may come twice too: that is better than a conversation that stands still.
func (s *Sender) find(hard, drain context.Context, e store.OutboxEntry, to target) (posted, bool, error) {
	posts := e.Action == store.ActionPost || e.Action == store.ActionUpload || (e.Action == store.ActionUpdate && to.update.ts == "")
	if !posts || e.Channel == "" || inbound.IsPerson(e.Channel) {
		return posted{}, false, nil
	}
	for cursor, page := "", 0; page < pagesBack; page++ {
		messages, next, err := s.page(hard, drain, e.Channel, to.thread, cursor)
		if code := slackerr.Code(err); strings.HasPrefix(code, "missing_scope") || code == "not_in_channel" {
			s.cfg.Log.Warn("a message may come twice: slack does not let us look whether it went out", "effect", e.ID, "error", code)
			return posted{}, false, nil
		}
		if err != nil {
			return posted{}, false, err
		}
		for _, m := range messages {
			if isEntry(m, e) {
				return posted{channel: e.Channel, ts: m.Timestamp}, true, nil
			}
		}
		if next == "" || (to.thread == "" && before(messages, e.CreatedAt.Add(-inbound.ClocksApart))) {
			return posted{}, false, nil
		}
		cursor = next
	}
	return posted{}, false, nil
}

// page reads a part of a thread, oldest first, or of a channel, newest first. It names no time to Slack: a clock of ours
// that is wrong must not hide a message from us.
func (s *Sender) page(hard, drain context.Context, channel, thread, cursor string) (messages []slack.Message, next string, err error) {
	if thread != "" {
		err = s.ask(hard, drain, "conversations.replies", channel, func(ctx context.Context) (err error) {
			messages, _, next, err = s.cfg.API.GetConversationRepliesContext(ctx, &slack.GetConversationRepliesParameters{
				ChannelID: channel, Timestamp: thread, Cursor: cursor, Limit: 200, IncludeAllMetadata: true,
			})
			return err
		})
		return messages, next, err
	}
	err = s.ask(hard, drain, "conversations.history", channel, func(ctx context.Context) error {
		got, err := s.cfg.API.GetConversationHistoryContext(ctx, &slack.GetConversationHistoryParameters{
			ChannelID: channel, Cursor: cursor, Limit: 200, IncludeAllMetadata: true,
		})
		if err == nil {
			messages, next = got.Messages, got.ResponseMetaData.NextCursor
		}
		return err
	})
	return messages, next, err
}

// before says whether a page, newest first, reaches back beyond a time.
func before(messages []slack.Message, at time.Time) bool {
	if len(messages) == 0 {
		return true
	}
	seconds, err := strconv.ParseFloat(messages[len(messages)-1].Timestamp, 64)
	return err != nil || seconds < float64(at.Unix())
}

// isEntry says whether a message in Slack is what an entry became.
func isEntry(m slack.Message, e store.OutboxEntry) bool {
	if e.Action == store.ActionUpload {
		for _, f := range m.Files {
			if f.Name == fileName(e.ID) {
				return true
			}
		}
		return false
	}
	return m.Metadata.EventType == MetadataType && m.Metadata.EventPayload["effect_id"] == e.ID
}
