package workspace

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/slack-go/slack"
)

//go:embed page
var pageFiles embed.FS

type slackCommand = slack.ManifestSlashCommand

func (w *Workspace) routePage(mux *http.ServeMux) {
	files := http.FileServerFS(pageFiles)
	mux.Handle("GET /page/", files)
	mux.HandleFunc("GET /{$}", func(rw http.ResponseWriter, _ *http.Request) {
		index, err := fs.ReadFile(pageFiles, "page/index.html")
		if err != nil {
			http.Error(rw, "the page is not built in", http.StatusNotFound)
			return
		}
		rw.Header().Set("Content-Type", "text/html; charset=utf-8")
		rw.Header().Set("Cache-Control", "no-store")
		rw.Header().Set("Content-Security-Policy", "default-src 'self'; img-src 'self' https: data:; "+
			"style-src 'self' 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'")
		_, _ = rw.Write(index)
	})
	mux.HandleFunc("GET /files/{file}/{name}", sameOrigin(w.serveFile))
	mux.HandleFunc("GET /archives/{channel}/{message}", w.serveArchive)
	mux.HandleFunc("GET /ui/state", sameOrigin(w.serveState))
	mux.HandleFunc("GET /ui/events", sameOrigin(w.serveEvents))
	mux.HandleFunc("POST /ui/act", sameOrigin(w.serveAct))
	mux.HandleFunc("GET /ui/inspect", sameOrigin(w.serveInspect))
}

// sameOrigin refuses requests that another site's page makes.
func sameOrigin(next http.HandlerFunc) http.HandlerFunc {
	return func(rw http.ResponseWriter, r *http.Request) {
		origin, site := r.Header.Get("Origin"), r.Header.Get("Sec-Fetch-Site")
		if origin != "" && origin != "http://"+r.Host || site != "" && site != "same-origin" && site != "none" {
			http.Error(rw, "this page may be used from its own address only", http.StatusForbidden)
			return
		}
		next(rw, r)
	}
}

func (w *Workspace) viewer(r *http.Request) *person {
	id := r.URL.Query().Get("user")
	for _, p := range w.people {
		if p.info.ID == id || id == "" {
			return p
		}
	}
	return nil
}

func (w *Workspace) serveState(rw http.ResponseWriter, r *http.Request) {
	w.mu.Lock()
	p := w.viewer(r)
	var body []byte
	if p != nil {
		body = raw(w.state(p))
	}
	w.mu.Unlock()
	if p == nil {
		http.Error(rw, "nobody has that id", http.StatusNotFound)
		return
	}
	sendJSON(rw, body)
}

func sendJSON(rw http.ResponseWriter, body []byte) {
	rw.Header().Set("Content-Type", "application/json; charset=utf-8")
	rw.Header().Set("Cache-Control", "no-store")
	_, _ = rw.Write(body)
}

// state is all that one person sees. The caller holds the mutex.
func (w *Workspace) state(p *person) State {
	s := State{
		Team: w.team, You: p.info, App: w.app, Home: p.home, Statuses: w.statusList(), Seq: w.feed.seq,
		Messages: map[string][]Message{}, Ephemerals: map[string][]Message{}, Modals: []View{},
		Commands: []Command{}, Shortcuts: []ShortcutInfo{},
	}
	for _, o := range w.people {
		s.People = append(s.People, o.info)
	}
	s.People = append(s.People, w.botInfo())
	for _, c := range w.cfg.Manifest.Features.SlashCommands {
		s.Commands = append(s.Commands, Command{c.Command, c.Description, c.UsageHint})
	}
	s.Commands = append(s.Commands, w.slacksOwn()...)
	for _, c := range w.cfg.Manifest.Features.Shortcuts {
		s.Shortcuts = append(s.Shortcuts, ShortcutInfo{c.Name, c.CallbackID, string(c.Type), c.Description})
	}
	for _, rec := range p.stack {
		s.Modals = append(s.Modals, rec.view)
	}
	for _, ch := range w.channels {
		if !ch.members[p.info.ID] {
			continue
		}
		s.Channels = append(s.Channels, w.channelInfo(ch, p))
		s.Messages[ch.id] = copies(ch.msgs)
		s.Ephemerals[ch.id] = []Message{}
		for _, m := range ch.ephemerals {
			if m.EphemeralFor == p.info.ID {
				s.Ephemerals[ch.id] = append(s.Ephemerals[ch.id], *m)
			}
		}
	}
	return s
}

