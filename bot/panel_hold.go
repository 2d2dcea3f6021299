package bot

import (
	"context"
	"errors"
	"slices"
	"time"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/bot/inbound"
	"mock-interviewer/bot/interview"
	"mock-interviewer/store"
)

// panelHolds is how long a summary waits for the panelist's scores: whoever was interviewed waits with it.
const panelHolds = 24 * time.Hour

// holdBack begins to hold an interview's summary back where it is about to be said and a panelist has yet to score:
// whoever has seen the bot's scores gives others like them.
func (s *step) holdBack(state *interview.State, effects []interview.Effect) error {
	sums := slices.ContainsFunc(effects, func(e interview.Effect) bool {
		say, ok := e.(interview.Say)
		return ok && say.Kind == interview.SaySummary && say.Update == ""
	})
	if !sums {
		return nil
	}
	p, found, err := s.tx.Panel(state.ID)
	if err != nil || !found || !inbound.IsPerson(p.Panelist) {
		return err
	}
	p.HeldUntil = s.now.Add(panelHolds)
	return s.tx.PutPanel(p)
}

// heldPanel is an interview's panel, and whether it holds the summary back.
func (s *step) heldPanel(interview string) (p store.Panel, held bool, err error) {
	p, found, err := s.tx.Panel(interview)
	return p, found && !p.HeldUntil.IsZero(), err
}

// sumUp says an interview's summary or, while it is held back, in its place what it waits for.
func (s *step) sumUp(row store.Interview, summary store.OutboxEntry) error {
	p, held, err := s.heldPanel(row.ID)
	switch {
	case err != nil:
		return err
	case !held:
		return s.tx.Enqueue(summary)
	case summary.Action != store.ActionPost:
		return nil // it changed while it was held, and is made anew when it is shown
	}
	summary.Kind = string(interview.SayNotice)
	summary.Message = blocks.Encode(blocks.PanelHeld(panelView(p), s.look("")))
	ask := blocks.PanelAsk(panelView(p), s.b.permalink(row.Channel, row.ThreadTS, ""), s.look(p.Panelist))
	return s.tx.Enqueue(summary, s.toPanel(p.Panelist, panelAskID(p.ID), ask))
}

func panelAskID(panel string) string { return panelInviteID(panel) + ".ask" }

// showHeld puts the summary that was held back into its place, lets its grades count, and reports whether there was one.
func (s *step) showHeld(p store.Panel) (shown bool, err error) {
	if p.HeldUntil.IsZero() {
		return false, nil
	}
	p.HeldUntil = time.Time{}
	if err := s.tx.PutPanel(p); err != nil {
		return false, err
	}
	row, state, found, err := s.load(p.ID)
	if err != nil || !found {
		return false, err
	}
	if err := s.unseal(row, &state); err != nil {
		return false, err
	}
	say := interview.Say{ID: panelInviteID(p.ID) + ".summary", Kind: interview.SaySummary, Item: -1, Update: state.SummaryID}
	return true, s.tx.Enqueue(s.utterance(row, &state, say))
}

// showUnscored is showHeld where no scores came. Slack tells nobody of a message that was rewritten, so whoever was
// interviewed is told.
func (s *step) showUnscored(p store.Panel) error {
	shown, err := s.showHeld(p)
	if err != nil || !shown {
		return err
	}
	return s.tx.Enqueue(s.toPanel(p.Interviewee, panelInviteID(p.ID)+".shown", blocks.PanelShown(panelView(p), s.panelLink(p))))
}

// panelLink is the address of a panel's interview.
func (s *step) panelLink(p store.Panel) string {
	row, found, err := s.tx.Interview(p.ID)
	if err != nil || !found {
		return ""
	}
	return s.b.permalink(row.Channel, row.ThreadTS, "")
}

// waivePanel takes a panelist's word that they give no scores.
func (s *step) waivePanel(id string) error {
	p, _, why, err := s.scorable(id)
	if err != nil {
		return err
	}
	if why != "" {
		return s.tell(why)
	}
	p.State = store.PanelWaived
	if err := s.tx.PutPanel(p); err != nil {
		return err
	}
	said := s.toPanel(p.Panelist, panelAskID(p.ID)+".waived", blocks.PanelWaived(panelView(p)))
	said.Action, said.UpdateOf = store.ActionUpdate, panelAskID(p.ID)
	if err := errors.Join(s.tx.Enqueue(said), s.showUnscored(p)); err != nil {
		return err
	}
	if at, _ := s.tx.SentAs(panelAskID(p.ID)); at.TS == s.in.TS {
		return nil // what was pressed says so itself
	}
	return s.tell(panelNoneGiven)
}

// holds shows the summaries whose panelist took too long.
type holds struct{ b *Bot }

// look shows those whose time has come.
func (h holds) look() {
	var due []store.Panel
	now := h.b.now()
	err := h.b.db.View(func(tx *store.Tx) error {
		panels, err := tx.Panels()
		for _, p := range panels {
			if !p.HeldUntil.IsZero() && !now.Before(p.HeldUntil) {
				due = append(due, p)
			}
		}
		return err
	})
	if err != nil {
		h.b.log.Error("the panels cannot be read", "error", err)
	}
	for _, p := range due {
		if err := h.show(p.ID); err != nil {
			h.b.log.Error("a summary that was held cannot be shown", "interview", p.ID, "error", err)
		}
	}
	if len(due) > 0 {
		h.b.sender.Kick()
	}
}

func (h holds) show(panel string) error {
	return h.b.db.Update(func(tx *store.Tx) error {
		p, _, err := tx.Panel(panel)
		if err != nil {
			return err
		}
		return h.b.stepFor(tx, "held-"+panel, h.b.now(), &inbound.Event{}).showUnscored(p)
	})
}

func (h holds) run(ctx context.Context) { h.b.minutely(ctx, h.look) }
