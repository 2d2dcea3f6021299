package bot

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/bot/inbound"
	"mock-interviewer/store"
)

// clocksApart is how far our clock may run ahead of Slack's for a message to be found all the same.
const clocksApart = 15 * time.Minute

// pagesBack is how many pages are looked through for a message, of 200 each.
const pagesBack = 25

// metadataType is the event_type of the metadata on every message that the bot posts.
const metadataType = "mock_interviewer"

// method is the Web API method behind an entry.
func method(e store.OutboxEntry) string {
	switch e.Action {
	case "update":
		return "chat.update"
	case "ephemeral":
		return "chat.postEphemeral"
	case "respond":
		return "response_url"
	case actionUpload:
		return "files.completeUploadExternal"
	}
	return "chat.postMessage"
}

// call sends one entry.
func (s *sender) call(ctx context.Context, e store.OutboxEntry, to target) (posted, error) {
	m, err := blocks.ReadMessage(e.Message)
	if err != nil {
		return posted{}, slack.SlackErrorResponse{Err: "invalid_blocks_format"}
	}
	m = s.b.taken(m)
	switch {
	case e.Action == actionUpload:
		return s.upload(ctx, e)
	case e.Action == "ephemeral":
		return s.ephemeral(ctx, e, to, m)
	case e.Action == "respond":
		return posted{channel: e.Channel}, s.respond(ctx, e, m)
	case e.Action == "update" && to.update.ts != "":
		channel, ts, _, err := s.b.api.UpdateMessageContext(ctx, to.update.channel, to.update.ts, options(e, m)...)
		return posted{channel: channel, ts: ts}, err
	}
	opts := options(e, m)
	if to.thread != "" {
		opts = append(opts, slack.MsgOptionTS(to.thread))
	}
	channel, ts, err := s.b.api.PostMessageContext(ctx, e.Channel, opts...)
	return posted{channel: channel, ts: ts}, err
}

func options(e store.OutboxEntry, m blocks.Message) []slack.MsgOption {
	return []slack.MsgOption{
		slack.MsgOptionText(m.Text, false),
		slack.MsgOptionBlocks(m.Blocks.BlockSet...),
		slack.MsgOptionMetadata(metadata(e)),
		slack.MsgOptionDisableLinkUnfurl(),
		slack.MsgOptionDisableMediaUnfurl(),
	}
}

// metadata holds ids only: every app in the workspace can read it.
func metadata(e store.OutboxEntry) slack.SlackMetadata {
	payload := map[string]any{"effect_id": e.ID, "kind": e.Kind}
	for name, id := range map[string]string{
		"interview_id": e.InterviewID, "question_id": e.QuestionID, "answer_id": e.AnswerID,
	} {
		if id != "" {
			payload[name] = id
		}
	}
	return slack.SlackMetadata{EventType: metadataType, EventPayload: payload}
}

// ephemeral shows a message to one person. It cannot carry metadata: its first block's id is the effect's.
func (s *sender) ephemeral(ctx context.Context, e store.OutboxEntry, to target, m blocks.Message) (posted, error) {
	m = m.WithFirstBlockID(e.ID)
	opts := []slack.MsgOption{
		slack.MsgOptionText(m.Text, false), slack.MsgOptionBlocks(m.Blocks.BlockSet...),
		slack.MsgOptionDisableLinkUnfurl(), slack.MsgOptionDisableMediaUnfurl(),
	}
	if to.thread != "" {
		opts = append(opts, slack.MsgOptionTS(to.thread))
	}
	ts, err := s.b.api.PostEphemeralContext(ctx, e.Channel, e.User, opts...)
	return posted{channel: e.Channel, ts: ts}, err
}

