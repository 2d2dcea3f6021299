package workspace

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// target finds where the app wants to post: a channel's id, or a person's id for their DM with the app.
func (w *Workspace) target(id string) (*channel, *apiError) {
	if id == "" {
		return nil, fail("channel_not_found")
	}
	c := w.channelByID(id)
	if p := w.personBy(id); c == nil && p != nil && p.info.ID == id {
		c = p.dm
	}
	switch {
	case c == nil:
		return nil, fail("channel_not_found")
	case !c.botIn(w) && c.private:
		return nil, fail("channel_not_found")
	case !c.botIn(w):
		return nil, fail("not_in_channel")
	case c.archived:
		return nil, fail("is_archived")
	}
	return c, nil
}

// content reads and checks text, blocks and metadata of a message.
func (w *Workspace) content(c *call) (txt string, blocks json.RawMessage, meta *Metadata, err *apiError) {
	txt = c.str("text")
	blocks, metaRaw := c.json("blocks"), c.json("metadata")
	if err := w.checkContent(txt, blocks); err != nil {
		return "", nil, nil, err
	}
	if len(metaRaw) > 0 {
		if name := metadataProblem(metaRaw); name != "" {
			return "", nil, nil, fail(name)
		}
		meta = &Metadata{}
		if json.Unmarshal(metaRaw, meta) != nil {
			return "", nil, nil, fail("invalid_metadata_format")
		}
	}
	return txt, blocks, meta, nil
}

func (w *Workspace) checkContent(txt string, blocks json.RawMessage) *apiError {
	var list []json.RawMessage
	if len(blocks) > 0 && json.Unmarshal(blocks, &list) != nil {
		return fail("invalid_blocks_format")
	}
	if strings.TrimSpace(txt) == "" && len(list) == 0 {
		return fail("no_text")
	}
	if utf8.RuneCountInString(txt) > maxMessageText {
		return fail("msg_too_long")
	}
	if len(list) == 0 {
		return nil
	}
	problems := append(ValidateMessage(blocks), w.refusedTypes(list)...)
	if len(problems) > 0 {
		return invalidBlocks(problems)
	}
	if val, err := decode(blocks); err == nil && countChars(val) > maxBlockChars {
		return fail("msg_blocks_too_long")
	}
	return nil
}

// refusedTypes are the blocks of types that this workspace does not have.
func (w *Workspace) refusedTypes(list []json.RawMessage) []Problem {
	var problems []Problem
	for i, b := range list {
		var block struct{ Type string }
		if json.Unmarshal(b, &block) == nil && slices.Contains(w.cfg.RefuseBlocks, block.Type) {
			problems = append(problems, Problem{fmt.Sprintf("/blocks/%d/type", i), "unsupported type: " + block.Type})
		}
	}
	return problems
}

func invalidBlocks(problems []Problem) *apiError {
	err := fail("invalid_blocks")
	for _, p := range problems {
		err.messages = append(err.messages, p.String())
	}
	return err
}

func postMessage(w *Workspace, c *call) (reply, *apiError) {
	ch, err := w.target(c.str("channel"))
	if err != nil {
		return nil, err
	}
	if err := refused(c); err != nil {
		return nil, err
	}
	txt, blocks, meta, err := w.content(c)
	if err != nil {
		return nil, err
	}
	thread := c.str("thread_ts")
	if thread != "" {
		parent := ch.message(thread)
		if parent == nil || (parent.ThreadTS != "" && parent.ThreadTS != parent.TS) {
			return nil, fail("thread_not_found")
		}
	}
	m := w.botMessage(ch, txt, blocks)
	m.ThreadTS, m.Metadata = thread, meta
	w.post(ch, m)
	return reply{"channel": ch.id, "ts": m.TS, "message": *m}, nil
}

// refused names the arguments that this workspace does not act on, or that let text ping people: better an error than
// a message that looks otherwise than it would in Slack.
func refused(c *call) *apiError {
	for _, name := range []string{"attachments", "markdown_text", "reply_broadcast", "username", "icon_emoji", "icon_url", "as_user", "link_names"} {
		if v := c.str(name); v != "" && v != "false" && v != "0" || c.flag(name) || name == "attachments" && c.json(name) != nil {
			return &apiError{name: "invalid_arguments", messages: []string{name + " is not taken by this workspace [json-pointer:/" + name + "]"}}
		}
	}
	if parse := c.str("parse"); parse != "" && parse != "none" {
		return &apiError{name: "invalid_arguments", messages: []string{"parse must be none [json-pointer:/parse]"}}
	}
	return nil
}

// botMessage makes a message of the app, not yet posted.
func (w *Workspace) botMessage(ch *channel, txt string, blocks json.RawMessage) *Message {
	return &Message{
		Type: "message", TS: w.ts(), Channel: ch.id, User: w.app.UserID, BotID: w.app.BotID, AppID: w.app.ID, Team: w.team.ID,
		Text: txt, Blocks: w.withIDs(blocks), Mentions: mentions(txt, blocks),
	}
}

// post stores a new message, keeps its thread's counts, clears the thread's status and tells page and app.
func (w *Workspace) post(ch *channel, m *Message) {
	ch.msgs = append(ch.msgs, m)
	if m.ThreadTS != "" && m.ThreadTS != m.TS {
		ch.threads[m.ThreadTS] = append(ch.threads[m.ThreadTS], m)
		w.countReplies(ch, m.ThreadTS)
		if parent := ch.message(m.ThreadTS); parent != nil {
			m.ParentUser = parent.User
		}
	}
	if m.BotID != "" {
		w.clearStatus(ch.id, m)
	}
	copied := *m
	w.publish(Change{Type: "message", Channel: ch.id, Message: &copied})
	w.emitMessage(ch, m)
}

