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

// serveArchive follows a message's permalink to the page: to the message in its channel and, where it stands in a thread,
// in the thread. Where it is gone, to what is left of those.
func (w *Workspace) serveArchive(rw http.ResponseWriter, r *http.Request) {
	w.mu.Lock()
	place := w.placeOf(r.PathValue("channel"), r.PathValue("message"), r.URL.Query().Get("thread_ts"))
	w.mu.Unlock()
	if place == nil {
		http.Error(rw, "there is no such channel", http.StatusNotFound)
		return
	}
	http.Redirect(rw, r, "/?"+place.Encode(), http.StatusSeeOther)
}

// placeOf is where the page shows what a permalink names; nil for a channel that does not exist.
func (w *Workspace) placeOf(channel, link, thread string) url.Values {
	ch := w.channelByID(channel)
	if ch == nil {
		return nil
	}
	place := url.Values{"c": {ch.id}}
	if ch.im != nil {
		place.Set("user", ch.im.info.ID)
	}
	m := ch.at(link)
	if m != nil {
		place.Set("m", m.TS)
		thread = m.ThreadTS
	}
	if ch.message(thread) != nil && (m == nil || thread != m.TS) {
		place.Set("t", thread)
	}
	return place
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
