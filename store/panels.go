package store

import (
	"fmt"
	"slices"
	"time"
)

// Panel is a mock interview to which one person invited another, to grade it beside the bot.
type Panel struct {
	// ID is the caller's, and becomes the interview's.
	ID      string `json:"id"`
	Channel string `json:"channel"`
	// Panelist invited Interviewee.
	Panelist    string     `json:"panelist"`
	Interviewee string     `json:"interviewee"`
	Category    string     `json:"category,omitempty"`
	Count       int        `json:"count"`
	State       PanelState `json:"state"`
	// HeldUntil is when the interview's summary is shown at the latest; zero where it was shown, or there is none yet.
	HeldUntil time.Time `json:"held_until,omitzero"`
	CreatedAt time.Time `json:"created_at"`
}

// PanelState is how far a panel has come.
type PanelState string

// The states of a panel.
const (
	PanelInvited  PanelState = "invited"
	PanelAccepted PanelState = "accepted"
	PanelDeclined PanelState = "declined"
	PanelWaived   PanelState = "waived" // the panelist gives no scores
)

// PutPanel keeps a panel, new or changed.
func (tx *Tx) PutPanel(p Panel) error {
	for _, pair := range [][2]string{{"its id", p.ID}, {"its channel", p.Channel}, {"its panelist", p.Panelist}, {"its interviewee", p.Interviewee}} {
		if err := checkID(pair[0], pair[1]); err != nil {
			return fmt.Errorf("panel %q: %w", p.ID, err)
		}
	}
	return put(tx, bktPanels, []byte(p.ID), p)
}

// Panel finds a panel.
func (tx *Tx) Panel(id string) (Panel, bool, error) { return get[Panel](tx, bktPanels, []byte(id)) }

// Panels lists all panels, by id.
func (tx *Tx) Panels() ([]Panel, error) { return list[Panel](tx, bktPanels, nil, nil, 0) }

// PanelsOf lists the panels that a person invited others to, or was invited to, newest first.
func (tx *Tx) PanelsOf(user string) ([]Panel, error) {
	all, err := tx.Panels()
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(p Panel) bool { return p.Panelist != user && p.Interviewee != user })
	slices.SortStableFunc(all, func(a, b Panel) int { return b.CreatedAt.Compare(a.CreatedAt) })
	return all, nil
}

// DropPanel removes a panel, for example with its interview. Doing it twice is fine.
func (tx *Tx) DropPanel(id string) error { return tx.drop(bktPanels, []byte(id)) }

// panels removes the panels of which a person was the interviewee. Those of others whom they graded stay, without
// their name.
func (e *eraser) panels() error {
	panels, err := e.tx.PanelsOf(e.user)
	if err != nil {
		return err
	}
	for _, p := range panels {
		if p.Interviewee != e.user {
			continue
		}
		if err := e.tx.drop(bktPanels, []byte(p.ID)); err != nil {
			return err
		}
		e.n.Panels++
	}
	return nil
}

// HumanScore is what a panelist gave an answer, its follow-ups included. It lies in the answer's row and goes with it.
type HumanScore struct {
	Score int       `json:"score"` // 0 to 100
	By    string    `json:"by"`
	At    time.Time `json:"at"`
	// Blind is true where it was given before the bot's own score was shown.
	Blind bool `json:"blind,omitempty"`
}

// PutHumanScore keeps a panelist's score with an answer, in place of an earlier one, or takes it away where it is nil;
// false where the answer is no longer kept.
func (tx *Tx) PutHumanScore(answer string, h *HumanScore) (found bool, err error) {
	a, found, err := tx.Answer(answer)
	if err != nil || !found {
		return false, err
	}
	if h != nil && (h.Score < 0 || h.Score > 100) {
		return true, fmt.Errorf("%w: a human score of %d", ErrInvalid, h.Score)
	}
	a.Human = h
	return true, tx.PutAnswer(a)
}
