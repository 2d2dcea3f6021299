package blocks

import (
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"mock-interviewer/bot/interview"
)

func graded(t *testing.T, mode interview.Mode) *stage {
	st := play(t, lookAt(guides(t)), setup{mode: mode, direct: true, count: 1, ids: []string{"harbour-1"}})
	st.answer("I check the wind against the limit of the berth.")
	st.judge(st.result("", "", berthed()...))
	return st
}

func TestDisputeForm(t *testing.T) {
	t.Parallel()
	st := graded(t, interview.Practice)
	d := Dispute{Ref: Ref{Interview: "i1"}, Channel: "D0ANNA"}
	golden(t, "dispute", DisputeModal(&st.s, d, st.look))
	d.Reason = strings.Repeat("Wind & tide <!channel> مرحبا ", 60)
	golden(t, "dispute-again", DisputeModal(&st.s, d, Look{}))
	golden(t, "dispute-refused", SentenceModal(TitleDispute, "That interview is no longer kept."))
	golden(t, "dispute-noted", Disputed(&st.s, 0, st.look))
}

// returned is the form as Slack sends it back with a reason.
func returned(m slack.ModalViewRequest, reason string) slack.View {
	return slack.View{PrivateMetadata: m.PrivateMetadata, State: &slack.ViewState{Values: map[string]map[string]slack.BlockAction{
		BlockReason: {actionChoice: {Value: reason}},
	}}}
}

func TestADisputeReadsBackWhereItWasOpenedAndWhatWasSaid(t *testing.T) {
	t.Parallel()
	st := graded(t, interview.Practice)
	modal := DisputeModal(&st.s, Dispute{Ref: Ref{Interview: "i1"}, Channel: "C1", ThreadTS: "1.2"}, st.look)
	for reason, want := range map[string]string{
		"":                                    "",
		"  \n":                                "",
		" I named the tugs.\n":                "I named the tugs.",
		strings.Repeat("ü", MaxReason):        strings.Repeat("ü", MaxReason),
		strings.Repeat("ü", MaxReason) + "\n": strings.Repeat("ü", MaxReason),
	} {
		got, errs := ParseDispute(returned(modal, reason))
		if want := (Dispute{Ref: Ref{Interview: "i1"}, Channel: "C1", ThreadTS: "1.2", Reason: want}); got != want || len(errs) > 0 {
			t.Errorf("%.20q: got %+v, %v", reason, got, errs)
		}
	}
	if _, errs := ParseDispute(returned(modal, strings.Repeat("x", MaxReason+1))); errs[BlockReason] == "" {
		t.Error("a reason that is too long was taken")
	}
	for _, memory := range []string{"", "{", "[]", `{"ref":"i1"}`, `{"ref":"/0"}`} {
		if _, errs := ParseDispute(slack.View{PrivateMetadata: memory}); errs[BlockReason] == "" {
			t.Errorf("%q was taken", memory)
		}
	}
}

func TestOnlyAGradeThatIsShownCanBeCalledUnfair(t *testing.T) {
	t.Parallel()
	offers := func(m Message) bool { return strings.Contains(reading(m), wordUnfair) }
	open := play(t, lookAt(guides(t)), setup{mode: interview.Practice, direct: true, follow: 1, ids: []string{"harbour-1"}})
	open.answer("I check the wind.")
	open.judge(open.result("", "What if the wind rose?", berthed()...))
	if offers(open.said[len(open.said)-2]) {
		t.Error("a card that a follow-up may still change can be called unfair")
	}
	mock := play(t, lookAt(guides(t)), setup{mode: interview.Mock, direct: true, count: 2, ids: []string{"harbour-1", "harbour-2"}})
	mock.answer("I check the wind.")
	mock.judge(mock.result("", "", berthed()...))
	if Disputable(&mock.s, 0) {
		t.Error("a grade is shown before the mock interview's end")
	}
	mock.do(interview.Skip{})
	if !Disputable(&mock.s, 0) || Disputable(&mock.s, 1) || Disputable(&mock.s, -1) || Disputable(&mock.s, 2) {
		t.Error("after the end the graded question alone can be called unfair")
	}
	if n := strings.Count(reading(mock.said[len(mock.said)-1]), wordUnfair); n != 1 {
		t.Errorf("the summary offers it %d times, want once", n)
	}
	for _, mode := range []interview.Mode{interview.Practice, interview.Daily} {
		st := play(t, lookAt(guides(t)), setup{mode: mode, direct: mode == interview.Practice, ids: []string{"harbour-1"}})
		st.answer("I check the wind against the limit of the berth.")
		if !offers(st.judge(st.result("", "", berthed()...))) {
			t.Errorf("%s: the scorecard does not offer it", mode)
		}
	}
}
