package workspace_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"

	"mock-interviewer/bot/workspace"
)

func TestPostUpdateAndLookUpByMetadata(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	ch := b.ChannelID("sre-practice")
	meta := slack.SlackMetadata{EventType: "mock_interviewer", EventPayload: map[string]any{"effect_id": "e-1", "kind": "question"}}
	_, ts, err := b.api.PostMessageContext(t.Context(), ch, slack.MsgOptionText("hello", false), slack.MsgOptionMetadata(meta))
	if err != nil {
		t.Fatal(err)
	}
	if _, _, _, err := b.api.UpdateMessageContext(t.Context(), ch, ts, slack.MsgOptionText("hello again", false)); err != nil {
		t.Fatal(err)
	}
	h, err := b.api.GetConversationHistoryContext(t.Context(), &slack.GetConversationHistoryParameters{ChannelID: ch, IncludeAllMetadata: true})
	if err != nil || len(h.Messages) != 1 {
		t.Fatal(err, h)
	}
	got := h.Messages[0]
	if got.Text != "hello again" || got.Metadata.EventPayload["effect_id"] != "e-1" || got.Edited == nil {
		t.Errorf("message is %+v", got)
	}
	h, err = b.api.GetConversationHistoryContext(t.Context(), &slack.GetConversationHistoryParameters{ChannelID: ch})
	if err != nil || h.Messages[0].Metadata.EventType != "" {
		t.Error("metadata came without include_all_metadata", err)
	}
}

func TestPostingIsRefused(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	practice, general := b.ChannelID("sre-practice"), b.ChannelID("general")
	long := strings.Repeat("x", 3001)
	section := slack.NewSectionBlock(slack.NewTextBlockObject("mrkdwn", long, false, false), nil, nil)
	for name, c := range map[string]struct {
		channel string
		opts    []slack.MsgOption
		want    string
	}{
		"where the bot is not":  {general, []slack.MsgOption{slack.MsgOptionText("x", false)}, "not_in_channel"},
		"in no channel":         {"C404", []slack.MsgOption{slack.MsgOptionText("x", false)}, "channel_not_found"},
		"without content":       {practice, nil, "no_text"},
		"in a thread not there": {practice, []slack.MsgOption{slack.MsgOptionText("x", false), slack.MsgOptionTS("1.000000")}, "thread_not_found"},
		"with a long section":   {practice, []slack.MsgOption{slack.MsgOptionBlocks(section)}, "invalid_blocks"},
		"beyond 40000":          {practice, []slack.MsgOption{slack.MsgOptionText(strings.Repeat("x", 40001), false)}, "msg_too_long"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, _, err := b.api.PostMessageContext(t.Context(), c.channel, c.opts...)
			if err == nil || err.Error() != c.want {
				t.Fatalf("error is %v, want %s", err, c.want)
			}
			var full slack.SlackErrorResponse
			if c.want == "invalid_blocks" && (!errors.As(err, &full) || !strings.Contains(strings.Join(full.ResponseMetadata.Messages, ""), "/blocks/0/text/text")) {
				t.Errorf("the pointer is missing: %+v", full)
			}
		})
	}
}

func TestEphemeralReachesOnePersonAndCannotBeUpdated(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	ch := b.ChannelID("sre-practice")
	ts, err := b.api.PostEphemeralContext(t.Context(), ch, b.ada.ID(), slack.MsgOptionText("for you", false))
	if err != nil {
		t.Fatal(err)
	}
	if got := b.Ephemerals("ada"); len(got) != 1 || got[0].Text != "for you" || len(b.Ephemerals("ben")) != 0 {
		t.Errorf("ephemerals: %+v", got)
	}
	if _, _, _, err := b.api.UpdateMessageContext(t.Context(), ch, ts, slack.MsgOptionText("x", false)); err == nil || err.Error() != "message_not_found" {
		t.Errorf("update: %v", err)
	}
	if _, err := b.api.PostEphemeralContext(t.Context(), b.ada.DM(), b.ben.ID(), slack.MsgOptionText("x", false)); err == nil || err.Error() != "user_not_in_channel" {
		t.Errorf("someone else's DM: %v", err)
	}
}

func TestPostingToAPersonReachesTheirDM(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	ch, _, err := b.api.PostMessageContext(t.Context(), b.ada.ID(), slack.MsgOptionText("hi", false))
	if err != nil || ch != b.ada.DM() {
		t.Fatal(ch, err)
	}
}

func TestTypedTextIsEscapedAndNamesBecomeTokens(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	a := b.connect(t, nil)
	if _, err := b.ada.Say("sre-practice", "a < b & <!channel> @ben see #general, mail x@ben.io"); err != nil {
		t.Fatal(err)
	}
	ev, ok := inner(a.wait(t, 1)[0]).(*slackevents.MessageEvent)
	want := "a &lt; b &amp; &lt;!channel&gt; <@" + b.ben.ID() + "> see <#" + b.ChannelID("general") + "|general>, mail x@ben.io"
	if !ok || ev.Text != want || ev.ChannelType != "channel" || ev.ClientMsgID == "" {
		t.Errorf("event is %+v\nwant text %s", ev, want)
	}
	if m := b.Messages("sre-practice")[0]; !slices.Equal(m.Mentions, []string{b.ben.ID()}) {
		t.Errorf("mentions are %v", m.Mentions)
	}
}

func TestBroadcastIsRecordedWhenTheBotForgetsToEscape(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	ch := b.ChannelID("sre-practice")
	for text, want := range map[string][]string{"hi <!channel>": {"channel"}, "hi &lt;!channel&gt;": nil} {
		block := slack.NewSectionBlock(slack.NewTextBlockObject("mrkdwn", text, false, false), nil, nil)
		_, ts, err := b.api.PostMessageContext(t.Context(), ch, slack.MsgOptionBlocks(block), slack.MsgOptionText("x", false))
		if err != nil {
			t.Fatal(err)
		}
		m, _ := b.WaitMessage(short(t), func(m workspace.Message) bool { return m.TS == ts })
		if !slices.Equal(m.Mentions, want) {
			t.Errorf("%q mentions %v, want %v", text, m.Mentions, want)
		}
	}
}
