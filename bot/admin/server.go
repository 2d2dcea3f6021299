package admin

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"mock-interviewer/store"
)

// Config is what a Server speaks for. The caller owns the database and closes it after the server.
type Config struct {
	DB *store.DB
	// Version is the program's, for Status.
	Version string
	// Log gets what was done, without the person it was done to; nil means none.
	Log *slog.Logger
	// Now is the clock; nil means time.Now.
	Now func() time.Time
}

// Status is what a running `serve` says of itself.
type Status struct {
	Version   string    `json:"version"`
	PID       int       `json:"pid"`
	StartedAt time.Time `json:"started_at"`
	Database  string    `json:"database"`
	Bytes     int64     `json:"bytes"`
	// What waits: events not handled, messages not sent, replies not graded.
	Inbox    int `json:"inbox"`
	Outbox   int `json:"outbox"`
	Gradings int `json:"gradings"`
}

// Server answers on the admin socket.
type Server struct {
	cfg     Config
	dir     string
	started time.Time
	http    *http.Server
	done    chan struct{}
}

// Start answers in the folder of the database until Close.
func Start(cfg Config) (*Server, error) {
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	s := &Server{cfg: cfg, dir: filepath.Dir(cfg.DB.Path()), started: cfg.Now(), done: make(chan struct{})}
	tidy(s.dir)
	l, err := listen(s.dir)
	if err != nil {
		return nil, fmt.Errorf("the admin socket in %s: %w", s.dir, err)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /status", s.status)
	mux.HandleFunc("GET /backup", s.backup)
	mux.HandleFunc("GET /export", s.export)
	mux.HandleFunc("POST /erase", s.erase)
	s.http = &http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second}
	go func() {
		defer close(s.done)
		if err := s.http.Serve(l); !errors.Is(err, http.ErrServerClosed) {
			s.cfg.Log.Error("the admin socket stopped", "error", err)
		}
	}()
	return s, nil
}

// Close removes the socket, gives what runs five seconds to end, and waits for it. Closing twice is fine.
func (s *Server) Close() {
	_ = os.Remove(filepath.Join(s.dir, socketName))
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	if s.http.Shutdown(ctx) != nil {
		_ = s.http.Close()
	}
	<-s.done
}

// tidy removes what earlier processes could not. It is for who has the database open: nobody else works in its folder.
func tidy(dir string) {
	left, _ := filepath.Glob(filepath.Join(dir, workPattern))
	for _, path := range left {
		_ = os.RemoveAll(path)
	}
	removeHalves(filepath.Join(dir, backupFolder))
}

func (s *Server) status(w http.ResponseWriter, _ *http.Request) {
	st := Status{Version: s.cfg.Version, PID: os.Getpid(), StartedAt: s.started, Database: s.cfg.DB.Path()}
	if info, err := os.Stat(st.Database); err == nil {
		st.Bytes = info.Size()
	}
	err := s.cfg.DB.View(func(tx *store.Tx) error {
		st.Inbox, st.Outbox, st.Gradings = tx.InboxLen(), tx.OutboxLen(), tx.GradingsLen()
		return nil
	})
	s.answer(w, st, err)
}

func (s *Server) erase(w http.ResponseWriter, r *http.Request) {
	erased, err := erase(s.cfg.DB, r.URL.Query().Get("user"), false)
	if err == nil {
		s.cfg.Log.Info("erased a person's data for the operator", "answers", erased.Answers, "interviews", erased.Interviews)
	}
	s.answer(w, erased, err)
}

func (s *Server) answer(w http.ResponseWriter, v any, err error) {
	if err != nil {
		s.refuse(w, err)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(v)
}

func (s *Server) refuse(w http.ResponseWriter, err error) {
	code := http.StatusInternalServerError
	if errors.Is(err, store.ErrInvalid) {
		code = http.StatusBadRequest
	}
	s.cfg.Log.Error("the operator's command failed", "error", err)
	http.Error(w, err.Error(), code)
}

// backup sends a verified copy.
func (s *Server) backup(w http.ResponseWriter, _ *http.Request) {
	s.send(w, func(path string) error { return s.cfg.DB.Backup(path) })
}

// export sends every graded answer. It is written to a file first: a slow reader must not hold the database's pages.
func (s *Server) export(w http.ResponseWriter, r *http.Request) {
	s.send(w, func(path string) error {
		f, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY, 0o600)
		if err != nil {
			return err
		}
		return errors.Join(export(s.cfg.DB, r.URL.Query().Get("format"), f), f.Close())
	})
}

// send sends the file that fill makes, whole or not at all: its length goes ahead.
func (s *Server) send(w http.ResponseWriter, fill func(path string) error) {
	work, err := os.MkdirTemp(s.dir, workPattern)
	if err != nil {
		s.refuse(w, err)
		return
	}
	defer os.RemoveAll(work)
	path := filepath.Join(work, "file")
	if err := fill(path); err != nil {
		s.refuse(w, err)
		return
	}
	f, err := os.Open(path)
	if err != nil {
		s.refuse(w, err)
		return
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		s.refuse(w, err)
		return
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	w.Header().Set("Content-Length", strconv.FormatInt(info.Size(), 10))
	_, _ = io.Copy(w, f)
}
