package blocks

import (
	"fmt"

	"github.com/slack-go/slack"

	"mock-interviewer/bot/interview"
	"mock-interviewer/questions"
)

// Interview is what an interview says: one message for every kind and note. The state is the one after the event that
// made it say so. An index outside the interview, or a question that the guide has lost, gives a sentence that says so.
func Interview(s *interview.State, m interview.Say, look Look) Message {
	v := viewOf(s, m, look)
	switch m.Kind {
	case interview.SaySummary:
		return v.summary()
	case interview.SayAcknowledgement:
		return v.acknowledgement()
	case interview.SayNotice:
		return v.notice()
	}
	if v.item == nil || (v.q == nil && m.Kind != interview.SayFollowUp && m.Kind != interview.SayScorecard) {
		return v.say(noticeQuestionGone)
	}
	switch m.Kind {
	case interview.SayQuestion:
		return v.question()
	case interview.SayFollowUp:
		return v.followUp()
	case interview.SayHint:
		return v.hint()
	case interview.SayScorecard:
		return v.scorecard()
	case interview.SayReveal:
		return v.reveal()
	}
	return v.say(noticeBetween)
}

// view is one message in the making: the interview, and the question that the message is about.
type view struct {
	s     *interview.State
	m     interview.Say
	look  Look
	index int
	item  *interview.Item     // nil where the message is about no question
	q     *questions.Question // nil where the guide has lost it
}

func viewOf(s *interview.State, m interview.Say, look Look) view {
	v := view{s: s, m: m, look: look, index: m.Item}
	if m.Item >= 0 && m.Item < len(s.Items) {
		v.item = &s.Items[m.Item]
		v.q = look.question(v.item.Question)
	}
	return v
}

func (l Look) question(id string) *questions.Question {
	if l.Question == nil {
		return nil
	}
	return l.Question(id)
}

// titleOf is the question's title, at most so long, or the words that stand for a lost one.
func (l Look) titleOf(id string, most int) string {
	if q := l.question(id); q != nil {
		return titled(q.Title, most)
	}
	return lostQuestion
}

// titled is a question's title where it only says which one is meant: its first sentence will do.
func titled(title string, most int) string { return fenced(tidy(title), most, sentence) }

// number is the question's place in the interview. A further attempt keeps the number of the first.
func (v view) number() int { return numberOf(v.s, v.index) }

func numberOf(s *interview.State, index int) int {
	n := 0
	for i := 0; i <= index && i < len(s.Items); i++ {
		if !s.Items[i].Retry {
			n++
		}
		if s.Items[i].Question == s.Items[index].Question {
			break
		}
	}
	return max(n, 1)
}

// of is how many questions there will be, 0 where that is open.
func of(s *interview.State) int {
	if s.Settings.Count == 0 {
		return 0
	}
	n := len(s.Planned)
	for _, item := range s.Items {
		if !item.Retry {
			n++
		}
	}
	return n
}

// position is "Question 2 of 3".
func (v view) position() string {
	if v.s.Settings.Mode == interview.Daily {
		return dailyTitle
	}
	n := v.number()
	if total := of(v.s); total >= n && total > 0 && v.s.Open() {
		return fmt.Sprintf(questionOf, n, total)
	}
	return fmt.Sprintf(questionNumber, n)
}

// turn says whose turn it is, how to answer and who sees it.
func (v view) turn() string {
	if v.s.Place.Direct {
		return turnDirect
	}
	return turnThread
}

// seen says who sees this message.
func (v view) seen() string {
	switch {
	case v.m.Private || v.s.Settings.Mode == interview.Daily:
		return seenAlone
	case v.s.Place.Direct:
		return seenDirect
	}
	return seenThread
}

// say is a sentence of ours, with buttons where there are any.
func (v view) say(text string, buttons ...*slack.ButtonBlockElement) Message {
	return message(unmarked(text), section(text), row(buttons...))
}

func (v view) ref() string { return Ref{Interview: v.s.ID, Item: v.index}.String() }

func (v view) press(text, action string) *slack.ButtonBlockElement {
	return button(text, action, v.ref())
}

// current says whether the message is about the question under way, in an interview that still asks.
func (v view) current() bool {
	return v.index == len(v.s.Items)-1 && v.s.Phase != interview.Done && v.s.Phase != interview.Closing
}

// acknowledgement says no more than that the answer was heard.
func (v view) acknowledgement() Message {
	text := readingReply
	if v.s.Settings.Mode == interview.Mock {
		text = noted
	}
	return message(text, small(text))
}
