// Package manifest is the Slack app as it is installed: what it shows, what it may do and why, and what it hears.
//
// One source serves `mock-interviewer manifest`, the local workspace of `try` and the tests, so the scopes that a
// person grants are the scopes that everything is tested with.
package manifest

import (
	"slices"

	"github.com/slack-go/slack"

	"mock-interviewer/bot/blocks"
)

// The names that a person meets in Slack and that the bot is called by.
const (
	// Command is the slash command.
	Command = "/mock-interview"
	// ShortcutStart is the callback id of the global shortcut, which opens the start form.
	ShortcutStart = "start_mock_interview"
	// ShortcutOwn is the callback id of the message shortcut, which offers to grade the author's own text.
	ShortcutOwn = "answer_as_question"
)

// Scope is a permission with the reason for it. Optional is one that may be refused at the installation: the bot then does
// without what it is for, and says so.
type Scope struct {
	Name, Reason string
	Optional     bool
}

// Variant is how much the app may do, and how Slack shows it. Variants are put together with |.
type Variant uint

// The variants. Minimal is for workspaces that grant no channel history: in channels it hears only what mentions it, in
// direct messages everything. Agent has Slack show the app among its agents, with something to begin with: not everywhere,
// and some of it on paid plans alone, so it is not in the others.
const (
	Full    Variant = 0
	Minimal Variant = 1 << (iota - 1)
	Agent
)

func (v Variant) has(other Variant) bool { return v&other != 0 }

// Scopes are what the bot token may do with the full manifest.
func Scopes() []Scope { return Full.Scopes() }

// Scopes are what the bot token may do, the least that the bot works with and those that are optional. Each is used.
func (v Variant) Scopes() []Scope {
	all := []Scope{
		{Name: "app_mentions:read", Reason: "hear its own name in a channel, where a slash command cannot be used in a thread"},
		{Name: "assistant:write", Reason: "offer something to begin with in the direct message, where the workspace shows apps as agents", Optional: !v.has(Agent)},
		{Name: "channels:history", Reason: "hear answers in interview threads of public channels it was invited to, and look up whether a message of its own went out"},
		{Name: "chat:write", Reason: "ask, answer and show scorecards where it was invited and in direct messages"},
		{Name: "commands", Reason: Command + " and the shortcut"},
		{Name: "files:read", Reason: "listen to an answer that was recorded, where Slack has not written it down itself", Optional: true},
		{Name: "files:write", Reason: "send a person everything kept about them when they say `export`, and the picture of their scores where Slack draws no chart", Optional: true},
		{Name: "groups:history", Reason: "the same as channels:history, for private channels it was invited to"},
		{Name: "im:history", Reason: "hear answers in the direct message with it, and look up whether a message of its own went out"},
		{Name: "users:read", Reason: "know a person's time zone and whether an author is a bot"},
	}
	if !v.has(Minimal) {
		return all
	}
	return slices.DeleteFunc(all, func(s Scope) bool { return channelHistory(s.Name) })
}

// channelHistory says whether a scope lets the bot read along in channels, which Minimal does without.
func channelHistory(scope string) bool {
	return scope == "channels:history" || scope == "groups:history"
}

// Event is a subscription with the scope it needs (none where empty) and the reason for it.
type Event struct{ Name, Scope, Reason string }

// Events are what Slack sends to the bot.
func (v Variant) Events() []Event {
	all := []Event{
		{"app_home_opened", "", "draw the Home tab when it is opened"},
		{"app_mention", "app_mentions:read", "commands by its name"},
		{"message.channels", "channels:history", "answers in threads of public channels"},
		{"message.groups", "groups:history", "answers in threads of private channels"},
		{"message.im", "im:history", "practice in direct messages"},
	}
	if !v.has(Minimal) {
		return all
	}
	all[1].Reason = "commands and answers by its name"
	return slices.DeleteFunc(all, func(e Event) bool { return channelHistory(e.Scope) })
}

// New returns the full manifest. The caller may change its copy.
func New() *slack.Manifest { return Full.Manifest() }

// Manifest returns the app of a variant. The caller may change its copy.
func (v Variant) Manifest() *slack.Manifest {
	scopes, events := v.Scopes(), v.Events()
	m := &slack.Manifest{
		Metadata: slack.ManifestMetadata{MajorVersion: 2},
		Display: slack.Display{
			Name:        "Mock Interviewer",
			Description: "A question a day, practice in private, and mock interviews scored against a model answer.",
		},
		Features: slack.Features{
			AppHome: slack.AppHome{HomeTabEnabled: true, MessagesTabEnabled: true},
			BotUser: slack.BotUser{DisplayName: "mock-interviewer", AlwaysOnline: true},
			Shortcuts: []slack.Shortcut{{
				Name: "Start a mock interview", Type: slack.GlobalShortcut, CallbackID: ShortcutStart,
				Description: "Choose category, number and difficulty",
			}, {
				Name: "Grade as an answer", Type: slack.MessageShortcut, CallbackID: ShortcutOwn,
				Description: "Answer this as an interview question: your own message is graded, for you alone",
			}},
			SlashCommands: []slack.ManifestSlashCommand{{
				Command: Command, Description: "Start or manage a mock interview",
				ShouldEscape: true, // so that "start @colleague" says who that is
				UsageHint:    "[start | stop | today | daily | stats | history | help]",
			}},
		},
		Settings: slack.Settings{
			EventSubscriptions: &slack.EventSubscriptions{},
			Interactivity:      &slack.Interactivity{IsEnabled: true},
			SocketModeEnabled:  true,
		},
	}
	if v.has(Agent) {
		m.Features.AgentView = agentView()
	}
	for _, s := range scopes {
		to := &m.OAuthConfig.Scopes.Bot
		if s.Optional {
			to = &m.OAuthConfig.Scopes.BotOptional
		}
		*to = append(*to, s.Name)
	}
	for _, e := range events {
		m.Settings.EventSubscriptions.BotEvents = append(m.Settings.EventSubscriptions.BotEvents, e.Name)
	}
	return m
}

// agentView is how Slack introduces the app among its agents.
func agentView() *slack.AgentView {
	view := &slack.AgentView{AgentDescription: "Asks interview questions and scores each answer against a model answer, quoting what you wrote."}
	for _, p := range blocks.Prompts() {
		view.SuggestedPrompts = append(view.SuggestedPrompts, slack.ManifestSuggestedPrompt{Title: p.Title, Message: p.Message})
	}
	return view
}
