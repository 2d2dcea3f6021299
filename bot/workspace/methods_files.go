package workspace

import (
	"encoding/json"
	"mime"
	"path"
	"strings"
	"unicode/utf8"
)

const (
	// maxUpload bounds one file, mostUploads how many the workspace keeps: the oldest goes.
	maxUpload   = 8 << 20
	mostUploads = 20
	maxFilename = 255
)

// FileInfo is a file as a message shows it.
type FileInfo struct {
	ID         string `json:"id"`
	Name       string `json:"name"`
	Title      string `json:"title"`
	Mimetype   string `json:"mimetype"`
	Size       int    `json:"size"`
	User       string `json:"user,omitempty"`
	URLPrivate string `json:"url_private"`
	Download   string `json:"url_private_download"`
	Subtype    string `json:"subtype,omitempty"` // slack_audio for a clip
	// Transcription is what Slack itself heard in a clip.
	Transcription *Transcription `json:"transcription,omitempty"`
}

// upload is a file on its way into the workspace: announced, then sent, then shared with a channel.
type upload struct {
	FileInfo
	Content []byte `json:"content"`
	Channel string `json:"channel,omitempty"` // where it was shared; empty before
	sent    bool
	done    bool // the upload was completed; where no channel was named the app alone has it
}

// getUploadURL announces a file. Its bytes go to the address that comes back.
func getUploadURL(w *Workspace, c *call) (reply, *apiError) {
	name, length := c.str("filename"), c.num("length", 0)
	switch {
	case name == "" || name != path.Base(name) || utf8.RuneCountInString(name) > maxFilename:
		return nil, &apiError{name: "invalid_arguments", messages: []string{"filename must be a file's name"}}
	case length <= 0:
		return nil, &apiError{name: "invalid_arguments", messages: []string{"length must be the file's size in bytes"}}
	case length > maxUpload:
		return nil, fail("file_upload_size_restricted")
	}
	f := &upload{FileInfo: FileInfo{ID: w.id("F"), Name: name, Title: name, Mimetype: typeOf(name), Size: length, User: w.app.UserID}}
	f.URLPrivate = "/files/" + f.ID + "/" + name
	f.Download = f.URLPrivate
	w.uploads = append(w.uploads, f)
	w.uploads = w.uploads[max(0, len(w.uploads)-mostUploads):]
	return reply{"upload_url": w.baseURL + "/upload/" + f.ID, "file_id": f.ID}, nil
}

// typeOf is a file's type by its name; text where the name says nothing.
func typeOf(name string) string {
	switch strings.ToLower(path.Ext(name)) { // what systems disagree about
	case ".m4a", ".mp4":
		return "audio/mp4"
	case ".webm":
		return "audio/webm"
	case ".png":
		return "image/png"
	}
	if kind, _, err := mime.ParseMediaType(mime.TypeByExtension(path.Ext(name))); err == nil && kind != "text/html" {
		return kind
	}
	return "text/plain"
}

func (w *Workspace) upload(id string) *upload {
	for _, f := range w.uploads {
		if f.ID == id {
			return f
		}
	}
	return nil
}

// completeUpload shares files that were sent, in one message.
func completeUpload(w *Workspace, c *call) (reply, *apiError) {
	var named []struct {
		ID    string `json:"id"`
		Title string `json:"title"`
	}
	if json.Unmarshal(c.json("files"), &named) != nil || len(named) == 0 {
		return nil, &apiError{name: "invalid_arguments", messages: []string{"files must be a list of files"}}
	}
	// Unlike chat.postMessage this takes no person's id for their direct message.
	ch := w.channelByID(c.str("channel_id"))
	switch {
	case c.str("channel_id") == "":
	case ch == nil || !ch.botIn(w):
		return nil, fail("channel_not_found")
	case ch.archived:
		return nil, fail("is_archived")
	}
	var shown []FileInfo
	for _, n := range named {
		f := w.upload(n.ID)
		if f == nil || !f.sent {
			return nil, fail("file_not_found")
		}
		if f.done = true; ch != nil {
			f.Channel = ch.id
		}
		if n.Title != "" {
			f.Title = n.Title
		}
		shown = append(shown, f.FileInfo)
	}
	if ch == nil {
		return reply{"files": shown}, nil
	}
	comment := c.str("initial_comment")
	m := w.botMessage(ch, comment, nil)
	m.Subtype, m.Files = "file_share", shown
	if thread := c.str("thread_ts"); ch.message(thread) != nil {
		m.ThreadTS = thread
	}
	w.post(ch, m)
	return reply{"files": shown}, nil
}

// File returns what was uploaded under a file's id, and whether it is shared with somebody.
func (w *Workspace) File(id string) (content []byte, shared bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	f := w.upload(id)
	if f == nil || f.Channel == "" {
		return nil, false
	}
	return append([]byte(nil), f.Content...), true
}

// disposition is the header that makes a browser keep a file rather than show it.
func disposition(name string) string {
	return mime.FormatMediaType("attachment", map[string]string{"filename": strings.ToValidUTF8(name, "")})
}
