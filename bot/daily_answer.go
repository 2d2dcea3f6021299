package bot

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"mock-interviewer/bot/interview"
	"mock-interviewer/questions"
	"mock-interviewer/store"
)

// Where a person answers a question of the day, and so where its feedback goes.
const (
	answersInThread = "thread"  // where everybody reads it; feedback is shown to the person alone, in the thread
	answersUnseen   = "private" // in the form; feedback goes to their direct message, since the thread may not even exist
)

// partBody is what a person's part in a question of the day remembers beside its times.
type partBody struct {
	Where string `json:"where,omitempty"`
	// Share is set where the person lets the others see the answer at the reveal.
	Share bool `json:"share,omitempty"`
}

func partBodyOf(a store.DailyAnswer) (body partBody, err error) {
	if len(a.Body) == 0 {
		return body, nil
	}
	if err := json.Unmarshal(a.Body, &body); err != nil {
		return body, fmt.Errorf("the part of %s in %s: %w", a.User, a.DailyID, err)
	}
	return body, nil
}

// changePart lets change alter what a person's part remembers.
func (s *step) changePart(post, user string, change func(*partBody)) error {
	part, _, err := s.tx.DailyAnswer(post, user)
	if err != nil {
		return err
	}
	body, err := partBodyOf(part)
	if err != nil {
		return err
	}
	change(&body)
	part.InterviewID = dailyInterviewID(post, user)
	part.Body, _ = json.Marshal(body) // plain data always encodes
	return s.tx.PutDailyAnswer(post, user, part)
}

// partIn is a person's part in the question of the day behind an interview; found is false in any other interview.
func (s *step) partIn(state *interview.State) (body partBody, found bool, err error) {
	if state.Settings.Mode != interview.Daily {
		return body, false, nil
	}
	part, found, err := s.tx.DailyAnswer(postOf(state), state.Owner)
	if err != nil || !found {
		return body, found, err
	}
	body, err = partBodyOf(part)
	return body, err == nil, err
}

func dailyInterviewID(post, user string) string { return post + "-" + user }

// postOf is the question of the day behind an interview.
func postOf(state *interview.State) string { return strings.TrimSuffix(state.ID, "-"+state.Owner) }

// inDaily takes a message in the thread of a question of the day as its author's answer.
func (s *step) inDaily(post store.DailyPost) error {
	if !post.RevealedAt.IsZero() {
		return nil // the answer is out; from here on people talk
	}
	row, state, err := s.dailyInterview(post)
	if err != nil {
		return err
	}
	if err := s.firstNotice(); err != nil {
		return err
	}
	if err := s.changePart(post.ID, s.in.User, func(p *partBody) { p.Where = answersInThread }); err != nil {
		return err
	}
	return s.handle(row, state, interview.Said{Key: messageKey(s.in.Channel, s.in.TS), Text: s.in.Text})
}

// dailyInterview finds or makes the interview behind a person's part in a question of the day.
func (s *step) dailyInterview(post store.DailyPost) (store.Interview, interview.State, error) {
	id := dailyInterviewID(post.ID, s.in.User)
	row, state, found, err := s.load(id)
	if err != nil || found {
		return row, state, err
	}
	place := interview.Place{Channel: post.Channel, ThreadTS: post.TS}
	state = interview.BeginDaily(id, s.in.User, place, post.QuestionID, s.desk("", questions.Filter{}))
	row = store.Interview{
		ID: id, User: s.in.User, Channel: post.Channel, ThreadTS: post.TS, Conversation: "daily:" + post.ID + ":" + s.in.User,
		Mode: string(interview.Daily), CreatedAt: s.now,
	}
	return row, state, nil
}

// giveUp shows the model answer of a question of the day to one person.
func (s *step) giveUp(id string) error {
	post, found, err := s.tx.DailyPost(id)
	if err != nil {
		return err
	}
	if !found {
		return s.tell(dailyRunning)
	}
	s.in.ThreadTS = post.TS
	row, state, err := s.dailyInterview(post)
	if err != nil {
		return err
	}
	if len(state.Items[0].Answers) == 0 {
		err := s.tx.PutDailyAnswer(id, s.in.User, store.DailyAnswer{InterviewID: state.ID, GaveUp: true})
		if err != nil {
			return err
		}
	}
	return s.handle(row, state, interview.ShowAnswer{Item: 0})
}

// countDaily notes that a person has answered a question of the day.
func (s *step) countDaily(state *interview.State, a *interview.Answer) error {
	post := postOf(state)
	part, _, err := s.tx.DailyAnswer(post, state.Owner)
	if err != nil {
		return err
	}
	part.InterviewID, part.AnsweredAt = state.ID, a.At
	err = s.tx.PutDailyAnswer(post, state.Owner, part)
	if errors.Is(err, store.ErrNotFound) {
		return nil
	}
	return err
}

// whereFeedbackGoes sends what a question of the day says to one person to where they see it. Slack shows an ephemeral
// message in a thread only to those who have it open, so it goes there only to who answered there.
func (s *step) whereFeedbackGoes(e *store.OutboxEntry, state *interview.State) error {
	part, found, err := s.partIn(state)
	switch {
	case err != nil:
		return err
	case found && part.Where == answersUnseen:
		e.Action, e.Channel, e.ThreadTS, e.UpdateOf = store.ActionPost, s.directTo(state.Owner), "", ""
		e.ExpiresAt = s.now.Add(dmAnswerLives)
	case state.Settings.Mode == interview.Daily && part.Where == "":
		e.ThreadTS = ""
	}
	return nil
}

// think notes that an answer is to be read, for the status in its thread. One given unseen has none: the thread would
// tell that somebody is answering.
func (s *step) think(row store.Interview, state *interview.State, answer string) error {
	part, _, err := s.partIn(state)
	if err != nil || part.Where == answersUnseen {
		return err
	}
	if s.thinking == nil {
		s.thinking = map[string]spot{}
	}
	s.thinking[answer] = spot{row.Channel, row.ThreadTS}
	return nil
}
