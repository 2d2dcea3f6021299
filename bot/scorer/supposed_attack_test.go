package scorer

import (
	"slices"
	"strings"
	"testing"

	"mock-interviewer/questions"
)

// withoutIt are ways to name a point only to say that it can be left out.
func withoutIt() map[string]func(says string) string {
	return map[string]func(string) string{
		"if we do not":        func(says string) string { return "If we do not " + says + ", nothing happens." },
		"after its outcome":   func(says string) string { return "Nothing happens if we do not " + says + "." },
		"if we don't":         func(says string) string { return "If we don't " + says + ", all is well." },
		"if the team did not": func(says string) string { return "If the team did not " + says + ", life goes on." },
		"then":                func(says string) string { return "If you do not " + says + " then nobody notices." },
		"if we cannot":        func(says string) string { return "If we cannot " + says + ", nothing happens." },
		"even if":             func(says string) string { return "Even if we didn't " + says + ", everything works." },
		"if we skip":          func(says string) string { return "If we skip it and never " + says + ", nobody cares." },
		"if there is no":      func(says string) string { return "If there is no " + says + ", nothing breaks." },
		"users stay":          func(says string) string { return "If we do not " + says + ", users stay as they were." },
		"as before":           func(says string) string { return "If we do not " + says + ", the service does what it always did." },
		"who cares":           func(says string) string { return "If we do not " + says + ", who cares?" },
		"no harm":             func(says string) string { return "There is no harm if we do not " + says + "." },
		"no matter":           func(says string) string { return "It does not matter if we do not " + says + "." },
		"not the case":        func(says string) string { return "If it is not the case that we " + says + ", nothing happens." },
		"whether":             func(says string) string { return "Whether or not we " + says + ", nothing changes." },
		"as long as":          func(says string) string { return "As long as we do not " + says + ", all is well." },
		"lose nothing":        func(says string) string { return "If I do not " + says + ", I lose nothing." },
		"we are fine":         func(says string) string { return "If we do not " + says + ", we are fine." },
		"complains":           func(says string) string { return "Nobody complains when we don't " + says + "." },
		"unless":              func(says string) string { return "Unless we " + says + ", nothing happens." },
		"when nobody":         func(says string) string { return "When nobody would " + says + ", nothing breaks." },
		"fine if never":       func(says string) string { return "It is fine if we never " + says + "." },
		"fine if not":         func(says string) string { return "It is fine if we do not " + says + "." },
		"better if not":       func(says string) string { return "It is better if we do not " + says + "." },
		"best when not":       func(says string) string { return "It is best when we don't " + says + "." },
		"without":             func(says string) string { return "Without " + says + " nothing breaks." },
		"without, comma":      func(says string) string { return "Without " + says + ", nothing breaks." },
		"nothing without":     func(says string) string { return "Nothing breaks without " + says + "." },
	}
}

// pointsAs is a reply that makes a sentence of every key point, or of every step of a told story.
func pointsAs(q *questions.Question, say func(says string) string) []string {
	var out []string
	for _, c := range q.Rubric.Criteria {
		if c.Kind != questions.Example && c.Kind != questions.Reasoning {
			out = append(out, say(strings.TrimRight(lowered(c.Text), ".")))
		}
	}
	return out
}

func TestPointsNamedOnlyToBeLeftOutEarnNothing(t *testing.T) {
	t.Parallel()
	qs := append(embedded(t), badDeploy())
	o := NewOffline(qs)
	for way, say := range withoutIt() {
		for _, q := range qs {
			said := pointsAs(q, say)
			backwards := slices.Clone(said)
			slices.Reverse(backwards)
			for _, reply := range []string{strings.Join(said, " "), strings.Join(backwards, " ")} {
				if got := offlineScore(t, o, q, reply); got >= 45 {
					t.Errorf("%s: left out by %q, scored %d", q.ID, way, got)
				}
			}
		}
	}
}

// The smallest case: no point is made, and the reason says why.
func TestAPointThatIsOnlySupposedIsMissedWithItsReason(t *testing.T) {
	t.Parallel()
	q := badDeploy()
	o := NewOffline(append(embedded(t), q))
	for _, reply := range []string{
		"If we do not roll back to the last stable version, nothing happens.",
		"Nothing happens if we do not roll back to the last stable version.",
		"If I cannot roll back to the last stable version, I wait.",
		"Without a rollback to the last stable version nothing breaks.",
		"It is fine if we never roll back to the last stable version.",
	} {
		j := judgementOf(t, o, q, reply, "rollback")
		if j.Verdict != questions.Missed || !strings.HasPrefix(j.Reason, "only says what happens without it") {
			t.Errorf("%q: %s, %s", reply, j.Verdict, j.Reason)
		}
	}
}

// What stands outside the condition keeps its credit.
func TestAConditionTakesNothingFromWhatIsSaidBesideIt(t *testing.T) {
	t.Parallel()
	q := badDeploy()
	o := NewOffline(append(embedded(t), q))
	for _, reply := range []string{
		"We roll back to the previous version; if we did not, users would suffer.",
		"If we did not, users would suffer; we roll back to the previous version.",
		"We roll back to the previous version. If we did not roll back to the previous version, users would suffer.",
		"If it does not recover I roll back to the previous version.",
		"If it does not recover, roll back to the previous version.",
		"If we do not know the cause, we roll back to the previous version.",
		"If we don't find the cause, roll back to the previous version.",
		"If we do not find it at once, then roll back to the previous version.",
		"If we do not find the cause, I roll back to the previous version and nobody notices.",
		"It is fine if we do not know the cause, because I roll back to the previous version.",
		"I promote it if errors do not rise, and roll back to the previous version otherwise.",
		"If errors do not stop, roll back to the previous version, and check that all is well.",
		"If errors do not stop, roll back to the previous version, and make sure nothing breaks.",
		"If it is not fixed at once, I roll back to the previous version so that nobody notices.",
		"If we do not see it recover, roll back to the previous version, and tell support.",
		"It is better to roll back to the previous version if we do not know the cause.",
		"Roll back to the previous version if it does not recover, even where nobody complains.",
		"Without a rollback users suffer, so roll back to the previous version.",
		"Unless the errors stop, roll back to the previous version.",
	} {
		if j := judgementOf(t, o, q, reply, "rollback"); j.Verdict != questions.Met {
			t.Errorf("%q: %s, %s", reply, j.Verdict, j.Reason)
		}
	}
}
