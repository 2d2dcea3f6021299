package workspace

import (
	"context"
	"fmt"
	"slices"
)

// Messages returns a conversation's messages, thread replies among them, oldest first.
func (w *Workspace) Messages(channel string) []Message {
	w.mu.Lock()
	defer w.mu.Unlock()
	if ch := w.channel(channel); ch != nil {
		return copies(ch.msgs)
	}
	return nil
}

// Thread returns a thread, its first message included, oldest first.
func (w *Workspace) Thread(channel, ts string) []Message {
	w.mu.Lock()
	defer w.mu.Unlock()
	ch := w.channel(channel)
	if ch == nil {
		return nil
	}
	var out []*Message
	if m := ch.message(ts); m != nil {
		out = append(out, m)
	}
	return copies(append(out, ch.threads[ts]...))
}

// AllMessages returns every message of every conversation; ephemeral ones are not among them.
func (w *Workspace) AllMessages() []Message {
	w.mu.Lock()
	defer w.mu.Unlock()
	var out []Message
	for _, ch := range w.channels {
		out = append(out, copies(ch.msgs)...)
	}
	return out
}

// Ephemerals returns what only that person was shown, in all conversations, oldest first.
func (w *Workspace) Ephemerals(user string) []Message {
	w.mu.Lock()
	defer w.mu.Unlock()
	p := w.personBy(user)
	if p == nil {
		return nil
	}
	var out []Message
	for _, ch := range w.channels {
		for _, m := range ch.ephemerals {
			if m.EphemeralFor == p.info.ID {
				out = append(out, *m)
			}
		}
	}
	slices.SortFunc(out, func(a, b Message) int { return byTS(&a, b.TS) })
	return out
}

// View returns the topmost modal of a person, and whether there is one.
func (w *Workspace) View(user string) (View, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	p := w.personBy(user)
	if p == nil || len(p.stack) == 0 {
		return View{}, false
	}
	return p.stack[len(p.stack)-1].view, true
}

// Home returns what the app published on a person's Home, and whether it did.
func (w *Workspace) Home(user string) (View, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	p := w.personBy(user)
	if p == nil || p.home == nil {
		return View{}, false
	}
	return *p.home, true
}

// Statuses returns the statuses that stand on threads now.
func (w *Workspace) Statuses() []Status {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.statusList()
}

func (w *Workspace) statusList() []Status {
	out := []Status{}
	for _, s := range w.statuses {
		out = append(out, s)
	}
	slices.SortFunc(out, func(a, b Status) int { return byTS(&Message{TS: a.Channel + a.ThreadTS}, b.Channel+b.ThreadTS) })
	return out
}

// Seq returns the number of the newest change. Give it to WaitChange to wait for what comes after.
func (w *Workspace) Seq() int64 {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.feed.seq
}

// Wait blocks until is returns true or ctx ends. It asks at once and again after every change; is may call any
// method of the workspace that observes.
func (w *Workspace) Wait(ctx context.Context, is func() bool) error {
	for {
		w.mu.Lock()
		wake, closed := w.feed.wake, w.closed
		w.mu.Unlock()
		if is() {
			return nil
		}
		if closed {
			return fmt.Errorf("wait: %w", context.Canceled)
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("wait: %w", ctx.Err())
		case <-wake:
		}
	}
}

// WaitChange blocks until there is a change after the given seq that matches, and returns it.
// At most 2048 changes are kept: beyond that some may be missed.
func (w *Workspace) WaitChange(ctx context.Context, after int64, match func(Change) bool) (Change, error) {
	for {
		w.mu.Lock()
		wake, closed := w.feed.wake, w.closed
		changes, _ := w.feed.after(after)
		w.mu.Unlock()
		for _, c := range changes {
			if match(c) {
				return c, nil
			}
			after = c.Seq
		}
		if closed {
			return Change{}, fmt.Errorf("wait for a change: %w", context.Canceled)
		}
		select {
		case <-ctx.Done():
			return Change{}, fmt.Errorf("wait for a change: %w", ctx.Err())
		case <-wake:
		}
	}
}

// WaitMessage returns the first message, of any conversation, that matches: one that is there, oldest first, or else
// the next that is posted or changed so that it does. Ephemeral messages are not among them.
func (w *Workspace) WaitMessage(ctx context.Context, match func(Message) bool) (Message, error) {
	after, rescan := int64(0), true
	for {
		w.mu.Lock()
		wake, closed := w.feed.wake, w.closed
		var changes []Change
		if !rescan {
			var complete bool
			changes, complete = w.feed.after(after)
			rescan = !complete // too much happened meanwhile: look at everything again
		}
		after = w.feed.seq
		w.mu.Unlock()
		if rescan {
			if m, ok := first(w.AllMessages(), match); ok {
				return m, nil
			}
			rescan = false
		}
		for _, c := range changes {
			if (c.Type == "message" || c.Type == "message_changed") && match(*c.Message) {
				return *c.Message, nil
			}
		}
		if closed {
			return Message{}, fmt.Errorf("wait for a message: %w", context.Canceled)
		}
		select {
		case <-ctx.Done():
			return Message{}, fmt.Errorf("wait for a message: %w", ctx.Err())
		case <-wake:
		}
	}
}

func first(msgs []Message, match func(Message) bool) (Message, bool) {
	i := slices.IndexFunc(msgs, match)
	if i < 0 {
		return Message{}, false
	}
	return msgs[i], true
}

// WaitEphemeral is WaitMessage for what only that person was shown.
func (w *Workspace) WaitEphemeral(ctx context.Context, user string, match func(Message) bool) (Message, error) {
	var found Message
	err := w.Wait(ctx, func() bool {
		for _, m := range w.Ephemerals(user) {
			if match(m) {
				found = m
				return true
			}
		}
		return false
	})
	return found, err
}

// WaitView returns the person's topmost modal once there is one that matches.
func (w *Workspace) WaitView(ctx context.Context, user string, match func(View) bool) (View, error) {
	return w.waitView(ctx, func() (View, bool) { return w.View(user) }, match)
}

// WaitHome returns the person's Home once there is one that matches.
func (w *Workspace) WaitHome(ctx context.Context, user string, match func(View) bool) (View, error) {
	return w.waitView(ctx, func() (View, bool) { return w.Home(user) }, match)
}

func (w *Workspace) waitView(ctx context.Context, get func() (View, bool), match func(View) bool) (View, error) {
	var found View
	err := w.Wait(ctx, func() bool {
		v, ok := get()
		if ok && match(v) {
			found = v
			return true
		}
		return false
	})
	return found, err
}

// WaitSockets blocks until at least n Socket Mode connections are open.
func (w *Workspace) WaitSockets(ctx context.Context, n int) error {
	return w.Wait(ctx, func() bool { return w.Sockets() >= n })
}

func copies(msgs []*Message) []Message {
	out := make([]Message, len(msgs))
	for i, m := range msgs {
		out[i] = *m
	}
	return out
}
