package workspace

import (
	"io"
	"net/http"
	"strings"
)

// serveUpload takes the bytes of a file that was announced: as a form's only file, or as the whole body.
func (w *Workspace) serveUpload(rw http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(rw, r.Body, maxUpload+64<<10)
	var from io.Reader = r.Body
	if r.Header.Get("Content-Type") != "" && r.Header.Get("Content-Type") != "application/octet-stream" {
		part, _, err := r.FormFile("file")
		if err != nil {
			http.Error(rw, "no file in it", http.StatusBadRequest)
			return
		}
		defer part.Close()
		from = part
	}
	content, err := io.ReadAll(from)
	if err != nil {
		http.Error(rw, "it broke off", http.StatusBadRequest)
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	f := w.upload(r.PathValue("file"))
	switch {
	case f == nil || f.sent:
		http.Error(rw, "no such upload", http.StatusNotFound)
	case len(content) != f.Size:
		http.Error(rw, "it is not as long as was said", http.StatusBadRequest)
	default:
		f.Content, f.sent = content, true
		_, _ = io.WriteString(rw, "OK")
	}
}

// anyName stands for a file's name where only its id is known.
const anyName = "picture"

// serveFile gives a file to the page, to keep and not to show, for whoever sent it must not act on the page; and to the
// app, which needs files:read.
func (w *Workspace) serveFile(rw http.ResponseWriter, r *http.Request) {
	w.mu.Lock()
	f := w.upload(r.PathValue("file"))
	found := f != nil && f.done && (f.Name == r.PathValue("name") || r.PathValue("name") == anyName)
	if bearer, asked := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); asked {
		found = found && bearer == w.botToken && w.scopes["files:read"]
	}
	var info FileInfo
	var content []byte
	if found {
		info, content = f.FileInfo, f.Content
	}
	w.mu.Unlock()
	if !found {
		http.Error(rw, "there is no such file", http.StatusNotFound)
		return
	}
	rw.Header().Set("Content-Type", info.Mimetype+"; charset=utf-8")
	rw.Header().Set("Content-Disposition", disposition(info.Name))
	rw.Header().Set("X-Content-Type-Options", "nosniff")
	rw.Header().Set("Cache-Control", "no-store")
	_, _ = rw.Write(content)
}
