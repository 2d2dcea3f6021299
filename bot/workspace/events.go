package workspace

import (
	"encoding/json"
	"maps"
	"slices"
)

// emit sends an event to the app if it subscribed to it. The caller holds the mutex.
func (w *Workspace) emit(subscription string, inner map[string]any) {
	if !w.events[subscription] {
		return
	}
	if inner["event_ts"] == nil {
		inner["event_ts"] = w.ts()
	}
	w.sendEvent(subscription, inner)
	if inner["type"] == "message" && w.faults.hit(w.faults.DuplicateEvent) {
		w.faults.count("duplicate_event")
		w.sendEvent(subscription, inner) // the same message under another event_id
	}
}

func (w *Workspace) sendEvent(subscription string, inner map[string]any) {
	id := w.id("Ev")
	payload := raw(map[string]any{
		"token": "unused", "team_id": w.team.ID, "context_team_id": w.team.ID, "api_app_id": w.app.ID,
		"event": inner, "type": "event_callback", "event_id": id, "event_time": w.cfg.Now().Unix(),
		"authorizations": []any{map[string]any{
			"enterprise_id": nil, "team_id": w.team.ID, "user_id": w.app.UserID, "is_bot": true, "is_enterprise_install": false,
		}},
		"is_ext_shared_channel": false, "event_context": "4-" + id,
	})
	w.send(&delivery{kind: "events_api", name: subscription, order: w.counter, payload: payload})
}

// emitMessage tells the app about a new message in a channel it is in: also about its own. A mention fires twice.
func (w *Workspace) emitMessage(ch *channel, m *Message) {
	if !ch.botIn(w) {
		return
	}
	inner := w.messageEvent(ch, m)
	w.emit(ch.event(), inner)
	if ch.im == nil && m.BotID == "" && slices.Contains(m.Mentions, w.app.UserID) {
		mention := maps.Clone(inner)
		mention["type"] = "app_mention"
		delete(mention, "channel_type")
		w.emit("app_mention", mention)
	}
}

// messageEvent is a message as an event shows it.
func (w *Workspace) messageEvent(ch *channel, m *Message) map[string]any {
	inner := w.eventMessage(m)
	inner["channel"], inner["channel_type"], inner["event_ts"] = ch.id, ch.kind(), m.TS
	return inner
}

// eventMessage is a message inside an event: without what only the workspace knows.
func (w *Workspace) eventMessage(m *Message) map[string]any {
	copied := *m
	copied.Mentions, copied.Channel, copied.Metadata, copied.Files = nil, "", nil, nil
	for _, f := range m.Files {
		copied.Files = append(copied.Files, w.absolute(f))
	}
	if m.BotID == "" && !m.aboutMembers() {
		copied.Blocks = richTextOf(m.Text)
	}
	var out map[string]any
	_ = json.Unmarshal(raw(copied), &out)
	if m.BotID != "" {
		out["bot_profile"] = map[string]any{
			"id": w.app.BotID, "app_id": w.app.ID, "name": w.app.Name, "deleted": false, "team_id": w.team.ID,
		}
	}
	return out
}

func (w *Workspace) emitChanged(ch *channel, m *Message, before Message) {
	if !ch.botIn(w) {
		return
	}
	w.emit(ch.event(), map[string]any{
		"type": "message", "subtype": "message_changed", "hidden": true, "channel": ch.id, "channel_type": ch.kind(),
		"ts": w.ts(), "message": w.eventMessage(m), "previous_message": w.eventMessage(&before),
	})
}

func (w *Workspace) emitDeleted(ch *channel, before Message) {
	if !ch.botIn(w) {
		return
	}
	w.emit(ch.event(), map[string]any{
		"type": "message", "subtype": "message_deleted", "hidden": true, "channel": ch.id, "channel_type": ch.kind(),
		"ts": w.ts(), "deleted_ts": before.TS, "previous_message": w.eventMessage(&before),
	})
}
