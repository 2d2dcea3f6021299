package workspace

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
)

// Submit sends a modal's form. Values are by block or action id; fields left out keep what stands in them. It returns
// the field errors by block id, of Slack's own checks or of the app's ack, or nil when the form was taken.
func (p *Person) Submit(v View, values map[string]any) (fieldErrs map[string]string, err error) {
	p.w.mu.Lock()
	rec := p.p.onStack(v.ID)
	if rec == nil {
		p.w.mu.Unlock()
		return nil, fmt.Errorf("view %s: %w", v.ID, ErrNoView)
	}
	entered := map[string]map[string]json.RawMessage{}
	err = enter(rec.view.Blocks, entered, values)
	p.w.mu.Unlock()
	if err != nil {
		return nil, err
	}
	return p.submit(v.ID, entered)
}

func (p *Person) submit(viewID string, entered map[string]map[string]json.RawMessage) (map[string]string, error) {
	w := p.w
	w.mu.Lock()
	rec := p.p.onStack(viewID)
	if rec == nil {
		w.mu.Unlock()
		return nil, fmt.Errorf("view %s: %w", viewID, ErrNoView)
	}
	state := map[string]map[string]json.RawMessage{}
	for k, actions := range rec.view.State.Values {
		state[k] = maps.Clone(actions)
	}
	merge(state, entered)
	rec.view.State.Values = state
	if errs := fieldErrors(rec.view); len(errs) > 0 {
		rec.view.Errors = errs
		w.publishView(rec)
		w.mu.Unlock()
		return errs, nil
	}
	rec.view.Errors = nil
	payload := p.interaction("view_submission", viewID)
	name := "view_submission " + rec.view.CallbackID
	payload["view"], payload["response_urls"] = rec.view, []any{}
	w.mu.Unlock()
	ack, err := w.ask("interactive", name, payload)
	if err != nil {
		return nil, err
	}
	return w.afterSubmit(p.p, viewID, ack)
}

// submitAck is what an app may answer to a form.
type submitAck struct {
	ResponseAction string            `json:"response_action"`
	Errors         map[string]string `json:"errors"`
	View           json.RawMessage   `json:"view"`
}

// afterSubmit does what the ack of a view_submission says.
func (w *Workspace) afterSubmit(p *person, viewID string, ack json.RawMessage) (map[string]string, error) {
	var said submitAck
	if len(ack) > 0 {
		if err := json.Unmarshal(ack, &said); err != nil {
			return nil, fmt.Errorf("the app's answer to the form is not what Slack takes: %w", err)
		}
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	rec := p.onStack(viewID)
	if rec == nil {
		return nil, nil // closed or replaced meanwhile
	}
	switch said.ResponseAction {
	case "":
		w.popView(p)
		return nil, nil
	case "clear":
		for len(p.stack) > 0 {
			w.popView(p)
		}
		return nil, nil
	case "errors":
		return said.Errors, w.refuseFields(rec, said.Errors)
	case "update", "push":
		return nil, w.nextView(p, rec, said)
	}
	return nil, fmt.Errorf("the app's answer to the form has an unknown response_action %q", said.ResponseAction)
}

// refuseFields shows in a form what the app finds wrong in it.
func (w *Workspace) refuseFields(rec *viewRecord, wrong map[string]string) error {
	for block := range wrong {
		if _, ok := rec.view.State.Values[block]; !ok {
			return fmt.Errorf("the app's answer names field %q, which the form does not have", block)
		}
	}
	rec.view.Errors = wrong
	w.publishView(rec)
	return nil
}

// nextView puts the view of an ack in the place of the one that was sent, or above it.
func (w *Workspace) nextView(p *person, rec *viewRecord, said submitAck) error {
	v, wrong := w.readView(said.View, "modal")
	if wrong != nil {
		return fmt.Errorf("the app's answer to the form has a wrong view: %s %v", wrong.name, wrong.messages)
	}
	switch {
	case said.ResponseAction == "update":
		w.replaceView(rec, v)
	case len(p.stack) >= maxStack:
		return errors.New("the app's answer to the form: push_limit_reached")
	default:
		w.pushView(p, v)
	}
	return nil
}

// CloseView closes a modal without sending it, with those above it. The app hears of it if it asked to.
func (p *Person) CloseView(v View) error {
	w := p.w
	w.mu.Lock()
	i := slices.IndexFunc(p.p.stack, func(r *viewRecord) bool { return r.view.ID == v.ID })
	if i < 0 {
		w.mu.Unlock()
		return fmt.Errorf("view %s: %w", v.ID, ErrNoView)
	}
	closed := p.p.stack[i].view
	for len(p.p.stack) > i {
		w.popView(p.p)
	}
	if closed.ClearOnClose {
		for len(p.p.stack) > 0 {
			w.popView(p.p)
		}
	}
	if !closed.NotifyOnClose {
		w.mu.Unlock()
		return nil
	}
	payload := p.interaction("view_closed", "")
	delete(payload, "trigger_id")
	payload["view"], payload["is_cleared"] = closed, closed.ClearOnClose
	w.mu.Unlock()
	_, err := w.ask("interactive", "view_closed "+closed.CallbackID, payload)
	return err
}
