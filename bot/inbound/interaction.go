package inbound

import (
	"encoding/json"
	"strings"

	"github.com/slack-go/slack"

	"mock-interviewer/bot/blocks"
)

// parseInteraction reads a click, a shortcut or a form.
func parseInteraction(payload json.RawMessage) Event {
	var c slack.InteractionCallback
	if err := json.Unmarshal(payload, &c); err != nil {
		return Event{Kind: KindUnknown}
	}
	in := Event{
		Team: c.Team.ID, Channel: c.Channel.ID, User: c.User.ID, ResponseURL: c.ResponseURL, Trigger: c.TriggerID,
		Direct: strings.HasPrefix(c.Channel.ID, "D"),
	}
	switch c.Type {
	case slack.InteractionTypeBlockActions:
		return actionEvent(in, &c)
	case slack.InteractionTypeShortcut:
		in.Kind = KindIgnored
		if c.CallbackID == blocks.CallbackStart {
			in.Kind = KindOpen
		}
		return in
	case slack.InteractionTypeViewSubmission:
		return submitEvent(in, &c)
	case slack.InteractionTypeMessageAction:
		return ownShortcut(in, &c)
	case slack.InteractionTypeViewClosed:
		in.Kind = KindIgnored
		return in
	}
	in.Kind = KindUnknown
	return in
}

// actionEvent reads a click in a message, a form or Home.
func actionEvent(in Event, c *slack.InteractionCallback) Event {
	in.Kind = KindIgnored
	if len(c.ActionCallback.BlockActions) == 0 {
		return in
	}
	action := c.ActionCallback.BlockActions[0]
	if c.View.CallbackID == blocks.CallbackStart {
		in.Kind, in.View = KindPreview, &c.View
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
	in.Opens = opensByButton(action.ActionID)
	switch {
	case action.ActionID == blocks.ActionStartMock, in.Opens != "":
		in.Kind = KindOpen
	case action.ActionID == blocks.ActionDispute:
		in.Kind = KindDispute
	case blocks.IsAction(action.ActionID):
		in.Kind = KindAction
	}
	return in
}

// ownShortcut reads the message shortcut: a message that somebody wants graded, and whether it is their own.
func ownShortcut(in Event, c *slack.InteractionCallback) Event {
	in.Kind = KindIgnored
	if c.CallbackID == blocks.ShortcutOwn {
		in.Kind, in.Opens = KindOpen, blocks.CallbackOwn
		in.Text, in.OwnText = Cap(plainText(c.Message.Text, "")), c.Message.User == c.User.ID && c.Message.BotID == ""
	}
	return in
}

// opensByButton says which form a button opens, "" for none.
func opensByButton(action string) string {
	switch action {
	case blocks.ActionPrivate:
		return blocks.CallbackPrivate
	case blocks.ActionPanelScore:
		return blocks.CallbackPanel
	case blocks.ActionSettings:
		return blocks.CallbackSettings
	case blocks.ActionDetails:
		return blocks.CallbackDetails
	case blocks.ActionFixHeard:
		return blocks.CallbackHeard
	}
	return ""
}
