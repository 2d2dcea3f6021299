package bot

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strconv"
	"strings"

	"github.com/slack-go/slack"

	"mock-interviewer/bot/blocks"
)

// maxText caps what is taken in of one message, in bytes, long before an interview's own limit is named to the person.
const maxText = 64 << 10

// envelope is a Socket Mode frame. slack-go hands over its own type for those it knows and raw bytes for those it does
// not; both are read from here, so that an unknown one is acked like any other.
type envelope struct {
	ID      string          `json:"envelope_id"`
	Type    string          `json:"type"`
	Payload json.RawMessage `json:"payload"`
	Retry   int             `json:"retry_attempt"`
}

// parseEnvelope reduces an envelope to what happened. It never fails: what it cannot read is kindUnknown.
func parseEnvelope(e envelope, self identity) inbound {
	var in inbound
	switch e.Type {
	case "events_api":
		in = parseEvent(e.Payload, self)
	case "slash_commands":
		in = parseSlash(e.Payload, self)
	case "interactive":
		in = parseInteraction(e.Payload)
	default:
		in = inbound{Kind: kindUnknown}
	}
	in.envelope = e.ID
	if len(in.keys) == 0 && e.ID != "" { // a command or a click, which has no id of its own
		in.keys = []string{"envelope:" + e.ID}
	}
	return in
}

// identity is who we are, as auth.test says.
type identity struct {
	Team, TeamName, User, BotID string
	// URL is the workspace's own address, which the links to messages begin with.
	URL string
}

type eventPayload struct {
	Type    string `json:"type"`
	Team    string `json:"team_id"`
	EventID string `json:"event_id"`
	Event   struct {
		messageFields
		Tab             string         `json:"tab"`
		ChannelType     string         `json:"channel_type"`
		DeletedTS       string         `json:"deleted_ts"`
		Message         *messageFields `json:"message"`
		PreviousMessage *messageFields `json:"previous_message"`
	} `json:"event"`
}

type messageFields struct {
	Type     string `json:"type"`
	Subtype  string `json:"subtype"`
	User     string `json:"user"`
	BotID    string `json:"bot_id"`
	Text     string `json:"text"`
	Channel  string `json:"channel"`
	TS       string `json:"ts"`
	ThreadTS string `json:"thread_ts"`
	Hidden   bool   `json:"hidden"`
	// Files are read one by one: a strange one must not cost anybody their message.
	Files []json.RawMessage `json:"files"`
}

func parseEvent(payload json.RawMessage, self identity) inbound {
	var p eventPayload
	if err := json.Unmarshal(payload, &p); err != nil {
		return inbound{Kind: kindUnknown}
	}
	if p.Type == "app_rate_limited" {
		return inbound{Kind: kindLimited}
	}
	in := inbound{Team: p.Team, Channel: p.Event.Channel, User: p.Event.User}
	if p.EventID != "" {
		in.keys = append(in.keys, "event:"+p.EventID)
	}
	in.Direct = p.Event.ChannelType == "im" || p.Event.ChannelType == "app_home" || strings.HasPrefix(p.Event.Channel, "D")
	switch p.Event.Type {
	case "message":
		return messageEvent(in, &p, self)
	case "app_mention":
		return saidEvent(in, p.Event.messageFields, self)
	case "app_home_opened":
		in.Kind = kindHome
		if p.Event.Tab != "" && p.Event.Tab != "home" {
			return chatOpened(in, payload)
		}
		return in
	case "assistant_thread_started":
		return chatOpened(in, payload)
	case "member_joined_channel", "member_left_channel", "assistant_thread_context_changed":
		in.Kind = kindIgnored
		return in
	}
	in.Kind = kindUnknown
	return in
}

func messageEvent(in inbound, p *eventPayload, self identity) inbound {
	switch p.Event.Subtype {
	case "", "file_share", "thread_broadcast":
		return saidEvent(in, p.Event.messageFields, self)
	case "message_changed":
		m := p.Event.Message
		if m == nil || m.BotID != "" || m.User == "" || m.User == self.User || m.Subtype == "tombstone" {
			in.Kind = kindIgnored
			return in
		}
		in.Kind, in.User, in.TS, in.ThreadTS = kindEdited, m.User, m.TS, m.ThreadTS
		in.Text = plainText(m.Text, self)
		return in
	case "message_deleted":
		m := p.Event.PreviousMessage
		if m == nil || m.BotID != "" || m.User == "" || m.User == self.User {
			in.Kind = kindIgnored
			return in
		}
		in.Kind, in.User, in.TS, in.ThreadTS = kindDeleted, m.User, p.Event.DeletedTS, m.ThreadTS
		return in
	}
	in.Kind = kindIgnored // joins, topics, other bots' messages
	return in
}

