package blocks

import (
	"fmt"

	"github.com/slack-go/slack"
)

// mostOpenPanels is how many of a person's panels are listed.
const mostOpenPanels = 10

// PanelStage is how far a panel has come.
type PanelStage int

// The stages. A panel that was declined, ran out, was scored or will not be is over.
const (
	PanelOver PanelStage = iota
	PanelInvited
	PanelUnderWay
	PanelToScore
)

// OpenPanel is a panel as one of the two sees it.
type OpenPanel struct {
	Panel
	Stage PanelStage
	// Mine is set where the reader is the panelist.
	Mine bool
	// Link leads to the invitation or, once that was accepted, to the interview.
	Link string
}

// OpenPanels lists what is open of a person's panels, with the button for scores that are still to be given.
func OpenPanels(open []OpenPanel, look Look) Message {
	if len(open) == 0 {
		return message(unmarked(panelsNone), section(panelsNone))
	}
	more := ""
	if n := len(open) - mostOpenPanels; n > 0 {
		more = counted(n, panelsMore1, panelsMore)
	}
	said := counted(len(open), panelsOpen1, panelsOpen)
	all := []slack.Block{section("*" + said + "*")}
	for _, p := range open[:min(len(open), mostOpenPanels)] {
		place := panelThread
		if p.Stage == PanelInvited {
			place = panelsInvitation
		}
		all = append(all, rich(line(p.spans(p.Link, place)...)), section(p.state(look)), p.buttons())
	}
	return message(said+".", append(all, small(more))...)
}

// state says what is awaited, and of whom.
func (p OpenPanel) state(look Look) string {
	other := mention(p.Panelist)
	if p.Mine {
		other = mention(p.Interviewee)
	}
	until := slackTime(p.Until, dateFallback, look)
	switch {
	case p.Stage == PanelInvited && p.Mine:
		return capital(fmt.Sprintf(panelsSent, other, until))
	case p.Stage == PanelInvited:
		return capital(fmt.Sprintf(panelsReceived, other, until))
	case p.Stage == PanelUnderWay && p.Mine:
		return capital(fmt.Sprintf(panelsHolding, other))
	case p.Stage == PanelUnderWay:
		return capital(fmt.Sprintf(panelsHeld, other))
	case p.Mine:
		return capital(fmt.Sprintf(panelsToScore, other))
	}
	return capital(fmt.Sprintf(panelsToBeScored, other))
}

func (p OpenPanel) buttons() slack.Block {
	if p.Stage != PanelToScore || !p.Mine {
		return nil
	}
	return row(button(wordScores, ActionPanelScore, p.ID), button(wordNoScores, ActionPanelWaive, p.ID))
}
