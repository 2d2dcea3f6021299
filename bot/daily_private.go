package bot

import (
	"encoding/json"
	"fmt"

	"github.com/slack-go/slack"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/bot/inbound"
	"mock-interviewer/bot/interview"
	"mock-interviewer/store"
)

// privateForm is the form to answer a question of the day unseen, or says why there is none.
func (b *Bot) privateForm(in inbound.Event) (view slack.ModalViewRequest, err error) {
	err = b.db.View(func(tx *store.Tx) error {
		s := b.stepFor(tx, "form", b.now(), &in)
		post, why, err := s.answerable(in.Value)
		if err != nil {
			return err
		}
		if why != "" {
			view = blocks.SentenceModal(blocks.TitlePrivate, why)
			return nil
		}
		view = blocks.PrivateModal(dailyView(post, b.question(post.QuestionID), false), s.look(in.User))
		return nil
	})
	return view, err
}

// answerable finds the question of the day that somebody wants to answer, or says why it cannot be answered any more.
func (s *step) answerable(id string) (post store.DailyPost, why string, err error) {
	post, found, err := s.tx.DailyPost(id)
	if err != nil {
		return post, "", err
	}
	if !found || s.b.question(post.QuestionID) == nil {
		return post, dailyRunning, nil
	}
	if !post.RevealedAt.IsZero() {
		return post, dailyIsOut, nil
	}
	part, _, err := s.tx.DailyAnswer(id, s.in.User)
	if err == nil && part.GaveUp {
		return post, dailySeen, nil
	}
	return post, "", err
}

// answerPrivately takes a submitted form as its author's answer to the question of the day.
func (s *step) answerPrivately() error {
	var a blocks.PrivateAnswer
	if err := json.Unmarshal(s.in.Filled, &a); err != nil {
		return fmt.Errorf("an answer given in private: %w", err)
	}
	s.in.Channel, s.in.Direct = s.directChannel(), true // what there is to say goes there
	post, why, err := s.answerable(a.Post)
	if err != nil {
		return err
	}
	if why != "" {
		return s.tell(why)
	}
	row, state, err := s.dailyInterview(post)
	if err != nil {
		return err
	}
	if err := s.firstNotice(); err != nil {
		return err
	}
	err = s.changePart(post.ID, s.in.User, func(p *partBody) { p.Where, p.Share = answersUnseen, a.Share })
	if err != nil {
		return err
	}
	s.met = s.met || a.Share // the name is needed then
	return s.handle(row, state, interview.Said{Key: "form:" + s.key, Text: a.Text, Deliberate: true})
}
