package scorer

import (
	"slices"
	"strings"
	"testing"

	"mock-interviewer/questions"
)

// A reason says why the verdict is what it is: never that a missed point was made, nor that a made one was not.
func TestAReasonFollowsItsVerdict(t *testing.T) {
	t.Parallel()
	made := []string{"gives an example", "says why", "sets the scene", "says what was yours to do", "says what you did yourself", "says what came of it"}
	missed := []string{"gives no concrete example", "does not say", "does not set the scene"}
	for _, r := range estimateReplies(t) {
		for id, j := range r.byID {
			counts := j.Verdict != questions.Missed
			if !counts && slices.Contains(made, j.Reason) {
				t.Errorf("%s %s is missed since the reply %s: %q", r.Question, id, j.Reason, r.Reply)
			}
			if counts && slices.ContainsFunc(missed, func(s string) bool { return strings.HasPrefix(j.Reason, s) }) {
				t.Errorf("%s %s is %s although the reply %s: %q", r.Question, id, j.Verdict, j.Reason, r.Reply)
			}
		}
	}
}

// The words of the guide's example are not an example, nor are "the last deploy", "at once" and "each instance".
func TestAnExampleIsSomethingThatHappened(t *testing.T) {
	t.Parallel()
	qs := embedded(t)
	o := NewOffline(qs)
	q := questionOf(t, qs, "sre-8")
	for reply, want := range map[string]bool{
		"First I look at the dashboards and roll back the last deploy.":                                                              false,
		"I roll back to the previous version at once and drain each instance of it.":                                                 false,
		"Once users are safe I read the logs of the last release and compare the versions.":                                          false,
		"I roll back at once. Last month a broken checkout was reverted within four minutes and errors fell to zero.":                true,
		"I roll back at once. At my previous job we once shipped a broken checkout and reverted it.":                                 true,
		"I roll back at once. For example, after a broken checkout I would undo the release and add tests for voucher corner cases.": true,
	} {
		if j := judgementOf(t, o, q, reply, "example"); (j.Verdict != questions.Missed) != want {
			t.Errorf("%q: %s, %s", reply, j.Verdict, j.Reason)
		}
	}
}

func TestTheFirstExampleOfTheReadmeSaysWhatIsMissing(t *testing.T) {
	t.Parallel()
	qs := embedded(t)
	o := NewOffline(qs)
	q := questionOf(t, qs, "sre-8")
	for id, want := range map[string]string{"reasoning": "does not say why", "example": "gives no concrete example"} {
		j := judgementOf(t, o, q, "First I look at the dashboards and roll back the last deploy.", id)
		if j.Verdict != questions.Missed || j.Reason != want {
			t.Errorf("%s: %s, %q, want %q", id, j.Verdict, j.Reason, want)
		}
	}
}
