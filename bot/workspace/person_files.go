package workspace

import (
	"encoding/json"
	"errors"
	"fmt"
)

// Clip is an audio clip that a person records.
type Clip struct {
	Name  string // default audio_message.m4a
	Audio []byte
	// Heard is Slack's own transcript, empty where Slack made none; HasMore says that it is only the beginning of it.
	Heard   string
	HasMore bool
}

// ErrTooLarge means that a file is larger than this workspace takes.
var ErrTooLarge = errors.New("the file is too large")

// Send posts an audio clip, with an optional text, in a channel or thread, as Slack does: a message of subtype file_share.
func (p *Person) Send(channel, threadTS, text string, clip Clip) (ts string, err error) {
	if len(clip.Audio) == 0 {
		return "", ErrEmpty
	}
	if len(clip.Audio) > maxUpload {
		return "", ErrTooLarge
	}
	if clip.Name == "" {
		clip.Name = "audio_message.m4a"
	}
	p.w.mu.Lock()
	defer p.w.mu.Unlock()
	f := &upload{FileInfo: FileInfo{
		ID: p.w.id("F"), Name: clip.Name, Title: clip.Name, Mimetype: typeOf(clip.Name), Size: len(clip.Audio), User: p.p.info.ID,
		Subtype: "slack_audio", Transcription: &Transcription{Status: "none"},
	}, Content: clip.Audio, sent: true, done: true}
	if clip.Heard != "" {
		f.Transcription = &Transcription{Status: "complete", Locale: "en-US", Preview: &Preview{Content: clip.Heard, HasMore: clip.HasMore}}
	}
	f.URLPrivate = "/files/" + f.ID + "/" + clip.Name
	f.Download = f.URLPrivate
	return p.post(channel, threadTS, text, func(m *Message) {
		f.Channel = m.Channel
		p.w.uploads = append(p.w.uploads, f)
		m.Subtype, m.Files = "file_share", []FileInfo{f.FileInfo}
	})
}

// Transcription is what Slack heard in a clip.
type Transcription struct {
	Status  string   `json:"status"` // processing, complete, none
	Locale  string   `json:"locale,omitempty"`
	Preview *Preview `json:"preview,omitempty"`
}

// Preview is the beginning of a transcript; Slack gives no more through its API.
type Preview struct {
	Content string `json:"content"`
	HasMore bool   `json:"has_more"`
}

// fileInfo is files.info, for files that are there as a whole.
func fileInfo(w *Workspace, c *call) (reply, *apiError) {
	f := w.upload(c.str("file"))
	if f == nil || !f.done {
		return nil, fail("file_not_found")
	}
	return reply{"file": w.absolute(f.FileInfo), "comments": []any{}}, nil
}

// absolute is a file as the app sees it: its addresses with this listener's in front.
func (w *Workspace) absolute(f FileInfo) FileInfo {
	f.URLPrivate, f.Download = w.baseURL+f.URLPrivate, w.baseURL+f.Download
	return f
}

// missingFiles names a picture of a view that is no file of this workspace, or says "".
func (w *Workspace) missingFiles(view json.RawMessage) string {
	var v struct {
		Blocks []struct {
			File *struct{ ID string } `json:"slack_file"`
		}
	}
	if json.Unmarshal(view, &v) != nil {
		return ""
	}
	for i, b := range v.Blocks {
		if b.File == nil || b.File.ID == "" {
			continue
		}
		if f := w.upload(b.File.ID); f == nil || !f.done {
			return fmt.Sprintf("invalid slack file [json-pointer:/view/blocks/%d/slack_file]", i)
		}
	}
	return ""
}
