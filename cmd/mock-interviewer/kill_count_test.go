package main

import (
	"context"
	"encoding/json"
	"errors"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"mock-interviewer/bot/workspace"
	"mock-interviewer/store"
)

// posts notes every message of the bot when it is posted: a later update may give it other metadata.
type posts struct {
	mu      sync.Mutex
	n       int
	wake    chan struct{}
	effects map[string][]string // effect id: where it was posted
	private map[string]int      // effect id of what one person was shown
}

func record(t *testing.T, space *workspace.Workspace) *posts {
	p := &posts{wake: make(chan struct{}), effects: map[string][]string{}, private: map[string]int{}}
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan struct{})
	t.Cleanup(func() { stop(); <-done })
	go func() {
		defer close(done)
		for after := int64(0); ; {
			c, err := space.WaitChange(ctx, after, func(c workspace.Change) bool {
				return (c.Type == "message" || c.Type == "ephemeral") && c.Message.BotID != ""
			})
			if err != nil {
				return
			}
			after = c.Seq
			p.add(c)
		}
	}()
	return p
}

func (p *posts) add(c workspace.Change) {
	p.mu.Lock()
	defer p.mu.Unlock()
	m := c.Message
	p.n++
	close(p.wake)
	p.wake = make(chan struct{})
	if c.Type == "ephemeral" {
		p.private[firstBlockID(m)]++
		return
	}
	at := m.Channel + " " + m.TS
	if id := m.Meta("effect_id"); id != "" {
		p.effects[id] = append(p.effects[id], at)
	}
}

func firstBlockID(m *workspace.Message) string {
	var blocks []struct {
		ID string `json:"block_id"`
	}
	if err := json.Unmarshal(m.Blocks, &blocks); err != nil || len(blocks) == 0 {
		return ""
	}
	return blocks[0].ID
}

func (p *posts) seen() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.n
}

// next waits for the bot's next message, at most this long.
func (p *posts) next(atMost time.Duration) {
	p.mu.Lock()
	wake := p.wake
	p.mu.Unlock()
	select {
	case <-wake:
	case <-time.After(atMost):
	}
}

// count opens what the runs left behind and holds it against what people said and what they were shown.
func (s *street) count(kills int) {
	s.t.Helper()
	answers, left := s.stored()
	graded := map[string]int{}
	ids := map[string]int{}
	for _, a := range answers {
		ids[a.AnswerID]++
		for mark := range s.said {
			graded[mark] += strings.Count(a.Reply, mark)
		}
	}
	lost, twice := 0, 0
	for mark, where := range s.said {
		switch {
		case graded[mark] == 0:
			lost++
			channel, _, _ := strings.Cut(where, " ")
			s.t.Errorf("the reply %s in %s was not graded:\n%s", mark, where, s.transcript(channel))
		case graded[mark] > 1:
			twice++
			s.t.Errorf("the reply %s in %s was graded %d times", mark, where, graded[mark])
		}
	}
	for id, n := range ids {
		if n > 1 {
			s.t.Errorf("answer %s is recorded %d times", id, n)
		}
	}
	doubled := s.repeated("effect", s.posts.effects)
	carded := s.cards()
	cards := s.repeated("the scorecard of answer", carded)
	if len(carded) == 0 {
		s.t.Error("no scorecard was posted: nothing is shown")
	}
	shown, repeats := 0, 0
	for _, n := range s.posts.private {
		shown++
		repeats += n - 1
	}
	if len(left.what) > 0 {
		s.t.Errorf("after the orderly stop there is left: %s", strings.Join(left.what, ", "))
	}
	if s.t.Failed() {
		s.t.Logf("errors in the log:\n%s", s.errorsLogged())
	}
	s.t.Logf("%d kills; %d interviews to their end; %d replies: %d lost, %d graded twice; %d answers recorded; "+
		"%d messages: %d posted twice; %d scorecards: %d posted twice; %d private messages: %d repeats; "+
		"%d commands and clicks done again; faults %v",
		kills, s.ended, len(s.said), lost, twice, len(answers), len(s.posts.effects), doubled, len(carded), cards,
		shown, repeats, s.retry, s.space.FaultCounts())
}

// cards says for each answer which messages are its scorecard now. A card takes the place of the word that the answer is being
// read, so it is not seen when it is posted.
func (s *street) cards() map[string][]string {
	found := map[string][]string{}
	for _, m := range s.space.AllMessages() {
		if m.Meta("kind") == "scorecard" {
			found[m.Meta("answer_id")] = append(found[m.Meta("answer_id")], m.Channel+" "+m.TS)
		}
	}
	return found
}

func (s *street) repeated(what string, posted map[string][]string) (n int) {
	s.t.Helper()
	for id, places := range posted {
		if len(places) > 1 {
			n++
			s.t.Errorf("%s %s was posted %d times: %v", what, id, len(places), places)
		}
	}
	return n
}

// waiting is what an orderly stop left to do.
type waiting struct {
	what     []string
	gradings int
	due      time.Time // when the first of them is to be tried again
}

func (w *waiting) add(what string, ids ...string) {
	w.what = append(w.what, what+" "+strings.Join(ids, " "))
}

// stored reads the answers and what still waits.
func (s *street) stored() (answers []store.Answer, left waiting) {
	s.t.Helper()
	db, err := store.Open(filepath.Join(s.dir, dbName), store.Options{})
	if err != nil {
		s.t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	err = db.View(func(tx *store.Tx) error {
		inbox, err := tx.Inbox(0, 0)
		for _, e := range inbox {
			left.add("inbox", e.Kind, e.Conversation)
		}
		outbox, outErr := tx.Outbox(0, 0)
		for _, e := range outbox {
			left.add("outbox", e.ID)
		}
		gradings, gradeErr := tx.Gradings(time.Time{}, 0)
		for _, g := range gradings {
			left.add("grading", g.AnswerID)
			left.gradings++
			if left.due.IsZero() || g.NotBefore.Before(left.due) {
				left.due = g.NotBefore
			}
		}
		openErr := tx.EachOpenInterview(func(iv store.Interview) error {
			if iv.Mode != "daily" {
				left.add("interview", iv.ID)
			}
			return nil
		})
		answerErr := tx.EachAnswer(func(a store.Answer) error { answers = append(answers, a); return nil })
		return errors.Join(err, outErr, gradeErr, openErr, answerErr)
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return answers, left
}
