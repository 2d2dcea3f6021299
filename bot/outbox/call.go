package outbox

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"

	"github.com/slack-go/slack"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/bot/slackerr"
	"mock-interviewer/store"
)

// MetadataType is the event_type of the metadata on every message that the bot posts.
const MetadataType = "mock_interviewer"

// method is the Web API method behind an entry.
func method(e store.OutboxEntry) string {
	switch e.Action {
	case store.ActionUpdate:
		return "chat.update"
	case store.ActionEphemeral:
		return "chat.postEphemeral"
	case store.ActionRespond:
		return "response_url"
	case store.ActionUpload:
		return "files.completeUploadExternal"
	}
	return "chat.postMessage"
}

// call sends one entry.
func (s *Sender) call(ctx context.Context, e store.OutboxEntry, to target) (posted, error) {
	m, err := blocks.ReadMessage(e.Message)
	if err != nil {
		return posted{}, slack.SlackErrorResponse{Err: "invalid_blocks_format"}
	}
	m = s.taken(m)
	switch {
	case e.Action == store.ActionUpload:
		return s.upload(ctx, e)
	case e.Action == store.ActionEphemeral:
		return s.ephemeral(ctx, e, to, m)
	case e.Action == store.ActionRespond:
		return posted{channel: e.Channel}, s.respond(ctx, e, m)
	case e.Action == store.ActionUpdate && to.update.ts != "":
		channel, ts, _, err := s.cfg.API.UpdateMessageContext(ctx, to.update.channel, to.update.ts, options(e, m)...)
		return posted{channel: channel, ts: ts}, err
	}
	opts := options(e, m)
	if to.thread != "" {
		opts = append(opts, slack.MsgOptionTS(to.thread))
	}
	channel, ts, err := s.cfg.API.PostMessageContext(ctx, e.Channel, opts...)
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
	return slack.SlackMetadata{EventType: MetadataType, EventPayload: payload}
}

// ephemeral shows a message to one person. It cannot carry metadata: its first block's id is the effect's.
func (s *Sender) ephemeral(ctx context.Context, e store.OutboxEntry, to target, m blocks.Message) (posted, error) {
	m = m.WithFirstBlockID(e.ID)
	opts := []slack.MsgOption{
		slack.MsgOptionText(m.Text, false), slack.MsgOptionBlocks(m.Blocks.BlockSet...),
		slack.MsgOptionDisableLinkUnfurl(), slack.MsgOptionDisableMediaUnfurl(),
	}
	if to.thread != "" {
		opts = append(opts, slack.MsgOptionTS(to.thread))
	}
	ts, err := s.cfg.API.PostEphemeralContext(ctx, e.Channel, e.User, opts...)
	return posted{channel: e.Channel, ts: ts}, err
}

// respond answers through a response_url, which works where the bot is no member.
func (s *Sender) respond(ctx context.Context, e store.OutboxEntry, m blocks.Message) error {
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
	resp, err := s.cfg.HTTP.Do(req)
	if err != nil {
		return fmt.Errorf("response_url: %w", errors.New(slackerr.Unaddressed(err)))
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
