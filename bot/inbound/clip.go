package inbound

import (
	"encoding/json"
	"strings"

	"github.com/slack-go/slack"
)

// Clip is a recording that was sent as an answer.
type Clip struct {
	File string `json:"file"`
	Name string `json:"name"`
	URL  string `json:"url"`
	Size int    `json:"size"` // in bytes
	// Heard is what Slack itself heard; Whole says that there is no more of it, Coming that it is still listening.
	Heard  string `json:"heard,omitempty"`
	Whole  bool   `json:"whole,omitempty"`
	Coming bool   `json:"coming,omitempty"`
}

// clipIn is the recording among a message's files, nil where there is none.
func clipIn(files []json.RawMessage) *Clip {
	for _, raw := range files {
		var f slack.File
		if json.Unmarshal(raw, &f) != nil {
			continue
		}
		if !strings.HasPrefix(f.Mimetype, "audio/") {
			continue
		}
		c := &Clip{File: f.ID, Name: f.Name, URL: f.URLPrivateDownload, Size: f.Size}
		c.Hear(f.Transcription)
		return c
	}
	return nil
}

// Hear takes over what Slack itself has heard so far; nil is nothing.
func (c *Clip) Hear(t *slack.FileTranscription) {
	c.Coming = t != nil && t.Status == "processing"
	if t == nil || t.Status != "complete" || t.Preview == nil {
		return
	}
	c.Heard = Cap(strings.TrimSpace(t.Preview.Content))
	c.Whole = c.Heard != "" && (t.Preview.HasMore == nil || !*t.Preview.HasMore)
}
