package inbound

import (
	"encoding/json"
	"strings"
)

// eventPayload is what an envelope of the Events API carries.
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

// messageFields are those of a message, which also stand within an event about one.
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

func parseEvent(payload json.RawMessage, us string) Event {
	var p eventPayload
	if err := json.Unmarshal(payload, &p); err != nil {
		return Event{Kind: KindUnknown}
	}
	if p.Type == "app_rate_limited" {
		return Event{Kind: KindLimited}
	}
	in := Event{Team: p.Team, Channel: p.Event.Channel, User: p.Event.User}
	if p.EventID != "" {
		in.Keys = append(in.Keys, "event:"+p.EventID)
	}
	in.Direct = p.Event.ChannelType == "im" || p.Event.ChannelType == "app_home" || strings.HasPrefix(p.Event.Channel, "D")
	switch p.Event.Type {
	case "message":
		return messageEvent(in, &p, us)
	case "app_mention":
		return saidEvent(in, p.Event.messageFields, us)
	case "app_home_opened":
		in.Kind = KindHome
		if p.Event.Tab != "" && p.Event.Tab != "home" {
			return chatOpened(in, payload)
		}
		return in
	case "assistant_thread_started":
		return chatOpened(in, payload)
	case "member_joined_channel", "member_left_channel", "assistant_thread_context_changed":
		in.Kind = KindIgnored
		return in
	}
	in.Kind = KindUnknown
	return in
}

func messageEvent(in Event, p *eventPayload, us string) Event {
	switch p.Event.Subtype {
	case "", "file_share", "thread_broadcast", "me_message":
		return saidEvent(in, p.Event.messageFields, us)
	case "message_changed":
		m := p.Event.Message
		if m == nil || m.BotID != "" || m.User == "" || m.User == us || m.Subtype == "tombstone" {
			in.Kind = KindIgnored
			return in
		}
		if m.Text == "" && len(m.Files) > 0 { // what changed is a file, such as a recording that Slack has listened to
			in.Kind = KindIgnored
			return in
		}
		in.Kind, in.User, in.TS, in.ThreadTS = KindEdited, m.User, m.TS, m.ThreadTS
		in.Text = plainText(m.Text, us)
		return in
	case "message_deleted":
		m := p.Event.PreviousMessage
		if m == nil || m.BotID != "" || m.User == "" || m.User == us {
			in.Kind = KindIgnored
			return in
		}
		in.Kind, in.User, in.TS, in.ThreadTS = KindDeleted, m.User, p.Event.DeletedTS, m.ThreadTS
		return in
	}
	in.Kind = KindIgnored // joins, topics, other bots' messages
	return in
}

func saidEvent(in Event, m messageFields, us string) Event {
	if m.BotID != "" || m.User == "" || m.User == us || m.User == "USLACKBOT" || m.Hidden {
		in.Kind = KindIgnored
		return in
	}
	in.Kind, in.TS = KindMessage, m.TS
	if m.ThreadTS != m.TS {
		in.ThreadTS = m.ThreadTS
	}
	// app_mention and message fire for the same message, under different event ids.
	in.Keys = append(in.Keys, PlaceKey(in.Team, in.Channel, m.TS))
	in.Mention = strings.Contains(m.Text, "<@"+us+">")
	in.Text = plainText(m.Text, us)
	if who, text := named(m.Text, us); who != "" && in.Mention && in.ThreadTS == "" {
		in.Named, in.Text = who, plainText(text, us)
	}
	if strings.TrimSpace(in.Text) == "" {
		in.Clip = clipIn(m.Files)
	}
	in.Unseen = (m.Text != "" || len(m.Files) > 0) && in.Clip == nil && nothingToSee(in.Text)
	return in
}
