package workspace

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

const (
	// saveEvery is how long a change may wait until it is on disk.
	saveEvery = time.Second
	// maxFile bounds a saved workspace, in bytes. What does not fit loses its oldest messages.
	maxFile = 16 << 20
	// savedMessages is how many messages a conversation keeps at most.
	savedMessages = 4000
)

// file keeps a workspace on disk. A nil file keeps nothing.
type file struct {
	path string
	last []byte // what stands in it
}

// openFile reads the file. It is nil, and the workspace goes on without, where nothing can be kept.
func (w *Workspace) openFile(path string) (f *file, s saved, found bool) {
	if path == "" {
		return nil, s, false
	}
	f = &file{path: path}
	s, err := f.read()
	switch {
	case err == nil:
		return f, s, true
	case errors.Is(err, fs.ErrNotExist):
		return f, saved{}, false
	}
	aside := path + ".broken-" + w.cfg.Now().UTC().Format("20060102T150405")
	if err2 := os.Rename(path, aside); err2 != nil {
		w.log.Warn("the saved workspace cannot be read or moved aside: this one will not be saved", "file", path, "error", errors.Join(err, err2))
		return nil, saved{}, false
	}
	w.log.Warn("the saved workspace cannot be read: it was moved aside, and a new one begins", "file", path, "moved_to", aside, "error", err)
	return f, saved{}, false
}

func (f *file) read() (s saved, err error) {
	in, err := os.Open(f.path)
	if err != nil {
		return s, fmt.Errorf("workspace file: %w", err)
	}
	defer func() { _ = in.Close() }()
	data, err := io.ReadAll(io.LimitReader(in, maxFile+1))
	switch {
	case err != nil:
		return s, fmt.Errorf("workspace file: %w", err)
	case len(data) > maxFile:
		return s, fmt.Errorf("workspace file: it is larger than %d bytes", maxFile)
	}
	if err := json.Unmarshal(data, &s); err != nil {
		return saved{}, fmt.Errorf("workspace file: %w", err)
	}
	if err := s.check(); err != nil {
		return saved{}, fmt.Errorf("workspace file: %w", err)
	}
	f.last = data
	return s, nil
}

// write saves a snapshot: the whole of it or, when that fails, nothing.
func (f *file) write(s saved) error {
	data, err := s.encode()
	if err != nil {
		return fmt.Errorf("workspace file %s: %w", f.path, err)
	}
	if bytes.Equal(data, f.last) {
		return nil
	}
	if err := replaceFile(f.path, data); err != nil {
		return fmt.Errorf("workspace file: %w", err)
	}
	f.last = data
	return nil
}

// encode trims what does not fit.
func (s saved) encode() ([]byte, error) {
	for messages := savedMessages; ; messages /= 2 {
		s.trim(messages)
		data, err := json.Marshal(s)
		if err != nil || len(data) <= maxFile {
			return data, err
		}
		if messages == 0 {
			return nil, fmt.Errorf("more than %d bytes without a message", maxFile)
		}
	}
}

// replaceFile writes beside the file first, so that a crash leaves the old one or the new one. Only the owner reads it.
func replaceFile(path string, data []byte) (err error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	_ = os.Remove(path + ".tmp") // of a run that was killed
	tmp, err := os.OpenFile(path+".tmp", os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(tmp.Name())
		}
	}()
	_, err = tmp.Write(data)
	err = errors.Join(err, tmp.Sync(), tmp.Close())
	if err != nil {
		return err
	}
	return os.Rename(tmp.Name(), path)
}

// saveNow saves the workspace where it has a file. Only one goroutine at a time may call it.
func (w *Workspace) saveNow() {
	if w.file == nil {
		return
	}
	w.mu.Lock()
	s := w.snapshot()
	w.mu.Unlock()
	if err := w.file.write(s); err != nil {
		w.log.Warn("the workspace was not saved", "error", err)
	}
}

// keepSaved saves what changed, until stop is closed.
func (w *Workspace) keepSaved(stop <-chan struct{}) {
	tick := time.NewTicker(saveEvery)
	defer tick.Stop()
	for seq := int64(-1); ; {
		select {
		case <-stop:
			return
		case <-tick.C:
		}
		if now := w.Seq(); now != seq {
			seq = now
			w.saveNow()
		}
	}
}
