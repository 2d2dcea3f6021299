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

// panelForm is the form for a panelist's scores, or says why there is none.
func (b *Bot) panelForm(in inbound.Event) (view slack.ModalViewRequest, err error) {
	err = b.db.View(func(tx *store.Tx) error {
		s := b.stepFor(tx, "form", b.now(), &in)
		p, state, why, err := s.scorable(in.Value)
		if err != nil {
			return err
		}
		if why != "" {
			view = blocks.SentenceModal(blocks.TitlePanel, why)
			return nil
		}
		scores, err := s.panelScores(&state)
		if err != nil {
			return err
		}
		if len(scores) == 0 {
			view = blocks.SentenceModal(blocks.TitlePanel, panelNothing)
			return nil
		}
		view = blocks.PanelModal(panelView(p), scores)
		return nil
	})
	return view, err
}

// scorable finds the interview that the person of this step may give scores to, or says why they may not.
func (s *step) scorable(id string) (p store.Panel, state interview.State, why string, err error) {
	p, found, err := s.tx.Panel(id)
	if err != nil {
		return p, state, "", err
	}
	switch {
	case !found:
		return p, state, interviewGone, nil
	case p.Panelist != s.in.User:
		return p, state, panelNoScores, nil
	case p.State == store.PanelWaived:
		return p, state, panelNoneGiven, nil
	case p.State != store.PanelAccepted:
		return p, state, interviewGone, nil
	}
	_, state, found, err = s.load(id)
	switch {
	case err != nil:
		return p, state, "", err
	case !found:
		return p, state, interviewGone, nil
	case state.Open():
		return p, state, panelTooEarly, nil
	}
	return p, state, "", nil
}

// panelScores are the graded questions of an interview with both scores.
func (s *step) panelScores(state *interview.State) ([]blocks.PanelScore, error) {
	var out []blocks.PanelScore
	for i := range state.Items {
		item := &state.Items[i]
		if item.Grade == nil {
			continue
		}
		answer, found, err := s.tx.Answer(firstGraded(item))
		if err != nil {
			return nil, err
		}
		if !found {
			continue
		}
		score := blocks.PanelScore{Number: i + 1, Answer: answer.AnswerID, Title: item.Question, Bot: item.Grade.Score}
		if q := s.b.question(item.Question); q != nil {
			score.Title = q.Title
		}
		if answer.Human != nil {
			score.Human = &answer.Human.Score
		}
		out = append(out, score)
	}
	return out, nil
}

// scorePanel keeps what a panelist gave and shows both, the panelist and the interviewee, how it compares.
func (s *step) scorePanel() error {
	var given blocks.PanelGiven
	if err := json.Unmarshal(s.in.Filled, &given); err != nil {
		return fmt.Errorf("a panelist's scores: %w", err)
	}
	s.in.Channel, s.in.Direct = s.directChannel(), true
	p, state, why, err := s.scorable(given.Panel)
	if err != nil {
		return err
	}
	if why != "" {
		return s.tell(why)
	}
	scores, err := s.panelScores(&state)
	if err != nil {
		return err
	}
	for i := range scores {
		if err := s.keepHuman(&scores[i], given, !p.HeldUntil.IsZero()); err != nil {
			return err
		}
	}
	if _, err := s.showHeld(p); err != nil {
		return err
	}
	for _, user := range []string{p.Panelist, p.Interviewee} {
		card := blocks.PanelCompared(panelView(p), scores, user == p.Panelist, s.panelLink(p))
		if err := s.tx.Enqueue(s.toPanel(user, s.effectID(), card)); err != nil {
			return err
		}
	}
	return nil
}

// keepHuman stores the panelist's score of one question, and whether it was given blind. A field left as it was changes
// nothing; one left empty takes an earlier score back.
func (s *step) keepHuman(score *blocks.PanelScore, given blocks.PanelGiven, blind bool) error {
	was := score.Human
	score.Human = nil
	n, ok := given.Scores[score.Answer]
	if !ok {
		_, err := s.tx.PutHumanScore(score.Answer, nil)
		return err
	}
	score.Human = &n
	if was != nil && *was == n {
		return nil
	}
	_, err := s.tx.PutHumanScore(score.Answer, &store.HumanScore{Score: n, By: s.in.User, At: s.in.At, Blind: blind})
	return err
}
