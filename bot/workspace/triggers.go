package workspace

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"time"
)

// trigger is a trigger_id: good once, and for a few seconds only.
type trigger struct {
	user    *person
	viewID  string // the modal it came from, for views.push
	expires time.Time
	used    bool
}

// newTrigger hands out a trigger_id. The caller holds the mutex.
func (w *Workspace) newTrigger(p *person, viewID string) string {
	now := w.cfg.Now()
	for id, t := range w.triggers {
		if now.Sub(t.expires) > time.Minute {
			delete(w.triggers, id)
		}
	}
	id := w.id("trigger.")
	w.triggers[id] = &trigger{user: p, viewID: viewID, expires: now.Add(w.cfg.TriggerTTL)}
	return id
}

// useTrigger takes a trigger_id that the app came back with.
func (w *Workspace) useTrigger(id string) (*trigger, *apiError) {
	t := w.triggers[id]
	switch {
	case id == "" || t == nil:
		return nil, fail("invalid_trigger_id")
	case t.used:
		return nil, fail("exchanged_trigger_id")
	case w.cfg.Now().After(t.expires):
		return nil, fail("expired_trigger_id")
	}
	t.used = true
	return t, nil
}

const (
	responseUses = 5
	responseTTL  = 30 * time.Minute
)

// responseTarget is where a response_url leads.
type responseTarget struct {
	ch      *channel
	user    *person
	ts      string // of the message whose button was pressed; "" for a slash command
	thread  string
	left    int
	expires time.Time
}

// newResponseURL hands out a response_url. The caller holds the mutex.
func (w *Workspace) newResponseURL(ch *channel, p *person, ts, thread string) string {
	now := w.cfg.Now()
	for id, t := range w.responses {
		if now.After(t.expires) {
			delete(w.responses, id)
		}
	}
	id := w.id("R")
	w.responses[id] = &responseTarget{ch: ch, user: p, ts: ts, thread: thread, left: responseUses, expires: now.Add(responseTTL)}
	return w.baseURL + "/response/" + id
}

// response is the body of a request to a response_url, and of the ack of a slash command.
type response struct {
	Text            string          `json:"text"`
	Blocks          json.RawMessage `json:"blocks"`
	ResponseType    string          `json:"response_type"`
	ThreadTS        string          `json:"thread_ts"`
	ReplaceOriginal bool            `json:"replace_original"`
	DeleteOriginal  bool            `json:"delete_original"`
}

func (w *Workspace) serveResponse(rw http.ResponseWriter, r *http.Request) {
	started := time.Now()
	plan := w.planFaults("response_url")
	if !plan.wait(r.Context()) || plan.before(rw) {
		return
	}
	data, err := io.ReadAll(http.MaxBytesReader(rw, r.Body, maxBody))
	if err != nil {
		http.Error(rw, "body", http.StatusBadRequest)
		return
	}
	w.mu.Lock()
	status, apiErr := w.respondVia(strings.TrimPrefix(r.URL.Path, "/response/"), data)
	outcome := "ok"
	if apiErr != nil {
		outcome = apiErr.name
	}
	w.record(Entry{Direction: "in", Kind: "response_url", Name: "response_url", Outcome: outcome, MS: since(started), Body: data})
	w.mu.Unlock()
	if plan.after(rw) {
		return
	}
	if apiErr == nil {
		rw.Header().Set("Content-Type", "text/html")
		_, _ = rw.Write([]byte("ok"))
		return
	}
	rw.Header().Set("Content-Type", "application/json; charset=utf-8")
	rw.WriteHeader(status)
	_ = json.NewEncoder(rw).Encode(apiErr.body())
}

// respondVia does what was asked through a response_url.
func (w *Workspace) respondVia(id string, data []byte) (status int, err *apiError) {
	t := w.responses[id]
	if t == nil || t.left <= 0 || w.cfg.Now().After(t.expires) {
		return http.StatusNotFound, fail("used_url")
	}
	var body response
	if json.Unmarshal(data, &body) != nil {
		return http.StatusBadRequest, fail("invalid_payload")
	}
	if err := w.respond(t, body); err != nil {
		return http.StatusBadRequest, err
	}
	t.left--
	return http.StatusOK, nil
}

func (w *Workspace) respond(t *responseTarget, body response) *apiError {
	if string(body.Blocks) == "null" {
		body.Blocks = nil
	}
	if body.DeleteOriginal {
		return w.replace(t, nil)
	}
	if err := w.checkContent(body.Text, body.Blocks); err != nil {
		return err
	}
	if body.ReplaceOriginal && t.ts != "" {
		return w.replace(t, &body)
	}
	thread := body.ThreadTS
	if thread == "" {
		thread = t.thread
	}
	switch body.ResponseType {
	case "in_channel":
		m := w.botMessage(t.ch, body.Text, body.Blocks)
		m.ThreadTS = thread
		w.post(t.ch, m)
	case "", "ephemeral":
		w.addEphemeral(t.ch, t.user, thread, body.Text, body.Blocks)
	default:
		return fail("invalid_arguments")
	}
	return nil
}

// replace gives the message behind a response_url new content, or deletes it when body is nil.
func (w *Workspace) replace(t *responseTarget, body *response) *apiError {
	for i, e := range t.ch.ephemerals {
		if e.TS != t.ts {
			continue
		}
		if body == nil {
			t.ch.ephemerals = append(t.ch.ephemerals[:i:i], t.ch.ephemerals[i+1:]...)
			w.publish(Change{Type: "ephemeral_deleted", Channel: t.ch.id, User: t.user.info.ID, TS: t.ts})
			return nil
		}
		e.Text, e.Blocks, e.Mentions = body.Text, w.withIDs(body.Blocks), mentions(body.Text, body.Blocks)
		copied := *e
		w.publish(Change{Type: "ephemeral", Channel: t.ch.id, User: t.user.info.ID, Message: &copied})
		return nil
	}
	m := t.ch.message(t.ts)
	switch {
	case m == nil || m.BotID != w.app.BotID:
		return fail("message_not_found")
	case body == nil:
		w.remove(t.ch, m)
	default:
		w.change(t.ch, m, body.Text, body.Blocks)
	}
	return nil
}
