package workspace

import (
	"slices"
	"strings"
)

// idGap is how many ids may have been given out between the last save and a crash.
const idGap = 10_000

// idEpoch is before the first run of any workspace: 2025-01-01, in Unix milliseconds.
const idEpoch = 1_735_689_600_000

// idsPerSecond is how many ids a workspace may give out on average without ever meeting those of a later one.
const idsPerSecond = 100

// restore brings a saved workspace back into a new, empty one.
func (w *Workspace) restore(s saved) {
	w.team, w.app = s.Team, s.App
	w.app.Name = w.cfg.Manifest.Display.Name
	w.counter, w.lastTS = s.Counter, s.LastTS
	for _, sp := range s.People {
		p := &person{info: sp.PersonInfo, home: sp.Home, unread: sp.Read}
		if p.unread == nil {
			p.unread = map[string]string{}
		}
		w.people = append(w.people, p)
		w.byPerson[p.info.ID] = p
	}
	for _, sc := range s.Channels {
		w.restoreChannel(sc)
	}
	for _, f := range s.Uploads {
		f.sent, f.done = true, true
		w.uploads = append(w.uploads, &f)
	}
	for i, e := range s.Events {
		w.hub.held = append(w.hub.held, &delivery{kind: "events_api", name: e.Name, payload: e.Payload, attempt: 1, order: i - len(s.Events)})
	}
}

func (w *Workspace) restoreChannel(sc savedChannel) {
	c := &channel{
		id: sc.ID, name: sc.Name, topic: sc.Topic, private: sc.Private, archived: sc.Archived, created: sc.Created,
		members: scopeSet(sc.Members), threads: map[string][]*Message{}, msgs: sc.Messages, ephemerals: sc.Ephemerals,
	}
	if c.im = w.byPerson[sc.IM]; c.im != nil {
		c.im.dm = c
	}
	byTime := func(a, b *Message) int { return strings.Compare(a.TS, b.TS) }
	slices.SortFunc(c.msgs, byTime)
	slices.SortFunc(c.ephemerals, byTime)
	for _, m := range c.msgs {
		if m.ThreadTS != "" && m.ThreadTS != m.TS {
			c.threads[m.ThreadTS] = append(c.threads[m.ThreadTS], m)
		}
	}
	w.keep(c)
}

// neverAgain moves the ids past every one that an earlier run may have given out, also one whose end was not saved or
// whose file is lost: the app remembers event ids, and would take a repeated one for a repeated event.
func (w *Workspace) neverAgain(restored bool) {
	if restored {
		w.counter += idGap
	}
	w.counter = max(w.counter, int((w.cfg.Now().UnixMilli()-idEpoch)*idsPerSecond/1000))
}

// resend delivers the events that an earlier run left without an ack. The caller holds the mutex.
func (w *Workspace) resend() {
	held := w.hub.held
	w.hub.held = nil
	for _, d := range held {
		w.send(d)
	}
}
