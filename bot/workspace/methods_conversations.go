package workspace

import (
	"encoding/base64"
	"slices"
	"strings"
)

// readable finds a conversation that the app may read, by the scope that its kind needs.
func (w *Workspace) readable(id, suffix string) (*channel, *apiError) {
	ch := w.channelByID(id)
	if ch == nil || (ch.kind() != "channel" && !ch.botIn(w)) {
		return nil, fail("channel_not_found")
	}
	scope := map[string]string{"im": "im", "group": "groups", "channel": "channels"}[ch.kind()] + ":" + suffix
	if !w.scopes[scope] {
		return nil, w.missing(scope)
	}
	return ch, nil
}

func (w *Workspace) conversation(ch *channel) map[string]any {
	out := map[string]any{
		"id": ch.id, "created": ch.created, "is_archived": ch.archived, "is_im": ch.im != nil, "is_mpim": false,
		"is_group": ch.private, "is_private": ch.private || ch.im != nil, "is_org_shared": false,
		"is_member": ch.botIn(w), "context_team_id": w.team.ID,
	}
	if ch.im != nil {
		out["user"] = ch.im.info.ID
		out["is_open"] = true
		return out
	}
	out["name"], out["name_normalized"] = ch.name, ch.name
	out["is_channel"], out["is_general"] = !ch.private, ch.name == "general"
	out["num_members"] = len(ch.members)
	out["topic"] = map[string]any{"value": ch.topic, "creator": "", "last_set": 0}
	out["purpose"] = map[string]any{"value": "", "creator": "", "last_set": 0}
	return out
}

func conversationInfo(w *Workspace, c *call) (reply, *apiError) {
	ch, err := w.readable(c.str("channel"), "read")
	if err != nil {
		return nil, err
	}
	return reply{"channel": w.conversation(ch)}, nil
}

func conversationList(w *Workspace, c *call) (reply, *apiError) {
	return w.listConversations(c, func(ch *channel) bool { return ch.kind() == "channel" || ch.botIn(w) })
}

func usersConversations(w *Workspace, c *call) (reply, *apiError) {
	user := c.str("user")
	return w.listConversations(c, func(ch *channel) bool {
		return ch.botIn(w) && (user == "" || ch.members[user])
	})
}

func (w *Workspace) listConversations(c *call, want func(*channel) bool) (reply, *apiError) {
	types := c.str("types")
	if types == "" {
		types = "public_channel"
	}
	scopes := map[string]string{
		"public_channel": "channels:read", "private_channel": "groups:read", "im": "im:read", "mpim": "mpim:read",
	}
	kinds := map[string]string{"public_channel": "channel", "private_channel": "group", "im": "im", "mpim": "mpim"}
	wanted := map[string]bool{}
	for t := range strings.SplitSeq(types, ",") {
		t = strings.TrimSpace(t)
		switch {
		case scopes[t] == "":
			return nil, fail("invalid_types")
		case !w.scopes[scopes[t]]:
			return nil, w.missing(scopes[t])
		}
		wanted[kinds[t]] = true
	}
	var all []map[string]any
	for _, ch := range w.channels {
		if wanted[ch.kind()] && want(ch) && (!c.flag("exclude_archived") || !ch.archived) {
			all = append(all, w.conversation(ch))
		}
	}
	part, next, err := page(all, c, 100)
	if err != nil {
		return nil, err
	}
	return reply{"channels": part, "response_metadata": map[string]any{"next_cursor": next}}, nil
}

func conversationMembers(w *Workspace, c *call) (reply, *apiError) {
	ch, err := w.readable(c.str("channel"), "read")
	if err != nil {
		return nil, err
	}
	part, next, err := page(sortedKeys(ch.members), c, 100)
	if err != nil {
		return nil, err
	}
	return reply{"members": part, "response_metadata": map[string]any{"next_cursor": next}}, nil
}

func conversationOpen(w *Workspace, c *call) (reply, *apiError) {
	users := strings.Split(c.str("users"), ",")
	if len(users) != 1 || users[0] == "" {
		return nil, fail("users_list_not_supplied")
	}
	p := w.personBy(users[0])
	if p == nil || p.info.ID != users[0] {
		return nil, fail("user_not_found")
	}
	return reply{"channel": map[string]any{"id": p.dm.id}, "already_open": true, "no_op": true}, nil
}

