package workspace

import (
	"encoding/json"
	"time"
)

// Message is a message as Slack's API shows it. Copies are handed out; Blocks, Metadata, Reactions and Files are never
// changed in place, so a copy may be kept.
type Message struct {
	Type         string          `json:"type"`
	Subtype      string          `json:"subtype,omitempty"`
	TS           string          `json:"ts"`
	Channel      string          `json:"channel,omitempty"`
	User         string          `json:"user,omitempty"`
	Inviter      string          `json:"inviter,omitempty"` // who added that user, in Slack's own message about it
	BotID        string          `json:"bot_id,omitempty"`
	AppID        string          `json:"app_id,omitempty"`
	Team         string          `json:"team,omitempty"`
	ClientMsgID  string          `json:"client_msg_id,omitempty"`
	Text         string          `json:"text"`
	Blocks       json.RawMessage `json:"blocks,omitempty"`
	ThreadTS     string          `json:"thread_ts,omitempty"`
	ParentUser   string          `json:"parent_user_id,omitempty"`
	ReplyCount   int             `json:"reply_count,omitempty"`
	ReplyUsers   []string        `json:"reply_users,omitempty"`
	LatestReply  string          `json:"latest_reply,omitempty"`
	Edited       *Edited         `json:"edited,omitempty"`
	Metadata     *Metadata       `json:"metadata,omitempty"`
	Reactions    []Reaction      `json:"reactions,omitempty"`
	Files        []FileInfo      `json:"files,omitempty"`
	EphemeralFor string          `json:"ephemeral_for,omitempty"`

	// Mentions lists who this message notifies: user ids, and "here", "channel" or "everyone". Slack does not show
	// it; tests read it to be sure that nobody is pinged by what somebody typed.
	Mentions []string `json:"mentions,omitempty"`
}

// Edited says who changed a message and when.
type Edited struct {
	User string `json:"user"`
	TS   string `json:"ts"`
}

// Metadata is what an app attached to a message; any app in the workspace can read it.
type Metadata struct {
	EventType    string         `json:"event_type"`
	EventPayload map[string]any `json:"event_payload"`
}

// Meta returns a text field of the message's metadata, or "".
func (m Message) Meta(key string) string {
	if m.Metadata == nil {
		return ""
	}
	s, _ := m.Metadata.EventPayload[key].(string)
	return s
}

// Reaction is an emoji and who left it.
type Reaction struct {
	Name  string   `json:"name"`
	Users []string `json:"users"`
	Count int      `json:"count"`
}

// View is a modal or a Home as Slack's API shows it.
type View struct {
	ID                 string            `json:"id"`
	TeamID             string            `json:"team_id"`
	Type               string            `json:"type"`
	CallbackID         string            `json:"callback_id"`
	Title              json.RawMessage   `json:"title,omitempty"`
	Submit             json.RawMessage   `json:"submit,omitempty"`
	Close              json.RawMessage   `json:"close,omitempty"`
	Blocks             json.RawMessage   `json:"blocks"`
	PrivateMetadata    string            `json:"private_metadata"`
	State              ViewState         `json:"state"`
	Hash               string            `json:"hash"`
	ClearOnClose       bool              `json:"clear_on_close"`
	NotifyOnClose      bool              `json:"notify_on_close"`
	RootViewID         string            `json:"root_view_id"`
	PreviousViewID     string            `json:"previous_view_id,omitempty"`
	AppID              string            `json:"app_id"`
	ExternalID         string            `json:"external_id"`
	AppInstalledTeamID string            `json:"app_installed_team_id"`
	BotID              string            `json:"bot_id"`
	Errors             map[string]string `json:"errors,omitempty"`
}

// ViewState holds the values of a view's inputs: block id, action id, Slack's value object.
type ViewState struct {
	Values map[string]map[string]json.RawMessage `json:"values"`
}

// Entry is one row of the journal: a Web API call, an envelope, or what became of one.
type Entry struct {
	Time      time.Time       `json:"time"`
	Direction string          `json:"direction"` // "in": the app called us; "out": we sent it something
	Kind      string          `json:"kind"`      // api, response_url, events_api, slash_commands, interactive, socket
	Name      string          `json:"name"`      // the method, the event's type, the command
	Outcome   string          `json:"outcome"`   // ok, an error's name, acked, timeout …
	MS        float64         `json:"ms"`        // how long the call or the ack took, in milliseconds
	ID        string          `json:"id,omitempty"`
	Body      json.RawMessage `json:"body,omitempty"` // arguments or payload, without tokens
}
