package workspace

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Errors that a person runs into. They read as a sentence.
var (
	// ErrCommandInThread says that slash commands do not work in threads.
	ErrCommandInThread = errors.New("slash commands are not supported in threads")
	// ErrNoCommand says that no app has that command.
	ErrNoCommand = errors.New("is not a valid command")
	// ErrNotMember says that the person is not in that conversation.
	ErrNotMember = errors.New("you are not in that conversation")
	// ErrNoMessage says that the message is not there, or not for this person to see or change.
	ErrNoMessage = errors.New("that message is not there")
	// ErrNoElement says that a message or view holds no such button or menu.
	ErrNoElement = errors.New("there is no such button or menu")
	// ErrNoView says that the view is not open.
	ErrNoView = errors.New("that view is not open")
	// ErrEmpty says that there is nothing to send.
	ErrEmpty = errors.New("there is nothing to send")
	// ErrTooLong says that a message is longer than Slack's composer sends.
	ErrTooLong = errors.New("that message is too long: at most 40,000 characters")
)

// Person acts as somebody in the workspace. Messages come back as Slack shows them.
type Person struct {
	w *Workspace
	p *person
}

// Person returns who may act as the person with that handle, real name or id; nil if there is none.
func (w *Workspace) Person(name string) *Person {
	w.mu.Lock()
	defer w.mu.Unlock()
	if p := w.personBy(name); p != nil {
		return &Person{w: w, p: p}
	}
	return nil
}

// People returns everybody, the app's bot user not among them.
func (w *Workspace) People() []*Person {
	w.mu.Lock()
	defer w.mu.Unlock()
	out := make([]*Person, len(w.people))
	for i, p := range w.people {
		out[i] = &Person{w: w, p: p}
	}
	return out
}

// ID returns the person's user id.
func (p *Person) ID() string { return p.p.info.ID }

// Info returns the person's names and time zone.
func (p *Person) Info() PersonInfo { return p.p.info }

// DM returns the id of the person's conversation with the app.
func (p *Person) DM() string { return p.p.dm.id }

// Say posts a message in a channel (name or id) or in the DM, and returns its ts. The text is as typed.
func (p *Person) Say(channel, text string) (ts string, err error) { return p.Reply(channel, "", text) }

// Mention posts a message that begins with the app's @name.
func (p *Person) Mention(channel, text string) (ts string, err error) {
	return p.MentionIn(channel, "", text)
}

// MentionIn is Mention in a thread.
func (p *Person) MentionIn(channel, threadTS, text string) (ts string, err error) {
	return p.Reply(channel, threadTS, "@"+p.w.cfg.Manifest.Features.BotUser.DisplayName+" "+text)
}

// Reply posts a message in a thread; with an empty threadTS in the channel itself.
func (p *Person) Reply(channel, threadTS, text string) (ts string, err error) {
	if strings.TrimSpace(text) == "" {
		return "", ErrEmpty
	}
	p.w.mu.Lock()
	defer p.w.mu.Unlock()
	return p.post(channel, threadTS, text, func(*Message) {})
}

// post puts a message together, lets with add to it, and posts it. The caller holds the mutex.
func (p *Person) post(channel, threadTS, text string, with func(*Message)) (ts string, err error) {
	ch, err := p.in(channel)
	if err != nil {
		return "", err
	}
	switch {
	case utf8.RuneCountInString(text) > maxMessageText:
		return "", ErrTooLong
	case ch.im != nil && !p.w.cfg.Manifest.Features.AppHome.MessagesTabEnabled:
		return "", errors.New("sending messages to this app has been turned off")
	}
	if threadTS != "" {
		parent := ch.message(threadTS)
		if parent == nil {
			return "", fmt.Errorf("thread %s: %w", threadTS, ErrNoMessage)
		}
		if parent.ThreadTS != "" {
			threadTS = parent.ThreadTS
		}
	}
	txt := p.w.typed(text)
	m := &Message{
		Type: "message", TS: p.w.ts(), Channel: ch.id, User: p.p.info.ID, Team: p.w.team.ID, Text: txt,
		ThreadTS: threadTS, ClientMsgID: p.w.id("msg-"), Mentions: mentionsIn(txt),
	}
	with(m)
	p.p.unread[ch.id] = m.TS
	p.w.post(ch, m)
	return m.TS, nil
}

// Edit gives one of the person's own messages a new text.
func (p *Person) Edit(channel, ts, text string) error {
	p.w.mu.Lock()
	defer p.w.mu.Unlock()
	ch, m, err := p.ownMessage(channel, ts)
	if err != nil {
		return err
	}
	if strings.TrimSpace(text) == "" {
		return ErrEmpty
	}
	p.w.change(ch, m, p.w.typed(text), nil)
	return nil
}

// Delete takes one of the person's own messages away.
func (p *Person) Delete(channel, ts string) error {
	p.w.mu.Lock()
	defer p.w.mu.Unlock()
	ch, m, err := p.ownMessage(channel, ts)
	if err != nil {
		return err
	}
	p.w.remove(ch, m)
	return nil
}

// React leaves an emoji on a message, or takes it back.
func (p *Person) React(channel, ts, name string) error {
	p.w.mu.Lock()
	defer p.w.mu.Unlock()
	ch, err := p.in(channel)
	if err != nil {
		return err
	}
	m := ch.message(ts)
	name = strings.Trim(name, ":")
	if m == nil || !emojiName.MatchString(name) {
		return ErrNoMessage
	}
	p.w.react(ch, m, name, p.p.info.ID)
	return nil
}

// Read marks a conversation as read.
func (p *Person) Read(channel string) error {
	p.w.mu.Lock()
	defer p.w.mu.Unlock()
	ch, err := p.in(channel)
	if err != nil {
		return err
	}
	if n := len(ch.msgs); n > 0 {
		p.p.unread[ch.id] = ch.msgs[n-1].TS
	}
	return nil
}

// in finds a conversation that the person is in. The DM may be called by its id or by the app's name.
func (p *Person) in(nameOrID string) (*channel, error) {
	ch := p.w.channel(nameOrID)
	if strings.TrimPrefix(nameOrID, "@") == p.w.cfg.Manifest.Features.BotUser.DisplayName {
		ch = p.p.dm
	}
	switch {
	case ch == nil:
		return nil, fmt.Errorf("channel %s: %w", nameOrID, errNoChannel)
	case !ch.members[p.p.info.ID]:
		return nil, fmt.Errorf("channel %s: %w", nameOrID, ErrNotMember)
	case ch.archived:
		return nil, fmt.Errorf("channel %s is archived", nameOrID)
	}
	return ch, nil
}

func (p *Person) ownMessage(channel, ts string) (*channel, *Message, error) {
	ch, err := p.in(channel)
	if err != nil {
		return nil, nil, err
	}
	m := ch.message(ts)
	if m == nil || m.User != p.p.info.ID {
		return nil, nil, fmt.Errorf("message %s: %w", ts, ErrNoMessage)
	}
	return ch, m, nil
}

// seen finds a message that the person can see, ephemeral or not. The caller holds the mutex.
func (p *Person) seen(channel, ts string) (*channel, *Message, error) {
	ch, err := p.in(channel)
	if err != nil {
		return nil, nil, err
	}
	if m := ch.message(ts); m != nil {
		return ch, m, nil
	}
	i := slices.IndexFunc(ch.ephemerals, func(m *Message) bool { return m.TS == ts && m.EphemeralFor == p.p.info.ID })
	if i < 0 {
		return nil, nil, fmt.Errorf("message %s: %w", ts, ErrNoMessage)
	}
	return ch, ch.ephemerals[i], nil
}