func conversationJoin(w *Workspace, c *call) (reply, *apiError) {
	ch := w.channelByID(c.str("channel"))
	if ch == nil || ch.kind() != "channel" {
		return nil, fail("channel_not_found")
	}
	ch.members[w.app.UserID] = true
	return reply{"channel": w.conversation(ch)}, nil
}

func conversationHistory(w *Workspace, c *call) (reply, *apiError) {
	ch, err := w.memberReadable(c)
	if err != nil {
		return nil, err
	}
	var all []*Message
	for _, m := range between(ch.msgs, c) {
		if m.ThreadTS == "" || m.ThreadTS == m.TS {
			all = append(all, m)
		}
	}
	slices.Reverse(all) // newest first, as in Slack
	part, next, err := page(all, c, 100)
	if err != nil {
		return nil, err
	}
	return messagesReply(part, next, c), nil
}

func conversationReplies(w *Workspace, c *call) (reply, *apiError) {
	ch, err := w.memberReadable(c)
	if err != nil {
		return nil, err
	}
	ts := c.str("ts")
	m := ch.message(ts)
	if m == nil {
		return nil, fail("thread_not_found")
	}
	all := []*Message{m}
	if m.ThreadTS == "" || m.ThreadTS == m.TS {
		all = append(all, between(ch.threads[ts], c)...)
	}
	part, next, err := page(all, c, 1000)
	if err != nil {
		return nil, err
	}
	return messagesReply(part, next, c), nil
}

func (w *Workspace) memberReadable(c *call) (*channel, *apiError) {
	ch, err := w.readable(c.str("channel"), "history")
	if err != nil {
		return nil, err
	}
	if !ch.botIn(w) {
		return nil, fail("not_in_channel")
	}
	return ch, nil
}

// between cuts messages, oldest first, to those that oldest, latest and inclusive ask for.
func between(msgs []*Message, c *call) []*Message {
	oldest, latest, inclusive := padTS(c.str("oldest")), padTS(c.str("latest")), c.flag("inclusive")
	first, last := 0, len(msgs)
	if oldest != "" {
		i, found := slices.BinarySearchFunc(msgs, oldest, byTS)
		if found && !inclusive {
			i++
		}
		first = i
	}
	if latest != "" {
		i, found := slices.BinarySearchFunc(msgs, latest, byTS)
		if found && inclusive {
			i++
		}
		last = i
	}
	if first >= last {
		return nil
	}
	return msgs[first:last]
}

func byTS(m *Message, ts string) int { return strings.Compare(m.TS, ts) }

// padTS gives a time in seconds the six places of a ts, so that the two compare as text.
func padTS(s string) string {
	if s == "" || s == "0" {
		return ""
	}
	whole, part, _ := strings.Cut(s, ".")
	return whole + "." + (part + "000000")[:6]
}

func messagesReply(part []*Message, next string, c *call) reply {
	msgs := make([]Message, len(part))
	for i, m := range part {
		msgs[i] = *m
		msgs[i].Channel, msgs[i].Mentions = "", nil
		if !c.flag("include_all_metadata") {
			msgs[i].Metadata = nil
		}
	}
	return reply{
		"messages": msgs, "has_more": next != "", "pin_count": 0,
		"response_metadata": map[string]any{"next_cursor": next},
	}
}

// page cuts a list by limit and cursor. A cursor holds the place of its next item.
func page[T any](all []T, c *call, most int) (part []T, next string, err *apiError) {
	limit := min(c.num("limit", most), 1000)
	if limit <= 0 {
		return nil, "", fail("invalid_limit")
	}
	start := 0
	if cur := c.str("cursor"); cur != "" {
		b, decodeErr := base64.RawURLEncoding.DecodeString(cur)
		if decodeErr != nil || len(b) != 4 {
			return nil, "", fail("invalid_cursor")
		}
		start = int(b[0])<<24 | int(b[1])<<16 | int(b[2])<<8 | int(b[3])
	}
	if start >= len(all) {
		return []T{}, "", nil
	}
	end := min(start+limit, len(all))
	if end < len(all) {
		next = base64.RawURLEncoding.EncodeToString([]byte{byte(end >> 24), byte(end >> 16), byte(end >> 8), byte(end)})
	}
	return all[start:end], next, nil
}
