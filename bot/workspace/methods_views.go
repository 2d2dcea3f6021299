package workspace

import (
	"encoding/json"
	"slices"
)

// maxStack is how many modals may lie on top of each other.
const maxStack = 3

// viewRecord is an open modal.
type viewRecord struct {
	view View
	user *person
}

// readView checks a view that the app gave.
func (w *Workspace) readView(data json.RawMessage, kind string) (View, *apiError) {
	var v View
	if len(data) == 0 {
		return v, fail("invalid_arguments")
	}
	var parts struct{ Blocks []json.RawMessage }
	_ = json.Unmarshal(data, &parts) // ValidateView says what is wrong
	if problems := append(ValidateView(data), w.refusedTypes(parts.Blocks)...); len(problems) > 0 {
		err := fail("invalid_arguments")
		for _, p := range problems {
			err.messages = append(err.messages, p.String())
		}
		return v, err
	}
	if missing := w.missingFiles(data); missing != "" {
		err := fail("invalid_arguments")
		err.messages = append(err.messages, missing)
		return v, err
	}
	if json.Unmarshal(data, &v) != nil || v.Type != kind {
		return v, fail("invalid_arguments")
	}
	v.TeamID, v.AppID, v.BotID, v.AppInstalledTeamID = w.team.ID, w.app.ID, w.app.BotID, w.team.ID
	v.Blocks = w.withIDs(v.Blocks)
	v.State, v.Hash, v.Errors = ViewState{Values: initialValues(v.Blocks)}, w.id("hash."), nil
	return v, nil
}

func viewOpen(w *Workspace, c *call) (reply, *apiError) {
	v, err := w.readView(c.json("view"), "modal")
	if err != nil {
		return nil, err
	}
	t, err := w.useTrigger(c.str("trigger_id"))
	if err != nil {
		return nil, err
	}
	for len(t.user.stack) > 0 {
		w.popView(t.user)
	}
	return reply{"view": w.pushView(t.user, v).view}, nil
}

func viewPush(w *Workspace, c *call) (reply, *apiError) {
	v, err := w.readView(c.json("view"), "modal")
	if err != nil {
		return nil, err
	}
	t, err := w.useTrigger(c.str("trigger_id"))
	if err != nil {
		return nil, err
	}
	if t.viewID == "" || w.views[t.viewID] == nil || len(t.user.stack) == 0 {
		return nil, fail("view_not_found")
	}
	if len(t.user.stack) >= maxStack {
		return nil, fail("push_limit_reached")
	}
	return reply{"view": w.pushView(t.user, v).view}, nil
}

// pushView lays a modal on top of a person's stack.
func (w *Workspace) pushView(p *person, v View) *viewRecord {
	v.ID = w.id("V")
	v.RootViewID = v.ID
	if n := len(p.stack); n > 0 {
		v.RootViewID, v.PreviousViewID = p.stack[0].view.ID, p.stack[n-1].view.ID
	}
	rec := &viewRecord{view: v, user: p}
	p.stack = append(p.stack, rec)
	w.views[v.ID] = rec
	w.publishView(rec)
	return rec
}

func (w *Workspace) publishView(rec *viewRecord) {
	copied := rec.view
	w.publish(Change{Type: "modal", User: rec.user.info.ID, View: &copied})
}

// popView takes the topmost modal away.
func (w *Workspace) popView(p *person) {
	n := len(p.stack)
	if n == 0 {
		return
	}
	rec := p.stack[n-1]
	p.stack = p.stack[:n-1]
	delete(w.views, rec.view.ID)
	w.publish(Change{Type: "modal_closed", User: p.info.ID, ViewID: rec.view.ID})
}

func viewUpdate(w *Workspace, c *call) (reply, *apiError) {
	rec := w.views[c.str("view_id")]
	if ext := c.str("external_id"); rec == nil && ext != "" {
		for _, r := range w.views {
			if r.view.ExternalID == ext {
				rec = r
			}
		}
	}
	if rec == nil {
		return nil, fail("not_found")
	}
	if h := c.str("hash"); h != "" && h != rec.view.Hash {
		return nil, fail("hash_conflict")
	}
	v, err := w.readView(c.json("view"), "modal")
	if err != nil {
		return nil, err
	}
	w.replaceView(rec, v)
	return reply{"view": rec.view}, nil
}

// replaceView gives an open modal new content. What was entered stays where block and action ids stay the same.
func (w *Workspace) replaceView(rec *viewRecord, v View) {
	for block, actions := range v.State.Values {
		for action := range actions {
			if old, ok := rec.view.State.Values[block][action]; ok {
				v.State.Values[block][action] = old
			}
		}
	}
	v.ID, v.RootViewID, v.PreviousViewID = rec.view.ID, rec.view.RootViewID, rec.view.PreviousViewID
	rec.view = v
	w.publishView(rec)
}

func viewPublish(w *Workspace, c *call) (reply, *apiError) {
	if !w.cfg.Manifest.Features.AppHome.HomeTabEnabled {
		return nil, fail("not_enabled")
	}
	id := c.str("user_id")
	p := w.personBy(id)
	if p == nil || p.info.ID != id {
		return nil, fail("user_not_found")
	}
	if h := c.str("hash"); h != "" && p.home != nil && h != p.home.Hash {
		return nil, fail("hash_conflict")
	}
	v, err := w.readView(c.json("view"), "home")
	if err != nil {
		return nil, err
	}
	if v.ID = w.id("V"); p.home != nil {
		v.ID = p.home.ID
	}
	v.RootViewID = v.ID
	p.home = &v
	copied := v
	w.publish(Change{Type: "home", User: p.info.ID, View: &copied})
	return reply{"view": v}, nil
}

// onStack finds an open modal of a person.
func (p *person) onStack(id string) *viewRecord {
	i := slices.IndexFunc(p.stack, func(r *viewRecord) bool { return r.view.ID == id })
	if i < 0 {
		return nil
	}
	return p.stack[i]
}