func (w *Workspace) channelInfo(ch *channel, p *person) ChannelInfo {
	info := ChannelInfo{
		ID: ch.id, Name: ch.name, IsIM: ch.im != nil, IsPrivate: ch.private, IsMemberBot: ch.botIn(w), Topic: ch.topic,
	}
	if ch.im != nil {
		info.Name, info.Prompts, info.Titles = w.app.Name, w.prompts[ch.id], w.titles[ch.id]
	}
	for _, m := range slices.Backward(ch.msgs) {
		if m.TS <= p.unread[ch.id] {
			break
		}
		if m.User != p.info.ID && !m.aboutMembers() {
			info.Unread++
		}
	}
	return info
}

// concerns says whether a person may see a change.
func (w *Workspace) concerns(c Change, p *person) bool {
	if c.User != "" {
		return c.User == p.info.ID
	}
	if c.Channel == "" {
		return true
	}
	ch := w.channelByID(c.Channel)
	return ch != nil && ch.members[p.info.ID]
}

func (w *Workspace) serveEvents(rw http.ResponseWriter, r *http.Request) {
	after, _ := strconv.ParseInt(r.URL.Query().Get("after"), 10, 64)
	if id := r.Header.Get("Last-Event-ID"); id != "" {
		after, _ = strconv.ParseInt(id, 10, 64)
	}
	w.mu.Lock()
	p := w.viewer(r)
	w.mu.Unlock()
	if p == nil {
		http.Error(rw, "nobody has that id", http.StatusNotFound)
		return
	}
	rw.Header().Set("Content-Type", "text/event-stream")
	rw.Header().Set("Cache-Control", "no-store")
	out := http.NewResponseController(rw)
	alive := time.NewTicker(15 * time.Second)
	defer alive.Stop()
	for {
		batch, next, wake, closed := w.changesFor(p, after)
		after = next
		if _, err := rw.Write(batch); err != nil || out.Flush() != nil || closed {
			return
		}
		select {
		case <-r.Context().Done():
			return
		case <-wake:
		case <-alive.C:
			if _, err := rw.Write([]byte(": still here\n\n")); err != nil {
				return
			}
		}
	}
}

// changesFor encodes the changes after a seq that concern a person.
func (w *Workspace) changesFor(p *person, after int64) (batch []byte, next int64, wake chan struct{}, closed bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	changes, complete := w.feed.after(after)
	if !complete {
		changes = []Change{{Seq: w.feed.seq, Type: "reload"}}
	}
	var b strings.Builder
	for _, c := range changes {
		if w.concerns(c, p) {
			fmt.Fprintf(&b, "id: %d\ndata: %s\n\n", c.Seq, raw(c))
		}
	}
	return []byte(b.String()), w.feed.seq, w.feed.wake, w.closed
}

func (w *Workspace) serveInspect(rw http.ResponseWriter, _ *http.Request) {
	w.mu.Lock()
	body := raw(w.journal.newest(300))
	w.mu.Unlock()
	sendJSON(rw, body)
}

func (w *Workspace) serveAct(rw http.ResponseWriter, r *http.Request) {
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if kind != "application/json" {
		http.Error(rw, "Content-Type must be application/json", http.StatusUnsupportedMediaType)
		return
	}
	var a Act
	if err := json.NewDecoder(http.MaxBytesReader(rw, r.Body, maxBody)).Decode(&a); err != nil {
		http.Error(rw, "the body is not what /ui/act takes", http.StatusBadRequest)
		return
	}
	p := w.Person(a.User)
	if p == nil {
		sendJSON(rw, raw(ActResult{Error: "Nobody has that id."}))
		return
	}
	sendJSON(rw, raw(p.act(a)))
}
