package workspace

import (
	"fmt"
	"sort"
	"strings"
)

type channel struct {
	id       string
	name     string
	topic    string
	private  bool
	im       *person // the person of a DM with the app
	members  map[string]bool
	archived bool
	created  int64

	msgs       []*Message // by ts
	threads    map[string][]*Message
	ephemerals []*Message
}

func (w *Workspace) addChannel(spec ChannelSpec) {
	c := &channel{
		id: w.id("C"), name: spec.Name, topic: spec.Topic, private: spec.Private, archived: spec.Archived,
		members: map[string]bool{}, threads: map[string][]*Message{}, created: w.cfg.Now().Unix(),
	}
	for _, p := range w.people {
		c.members[p.info.ID] = true
	}
	if spec.WithBot {
		c.members[w.app.UserID] = true
	}
	w.keep(c)
}

func (w *Workspace) keep(c *channel) {
	w.channels = append(w.channels, c)
	w.byChannel[c.id] = c
}

// ChannelID returns the id of a channel by its name, with or without #, or "" if there is none.
func (w *Workspace) ChannelID(name string) string {
	w.mu.Lock()
	defer w.mu.Unlock()
	if c := w.channel(name); c != nil {
		return c.id
	}
	return ""
}

// InviteBot makes the app a member of a channel; RemoveBot takes it out. Both send the event that Slack sends.
func (w *Workspace) InviteBot(channelName string) error { return w.setBotMember(channelName, true) }

// RemoveBot takes the app out of a channel.
func (w *Workspace) RemoveBot(channelName string) error { return w.setBotMember(channelName, false) }

// Archive archives a channel: nobody can post there any more.
func (w *Workspace) Archive(channelName string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	c := w.channel(channelName)
	if c == nil {
		return fmt.Errorf("channel %s: %w", channelName, errNoChannel)
	}
	c.archived = true
	return nil
}

func (w *Workspace) setBotMember(name string, member bool) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	c := w.channel(name)
	if c == nil || c.im != nil {
		return fmt.Errorf("channel %s: %w", name, errNoChannel)
	}
	if c.members[w.app.UserID] != member {
		w.setMember(c, w.app.UserID, "", member)
	}
	return nil
}

// channel finds a conversation by id or name; nil if there is none.
func (w *Workspace) channel(idOrName string) *channel {
	if c := w.byChannel[idOrName]; c != nil {
		return c
	}
	name := strings.TrimPrefix(idOrName, "#")
	for _, c := range w.channels {
		if c.im == nil && c.name == name {
			return c
		}
	}
	return nil
}

func (w *Workspace) channelByID(id string) *channel { return w.byChannel[id] }

func (c *channel) botIn(w *Workspace) bool { return c.members[w.app.UserID] }

// kind is Slack's channel_type.
func (c *channel) kind() string {
	switch {
	case c.im != nil:
		return "im"
	case c.private:
		return "group"
	default:
		return "channel"
	}
}

func (c *channel) letter() string {
	if c.private {
		return "G"
	}
	return "C"
}

// event is the name of the subscription for messages of this channel.
func (c *channel) event() string {
	switch c.kind() {
	case "im":
		return "message.im"
	case "group":
		return "message.groups"
	default:
		return "message.channels"
	}
}

// find returns the index of the message with that ts, or -1.
func (c *channel) find(ts string) int {
	i := sort.Search(len(c.msgs), func(i int) bool { return c.msgs[i].TS >= ts })
	if i < len(c.msgs) && c.msgs[i].TS == ts {
		return i
	}
	return -1
}

func (c *channel) message(ts string) *Message {
	if i := c.find(ts); i >= 0 {
		return c.msgs[i]
	}
	return nil
}
