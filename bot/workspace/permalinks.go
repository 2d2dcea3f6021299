package workspace

import (
	"net/http"
	"net/url"
	"strings"
)

// archivePath is the address of a message below the workspace's own, as Slack writes it: the ts without its point.
func archivePath(channel, ts string) string {
	return "/archives/" + channel + "/p" + strings.ReplaceAll(ts, ".", "")
}

// serveArchive follows a message's permalink to the page: to its channel and, where it stands in a thread, the thread.
func (w *Workspace) serveArchive(rw http.ResponseWriter, r *http.Request) {
	w.mu.Lock()
	ch := w.channelByID(r.PathValue("channel"))
	place := url.Values{}
	if ch != nil {
		place.Set("c", ch.id)
		if ch.im != nil {
			place.Set("user", ch.im.info.ID)
		}
		if thread := r.URL.Query().Get("thread_ts"); ch.message(thread) != nil {
			place.Set("t", thread)
		}
	}
	known := ch != nil && ch.at(r.PathValue("message")) != nil
	w.mu.Unlock()
	if !known {
		http.Error(rw, "there is no such message", http.StatusNotFound)
		return
	}
	http.Redirect(rw, r, "/?"+place.Encode(), http.StatusSeeOther)
}

// at finds a message by the end of its permalink.
func (c *channel) at(link string) *Message {
	for _, m := range c.msgs {
		if "p"+strings.ReplaceAll(m.TS, ".", "") == link {
			return m
		}
	}
	return nil
}
