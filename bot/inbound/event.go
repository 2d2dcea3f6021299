package inbound

import (
	"encoding/json"
	"time"

	"github.com/slack-go/slack"

	"mock-interviewer/bot/blocks"
)

// Kind says what an event is.
type Kind string

// The kinds. Those from KindMessage to KindForm change something and go through the inbox.
const (
	KindMessage Kind = "message" // somebody said something: direct message, thread or mention
	KindEdited  Kind = "edited"
	KindDeleted Kind = "deleted"
	KindSlash   Kind = "slash"
	KindAction  Kind = "action"   // a button
	KindSubmit  Kind = "submit"   // the form that starts an interview or calls a grade unfair, validated
	KindForm    Kind = "form"     // another form, validated
	KindHome    Kind = "home"     // App Home was opened
	KindOpen    Kind = "open"     // something that opens a modal
	KindDispute Kind = "dispute"  // opens the form to call a grade unfair
	KindChat    Kind = "chat"     // the conversation with the bot was opened
	KindPreview Kind = "preview"  // something was chosen in the start modal
	KindIgnored Kind = "ignored"  // ours to ack and to forget
	KindUnknown Kind = "unknown"  // an event or envelope we do not know: acked and counted
	KindLimited Kind = "throttle" // Slack throttles our events
)

// Event is one thing that happened in Slack, reduced to what the bot needs. It is what the inbox keeps.
type Event struct {
	Kind    Kind   `json:"kind"`
	Team    string `json:"team,omitempty"`
	Channel string `json:"channel,omitempty"`
	User    string `json:"user,omitempty"`
	// Direct is true in the direct message with the bot.
	Direct   bool   `json:"direct,omitempty"`
	TS       string `json:"ts,omitempty"`
	ThreadTS string `json:"thread_ts,omitempty"`
	// Mention is true where the bot was addressed by name; the name is off Text.
	Mention bool `json:"mention,omitempty"`
	// Text is what a person typed, Slack's markup already undone: plain text.
	Text string `json:"text,omitempty"`
	// Named is the person in "start @colleague", taken out of Text.
	Named string `json:"named,omitempty"`
	// Clip is a recording that stands for the text of a message.
	Clip *Clip `json:"clip,omitempty"`
	// Unseen is true where something was sent, and none of it can be seen.
	Unseen bool `json:"unseen,omitempty"`
	// Action and Value are a button's.
	Action string `json:"action,omitempty"`
	Value  string `json:"value,omitempty"`
	// Choice is a submitted start modal's.
	Choice *blocks.StartChoice `json:"choice,omitempty"`
	// Dispute is a submitted form's that calls a grade unfair.
	Dispute *blocks.Dispute `json:"dispute,omitempty"`
	// Form is the callback id of another submitted form, Filled what stands in it.
	Form   string          `json:"form,omitempty"`
	Filled json.RawMessage `json:"filled,omitempty"`
	// ResponseURL answers a slash command or button where the bot is no member.
	ResponseURL string `json:"response_url,omitempty"`

	// What follows is for the moment of arrival. It is not kept.

	// EnvelopeID is Slack's id of this delivery.
	EnvelopeID string `json:"-"`
	// Keys are what a second delivery is known by.
	Keys []string `json:"-"`
	// At is when it came; whoever takes it in sets it.
	At time.Time `json:"-"`
	// Trigger opens a modal, within 3 s.
	Trigger string `json:"-"`
	// Opens is the callback id of the form that a KindOpen opens; empty for the start modal.
	Opens string `json:"-"`
	// View is the form in which a KindPreview chose something.
	View *slack.View `json:"-"`
	// OwnText is true where the message of a shortcut is the person's own.
	OwnText bool `json:"-"`
	// AckWith is what the ack says, such as a modal's field errors; what is refused so changes nothing.
	AckWith any `json:"-"`
}

// Conversation is the line of events that must be handled in order: one person in one place.
func (in *Event) Conversation() string {
	if in.Direct {
		if in.ThreadTS != "" {
			return "dm:" + in.User + ":" + in.ThreadTS
		}
		return "dm:" + in.User
	}
	return "in:" + in.Channel + ":" + in.User
}

// ChangesState says whether the event goes through the inbox.
func (in *Event) ChangesState() bool {
	switch in.Kind {
	case KindMessage, KindEdited, KindDeleted, KindSlash, KindAction, KindSubmit, KindForm:
		return in.AckWith == nil
	}
	return false
}

// Decode reads what json.Marshal made of an Event.
func Decode(body json.RawMessage) (Event, error) {
	var in Event
	err := json.Unmarshal(body, &in)
	return in, err
}
