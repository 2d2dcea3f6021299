package bot

import (
	"testing"
	"time"

	"mock-interviewer/bot/inbound"
	"mock-interviewer/bot/interview"
	"mock-interviewer/store"
)

func TestOnlyThePanelistScoresAndOnlyOnceTheInterviewHasEnded(t *testing.T) {
	t.Parallel()
	h := newCalendarHouse(t, time.Date(2027, 3, 1, 8, 0, 0, 0, time.UTC))
	for name, tt := range map[string]struct {
		state store.PanelState
		phase interview.Phase
		user  string
		want  string
	}{
		"the panelist":                {store.PanelAccepted, interview.Done, "U1", ""},
		"who was interviewed":         {store.PanelAccepted, interview.Done, "U2", panelNoScores},
		"somebody else":               {store.PanelAccepted, interview.Done, "U3", panelNoScores},
		"before the end":              {store.PanelAccepted, interview.Asking, "U1", panelTooEarly},
		"who gave none":               {store.PanelWaived, interview.Done, "U1", panelNoneGiven},
		"what was never held":         {store.PanelInvited, interview.Done, "U1", interviewGone},
		"who gave none, by the other": {store.PanelWaived, interview.Done, "U2", panelNoScores},
	} {
		h.update(func(tx *store.Tx) error {
			body := jsonOf(t, interview.State{ID: "p", Owner: "U2", Phase: tt.phase, Settings: interview.Settings{Mode: interview.Mock}})
			row := store.Interview{ID: "p", User: "U2", Channel: "C1", ThreadTS: "7.7", Conversation: "c", Mode: "mock", State: body}
			if err := tx.PutInterview(row); err != nil {
				return err
			}
			panel := store.Panel{ID: "p", Channel: "C1", Panelist: "U1", Interviewee: "U2", State: tt.state, CreatedAt: h.now}
			if err := tx.PutPanel(panel); err != nil {
				return err
			}
			_, _, why, err := h.b.stepFor(tx, "k", h.now, &inbound.Event{User: tt.user}).scorable("p")
			if why != tt.want {
				t.Errorf("%s: got %q, want %q", name, why, tt.want)
			}
			return err
		})
	}
}
