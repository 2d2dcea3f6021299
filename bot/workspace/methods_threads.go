package workspace

import (
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"
)

// statusKey is where a status stands.
type statusKey struct{ channel, thread string }

func setStatus(w *Workspace, c *call) (reply, *apiError) {
	ch := w.channelByID(c.str("channel_id"))
	if ch == nil || !ch.botIn(w) {
		return nil, fail("channel_not_found")
	}
	thread := c.str("thread_ts")
	if thread == "" || ch.message(thread) == nil {
		return nil, fail("invalid_thread_ts")
	}
	s := Status{Channel: ch.id, ThreadTS: thread, Status: c.str("status")}
	if l := c.str("loading_messages"); l != "" {
		s.LoadingMessages = strings.Split(l, ",")
		if len(s.LoadingMessages) > 10 {
			return nil, fail("invalid_arguments")
		}
	}
	w.putStatus(s)
	return nil, nil
}

func (w *Workspace) putStatus(s Status) {
	key := statusKey{s.Channel, s.ThreadTS}
	if s.Status == "" {
		delete(w.statuses, key)
	} else {
		w.statuses[key] = s
		time.AfterFunc(statusTTL, func() { w.expireStatus(key, s) })
	}
	w.publish(Change{Type: "status", Channel: s.Channel, Status: &s})
}

// statusTTL is how long a status stands that nobody takes away.
const statusTTL = 2 * time.Minute

func (w *Workspace) expireStatus(key statusKey, s Status) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if now, ok := w.statuses[key]; ok && now.Status == s.Status && !w.closed {
		w.putStatus(Status{Channel: key.channel, ThreadTS: key.thread})
	}
}

// clearStatus takes a thread's status away once the app has spoken there; in a DM, anywhere in the DM.
func (w *Workspace) clearStatus(channelID string, m *Message) {
	ch := w.channelByID(channelID)
	for key := range w.statuses {
		if key.channel == channelID && (key.thread == m.ThreadTS || ch.im != nil) {
			w.putStatus(Status{Channel: channelID, ThreadTS: key.thread})
		}
	}
}

func setTitle(w *Workspace, c *call) (reply, *apiError) {
	ch := w.channelByID(c.str("channel_id"))
	if ch == nil || ch.im == nil || ch.message(c.str("thread_ts")) == nil {
		return nil, fail("invalid_thread_ts")
	}
	thread, title := c.str("thread_ts"), c.str("title")
	if title == "" {
		return nil, fail("invalid_arguments")
	}
	titles := maps.Clone(w.titles[ch.id]) // what a person was shown is never changed
	if titles == nil {
		titles = map[string]string{}
	}
	titles[thread] = title
	w.titles[ch.id] = titles
	w.publish(Change{Type: "title", Channel: ch.id, TS: thread, Text: title})
	return nil, nil
}

func setPrompts(w *Workspace, c *call) (reply, *apiError) {
	ch := w.channelByID(c.str("channel_id"))
	if ch == nil || ch.im == nil {
		return nil, fail("channel_not_found")
	}
	var prompts []Prompt
	if json.Unmarshal(c.json("prompts"), &prompts) != nil || len(prompts) == 0 || len(prompts) > 4 {
		return nil, fail("invalid_arguments")
	}
	w.prompts[ch.id] = prompts
	w.publish(Change{Type: "prompts", Channel: ch.id, Prompts: prompts})
	return nil, nil
}

var emojiName = regexp.MustCompile(`^[a-z0-9_+'-]{1,100}$`)

func reactionAdd(w *Workspace, c *call) (reply, *apiError) { return w.reaction(c, true) }

func reactionRemove(w *Workspace, c *call) (reply, *apiError) { return w.reaction(c, false) }

func (w *Workspace) reaction(c *call, add bool) (reply, *apiError) {
	ch, err := w.target(c.str("channel"))
	if err != nil {
		return nil, err
	}
	m := ch.message(c.str("timestamp"))
	if m == nil {
		return nil, fail("message_not_found")
	}
	name := strings.Trim(c.str("name"), ":")
	if !emojiName.MatchString(name) {
		return nil, fail("invalid_name")
	}
	has := reacted(m, name, w.app.UserID)
	switch {
	case add && has:
		return nil, fail("already_reacted")
	case !add && !has:
		return nil, fail("no_reaction")
	}
	w.react(ch, m, name, w.app.UserID)
	return nil, nil
}

func reacted(m *Message, name, user string) bool {
	return slices.ContainsFunc(m.Reactions, func(r Reaction) bool { return r.Name == name && slices.Contains(r.Users, user) })
}

// react leaves somebody's reaction, or takes it back.
func (w *Workspace) react(ch *channel, m *Message, name, user string) {
	removed := reacted(m, name, user)
	var out []Reaction
	placed := removed
	for _, r := range m.Reactions {
		if r.Name == name {
			users := slices.DeleteFunc(slices.Clone(r.Users), func(u string) bool { return u == user })
			if !removed {
				users, placed = append(users, user), true
			}
			r = Reaction{Name: name, Users: users, Count: len(users)}
		}
		if r.Count > 0 {
			out = append(out, r)
		}
	}
	if !placed {
		out = append(out, Reaction{Name: name, Users: []string{user}, Count: 1})
	}
	m.Reactions = out
	copied := *m
	w.publish(Change{Type: "reaction", Channel: ch.id, Message: &copied})
	event := "reaction_added"
	if removed {
		event = "reaction_removed"
	}
	if !ch.botIn(w) {
		return
	}
	w.emit(event, map[string]any{
		"type": event, "user": user, "reaction": name, "item_user": m.User,
		"item": map[string]any{"type": "message", "channel": ch.id, "ts": m.TS}, "event_ts": w.ts(),
	})
}