// respond answers through a response_url, which works where the bot is no member.
func (s *sender) respond(ctx context.Context, e store.OutboxEntry, m blocks.Message) error {
	m = m.WithFirstBlockID(e.ID)
	m.Simple = nil
	body, err := json.Marshal(struct {
		Type    string `json:"response_type"`
		Replace bool   `json:"replace_original"`
		blocks.Message
	}{"ephemeral", false, m})
	if err != nil {
		return fmt.Errorf("encode a response: %w", err)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, e.ResponseURL, bytes.NewReader(body))
	if err != nil {
		return slack.SlackErrorResponse{Err: "used_url"}
	}
	req.Header.Set("Content-Type", "application/json")
	resp, err := s.b.http.Do(req)
	if err != nil {
		return fmt.Errorf("response_url: %w", errors.New(unaddressed(err)))
	}
	defer func() { _ = resp.Body.Close() }()
	_, _ = io.Copy(io.Discard, io.LimitReader(resp.Body, 64<<10))
	switch {
	case resp.StatusCode == http.StatusTooManyRequests:
		after, _ := strconv.Atoi(resp.Header.Get("Retry-After"))
		return &slack.RateLimitedError{RetryAfter: time.Duration(after) * time.Second}
	case resp.StatusCode >= 500:
		return slack.StatusCodeError{Code: resp.StatusCode, Status: resp.Status}
	case resp.StatusCode >= 400:
		return slack.SlackErrorResponse{Err: "used_url"}
	}
	return nil
}

// find looks for a message that may have gone out, by its effect id. Ephemeral ones cannot be looked up: they may come
// twice. An update is simply made again, unless it became a message of its own. Where Slack does not let us look, a
// message may come twice too: that is better than a conversation that stands still.
func (s *sender) find(ctx context.Context, e store.OutboxEntry, to target) (posted, bool, error) {
	posts := e.Action == "post" || e.Action == actionUpload || (e.Action == "update" && to.update.ts == "")
	if !posts || e.Channel == "" || inbound.IsPerson(e.Channel) {
		return posted{}, false, nil
	}
	ctx, cancel := context.WithTimeout(ctx, sendTimeout)
	defer cancel()
	for cursor, page := "", 0; page < pagesBack; page++ {
		messages, next, err := s.page(ctx, e.Channel, to.thread, cursor)
		if code := slackCode(err); strings.HasPrefix(code, "missing_scope") || code == "not_in_channel" {
			s.b.log.Warn("a message may come twice: slack does not let us look whether it went out", "effect", e.ID, "error", code)
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
		if next == "" || (to.thread == "" && before(messages, e.CreatedAt.Add(-clocksApart))) {
			return posted{}, false, nil
		}
		cursor = next
	}
	return posted{}, false, nil
}

// page reads a part of a thread, oldest first, or of a channel, newest first. It names no time to Slack: a clock of ours
// that is wrong must not hide a message from us.
func (s *sender) page(ctx context.Context, channel, thread, cursor string) ([]slack.Message, string, error) {
	if thread != "" {
		messages, _, next, err := s.b.api.GetConversationRepliesContext(ctx, &slack.GetConversationRepliesParameters{
			ChannelID: channel, Timestamp: thread, Cursor: cursor, Limit: 200, IncludeAllMetadata: true,
		})
		return messages, next, err
	}
	got, err := s.b.api.GetConversationHistoryContext(ctx, &slack.GetConversationHistoryParameters{
		ChannelID: channel, Cursor: cursor, Limit: 200, IncludeAllMetadata: true,
	})
	if err != nil {
		return nil, "", err
	}
	return got.Messages, got.ResponseMetaData.NextCursor, nil
}

// before says whether a page, newest first, reaches back beyond a time.
func before(messages []slack.Message, at time.Time) bool {
	if len(messages) == 0 {
		return true
	}
	seconds, err := strconv.ParseFloat(messages[len(messages)-1].Timestamp, 64)
	return err != nil || seconds < float64(at.Unix())
}

// otherWay is a second way to a person for what could not be shown where they asked: their response_url, then their DM;
// and for a file, words that say how to get it.
func otherWay(e store.OutboxEntry, cause error) (store.OutboxEntry, bool) {
	again := e
	again.Seq, again.Attempts, again.MaybeSent = 0, 0, false
	switch {
	case e.Action == actionUpload:
		again = insteadOfFile(again, cause)
	case e.Action == "ephemeral" && e.ResponseURL != "":
		again.ID, again.Action = e.ID+".respond", "respond"
	case e.Action == "ephemeral" || e.Action == "respond":
		again.ID, again.Action, again.Channel, again.ThreadTS, again.ThreadOf = e.ID+".dm", "post", e.User, "", ""
	default:
		return again, false
	}
	return again, true
}
