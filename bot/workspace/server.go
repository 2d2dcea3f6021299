package workspace

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"slices"
	"sync"
	"time"
)

// Server is a workspace that listens.
type Server struct {
	w    *Workspace
	http *http.Server
	stop chan struct{} // closed by Close
	wait sync.WaitGroup
	once sync.Once
}

// Start listens on addr, which must be on loopback (port 0: a free one), until Close or until ctx ends.
// A workspace can be started once.
func (w *Workspace) Start(ctx context.Context, addr string) (*Server, error) {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, fmt.Errorf("workspace: address %q: %w", addr, err)
	}
	if !isLoopback(host) {
		return nil, fmt.Errorf("workspace: address %q is not on loopback: anyone who can reach it could act as anyone", addr)
	}
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("workspace: %w", err)
	}
	w.mu.Lock()
	w.baseURL = "http://" + l.Addr().String()
	w.mu.Unlock()
	s := &Server{
		w: w, stop: make(chan struct{}),
		http: &http.Server{Handler: w.Handler(), ReadHeaderTimeout: 10 * time.Second},
	}
	s.wait.Go(func() {
		if err := s.http.Serve(l); !errors.Is(err, http.ErrServerClosed) {
			w.log.Error("workspace stopped listening", "error", err)
		}
	})
	if w.file != nil {
		s.wait.Go(func() { w.keepSaved(s.stop) })
	}
	context.AfterFunc(ctx, s.Close)
	return s, nil
}

// Handler serves the Web API under /api/, Socket Mode, response URLs and the page.
func (w *Workspace) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/api/", noBrowser(w.serveAPI))
	mux.HandleFunc("GET /socket/", w.serveSocket)
	mux.HandleFunc("POST /response/", noBrowser(w.serveResponse))
	mux.HandleFunc("POST /upload/{file}", noBrowser(w.serveUpload))
	w.routePage(mux)
	return hostCheck(mux)
}

// URL is where the page is, without a slash at the end.
func (s *Server) URL() string {
	s.w.mu.Lock()
	defer s.w.mu.Unlock()
	return s.w.baseURL
}

// APIURL is the base of the Web API, with a slash at the end, as slack.OptionAPIURL wants it.
func (s *Server) APIURL() string { return s.URL() + "/api/" }

// BotToken returns the xoxb token of the app.
func (s *Server) BotToken() string { return s.w.botToken }

// AppToken returns the xapp token of the app.
func (s *Server) AppToken() string { return s.w.appToken }

// Workspace returns the state behind the server.
func (s *Server) Workspace() *Workspace { return s.w }

// Close stops listening, cuts every connection and saves the workspace where it has a file. It may be called more than
// once; each call returns when that is done.
func (s *Server) Close() {
	s.once.Do(func() {
		// The connections go first: a call that nobody saw answered may then be in the file or not, and the app asks.
		_ = s.http.Close()
		close(s.stop)
		s.wait.Wait()
		s.w.saveNow() // before shut, which forgets the events that wait for an ack
		s.w.shut()
	})
}

// shut closes the sockets, stops all retries and wakes whoever waits.
func (w *Workspace) shut() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.closed {
		return
	}
	w.closed = true
	for _, s := range slices.Clone(w.hub.sockets) {
		s.close()
	}
	for d := range w.hub.open {
		w.finish(d, ackResult{err: ErrDispatchFailed})
	}
	close(w.feed.wake)
	w.feed.wake = make(chan struct{})
}

func isLoopback(host string) bool {
	if host == "localhost" {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

// noBrowser refuses what a web page sends: the tokens are no secret, so any page that somebody has open could act as
// the app. Browsers always send an Origin with a POST; Slack's clients never do.
func noBrowser(next http.HandlerFunc) http.HandlerFunc {
	return func(rw http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Origin") != "" || r.Header.Get("Sec-Fetch-Site") != "" {
			http.Error(rw, "the Web API is not for web pages", http.StatusForbidden)
			return
		}
		next(rw, r)
	}
}

// hostCheck refuses requests for another host's name: a page elsewhere could otherwise point its name at 127.0.0.1.
func hostCheck(next http.Handler) http.Handler {
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		host, _, err := net.SplitHostPort(r.Host)
		if err != nil {
			host = r.Host
		}
		if !isLoopback(host) {
			http.Error(rw, "this workspace answers on loopback only", http.StatusForbidden)
			return
		}
		next.ServeHTTP(rw, r)
	})
}
