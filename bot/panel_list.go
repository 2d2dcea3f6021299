package bot

import (
	"mock-interviewer/bot/blocks"
	"mock-interviewer/store"
)

// panelsWord lists what is open of the panels that the person invited others to, or was invited to.
func (s *step) panelsWord() error {
	panels, err := s.tx.PanelsOf(s.in.User)
	if err != nil {
		return err
	}
	var open []blocks.OpenPanel
	for _, p := range panels {
		stage, err := s.stageOf(p)
		if err != nil {
			return err
		}
		if stage == blocks.PanelOver {
			continue
		}
		one := blocks.OpenPanel{Panel: panelView(p), Stage: stage, Mine: p.Panelist == s.in.User, Link: s.panelLink(p)}
		if stage == blocks.PanelInvited {
			one.Until = p.CreatedAt.Add(invitationLives)
		}
		if at, sent := s.tx.SentAs(panelInviteID(p.ID)); sent && stage == blocks.PanelInvited {
			one.Link = s.b.permalink(at.Channel, at.TS, "")
		}
		open = append(open, one)
	}
	return s.answer(blocks.OpenPanels(open, s.look(s.in.User)))
}

// stageOf is how far a panel has come.
func (s *step) stageOf(p store.Panel) (blocks.PanelStage, error) {
	switch {
	case s.answerablePanel(p):
		return blocks.PanelInvited, nil
	case p.State != store.PanelAccepted:
		return blocks.PanelOver, nil
	}
	_, state, found, err := s.load(p.ID)
	switch {
	case err != nil || !found:
		return blocks.PanelOver, err
	case state.Open():
		return blocks.PanelUnderWay, nil
	}
	scores, err := s.panelScores(&state)
	if err != nil {
		return blocks.PanelOver, err
	}
	for _, score := range scores {
		if score.Human != nil {
			return blocks.PanelOver, nil
		}
	}
	if len(scores) == 0 {
		return blocks.PanelOver, nil
	}
	return blocks.PanelToScore, nil
}
