package workspace

import (
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// maxBody bounds a request's body.
const maxBody = 4 << 20

// apiError is a Web API error: its name and, where Slack says more, the rest.
type apiError struct {
	name     string
	needed   string
	provided string
	messages []string
}

func (e *apiError) Error() string { return e.name }

func fail(name string) *apiError { return &apiError{name: name} }

// call is one Web API request. Arguments are the same whether they came as a form or as JSON.
type call struct {
	method string
	token  string
	args   map[string]json.RawMessage
}

// reply is the body of a successful answer, without "ok".
type reply map[string]any

// method is a Web API method. A method without scopes needs only a token; any one of several scopes will do.
type method struct {
	app    bool // wants the app-level token
	tier   int  // calls a minute; 0: special, see limits.go
	scopes []string
	run    func(w *Workspace, c *call) (reply, *apiError)
}

func (w *Workspace) serveAPI(rw http.ResponseWriter, r *http.Request) {
	started := time.Now()
	c, err := readCall(r)
	if err != nil {
		http.Error(rw, err.Error(), http.StatusBadRequest)
		return
	}
	plan := w.planFaults(c.method)
	if !plan.wait(r.Context()) {
		return
	}
	if plan.before(rw) {
		w.journalCall(c, plan.name, started)
		return
	}
	w.mu.Lock()
	body, apiErr, retryAfter := w.answer(c)
	w.mu.Unlock()
	outcome := "ok"
	if apiErr != nil {
		body, outcome = apiErr.body(), apiErr.name
	}
	w.journalCall(c, strings.TrimSpace(outcome+" "+plan.afterName()), started)
	if plan.after(rw) {
		return
	}
	rw.Header().Set("Content-Type", "application/json; charset=utf-8")
	rw.Header().Set("X-Oauth-Scopes", strings.Join(sortedKeys(w.scopes), ","))
	rw.Header().Set("X-Slack-Req-Id", fmt.Sprintf("%x", started.UnixNano()))
	if retryAfter > 0 {
		rw.Header().Set("Retry-After", strconv.Itoa(retryAfter))
		rw.WriteHeader(http.StatusTooManyRequests)
	}
	_ = json.NewEncoder(rw).Encode(body)
}

// answer runs a call. The caller holds the mutex. retryAfter, in seconds, is positive when the call was too much.
func (w *Workspace) answer(c *call) (body reply, err *apiError, retryAfter int) {
	m, known := methods()[c.method]
	if !known || slices.Contains(w.cfg.RefuseMethods, c.method) {
		return nil, fail("unknown_method"), 0
	}
	if err := w.authorise(c, m); err != nil {
		return nil, err, 0
	}
	if retryAfter := w.overLimit(c, m); retryAfter > 0 {
		return nil, fail("ratelimited"), retryAfter
	}
	body, err = m.run(w, c)
	if err != nil {
		return nil, err, 0
	}
	if body == nil {
		body = reply{}
	}
	body["ok"] = true
	return body, nil, 0
}

func (w *Workspace) authorise(c *call, m method) *apiError {
	switch c.token {
	case "":
		return fail("not_authed")
	case w.botToken:
		if m.app {
			return fail("not_allowed_token_type")
		}
	case w.appToken:
		if !m.app {
			return fail("not_allowed_token_type")
		}
		return nil
	default:
		return fail("invalid_auth")
	}
	if len(m.scopes) == 0 {
		return nil
	}
	for _, s := range m.scopes {
		if w.scopes[s] {
			return nil
		}
	}
	return w.missing(m.scopes...)
}

// missing is the error for a scope that the manifest does not ask for.
func (w *Workspace) missing(scopes ...string) *apiError {
	return &apiError{
		name: "missing_scope", needed: strings.Join(scopes, ","), provided: strings.Join(sortedKeys(w.scopes), ","),
	}
}

func (e *apiError) body() reply {
	body := reply{"ok": false, "error": e.name}
	if e.needed != "" {
		body["needed"], body["provided"] = e.needed, e.provided
	}
	if len(e.messages) > 0 {
		marked := make([]string, len(e.messages))
		for i, m := range e.messages {
			marked[i] = "[ERROR] " + m
		}
		body["errors"] = e.messages
		body["response_metadata"] = map[string]any{"messages": marked}
	}
	return body
}

func (w *Workspace) journalCall(c *call, outcome string, started time.Time) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.record(Entry{Direction: "in", Kind: "api", Name: c.method, Outcome: outcome, MS: since(started), Body: raw(c.args)})
}

// readCall reads the method, the token and the arguments of a request.
func readCall(r *http.Request) (*call, error) {
	c := &call{method: strings.TrimPrefix(r.URL.Path, "/api/"), args: map[string]json.RawMessage{}}
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	r.Body = http.MaxBytesReader(nil, r.Body, maxBody)
	if kind == "application/json" {
		if err := c.readJSON(r.Body); err != nil {
			return nil, err
		}
	} else if err := c.readForm(r, kind); err != nil {
		return nil, err
	}
	if bearer, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok {
		c.token = bearer
	} else {
		c.token = c.str("token")
	}
	delete(c.args, "token")
	return c, nil
}

func (c *call) readJSON(body io.Reader) error {
	data, err := io.ReadAll(body)
	if err != nil {
		return fmt.Errorf("body: %w", err)
	}
	if len(data) == 0 {
		return nil
	}
	if err := json.Unmarshal(data, &c.args); err != nil {
		return fmt.Errorf("body is not a JSON object: %w", err)
	}
	if c.args == nil {
		c.args = map[string]json.RawMessage{}
	}
	return nil
}

func (c *call) readForm(r *http.Request, kind string) error {
	var err error
	if kind == "multipart/form-data" {
		err = r.ParseMultipartForm(maxBody)
	} else {
		err = r.ParseForm()
	}
	if err != nil {
		return fmt.Errorf("body: %w", err)
	}
	for name, values := range r.Form {
		c.args[name] = raw(values[0])
	}
	return nil
}

// str returns a text argument, or "".
func (c *call) str(name string) string {
	var s string
	if json.Unmarshal(c.args[name], &s) == nil {
		return s
	}
	var n json.Number
	if json.Unmarshal(c.args[name], &n) == nil {
		return n.String()
	}
	return ""
}

// flag returns a boolean argument, or false.
func (c *call) flag(name string) bool {
	var b bool
	if json.Unmarshal(c.args[name], &b) == nil {
		return b
	}
	s := c.str(name)
	return s == "true" || s == "1"
}

// num returns a number argument, or otherwise.
func (c *call) num(name string, otherwise int) int {
	if n, err := strconv.Atoi(c.str(name)); err == nil {
		return n
	}
	return otherwise
}

// json returns a structured argument, which a form holds as text; nil if it is absent or empty.
func (c *call) json(name string) json.RawMessage {
	v := c.args[name]
	var s string
	if json.Unmarshal(v, &s) == nil {
		v = json.RawMessage(s)
	}
	if len(v) == 0 || string(v) == "null" {
		return nil
	}
	return v
}
