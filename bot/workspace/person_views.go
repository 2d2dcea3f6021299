package workspace

import (
	"encoding/json"
	"fmt"
	"maps"
)

// Click presses a button of a message, ephemeral or not. The button is named by its action id, its text or its value.
func (p *Person) Click(m Message, button string) error {
	return p.press(Act{Channel: m.Channel, TS: m.TS}, button, nil)
}

// Select chooses in a menu, picker or set of checkboxes of a message: the element's action id, and a value or an
// option's text.
func (p *Person) Select(m Message, actionID string, value any) error {
	return p.press(Act{Channel: m.Channel, TS: m.TS}, actionID, value)
}

// ClickView presses a button of an open modal or of the Home.
func (p *Person) ClickView(v View, button string) error {
	return p.press(Act{ViewID: v.ID}, button, nil)
}

// SelectView chooses in a menu of an open modal or of the Home. Menus inside input blocks do not tell the app unless
// they have dispatch_action; give their values to Submit.
func (p *Person) SelectView(v View, actionID string, value any) error {
	return p.press(Act{ViewID: v.ID}, actionID, value)
}

// press finds the element by what a person would call it, and acts on it.
func (p *Person) press(a Act, name string, value any) error {
	p.w.mu.Lock()
	s, err := p.surface(a)
	if err != nil {
		p.w.mu.Unlock()
		return err
	}
	block, element := s.element(func(_, e map[string]any) bool { return called(e, name) })
	if element == nil {
		p.w.mu.Unlock()
		return fmt.Errorf("%q: %w", name, ErrNoElement)
	}
	a.BlockID, a.ActionID = fmt.Sprint(block["block_id"]), fmt.Sprint(element["action_id"])
	if value != nil {
		obj, err := valueObject(element, value)
		if err != nil {
			p.w.mu.Unlock()
			return err
		}
		a.Element = obj
	}
	p.w.mu.Unlock()
	return p.click(a)
}

// called says whether a person would call an element by that name.
func called(e map[string]any, name string) bool {
	label, _ := e["text"].(map[string]any)
	return e["action_id"] == name || label["text"] == name || e["value"] == name && name != ""
}

// surface is what was clicked in: a message or a view.
type surface struct {
	ch     *channel
	msg    *Message
	view   *View
	rec    *viewRecord // when view is a modal
	blocks json.RawMessage
}

// surface finds the message or view that an act means. The caller holds the mutex.
func (p *Person) surface(a Act) (surface, error) {
	if a.ViewID == "" {
		ch, m, err := p.seen(a.Channel, a.TS)
		if err != nil {
			return surface{}, err
		}
		return surface{ch: ch, msg: m, blocks: m.Blocks}, nil
	}
	if rec := p.p.onStack(a.ViewID); rec != nil {
		return surface{view: &rec.view, rec: rec, blocks: rec.view.Blocks}, nil
	}
	if h := p.p.home; h != nil && h.ID == a.ViewID {
		return surface{view: h, blocks: h.Blocks}, nil
	}
	return surface{}, fmt.Errorf("view %s: %w", a.ViewID, ErrNoView)
}

func (s surface) element(is func(b, e map[string]any) bool) (block, element map[string]any) {
	eachElement(s.blocks, func(b, e map[string]any) {
		if element == nil && is(b, e) {
			block, element = b, e
		}
	})
	return block, element
}

// click sends the block_actions of one element and waits for the ack.
func (p *Person) click(a Act) error {
	w := p.w
	w.mu.Lock()
	s, err := p.surface(a)
	if err != nil {
		w.mu.Unlock()
		return err
	}
	block, element := s.element(func(b, e map[string]any) bool { return b["block_id"] == a.BlockID && e["action_id"] == a.ActionID })
	if element == nil {
		w.mu.Unlock()
		return ErrNoElement
	}
	action := w.action(block, element, a.Element)
	payload := p.interaction("block_actions", a.ViewID)
	payload["actions"] = []any{action}
	entered := enteredValues(a.State)
	put(entered, a.BlockID, a.ActionID, raw(action))
	p.describe(payload, s, entered)
	silent := block["type"] == "input" && block["dispatch_action"] != true
	w.mu.Unlock()
	if silent {
		return nil // the value counts when the form is submitted
	}
	_, err = w.ask("interactive", "block_actions "+a.ActionID, payload)
	return err
}

