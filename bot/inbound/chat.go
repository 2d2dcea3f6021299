package inbound

import (
	"encoding/json"
	"strings"
)

// chatOpened reads that somebody opened the conversation with the bot, or began a thread in it.
func chatOpened(in Event, payload json.RawMessage) Event {
	var p struct {
		Event struct {
			Thread *struct {
				User    string `json:"user_id"`
				Channel string `json:"channel_id"`
				TS      string `json:"thread_ts"`
			} `json:"assistant_thread"`
		} `json:"event"`
	}
	in.Kind = KindIgnored
	if json.Unmarshal(payload, &p) != nil {
		return in
	}
	if t := p.Event.Thread; t != nil {
		in.User, in.Channel, in.ThreadTS, in.Direct = t.User, t.Channel, t.TS, true
	}
	if in.User != "" && strings.HasPrefix(in.Channel, "D") {
		in.Kind = KindChat
	}
	return in
}
