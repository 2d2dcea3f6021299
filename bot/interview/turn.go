package interview

import (
	"fmt"

	"mock-interviewer/questions"
)

// turn is the handling of one event: a state being changed and the effects so far.
type turn struct {
	s    State
	desk Desk
	out  []Effect
}

// last is the index of the current question, -1 before the first.
func (t *turn) last() int { return len(t.s.Items) - 1 }

// question is the question of an item, or nil where the guide has lost it, or has another under its id.
func (t *turn) question(item int) *questions.Question {
	q := t.desk.Question(t.s.Items[item].Question)
	if q == nil || !t.s.Items[item].Mark.is(q) {
		return nil
	}
	return q
}

func (t *turn) nextID() string {
	t.s.Effects++
	return fmt.Sprintf("%s.%d", t.s.ID, t.s.Effects)
}

// say queues a message and returns its effect id.
func (t *turn) say(m Say) string {
	m.ID = t.nextID()
	m.Private = t.s.Settings.Mode == Daily
	t.out = append(t.out, m)
	return m.ID
}

func (t *turn) notice(n Note) {
	t.say(Say{Kind: SayNotice, Note: n, Item: t.last()})
}

// leave closes the current question and goes on.
func (t *turn) leave() {
	t.closeItem()
	t.askNext()
}

// closeItem ends the current question: no follow-up waits any more, and a card that withheld what was missed shows it.
func (t *turn) closeItem() {
	item := t.s.Current()
	item.FollowUp = ""
	if !item.CardOpen {
		return
	}
	if a := item.lastGraded(); a != nil {
		t.card(t.last(), a, false)
	}
}

// askNext asks the next planned or picked question, or brings the interview to its end.
func (t *turn) askNext() {
	question, ok := t.nextQuestion()
	if !ok {
		t.finish()
		return
	}
	t.ask(Item{Question: question})
}

func (t *turn) ask(item Item) {
	if q := t.desk.Question(item.Question); q != nil {
		item.Mark = markOf(q)
	}
	t.s.Items = append(t.s.Items, item)
	t.s.Phase = Asking
	t.out = append(t.out, MarkAsked{Question: item.Question})
	t.s.Current().PromptID = t.say(Say{Kind: SayQuestion, Item: t.last()})
}

// nextQuestion skips planned questions that the guide has lost.
func (t *turn) nextQuestion() (string, bool) {
	for len(t.s.Planned) > 0 {
		id := t.s.Planned[0]
		t.s.Planned = t.s.Planned[1:]
		if t.desk.Question(id) != nil {
			return id, true
		}
	}
	if t.s.Settings.Mode != Practice || t.s.Settings.Count > 0 || t.desk.Pick == nil {
		return "", false
	}
	return t.desk.Pick()
}
