package inbound

import (
	"encoding/json"
	"strings"
)

// MostText caps what is taken in of one message, in bytes, long before an interview's own limit is named to the person.
const MostText = 64 << 10

// Envelope is a Socket Mode frame. slack-go hands over its own type for those it knows and raw bytes for those it does
// not; both are read from here, so that an unknown one is acked like any other.
type Envelope struct {
	ID      string          `json:"envelope_id"`
	Type    string          `json:"type"`
	Payload json.RawMessage `json:"payload"`
	Retry   int             `json:"retry_attempt"`
}

// Parse reduces an envelope to what happened; us is our own user id. It never fails: what it cannot read is KindUnknown.
func Parse(e Envelope, us string) Event {
	var in Event
	switch e.Type {
	case "events_api":
		in = parseEvent(e.Payload, us)
	case "slash_commands":
		in = parseSlash(e.Payload, us)
	case "interactive":
		in = parseInteraction(e.Payload)
	default:
		in = Event{Kind: KindUnknown}
	}
	in.EnvelopeID = e.ID
	if len(in.Keys) == 0 && e.ID != "" { // a command or a click, which has no id of its own
		in.Keys = []string{"envelope:" + e.ID}
	}
	return in
}

// Cap cuts a text at MostText, between two characters.
func Cap(s string) string {
	if len(s) <= MostText {
		return s
	}
	return strings.ToValidUTF8(s[:MostText], "")
}
