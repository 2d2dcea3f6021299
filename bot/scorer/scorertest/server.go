package scorertest

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"
)

// Server is the endpoint. Its methods are safe for concurrent use.
type Server struct {
	http  *httptest.Server
	key   string
	judge Judge

	mu       sync.Mutex
	refused  map[string]bool
	refusal  Behaviour // nil: a 400 that says so
	noLimit  map[string]bool
	delay    time.Duration
	script   []Behaviour
	requests []Request
	problems []string
}

// Option sets a server up.
type Option func(*Server)

// WithKey makes the server want this key; without it, any key or none will do.
func WithKey(key string) Option { return func(s *Server) { s.key = key } }

// WithJudge replaces Lexical, the default judge.
func WithJudge(j Judge) Option { return func(s *Server) { s.judge = j } }

// Refusing makes the server answer 400 to these response formats: "json_schema", "json_object".
func Refusing(formats ...string) Option {
	return func(s *Server) {
		for _, f := range formats {
			s.refused[f] = true
		}
	}
}

// RefusingBy makes the server meet these response formats with a behaviour, such as a 404 that does not say why.
func RefusingBy(b Behaviour, formats ...string) Option {
	return func(s *Server) {
		s.refusal = b
		Refusing(formats...)(s)
	}
}

// NotKnowing makes the server answer 400 to requests with these parameters: "temperature", "max_completion_tokens".
func NotKnowing(parameters ...string) Option {
	return func(s *Server) {
		for _, p := range parameters {
			s.noLimit[p] = true
		}
	}
}

// New starts a server on loopback. Close it.
func New(opts ...Option) *Server {
	s := &Server{judge: Lexical, refused: map[string]bool{}, noLimit: map[string]bool{}}
	for _, o := range opts {
		o(s)
	}
	s.http = httptest.NewServer(http.HandlerFunc(s.serve))
	return s
}

// Start is New for a test: the server is closed with it, and a request that no real endpoint would take fails it.
func Start(t testing.TB, opts ...Option) *Server {
	t.Helper()
	s := New(opts...)
	t.Cleanup(func() {
		s.Close()
		for _, p := range s.Problems() {
			t.Errorf("bad request to the LLM endpoint: %s", p)
		}
	})
	return s
}

// URL is the base URL to configure, with its version path.
func (s *Server) URL() string { return s.http.URL + "/v1" }

// Close stops the server.
func (s *Server) Close() { s.http.Close() }

// Then queues how the next requests are met, one each; after them the judge answers again.
func (s *Server) Then(b ...Behaviour) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.script = append(s.script, b...)
}

// Refuse changes which response formats are refused from now on.
func (s *Server) Refuse(formats ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.refused = map[string]bool{}
	for _, f := range formats {
		s.refused[f] = true
	}
}

// SetJudge changes the judge from now on.
func (s *Server) SetJudge(j Judge) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.judge = j
}

// SetDelay makes every answer take this long from now on.
func (s *Server) SetDelay(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.delay = d
}

// Requests lists what was asked so far, refused requests too.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Request(nil), s.requests...)
}

// Problems lists requests that no real endpoint would take.
func (s *Server) Problems() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.problems...)
}

func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	req, problem := readRequest(r)
	s.mu.Lock()
	s.requests = append(s.requests, req)
	if problem != "" && problem != brokeOff {
		s.problems = append(s.problems, problem)
	}
	next := s.next(req)
	judge, delay := s.judge, s.delay
	s.mu.Unlock()

	switch {
	case problem != "":
		fail(w, http.StatusBadRequest, problem, "invalid_request_error", "")
	case s.key != "" && req.Authorization != "Bearer "+s.key:
		fail(w, http.StatusUnauthorized, "Incorrect API key provided: "+req.Authorization, "invalid_request_error", "invalid_api_key")
	case !pause(r, delay):
	case next != nil:
		next(w, r, req, judge)
	default:
		Answer()(w, r, req, judge)
	}
}

// next is the behaviour for a request: what it may not hold first, then the script. The lock is held.
func (s *Server) next(req Request) Behaviour {
	if s.refused[req.Format] {
		if s.refusal != nil {
			return s.refusal
		}
		return Status(http.StatusBadRequest, "response_format type "+req.Format+" is not supported")
	}
	for p := range s.noLimit {
		if req.Has[p] {
			return Status(http.StatusBadRequest, "Unsupported parameter: "+p)
		}
	}
	if len(s.script) == 0 {
		return nil
	}
	b := s.script[0]
	s.script = s.script[1:]
	return b
}

// pause waits, or returns false where the client went away.
func pause(r *http.Request, d time.Duration) bool {
	if d <= 0 {
		return true
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-r.Context().Done():
		return false
	case <-t.C:
		return true
	}
}

func fail(w http.ResponseWriter, status int, message, kind, code string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	writeJSON(w, map[string]any{"error": map[string]any{"message": message, "type": kind, "code": code, "param": nil}})
}

// writeJSON ignores write errors: the client may be gone, which is what some tests are about.
func writeJSON(w http.ResponseWriter, v any) {
	_ = json.NewEncoder(w).Encode(v)
}
