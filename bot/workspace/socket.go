package workspace

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// socketQueue bounds the frames that wait for a slow reader; beyond it the socket is cut.
const socketQueue = 8192

// socket is one Socket Mode connection.
type socket struct {
	w    *Workspace
	conn *websocket.Conn
	out  chan []byte
	done chan struct{}
	once sync.Once
	ttl  *time.Timer // guarded by the workspace's mutex
}

func openConnection(w *Workspace, _ *call) (reply, *apiError) {
	if len(w.hub.sockets) >= maxSockets {
		return nil, fail("too_many_websockets")
	}
	ticket := w.id("ticket")
	w.hub.tickets[ticket] = true
	return reply{"url": "ws" + strings.TrimPrefix(w.baseURL, "http") + "/socket/" + ticket}, nil
}

func (w *Workspace) serveSocket(rw http.ResponseWriter, r *http.Request) {
	ticket := strings.TrimPrefix(r.URL.Path, "/socket/")
	w.mu.Lock()
	known := w.hub.tickets[ticket] && len(w.hub.sockets) < maxSockets && !w.closed
	delete(w.hub.tickets, ticket)
	w.mu.Unlock()
	if !known {
		http.Error(rw, "this URL was used before, or never given out", http.StatusForbidden)
		return
	}
	up := websocket.Upgrader{CheckOrigin: func(r *http.Request) bool {
		origin := r.Header.Get("Origin")
		return origin == "" || origin == "https://api.slack.com"
	}}
	conn, err := up.Upgrade(rw, r, nil)
	if err != nil {
		return
	}
	s := &socket{w: w, conn: conn, out: make(chan []byte, socketQueue), done: make(chan struct{})}
	go s.writeLoop()
	w.addSocket(s)
	s.readLoop()
}

func (w *Workspace) addSocket(s *socket) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.closed {
		s.close()
		return
	}
	w.hub.sockets = append(w.hub.sockets, s)
	s.write(raw(map[string]any{
		"type": "hello", "num_connections": len(w.hub.sockets),
		"connection_info": map[string]any{"app_id": w.app.ID},
		"debug_info": map[string]any{
			"host": "workspace", "build_number": 1, "approximate_connection_time": int(w.cfg.SocketTTL.Seconds()),
		},
	}))
	w.envelopeEntry("socket", "hello", "open", "", time.Time{}, nil)
	w.resend()
	if w.cfg.SocketTTL > 0 {
		s.ttl = time.AfterFunc(w.cfg.SocketTTL, func() { s.retire("warning", w.cfg.SocketGrace) })
	}
}

// write queues a frame. It never blocks: a socket that is not read is cut.
func (s *socket) write(frame []byte) {
	select {
	case <-s.done:
	case s.out <- frame:
	default:
		s.close()
	}
}

// retire asks for a reconnect and closes after the grace time.
func (s *socket) retire(reason string, grace time.Duration) {
	s.write(raw(map[string]any{
		"type": "disconnect", "reason": reason, "debug_info": map[string]any{"host": "workspace"},
	}))
	// Even without grace the frame should leave before the connection does.
	time.AfterFunc(max(grace, 50*time.Millisecond), s.close)
}

func (s *socket) close() {
	s.once.Do(func() {
		close(s.done)
		_ = s.conn.Close()
	})
}

func (s *socket) writeLoop() {
	ping := time.NewTicker(s.w.cfg.PingInterval)
	defer ping.Stop()
	defer s.close()
	// One ping at once: a client with a short interval would give up before the first tick.
	due := s.ping()
	for due == nil {
		select {
		case <-s.done:
			return
		case frame := <-s.out:
			_ = s.conn.SetWriteDeadline(time.Now().Add(10 * time.Second))
			due = s.conn.WriteMessage(websocket.TextMessage, frame)
		case <-ping.C:
			due = s.ping()
		}
	}
}

func (s *socket) ping() error {
	return s.conn.WriteControl(websocket.PingMessage, []byte("Ping from workspace"), time.Now().Add(10*time.Second))
}

func (s *socket) readLoop() {
	defer s.gone()
	s.conn.SetReadLimit(1 << 20)
	for {
		_, frame, err := s.conn.ReadMessage()
		if err != nil {
			return
		}
		s.w.acked(s, json.RawMessage(frame))
	}
}

// gone takes the socket out of the hub. What waits for an ack on it goes on waiting until its time is up, as in Slack.
func (s *socket) gone() {
	s.close()
	s.w.mu.Lock()
	defer s.w.mu.Unlock()
	if s.ttl != nil {
		s.ttl.Stop()
	}
	s.w.hub.sockets = slices.DeleteFunc(s.w.hub.sockets, func(o *socket) bool { return o == s })
	if !s.w.closed {
		s.w.envelopeEntry("socket", "close", "closed", "", time.Time{}, nil)
	}
}