// countReplies brings a thread's parent up to date with its replies.
func (w *Workspace) countReplies(ch *channel, threadTS string) {
	parent := ch.message(threadTS)
	if parent == nil {
		return
	}
	replies := ch.threads[threadTS]
	parent.ThreadTS, parent.ReplyCount, parent.ReplyUsers, parent.LatestReply = threadTS, len(replies), nil, ""
	var users []string
	for _, r := range replies {
		if len(users) < 5 && !slices.Contains(users, r.User) {
			users = append(users, r.User)
		}
		parent.LatestReply = r.TS
	}
	parent.ReplyUsers = users
	if len(replies) == 0 {
		parent.ThreadTS = ""
	}
	copied := *parent
	w.publish(Change{Type: "message_changed", Channel: ch.id, Message: &copied})
}

func postEphemeral(w *Workspace, c *call) (reply, *apiError) {
	ch, err := w.target(c.str("channel"))
	if err != nil {
		return nil, err
	}
	if err := refused(c); err != nil {
		return nil, err
	}
	p := w.personBy(c.str("user"))
	if p == nil || !ch.members[p.info.ID] {
		return nil, fail("user_not_in_channel")
	}
	txt, blocks, _, err := w.content(c)
	if err != nil {
		return nil, err
	}
	thread := c.str("thread_ts")
	if thread != "" && ch.message(thread) == nil {
		return nil, fail("thread_not_found")
	}
	m := w.addEphemeral(ch, p, thread, txt, blocks)
	return reply{"message_ts": m.TS}, nil
}

func (w *Workspace) addEphemeral(ch *channel, p *person, thread, txt string, blocks json.RawMessage) *Message {
	m := w.botMessage(ch, txt, blocks)
	m.ThreadTS, m.EphemeralFor = thread, p.info.ID
	ch.ephemerals = append(ch.ephemerals, m)
	copied := *m
	w.publish(Change{Type: "ephemeral", Channel: ch.id, User: p.info.ID, Message: &copied})
	return m
}

// own finds a message of the app by channel and ts.
func (w *Workspace) own(c *call, notOwn string) (*channel, *Message, *apiError) {
	ch := w.channelByID(c.str("channel"))
	if ch == nil || (!ch.botIn(w) && ch.private) {
		return nil, nil, fail("channel_not_found")
	}
	m := ch.message(c.str("ts"))
	switch {
	case m == nil:
		return nil, nil, fail("message_not_found") // an ephemeral message among them: it cannot be changed
	case m.BotID != w.app.BotID:
		return nil, nil, fail(notOwn)
	case ch.archived:
		return nil, nil, fail("is_archived")
	}
	return ch, m, nil
}

func updateMessage(w *Workspace, c *call) (reply, *apiError) {
	ch, m, err := w.own(c, "cant_update_message")
	if err != nil {
		return nil, err
	}
	_, hasText := c.args["text"]
	if utf8.RuneCountInString(c.str("text")) > maxUpdateText {
		return nil, fail("msg_too_long")
	}
	txt, blocks, meta, err := w.content(c)
	if err != nil {
		return nil, err
	}
	if !hasText {
		txt = m.Text
	}
	w.change(ch, m, txt, blocks)
	if meta != nil {
		m.Metadata = meta
	}
	return reply{"channel": ch.id, "ts": m.TS, "text": m.Text, "message": *m}, nil
}

// change gives a message new content; without blocks it has none any more.
func (w *Workspace) change(ch *channel, m *Message, txt string, blocks json.RawMessage) {
	before := *m
	m.Text, m.Blocks, m.Mentions = txt, w.withIDs(blocks), mentions(txt, blocks)
	m.Edited = &Edited{User: m.User, TS: w.ts()}
	copied := *m
	w.publish(Change{Type: "message_changed", Channel: ch.id, Message: &copied})
	w.emitChanged(ch, m, before)
}

func deleteMessage(w *Workspace, c *call) (reply, *apiError) {
	ch, m, err := w.own(c, "cant_delete_message")
	if err != nil {
		return nil, err
	}
	w.remove(ch, m)
	return reply{"channel": ch.id, "ts": m.TS}, nil
}

func (w *Workspace) remove(ch *channel, m *Message) {
	before := *m
	if i := ch.find(m.TS); i >= 0 {
		ch.msgs = slices.Delete(ch.msgs, i, i+1)
	}
	if m.ThreadTS != "" && m.ThreadTS != m.TS {
		ch.threads[m.ThreadTS] = slices.DeleteFunc(ch.threads[m.ThreadTS], func(o *Message) bool { return o == m })
		w.countReplies(ch, m.ThreadTS)
	}
	w.publish(Change{Type: "message_deleted", Channel: ch.id, TS: m.TS})
	w.emitDeleted(ch, before)
}

func getPermalink(w *Workspace, c *call) (reply, *apiError) {
	ch := w.channelByID(c.str("channel"))
	if ch == nil {
		return nil, fail("channel_not_found")
	}
	ts := c.str("message_ts")
	m := ch.message(ts)
	if m == nil {
		return nil, fail("message_not_found")
	}
	link := w.baseURL + archivePath(ch.id, ts)
	if m.ThreadTS != "" && m.ThreadTS != m.TS {
		link += "?thread_ts=" + m.ThreadTS + "&cid=" + ch.id
	}
	return reply{"channel": ch.id, "permalink": link}, nil
}
