package bot

import (
	"encoding/json"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"mock-interviewer/bot/blocks"
)

// kind says what an inbound event is.
type kind string

const (
	kindMessage kind = "message" // somebody said something: direct message, thread or mention
	kindEdited  kind = "edited"
	kindDeleted kind = "deleted"
	kindSlash   kind = "slash"
	kindAction  kind = "action"   // a button
	kindSubmit  kind = "submit"   // a modal, validated
	kindForm    kind = "form"     // another form, validated
	kindHome    kind = "home"     // App Home was opened
	kindOpen    kind = "open"     // something that opens a modal
	kindDispute kind = "dispute"  // opens the form to call a grade unfair
	kindChat    kind = "chat"     // the conversation with the bot was opened
	kindPreview kind = "preview"  // something was chosen in the start modal
	kindIgnored kind = "ignored"  // ours to ack and to forget
	kindUnknown kind = "unknown"  // an event or envelope we do not know: acked and counted
	kindLimited kind = "throttle" // Slack throttles our events
)

// inbound is one thing that happened in Slack, reduced to what the bot needs. It is what the inbox keeps.
type inbound struct {
	Kind    kind   `json:"kind"`
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
	Clip *clip `json:"clip,omitempty"`
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

	trigger string      // opens a modal within 3 s, so it is never stored
	view    *slack.View // the form in which something was chosen
	ownText bool        // the message of a shortcut is the person's own
	opens   string      // the callback id of the form that it opens; empty for the start modal
	keys    []string    // by which a second delivery is known
	at      time.Time   // when it came
	ackWith any         // what the ack says, such as a modal's field errors

	envelope string // Slack's id of this delivery
}

// conversation is the line of events that must be handled in order: one person in one place.
func (in *inbound) conversation() string {
	if in.Direct {
		if in.ThreadTS != "" {
			return "dm:" + in.User + ":" + in.ThreadTS
		}
		return "dm:" + in.User
	}
	return "in:" + in.Channel + ":" + in.User
}

// changesState says whether the event goes through the inbox.
func (in *inbound) changesState() bool {
	switch in.Kind {
	case kindMessage, kindEdited, kindDeleted, kindSlash, kindAction, kindSubmit, kindForm:
		return in.ackWith == nil
	}
	return false
}

// messageKey names a message for an interview.
func messageKey(channel, ts string) string { return channel + "/" + ts }

// words splits a typed command into its first word, lower-cased and without the punctuation that a phone may put after
// it, and the rest.
func words(text string) (first, rest string) {
	first, rest, _ = strings.Cut(strings.TrimSpace(text), " ")
	return strings.TrimRight(strings.ToLower(first), ".!?"), strings.TrimSpace(rest)
}

func decodeInbound(body json.RawMessage) (inbound, error) {
	var in inbound
	err := json.Unmarshal(body, &in)
	return in, err
}
