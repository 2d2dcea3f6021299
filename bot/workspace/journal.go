package workspace

import (
	"encoding/json"
	"time"
)

// journalSize bounds the journal: the page's inspector shows the newest rows only.
const journalSize = 1000

// bodyLimit bounds what one row keeps of a payload.
const bodyLimit = 8 << 10

// journal is a ring of the newest entries.
type journal struct {
	rows  []Entry
	next  int
	total int
}

func (j *journal) add(e Entry) {
	j.total++
	if len(j.rows) < journalSize {
		j.rows = append(j.rows, e)
		return
	}
	j.rows[j.next] = e
	j.next = (j.next + 1) % journalSize
}

func (j *journal) newest(n int) []Entry {
	out := make([]Entry, 0, len(j.rows))
	out = append(out, j.rows[j.next:]...)
	out = append(out, j.rows[:j.next]...)
	return out[max(0, len(out)-n):]
}

// record writes a row and tells the page. The caller holds the mutex.
func (w *Workspace) record(e Entry) {
	if e.Time.IsZero() {
		e.Time = w.cfg.Now()
	}
	if len(e.Body) > bodyLimit {
		e.Body = raw(map[string]any{"truncated": true, "bytes": len(e.Body)})
	}
	w.journal.add(e)
	w.publish(Change{Type: "inspect", Entry: &e})
	w.log.Debug("slack", "direction", e.Direction, "kind", e.Kind, "name", e.Name, "outcome", e.Outcome, "ms", e.MS)
}

// Journal returns the newest rows, oldest first; at most 1000 are kept.
func (w *Workspace) Journal() []Entry {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.journal.newest(journalSize)
}

// Calls returns the journal's Web API calls of one method, oldest first.
func (w *Workspace) Calls(method string) []Entry {
	var out []Entry
	for _, e := range w.Journal() {
		if e.Kind == "api" && e.Name == method {
			out = append(out, e)
		}
	}
	return out
}

// envelopeEntry records a row about an envelope.
func (w *Workspace) envelopeEntry(kind, name, outcome, id string, started time.Time, body json.RawMessage) {
	e := Entry{Direction: "out", Kind: kind, Name: name, Outcome: outcome, ID: id, Body: body}
	if !started.IsZero() {
		e.MS = since(started)
	}
	w.record(e)
}
