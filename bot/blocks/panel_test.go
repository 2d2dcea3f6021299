package blocks

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/slack-go/slack"
	"pgregory.net/rapid"
)

func panel() Panel {
	return Panel{ID: "i-1", Panelist: "U0ANNA", Interviewee: "U0BO", Category: "Technical", Count: 3}
}

func soon() time.Time { return time.Date(2026, 11, 25, 9, 30, 0, 0, time.UTC) }

func panelScores() []PanelScore {
	higher, equal, lower := 70, 62, 0
	return []PanelScore{
		{Number: 1, Answer: "i-1-a1", Title: "How do you berth a large ship in strong wind?", Bot: 50, Human: &higher},
		{Number: 2, Answer: "i-1-a2", Title: "<!here> *Plan* مرحبا", Bot: 62, Human: &equal},
		{Number: 3, Answer: "i-1-a4", Title: strings.Repeat("A very long title ", 20), Bot: 33, Human: &lower},
		{Number: 4, Answer: "i-1-a5", Title: "The last", Bot: 100},
	}
}

func TestAPanel(t *testing.T) {
	t.Parallel()
	golden(t, "panel-invitation", PanelInvitation(panel()))
	accepted, declined := panel(), panel()
	accepted.Accepted, declined.Declined = true, true
	declined.Panelist = "<!channel>"
	golden(t, "panel-accepted", PanelInvitation(accepted))
	golden(t, "panel-declined", PanelInvitation(declined))
	held := panel()
	held.Until = soon()
	golden(t, "panel-ask", PanelAsk(held, "https://quay.slack.com/archives/C0QUAY/p1", Look{}))
	golden(t, "panel-ask-nowhere", PanelAsk(held, "", Look{}))
	golden(t, "panel-held", PanelHeld(held, Look{}))
	golden(t, "panel-shown", PanelShown(panel(), "https://quay.slack.com/archives/C0QUAY/p1"))
	golden(t, "panel-waived", PanelWaived(panel()))
	golden(t, "panel-form", PanelModal(panel(), panelScores()))
	golden(t, "panel-compared", PanelCompared(panel(), panelScores(), true, "https://quay.slack.com/archives/C0QUAY/p1"))
	golden(t, "panel-compared-theirs", PanelCompared(panel(), panelScores()[:1], false, ""))
}

func TestOpenPanels(t *testing.T) {
	t.Parallel()
	golden(t, "panels-none", OpenPanels(nil, Look{}))
	var open []OpenPanel
	for _, stage := range []PanelStage{PanelInvited, PanelUnderWay, PanelToScore} {
		for _, mine := range []bool{true, false} {
			one := OpenPanel{Panel: panel(), Stage: stage, Mine: mine, Link: "https://quay.slack.com/archives/C0QUAY/p1"}
			one.Until = soon()
			open = append(open, one)
		}
	}
	golden(t, "panels", OpenPanels(open, Look{}))
	golden(t, "panels-many", OpenPanels(append(append(open, open...), open...), Look{}))
	golden(t, "panels-one", OpenPanels(open[:1], Look{}))
}

// given is the form as Slack sends it back with these texts in its fields.
func given(texts ...string) slack.View {
	values := map[string]map[string]slack.BlockAction{}
	for i, text := range texts {
		values[fmt.Sprint(blockScore, i)] = map[string]slack.BlockAction{actionChoice: {Value: text}}
	}
	modal := PanelModal(panel(), panelScores())
	return slack.View{PrivateMetadata: modal.PrivateMetadata, State: &slack.ViewState{Values: values}}
}

func TestAPanelistsFormGivesScoresByAnswer(t *testing.T) {
	t.Parallel()
	got, errs := ParsePanel(given("0", " 100 ", "", "45"))
	want := PanelGiven{Panel: "i-1", Scores: map[string]int{"i-1-a1": 0, "i-1-a2": 100, "i-1-a5": 45}}
	if diff := cmp.Diff(want, got); diff != "" || len(errs) > 0 {
		t.Errorf("%v (-want +got):\n%s", errs, diff)
	}
	for text, want := range map[string]map[string]string{
		"101":  {blockScore + "1": panelErrScore},
		"-1":   {blockScore + "1": panelErrScore},
		"7.5":  {blockScore + "1": panelErrScore},
		"good": {blockScore + "1": panelErrScore},
	} {
		if _, errs := ParsePanel(given("50", text)); !cmp.Equal(errs, want) {
			t.Errorf("%q: got %v", text, errs)
		}
	}
	if _, errs := ParsePanel(given("", " ")); errs[blockScore+"0"] != panelErrNone {
		t.Errorf("no score: got %v", errs)
	}
	for _, memory := range []string{"", "{", "{}", `{"panel":"i-1"}`} {
		if _, errs := ParsePanel(slack.View{PrivateMetadata: memory}); errs[blockScore+"0"] != panelErrGone {
			t.Errorf("%q: got %v", memory, errs)
		}
	}
}

func TestWhateverAPanelHoldsFits(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		text := hostile().Draw(rt, "text")
		p := Panel{ID: "i-1", Panelist: text, Interviewee: text, Category: text, Count: 10, Until: soon()}
		var scores []PanelScore
		for i := range rapid.IntRange(1, 10).Draw(rt, "questions") {
			scores = append(scores, PanelScore{Number: i + 1, Answer: fmt.Sprint("a", i), Title: text, Human: &i})
		}
		fits(rt, "invitation", PanelInvitation(p))
		fits(rt, "ask", PanelAsk(p, text, Look{}))
		fits(rt, "held", PanelHeld(p, Look{}))
		fits(rt, "shown", PanelShown(p, text))
		fits(rt, "waived", PanelWaived(p))
		fits(rt, "open", OpenPanels(slices.Repeat([]OpenPanel{{Panel: p, Stage: PanelToScore, Mine: true, Link: text}}, len(scores)+5), Look{}))
		fits(rt, "form", PanelModal(p, scores))
		fits(rt, "compared", PanelCompared(p, scores, true, text))
	})
}
