package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"mock-interviewer/bot/workspace"
)

// crowd is the people of the kill suite and what they said.
type crowd struct {
	t               *testing.T
	space           *workspace.Workspace
	posts           *posts
	closing         atomic.Bool // nobody begins anything new
	endMisbehaviour context.CancelFunc
	ctx             context.Context
	giveUp          context.CancelFunc

	mu    sync.Mutex
	said  map[string]string // mark of a reply: where it was said
	retry int               // commands and clicks that Slack said had failed, so that a person did them again
	ended int               // interviews that people took to their end
}

func newCrowd(t *testing.T, space *workspace.Workspace) *crowd {
	c := &crowd{t: t, space: space, said: map[string]string{}, posts: record(t, space)}
	c.ctx, c.giveUp = context.WithCancel(t.Context())
	return c
}

// cast is who there is, and a channel for each who is interviewed in a thread.
func cast() (people []workspace.PersonSpec, channels []workspace.ChannelSpec) {
	for i := range practisers + interviewees + dailyReaders {
		people = append(people, workspace.PersonSpec{Name: fmt.Sprintf("person%d", i), RealName: fmt.Sprintf("Person %d", i)})
	}
	channels = append(channels, workspace.ChannelSpec{Name: "team", WithBot: true})
	for i := range interviewees {
		channels = append(channels, workspace.ChannelSpec{Name: fmt.Sprintf("room%d", i), WithBot: true})
	}
	return people, channels
}

func (c *crowd) fill(wg *sync.WaitGroup) {
	for i := range practisers + interviewees + dailyReaders {
		p := &participant{c: c, Person: c.space.Person(fmt.Sprintf("person%d", i)), replied: map[string]bool{}, known: map[string]bool{}}
		switch {
		case i < practisers:
			p.place = p.DM()
			wg.Go(p.practise)
		case i < practisers+interviewees:
			p.place = c.space.ChannelID(fmt.Sprintf("room%d", i-practisers))
			wg.Go(p.takeInterviews)
		default:
			p.place = c.space.ChannelID("team")
			wg.Go(p.answerDailies)
		}
	}
}

// participant is one person, in one place.
type participant struct {
	*workspace.Person
	c       *crowd
	place   string
	known   map[string]bool // interviews that are over
	replied map[string]bool // prompts and cards that were dealt with
	n       int
}

// practise begins practice in the direct message again and again, answers two questions and stops.
func (p *participant) practise() {
	for !p.c.closing.Load() && p.c.ctx.Err() == nil {
		p.say("", "practice")
		p.through(func(id string) { p.begun(id) }, func(card workspace.Message, cards int) {
			if cards >= 2 {
				p.say("", "stop")
				return
			}
			p.insist("Next question", func() error { return p.Click(card, "Next question") })
		})
	}
}

// takeInterviews takes one mock interview of two questions after the other, each in its thread.
func (p *participant) takeInterviews() {
	for !p.c.closing.Load() && p.c.ctx.Err() == nil {
		p.insist("start", func() error { return p.Slash(p.place, "/mock-interview", "start 2") })
		p.through(func(id string) { p.begun(id) }, func(workspace.Message, int) {})
	}
}

func (p *participant) begun(string) {}

// through answers every prompt of the interview that begins now, until its summary. onCard is what to do with the n-th
// finished scorecard.
func (p *participant) through(_ func(string), onCard func(card workspace.Message, n int)) {
	id := ""
	cards := 0
	for {
		what, m := p.todo(&id)
		switch what {
		case "prompt":
			p.answer(m.ThreadTS)
		case "card":
			cards++
			onCard(m, cards)
		case "end":
			p.known[id] = true
			p.c.mu.Lock()
			p.c.ended++
			p.c.mu.Unlock()
			return
		default:
			p.c.t.Errorf("%s waits in vain in %s, interview %q:\n%s", p.Info().Name, p.place, id, p.c.transcript(p.place))
			return
		}
	}
}

// todo waits for something that asks the person to act: the newest prompt that they have not answered, a card, the end.
func (p *participant) todo(id *string) (what string, m workspace.Message) {
	for p.c.wait() {
		var prompt, card workspace.Message
		for _, m := range p.c.space.Messages(p.place) {
			of := m.Meta("interview_id")
			if of == "" || p.known[of] {
				continue
			}
			switch m.Meta("kind") {
			case "question", "follow_up":
				*id = cmp.Or(*id, of)
				prompt = m
			case "scorecard":
				if strings.Contains(m.Text, "Do this next: ") && !p.replied[m.Meta("answer_id")] {
					card = m
				}
			case "summary":
				*id = cmp.Or(*id, of)
				return "end", m
			}
		}
		if prompt.TS != "" && !p.replied[prompt.TS] {
			p.replied[prompt.TS] = true
			return "prompt", prompt
		}
		if card.TS != "" {
			p.replied[card.Meta("answer_id")] = true
			return "card", card
		}
	}
	return "", m
}

// answerDailies answers every question of the day in its thread and waits for the private feedback.
func (p *participant) answerDailies() {
	for p.c.wait() {
		for _, post := range p.c.space.Messages(p.place) {
			if post.Meta("kind") != "daily" || p.replied[post.TS] {
				continue
			}
			p.replied[post.TS] = true
			p.answer(post.TS)
			for !p.hasFeedback(post.TS) {
				if !p.c.wait() {
					p.c.t.Errorf("%s waits in vain for feedback in thread %s", p.Info().Name, post.TS)
					return
				}
			}
		}
		if p.c.closing.Load() {
			return
		}
	}
}

func (p *participant) hasFeedback(thread string) bool {
	return slices.ContainsFunc(p.c.space.Ephemerals(p.ID()), func(m workspace.Message) bool {
		return m.ThreadTS == thread && strings.Contains(string(m.Blocks), "Share in thread")
	})
}

// wait pauses before the next look; false once the test gives up.
func (c *crowd) wait() bool {
	select {
	case <-c.ctx.Done():
		return false
	case <-time.After(40 * time.Millisecond):
		return true
	}
}

// answer replies with words of its own that can be found again.
func (p *participant) answer(thread string) {
	p.n++
	mark := fmt.Sprintf("note%sx%dx", p.Info().Name, p.n)
	p.say(thread, visitReply+" My own remark is "+mark+".")
	p.c.mu.Lock()
	defer p.c.mu.Unlock()
	p.c.said[mark] = p.place + " " + thread
}

func (p *participant) say(thread, text string) {
	if _, err := p.Reply(p.place, thread, text); err != nil {
		p.c.t.Errorf("%s cannot speak in %s: %v", p.Info().Name, p.place, err)
	}
}

// insist does something until Slack says that the app took it: Slack delivers no command and no click twice.
func (p *participant) insist(what string, do func() error) {
	for p.c.ctx.Err() == nil {
		err := do()
		if err == nil {
			return
		}
		p.c.mu.Lock()
		p.c.retry++
		p.c.mu.Unlock()
		select {
		case <-p.c.ctx.Done():
			p.c.t.Errorf("%s: %s is not taken: %v", p.Info().Name, what, err)
		case <-time.After(300 * time.Millisecond):
		}
	}
}

func (c *crowd) transcript(channel string) string {
	var b strings.Builder
	for _, m := range c.space.Messages(channel) {
		fmt.Fprintf(&b, "%s %s [%s %s] %s\n", m.TS, m.User, m.Meta("kind"), m.Meta("effect_id"), m.Text[:min(len(m.Text), 90)])
	}
	return b.String()
}