// describe adds to block_actions where the click was made and what stood in the inputs.
func (p *Person) describe(payload map[string]any, s surface, entered map[string]map[string]json.RawMessage) {
	w := p.w
	if s.view != nil {
		state := maps.Clone(s.view.State.Values)
		for k := range state {
			state[k] = maps.Clone(state[k])
		}
		merge(state, entered)
		s.view.State.Values = state
		payload["container"] = map[string]any{"type": "view", "view_id": s.view.ID}
		shown := *s.view
		shown.Errors = nil // the page's, not Slack's
		payload["view"] = shown
		return
	}
	state := initialValues(s.blocks)
	merge(state, entered)
	container := map[string]any{
		"type": "message", "message_ts": s.msg.TS, "channel_id": s.ch.id, "is_ephemeral": s.msg.EphemeralFor != "",
	}
	if s.msg.ThreadTS != "" {
		container["thread_ts"] = s.msg.ThreadTS
	}
	payload["container"] = container
	payload["channel"] = map[string]any{"id": s.ch.id, "name": s.ch.interactionName()}
	payload["state"] = map[string]any{"values": state}
	payload["response_url"] = w.newResponseURL(s.ch, p.p, s.msg.TS, s.msg.ThreadTS)
	if s.msg.EphemeralFor == "" { // Slack sends no message for an ephemeral one
		payload["message"] = w.eventMessage(s.msg)
	}
}

// action is Slack's action object: what the app put in the element, and what the person chose in it.
func (w *Workspace) action(block, element map[string]any, chosen json.RawMessage) map[string]any {
	kind, _ := element["type"].(string)
	action := map[string]any{
		"type": kind, "block_id": block["block_id"], "action_id": element["action_id"], "action_ts": w.ts(),
	}
	var picked map[string]any
	_ = json.Unmarshal(chosen, &picked)
	if key, _ := valueKey(kind); key != "" {
		action[key] = picked[key]
		return action
	}
	switch kind {
	case "overflow":
		action["selected_option"] = picked["selected_option"]
	case "feedback_buttons":
		button, _ := element["positive_button"].(map[string]any)
		if negative, _ := element["negative_button"].(map[string]any); picked["value"] == negative["value"] && picked["value"] != nil {
			button = negative
		}
		action["text"], action["value"] = button["text"], button["value"]
	default:
		for _, k := range []string{"text", "value", "style", "url"} {
			if element[k] != nil {
				action[k] = element[k]
			}
		}
	}
	return action
}

func enteredValues(data json.RawMessage) map[string]map[string]json.RawMessage {
	values := map[string]map[string]json.RawMessage{}
	if len(data) > 0 {
		_ = json.Unmarshal(data, &values)
	}
	if values == nil {
		values = map[string]map[string]json.RawMessage{}
	}
	return values
}

// OpenHome opens the app's Home tab. The app hears of it and may publish a view; WaitHome waits for that.
func (p *Person) OpenHome() { p.open("home") }

// OpenDM opens the app's Messages tab.
func (p *Person) OpenDM() { p.open("messages") }

func (p *Person) open(tab string) {
	w := p.w
	w.mu.Lock()
	defer w.mu.Unlock()
	inner := map[string]any{"type": "app_home_opened", "user": p.p.info.ID, "channel": p.p.dm.id, "tab": tab}
	if tab == "home" && p.p.home != nil {
		inner["view"] = *p.p.home
	}
	w.emit("app_home_opened", inner)
}
