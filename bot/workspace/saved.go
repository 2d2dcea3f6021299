package workspace

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"time"
)

// savedVersion is the shape of a saved workspace. A file of another version is not read.
const savedVersion = 1

// saved is what a workspace keeps from one run to the next. Modals, statuses, response URLs, triggers and the journal
// are not in it: they are over when the workspace stops.
type saved struct {
	Version  int            `json:"version"`
	Counter  int            `json:"counter"`
	LastTS   int64          `json:"last_ts"`
	Team     Team           `json:"team"`
	App      AppInfo        `json:"app"`
	People   []savedPerson  `json:"people"`
	Channels []savedChannel `json:"channels"`
	Events   []savedEvent   `json:"events,omitempty"` // sent or not, but not acked
	Uploads  []upload       `json:"uploads,omitempty"`
}

type savedPerson struct {
	PersonInfo
	Home *View             `json:"home,omitempty"`
	Read map[string]string `json:"read,omitempty"` // channel id to the ts up to which it was read
}

type savedChannel struct {
	ID         string     `json:"id"`
	Name       string     `json:"name,omitempty"`
	Topic      string     `json:"topic,omitempty"`
	Private    bool       `json:"private,omitempty"`
	Archived   bool       `json:"archived,omitempty"`
	IM         string     `json:"im,omitempty"` // the person of a DM
	Members    []string   `json:"members"`
	Created    int64      `json:"created"`
	Messages   []*Message `json:"messages,omitempty"`
	Ephemerals []*Message `json:"ephemerals,omitempty"`
}

type savedEvent struct {
	Name    string          `json:"name"`
	Payload json.RawMessage `json:"payload"`
}

// snapshot copies what is to be saved. The caller holds the mutex and may encode the copy without it: what a message
// points to is never changed in place.
func (w *Workspace) snapshot() saved {
	s := saved{Version: savedVersion, Counter: w.counter, LastTS: w.lastTS, Team: w.team, App: w.app}
	for _, p := range w.people {
		s.People = append(s.People, savedPerson{PersonInfo: p.info, Home: copyView(p.home), Read: maps.Clone(p.unread)})
	}
	for _, c := range w.channels {
		sc := savedChannel{
			ID: c.id, Name: c.name, Topic: c.topic, Private: c.private, Archived: c.archived, Created: c.created,
			Members: sortedKeys(c.members), Messages: clones(c.msgs), Ephemerals: clones(c.ephemerals),
		}
		if c.im != nil {
			sc.IM = c.im.info.ID
		}
		s.Channels = append(s.Channels, sc)
	}
	for _, f := range w.uploads {
		if f.Channel != "" {
			s.Uploads = append(s.Uploads, *f)
		}
	}
	for _, d := range w.unackedEvents() {
		s.Events = append(s.Events, savedEvent{d.name, d.payload})
	}
	return s
}

// unackedEvents lists the events that the app has not taken, the oldest first.
func (w *Workspace) unackedEvents() []*delivery {
	waiting := slices.Clone(w.hub.held)
	for d := range w.hub.open {
		if d.kind == "events_api" {
			waiting = append(waiting, d)
		}
	}
	slices.SortStableFunc(waiting, func(a, b *delivery) int { return a.order - b.order })
	return waiting
}

func clones(msgs []*Message) []*Message {
	out := make([]*Message, len(msgs))
	for i, m := range msgs {
		copied := *m
		out[i] = &copied
	}
	return out
}

// copyView copies a view with its state, which grows as people choose.
func copyView(v *View) *View {
	if v == nil {
		return nil
	}
	copied := *v
	copied.State.Values = maps.Clone(v.State.Values)
	for k := range copied.State.Values {
		copied.State.Values[k] = maps.Clone(copied.State.Values[k])
	}
	return &copied
}

// trim keeps the newest messages of each conversation, and the first message of each thread that they stand in. A tenth
// as many ephemeral messages and events are kept.
func (s *saved) trim(messages int) {
	s.Events = s.Events[max(0, len(s.Events)-messages/10):]
	s.Uploads = s.Uploads[max(0, len(s.Uploads)-messages/10):]
	for i := range s.Channels {
		c := &s.Channels[i]
		c.Ephemerals = c.Ephemerals[max(0, len(c.Ephemerals)-messages/10):]
		cut := max(0, len(c.Messages)-messages)
		parents := map[string]bool{}
		for _, m := range slices.Concat(c.Messages[cut:], c.Ephemerals) {
			parents[m.ThreadTS] = true
		}
		var kept []*Message
		for j, m := range c.Messages {
			if j >= cut || parents[m.TS] {
				kept = append(kept, m)
			}
		}
		c.Messages = kept
	}
}

var messageTS = regexp.MustCompile(`^\d{1,12}\.\d{6}$`)

// check finds what would leave a workspace in pieces.
func (s *saved) check() error {
	if s.Version != savedVersion {
		return fmt.Errorf("it has version %d, and this program reads version %d", s.Version, savedVersion)
	}
	if s.Team.ID == "" || s.App.ID == "" || s.App.UserID == "" || s.App.BotID == "" || s.Counter < 0 || s.LastTS < 0 {
		return errors.New("the team, the app or the counters are missing")
	}
	dms := map[string]int{} // person id to their number of DMs
	for _, p := range s.People {
		if _, twice := dms[p.ID]; twice || p.ID == "" {
			return fmt.Errorf("person %q stands there twice or without id", p.ID)
		}
		if _, err := time.LoadLocation(p.TZ); err != nil {
			return fmt.Errorf("person %s: %w", p.ID, err)
		}
		dms[p.ID] = 0
	}
	ids := map[string]bool{"": true}
	for _, c := range s.Channels {
		if ids[c.ID] {
			return fmt.Errorf("channel %q stands there twice or without id", c.ID)
		}
		ids[c.ID] = true
		if _, known := dms[c.IM]; c.IM != "" && !known {
			return fmt.Errorf("channel %s is the DM of nobody", c.ID)
		}
		dms[c.IM]++
		if err := checkMessages(slices.Concat(c.Messages, c.Ephemerals)); err != nil {
			return fmt.Errorf("channel %s: %w", c.ID, err)
		}
	}
	for _, p := range s.People {
		if dms[p.ID] != 1 {
			return fmt.Errorf("person %s has %d DMs", p.ID, dms[p.ID])
		}
	}
	return nil
}

func checkMessages(msgs []*Message) error {
	seen := map[string]bool{}
	for _, m := range msgs {
		switch {
		case m == nil || !messageTS.MatchString(m.TS) || m.ThreadTS != "" && !messageTS.MatchString(m.ThreadTS):
			return errors.New("a message has no timestamp")
		case seen[m.TS]:
			return fmt.Errorf("message %s stands there twice", m.TS)
		}
		seen[m.TS] = true
	}
	return nil
}
