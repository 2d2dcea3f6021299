package bot_test

import (
	"bytes"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"mock-interviewer/store"
)

// callTo is one Web API call on its way through a proxy.
type callTo struct {
	method  string
	channel string
	effect  string // the effect id in its metadata, where it has one
	at      time.Time
}

// proxy stands between the bot and the workspace's Web API. meet, where set, may answer in the workspace's place.
type proxy struct {
	mu    sync.Mutex
	calls []callTo
	meet  func(rw http.ResponseWriter, c callTo) bool
}

// throughProxy is a house whose bot reaches the Web API through p.
func throughProxy(p *proxy) option {
	return func(h *house) {
		target, err := url.Parse(strings.TrimSuffix(h.cfg.APIURL, "/api/"))
		if err != nil {
			h.t.Fatal(err)
		}
		next := httputil.NewSingleHostReverseProxy(target)
		next.ErrorLog = log.New(io.Discard, "", 0) // answers that are lost on purpose
		srv := httptest.NewServer(p.handler(next, target.Host))
		h.t.Cleanup(srv.Close)
		h.cfg.APIURL = srv.URL + "/api/"
	}
}

func (p *proxy) handler(next http.Handler, host string) http.HandlerFunc {
	return func(rw http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		form, _ := url.ParseQuery(string(body))
		c := callTo{method: strings.TrimPrefix(r.URL.Path, "/api/"), channel: form.Get("channel"), at: time.Now()}
		if _, after, ok := strings.Cut(form.Get("metadata"), `"effect_id":"`); ok {
			c.effect, _, _ = strings.Cut(after, `"`)
		}
		p.mu.Lock()
		p.calls = append(p.calls, c)
		meet := p.meet
		p.mu.Unlock()
		if meet != nil && meet(rw, c) {
			return
		}
		r.Body, r.Host = io.NopCloser(bytes.NewReader(body)), host
		next.ServeHTTP(rw, r)
	}
}

func (p *proxy) set(meet func(rw http.ResponseWriter, c callTo) bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.meet = meet
}

// to lists the calls of a method in a channel; an empty channel means any.
func (p *proxy) to(method, channel string) (found []callTo) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, c := range p.calls {
		if c.method == method && (channel == "" || c.channel == channel) {
			found = append(found, c)
		}
	}
	return found
}

func limited(rw http.ResponseWriter, seconds string) {
	rw.Header().Set("Retry-After", seconds)
	rw.WriteHeader(http.StatusTooManyRequests)
}

// storedKeys counts how many of the messages of the frames e0, e1, … were taken: taking one again is no news.
func storedKeys(t *testing.T, run *rawRun, n int) (known int) {
	t.Helper()
	err := run.db.Update(func(tx *store.Tx) error {
		for i := range n {
			fresh, err := tx.Receive(store.Inbound{Keys: []string{fmt.Sprintf("event:Ev%d", i)}, Conversation: "dm:U1", Kind: "message", Body: []byte(`{}`)})
			if err != nil {
				return err
			}
			if !fresh {
				known++
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return known
}