func saidEvent(in inbound, m messageFields, self identity) inbound {
	if m.BotID != "" || m.User == "" || m.User == self.User || m.User == "USLACKBOT" || m.Hidden {
		in.Kind = kindIgnored
		return in
	}
	in.Kind, in.TS = kindMessage, m.TS
	if m.ThreadTS != m.TS {
		in.ThreadTS = m.ThreadTS
	}
	// app_mention and message fire for the same message, under different event ids.
	in.keys = append(in.keys, placeKey(in.Team, in.Channel, m.TS))
	in.Mention = strings.Contains(m.Text, "<@"+self.User+">")
	in.Text = plainText(m.Text, self)
	if who, text := named(m.Text, self); who != "" && in.Mention && in.ThreadTS == "" {
		in.Named, in.Text = who, plainText(text, self)
	}
	if strings.TrimSpace(in.Text) == "" {
		in.Clip = clipIn(m.Files)
	}
	in.Unseen = m.Text != "" && in.Clip == nil && nothingToSee(in.Text)
	return in
}

// placeKey is what a message is known by, whatever event brings it. It outlives what the person deletes, so it is a hash: a
// direct message's channel is as good as a name. The time before it brings what comes together together in the file, too:
// hundreds of keys on one page instead of a page for each.
func placeKey(team, channel, ts string) string {
	sum := sha256.Sum256([]byte(team + " " + channel + " " + ts))
	key := "message:"
	if at, ok := slackTime(ts); ok {
		key += strconv.FormatInt(at.Unix(), 10) + ":"
	}
	return key + hex.EncodeToString(sum[:12])
}

func parseSlash(payload json.RawMessage, self identity) inbound {
	var c slack.SlashCommand
	if err := json.Unmarshal(payload, &c); err != nil {
		return inbound{Kind: kindUnknown}
	}
	who, text := named(c.Text, self)
	in := inbound{
		Kind: kindSlash, Team: c.TeamID, Channel: c.ChannelID, User: c.UserID, Text: plainText(text, self), Named: who,
		Direct: strings.HasPrefix(c.ChannelID, "D"), ResponseURL: c.ResponseURL, trigger: c.TriggerID,
	}
	in.opens = opensByWord(in.Text, in.Direct)
	if strings.TrimSpace(c.Text) == "" || in.opens != "" {
		in.Kind = kindOpen
	}
	return in
}

func parseInteraction(payload json.RawMessage) inbound {
	var c slack.InteractionCallback
	if err := json.Unmarshal(payload, &c); err != nil {
		return inbound{Kind: kindUnknown}
	}
	in := inbound{
		Team: c.Team.ID, Channel: c.Channel.ID, User: c.User.ID, ResponseURL: c.ResponseURL, trigger: c.TriggerID,
		Direct: strings.HasPrefix(c.Channel.ID, "D"),
	}
	switch c.Type {
	case slack.InteractionTypeBlockActions:
		return actionEvent(in, &c)
	case slack.InteractionTypeShortcut:
		in.Kind = kindIgnored
		if c.CallbackID == blocks.CallbackStart {
			in.Kind = kindOpen
		}
		return in
	case slack.InteractionTypeViewSubmission:
		return submitEvent(in, &c)
	case slack.InteractionTypeMessageAction:
		return ownShortcut(in, &c)
	case slack.InteractionTypeViewClosed:
		in.Kind = kindIgnored
		return in
	}
	in.Kind = kindUnknown
	return in
}

func actionEvent(in inbound, c *slack.InteractionCallback) inbound {
	in.Kind = kindIgnored
	if len(c.ActionCallback.BlockActions) == 0 {
		return in
	}
	action := c.ActionCallback.BlockActions[0]
	if c.View.CallbackID == blocks.CallbackStart {
		in.Kind, in.view = kindPreview, &c.View
		return in
	}
	in.Action, in.Value = action.ActionID, action.Value
	in.TS = c.Container.MessageTs
	in.ThreadTS = c.Container.ThreadTs
	if in.ThreadTS == "" {
		in.ThreadTS = c.Message.ThreadTimestamp
	}
	if in.ThreadTS == in.TS {
		in.ThreadTS = ""
	}
	in.opens = opensByButton(action.ActionID)
	switch {
	case action.ActionID == blocks.ActionStartMock, in.opens != "":
		in.Kind = kindOpen
	case action.ActionID == blocks.ActionDispute:
		in.Kind = kindDispute
	case blocks.IsAction(action.ActionID):
		in.Kind = kindAction
	}
	return in
}

func submitEvent(in inbound, c *slack.InteractionCallback) inbound {
	if filled, ours := filledForm(in, c.View); ours {
		return filled
	}
	switch c.View.CallbackID {
	case blocks.CallbackStart:
		return startSubmitted(in, c)
	case blocks.CallbackDispute:
		return disputeSubmitted(in, c)
	}
	in.Kind = kindIgnored
	return in
}

func startSubmitted(in inbound, c *slack.InteractionCallback) inbound {
	in.Kind = kindSubmit
	choice, channel, problems := blocks.ParseStart(c.View)
	if len(problems) > 0 {
		in.ackWith = slack.NewErrorsViewSubmissionResponse(problems)
		return in
	}
	in.Choice = &choice
	in.Channel = channel
	in.Direct = channel == "" || strings.HasPrefix(channel, "D")
	return in
}

func capText(s string) string {
	if len(s) <= maxText {
		return s
	}
	return strings.ToValidUTF8(s[:maxText], "")
}
