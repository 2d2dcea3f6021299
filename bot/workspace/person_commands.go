package workspace

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Slash gives a slash command in a channel or the DM, as "/mock-interview" and "start technical 2". It returns once the app
// has acked; an answer in the ack is shown to the person alone. ErrDispatchFailed and ErrNoAck are what Slack shows
// when no app took the command. Slack's own /invite, /remove and /kick reach no app.
func (p *Person) Slash(channel, command, text string) error {
	return p.SlashIn(channel, "", command, text)
}

// SlashIn is Slash typed in a thread, which Slack refuses.
func (p *Person) SlashIn(channel, threadTS, command, text string) error {
	w := p.w
	if threadTS != "" {
		return fmt.Errorf("%s: %w", command, ErrCommandInThread)
	}
	w.mu.Lock()
	ch, err := p.in(channel)
	if err != nil {
		w.mu.Unlock()
		return err
	}
	i := slices.IndexFunc(w.cfg.Manifest.Features.SlashCommands, func(c slackCommand) bool { return c.Command == command })
	if i < 0 {
		defer w.mu.Unlock()
		return p.slackCommand(ch, command, text)
	}
	escaped := escape(text)
	if w.cfg.Manifest.Features.SlashCommands[i].ShouldEscape {
		escaped = w.typed(text)
	}
	responseURL := w.newResponseURL(ch, p.p, "", "")
	target := w.responses[responseURL[strings.LastIndex(responseURL, "/")+1:]]
	payload := map[string]any{
		"token": "unused", "team_id": w.team.ID, "team_domain": w.team.Domain, "channel_id": ch.id,
		"channel_name": ch.interactionName(), "user_id": p.p.info.ID, "user_name": p.p.info.Name, "command": command,
		"text": strings.TrimSpace(escaped), "api_app_id": w.app.ID, "is_enterprise_install": "false",
		"response_url": responseURL, "trigger_id": w.newTrigger(p.p, ""),
	}
	w.mu.Unlock()
	ack, err := w.ask("slash_commands", command, payload)
	if err != nil {
		return fmt.Errorf("%s failed with the error %w", command, err)
	}
	return w.answerAck(target, command, ack)
}

// answerAck shows what an app put in the ack of a slash command.
func (w *Workspace) answerAck(t *responseTarget, command string, ack json.RawMessage) error {
	if len(ack) == 0 || string(ack) == "null" || string(ack) == "{}" {
		return nil
	}
	var body response
	if err := json.Unmarshal(ack, &body); err != nil {
		return fmt.Errorf("%s failed with the error invalid_payload: %w", command, err)
	}
	body.ReplaceOriginal, body.DeleteOriginal = false, false
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.respond(t, body); err != nil {
		return fmt.Errorf("%s failed with the error %s %s", command, err.name, strings.Join(err.messages, "; "))
	}
	return nil
}

// Shortcut runs a global shortcut.
func (p *Person) Shortcut(callbackID string) error {
	w := p.w
	if !w.hasShortcut(callbackID, "global") {
		return fmt.Errorf("shortcut %s: %w", callbackID, ErrNoElement)
	}
	w.mu.Lock()
	payload := p.interaction("shortcut", "")
	payload["callback_id"], payload["action_ts"] = callbackID, w.ts()
	w.mu.Unlock()
	_, err := w.ask("interactive", "shortcut "+callbackID, payload)
	return err
}

// MessageShortcut runs a message shortcut on a message.
func (p *Person) MessageShortcut(callbackID, channel, ts string) error {
	w := p.w
	if !w.hasShortcut(callbackID, "message") {
		return fmt.Errorf("shortcut %s: %w", callbackID, ErrNoElement)
	}
	w.mu.Lock()
	ch, m, err := p.seen(channel, ts)
	if err != nil {
		w.mu.Unlock()
		return err
	}
	payload := p.interaction("message_action", "")
	payload["callback_id"], payload["action_ts"], payload["message_ts"] = callbackID, w.ts(), ts
	payload["channel"] = map[string]any{"id": ch.id, "name": ch.interactionName()}
	payload["message"] = w.eventMessage(m)
	payload["response_url"] = w.newResponseURL(ch, p.p, "", m.ThreadTS)
	w.mu.Unlock()
	_, err = w.ask("interactive", "message_action "+callbackID, payload)
	return err
}

func (w *Workspace) hasShortcut(callbackID, kind string) bool {
	for _, s := range w.cfg.Manifest.Features.Shortcuts {
		if s.CallbackID == callbackID && string(s.Type) == kind {
			return true
		}
	}
	return false
}

// interaction is what all interactive payloads share. The caller holds the mutex.
func (p *Person) interaction(kind, viewID string) map[string]any {
	w := p.w
	return map[string]any{
		"type": kind, "token": "unused", "api_app_id": w.app.ID, "is_enterprise_install": false, "enterprise": nil,
		"team":       map[string]any{"id": w.team.ID, "domain": w.team.Domain},
		"trigger_id": w.newTrigger(p.p, viewID),
		"user": map[string]any{
			"id": p.p.info.ID, "username": p.p.info.Name, "name": p.p.info.Name, "team_id": w.team.ID,
		},
	}
}

// interactionName is the channel's name in commands and interactions.
func (c *channel) interactionName() string {
	switch c.kind() {
	case "im":
		return "directmessage"
	case "group":
		return "privategroup"
	default:
		return c.name
	}
}
