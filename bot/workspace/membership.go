package workspace

import (
	"cmp"
	"errors"
	"fmt"
	"strings"
)

// What Slack says in a channel about who comes and goes.
const (
	subtypeJoin  = "channel_join"
	subtypeLeave = "channel_leave"
)

var errSelf = errors.New("you cannot remove yourself")

// slacksOwn are the commands of Slack itself that this workspace understands, as the page offers them. It takes /kick
// for /remove, too.
func (w *Workspace) slacksOwn() []Command {
	name := "@" + w.cfg.Manifest.Features.BotUser.DisplayName + " | @name"
	return []Command{
		{Command: "/invite", Description: "Add the app or a person", UsageHint: name},
		{Command: "/remove", Description: "Take out the app or a person", UsageHint: name},
	}
}

// slackCommand does what somebody asks of Slack itself, which no app hears of. The caller holds the mutex.
func (p *Person) slackCommand(ch *channel, command, text string) error {
	switch command {
	case "/invite":
		return p.admit(ch, command, text, true)
	case "/remove", "/kick":
		return p.admit(ch, command, text, false)
	}
	return fmt.Errorf("%s %w", command, ErrNoCommand)
}

// admit adds whom a text names to a channel, or takes them out, and says so there.
func (p *Person) admit(ch *channel, command, text string, member bool) error {
	w := p.w
	name := strings.TrimSpace(text)
	if ch.im != nil {
		return fmt.Errorf("%s works in channels only. Open one and type it there", command)
	}
	if name == "" {
		return fmt.Errorf("%s wants a name: %s @%s", command, command, w.cfg.Manifest.Features.BotUser.DisplayName)
	}
	id, shown := w.called(name)
	switch {
	case id == "":
		return fmt.Errorf("nobody here is called %q. Type @ to choose from the names", name)
	case member && ch.members[id]:
		return fmt.Errorf("%s is already in #%s", shown, ch.name)
	case !member && !ch.members[id]:
		return fmt.Errorf("%s is not in #%s", shown, ch.name)
	case !member && id == p.p.info.ID:
		return fmt.Errorf("%w. Somebody else in #%s can", errSelf, ch.name)
	}
	subtype, verb := subtypeJoin, "added to"
	if !member {
		subtype, verb = subtypeLeave, "removed from"
	}
	w.setMember(ch, id, p.p.info.ID, member)
	w.post(ch, &Message{
		Type: "message", Subtype: subtype, TS: w.ts(), Channel: ch.id, User: id, Inviter: p.p.info.ID, Team: w.team.ID,
		Text: escape(fmt.Sprintf("%s was %s #%s by %s", shown, verb, ch.name, p.p.info.shown())),
	})
	return nil
}

// called finds the app or a person by a name as somebody types it; "" if nobody has it.
func (w *Workspace) called(name string) (id, shown string) {
	name = strings.TrimPrefix(name, "@")
	if strings.EqualFold(name, w.cfg.Manifest.Features.BotUser.DisplayName) || strings.EqualFold(name, w.app.Name) {
		return w.app.UserID, w.app.Name
	}
	for _, p := range w.people {
		if strings.EqualFold(name, p.info.Name) || strings.EqualFold(name, p.info.RealName) {
			return p.info.ID, p.info.shown()
		}
	}
	return "", ""
}

// setMember adds somebody to a channel or takes them out, and tells the app where it is there to hear of it. Who did so
// may be "". The caller holds the mutex.
func (w *Workspace) setMember(ch *channel, id, by string, member bool) {
	event := "member_left_channel"
	if member {
		event = "member_joined_channel"
		ch.members[id] = true
	} else {
		delete(ch.members, id)
		w.publish(Change{Type: "reload", User: id}) // their page has one conversation less
	}
	if id != w.app.UserID && !ch.botIn(w) {
		return
	}
	inner := map[string]any{"type": event, "user": id, "channel": ch.id, "channel_type": ch.letter(), "team": w.team.ID}
	if member && by != "" {
		inner["inviter"] = by
	}
	w.emit(event, inner)
}

// aboutMembers says whether a message is Slack's own, about who comes and goes: it makes no channel unread.
func (m *Message) aboutMembers() bool { return m.Subtype == subtypeJoin || m.Subtype == subtypeLeave }

// shown is how somebody is called on screen.
func (i PersonInfo) shown() string { return cmp.Or(i.RealName, i.Name) }
