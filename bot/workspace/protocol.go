package workspace

import "encoding/json"

// The protocol between the workspace and its page. Everything is JSON over the same listener.
//
//	GET  /                        the page (page/index.html); its files under /page/
//	GET  /ui/state?user=U         State: all that the page shows to that person
//	GET  /ui/events?user=U&after=N   server-sent events: each data line is one Change with seq > N that concerns that person
//	POST /ui/act                  Act in, ActResult out (HTTP 200 also when ok is false; Content-Type application/json is required)
//	GET  /files/ID/NAME           a file, as its url_private names it
//	GET  /ui/inspect              [Entry…]: the newest rows of the journal, oldest first
//
// user is an id from State.people; without one the first person is meant. Requests whose Host or Origin is not this
// listener on loopback get 403, so that no web page elsewhere can act here.
//
// After a lost event stream the page reads the state again and goes on from its seq. When the server no longer
// holds the changes after N it sends one Change of type "reload" first.
//
// # Actions of POST /ui/act
//
//	say              channel, text, [thread_ts]            a message; text as typed (@name, #channel and links are resolved here)
//	edit             channel, ts, text                     of the person's own message
//	delete           channel, ts
//	slash            channel, command, text, [thread_ts]   command with its slash; refused in a thread, as in Slack
//	                                                       Slack's own /invite, /remove and /kick are done here
//	click            block_id, action_id, element{…}, and either channel+ts (a message, ephemeral or not) or view_id
//	                 (a modal or the Home); [state] the current values of the inputs of that message or view
//	submit           view_id, state                        ok false with errors{block_id: sentence} when the app refused fields
//	close_view       view_id
//	open_home                                              the app's Home tab; open_dm its Messages tab
//	shortcut         callback_id                           a global shortcut
//	message_shortcut callback_id, channel, ts
//	read             channel                               marks it as read
//	react            channel, ts, text                     text is the emoji's name; a second time takes it back
//
// element is Slack's action object without its ids: {"type":"button","value":"…"},
// {"type":"static_select","selected_option":{"text":{…},"value":"…"}}, {"type":"checkboxes","selected_options":[…]} and so on;
// for a button it may be left out. ("action" could not name both the verb and this object, so it is "element".)
// state is Slack's state.values: {block_id: {action_id: {"type":"plain_text_input","value":"…"}}}.
// Elements and blocks that the app gave no id have one by the time the page sees them.
//
// # Changes of GET /ui/events
//
//	message            a new message in channel
//	message_changed    the same ts, new content (also: reply_count of a thread's parent)
//	message_deleted    channel, ts
//	reaction           message, with its new reactions
//	ephemeral          a new or changed ephemeral message: replace the one with the same ts, else append
//	ephemeral_deleted  channel, ts
//	modal              a new modal on top of the stack, or new content of the one with the same view id
//	modal_closed       view_id
//	home               the person's new Home
//	status             status{channel, thread_ts, status}; an empty text clears it. A message in that thread clears it too
//	prompts            channel, prompts: what the app suggests to begin with in its DM
//	title              channel, ts, text: what the app calls that thread of its DM
//	toast              text: a sentence to show for a moment
//	inspect            entry: a new row of the journal (sent to everyone)
//	reload             read /ui/state again
//
// # Shapes
//
// A Message is Slack's own JSON (type, subtype, ts, channel, user, bot_id, text, blocks, thread_ts, reply_count, edited,
// metadata, reactions, files) and ephemeral_for. A file's url_private is an address of this listener. A View is Slack's own too (id, type, callback_id, title, submit, close,
// blocks, private_metadata, state.values, hash) and errors, the field errors of the last submission by block id.
type (
	// State is all that the page shows to one person.
	State struct {
		Team       Team                 `json:"team"`
		You        PersonInfo           `json:"you"`
		People     []PersonInfo         `json:"people"` // the app's bot user included, with is_bot
		App        AppInfo              `json:"app"`
		Commands   []Command            `json:"commands"`
		Shortcuts  []ShortcutInfo       `json:"shortcuts"`
		Channels   []ChannelInfo        `json:"channels"`
		Messages   map[string][]Message `json:"messages"`   // by channel id, oldest first, thread replies among them
		Ephemerals map[string][]Message `json:"ephemerals"` // by channel id, those that You may see
		Home       *View                `json:"home"`
		Modals     []View               `json:"modals"` // bottom of the stack first
		Statuses   []Status             `json:"statuses"`
		Seq        int64                `json:"seq"`
	}

	// Team is the workspace's name and id.
	Team struct {
		ID     string `json:"id"`
		Name   string `json:"name"`
		Domain string `json:"domain"`
	}

	// PersonInfo is a person or the app's bot user.
	PersonInfo struct {
		ID       string `json:"id"`
		Name     string `json:"name"` // the handle, without @
		RealName string `json:"real_name"`
		TZ       string `json:"tz"`
		IsBot    bool   `json:"is_bot"`
	}

	// AppInfo names the app under test.
	AppInfo struct {
		ID     string `json:"id"`
		Name   string `json:"name"`
		UserID string `json:"user_id"`
		BotID  string `json:"bot_id"`
	}

	// Prompt is something that the app suggests: its words, and what choosing it sends.
	Prompt struct {
		Title   string `json:"title"`
		Message string `json:"message"`
	}

	// Command is a slash command of the manifest, or one of Slack's own.
	Command struct {
		Command     string `json:"command"`
		Description string `json:"description"`
		UsageHint   string `json:"usage_hint"`
	}

	// ShortcutInfo is a shortcut of the manifest; Type is "global" or "message".
	ShortcutInfo struct {
		Name        string `json:"name"`
		CallbackID  string `json:"callback_id"`
		Type        string `json:"type"`
		Description string `json:"description"`
	}

	// ChannelInfo is a conversation as one person sees it. For a DM the name is the other side's.
	ChannelInfo struct {
		ID          string   `json:"id"`
		Name        string   `json:"name"`
		IsIM        bool     `json:"is_im"`
		IsPrivate   bool     `json:"is_private"`
		IsMemberBot bool     `json:"is_member_bot"`
		Topic       string   `json:"topic"`
		Unread      int      `json:"unread"`
		Prompts     []Prompt `json:"prompts,omitempty"` // what the app suggests to begin with, in its DM

		Titles map[string]string `json:"titles,omitempty"` // what the app calls the threads of its DM, by their ts
	}

	// Status is the line "… is thinking" that an app set on a thread.
	Status struct {
		Channel         string   `json:"channel"`
		ThreadTS        string   `json:"thread_ts"`
		Status          string   `json:"status"`
		LoadingMessages []string `json:"loading_messages,omitempty"`
	}

	// Change is one thing that happened, in the order of Seq. Fields that do not belong to the type are absent.
	Change struct {
		Prompts []Prompt `json:"prompts,omitempty"` // prompts
		Seq     int64    `json:"seq"`
		Type    string   `json:"type"`
		Channel string   `json:"channel,omitempty"`
		User    string   `json:"user,omitempty"`    // who alone sees it: ephemeral, modal, home, toast
		Message *Message `json:"message,omitempty"` // message, message_changed, ephemeral, reaction
		TS      string   `json:"ts,omitempty"`      // message_deleted, ephemeral_deleted, title
		View    *View    `json:"view,omitempty"`    // modal (new or changed: same id), home
		ViewID  string   `json:"view_id,omitempty"` // modal_closed
		Status  *Status  `json:"status,omitempty"`  // status; an empty status text clears it
		Text    string   `json:"text,omitempty"`    // toast: a sentence to show for a moment; title
		Entry   *Entry   `json:"entry,omitempty"`   // inspect
	}

	// Act is what a person does on the page.
	Act struct {
		User       string          `json:"user"`
		Action     string          `json:"action"`
		Channel    string          `json:"channel"`
		ThreadTS   string          `json:"thread_ts"`
		TS         string          `json:"ts"`
		Text       string          `json:"text"`
		Command    string          `json:"command"`
		BlockID    string          `json:"block_id"`
		ActionID   string          `json:"action_id"`
		Element    json.RawMessage `json:"element"` // click: what was chosen, see above
		ViewID     string          `json:"view_id"`
		State      json.RawMessage `json:"state"`
		CallbackID string          `json:"callback_id"`
	}

	// ActResult answers an Act. Error is a plain sentence; Errors are a modal's field errors by block id.
	ActResult struct {
		OK      bool              `json:"ok"`
		Error   string            `json:"error,omitempty"`
		Errors  map[string]string `json:"errors,omitempty"`
		TS      string            `json:"ts,omitempty"`      // say: the new message
		Channel string            `json:"channel,omitempty"` // say: where it stands
	}
)
