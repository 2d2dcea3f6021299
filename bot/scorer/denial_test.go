package scorer

import (
	"testing"

	"mock-interviewer/questions"
)

func judgementOf(t testing.TB, o *Offline, q *questions.Question, reply, id string) questions.Judgement {
	t.Helper()
	res, err := o.Score(t.Context(), Request{Question: q, Reply: reply})
	if err != nil {
		t.Fatal(err)
	}
	for _, j := range res.Judgements {
		if j.Criterion == id {
			return j
		}
	}
	t.Fatalf("%s has no criterion %q", q.ID, id)
	return questions.Judgement{}
}

func questionOf(t testing.TB, qs []*questions.Question, id string) *questions.Question {
	t.Helper()
	for _, q := range qs {
		if q.ID == id {
			return q
		}
	}
	t.Fatalf("no question %q", id)
	return nil
}

// Who says what they would do and then where it ends has not said the opposite.
func TestADenialTakesNothingFromWhatIsAffirmedElsewhere(t *testing.T) {
	t.Parallel()
	qs := embedded(t)
	o := NewOffline(qs)
	const plain = "I roll back to the last good version at once and check that users recover."
	for _, tc := range []struct{ question, point, reply string }{
		{"sre-8", "rollback", plain},
		{"sre-8", "rollback", plain + " If I cannot roll back, I turn the feature flag off."},
		{"sre-8", "rollback", plain + " If we can't roll back because of the migration, I fix forward."},
		{"sre-8", "rollback", plain + " Where there is no way to roll back I turn the feature flag off."},
		{"sre-8", "rollback", plain + " I never roll back by hand."},
		{"sre-8", "rollback", "I never roll back by hand. " + plain},
		{"sre-8", "rollback", "Roll back to the previous version first. Never roll back the database with it."},
		{"sre-24", "exponential-backoff", "I use exponential backoff with jitter, never a fixed backoff."},
		{"sre-24", "exponential-backoff", "Exponential backoff with jitter, not a fixed backoff."},
	} {
		if j := judgementOf(t, o, questionOf(t, qs, tc.question), tc.reply, tc.point); j.Verdict != questions.Met {
			t.Errorf("%q: %s, %s", tc.reply, j.Verdict, j.Reason)
		}
	}
	before := offlineScore(t, o, questionOf(t, qs, "sre-8"), plain)
	if got := offlineScore(t, o, questionOf(t, qs, "sre-8"), plain+" If I cannot roll back, I turn the feature flag off."); got <= before {
		t.Errorf("a better reply scores %d, the plain one %d", got, before)
	}
}

// To speak of a thing that one refuses is not to do it.
func TestADenialStandsWhereTheThingIsOnlySpokenOf(t *testing.T) {
	t.Parallel()
	qs := embedded(t)
	o := NewOffline(qs)
	for _, tc := range []struct{ question, point, reply string }{
		{"sre-8", "rollback", "Never roll back. A rollback loses the new features."},
		{"sre-8", "rollback", "I never roll back, because a rollback loses data."},
		{"sre-8", "rollback", "I would not roll back. Rollback is for cowards and reverting wastes hours."},
		{"sre-8", "rollback", "I would not roll back. I find a rollback too slow and I debug."},
		{"sre-8", "rollback", "You don't need a rollback. Going to the previous version takes time, so we debug in production."},
		{"sre-8", "rollback", "No rollback for me: the previous version had bugs as well."},
		{"sre-8", "rollback", "Never roll back. The last good version has other bugs and users hate old versions."},
		{"sre-8", "isolation", "I don't use feature flags. A feature flag is more code to break."},
		{"sre-24", "exponential-backoff", "Exponential backoff is overkill. I retry at once without backoff."},
	} {
		if j := judgementOf(t, o, questionOf(t, qs, tc.question), tc.reply, tc.point); j.Verdict != questions.Missed {
			t.Errorf("%q: %s, %s", tc.reply, j.Verdict, j.Reason)
		}
	}
}

// A condition is neither a yes nor a no.
func TestADenialUnderAConditionIsNone(t *testing.T) {
	t.Parallel()
	q := badDeploy()
	o := NewOffline(append(embedded(t), q))
	for _, reply := range []string{
		"If I cannot roll back, I wait.", "When we can't roll back, somebody has to wait.", "Where it is not possible to roll back, we wait.",
		"I wait if there is no way to roll back.",
	} {
		if j := judgementOf(t, o, q, reply, "rollback"); j.Verdict == questions.Met || j.Reason == "says the opposite of this point" {
			t.Errorf("%q: %s, %s", reply, j.Verdict, j.Reason)
		}
	}
	for _, reply := range []string{
		"If users complain, never roll back.", "If in doubt do not roll back.", "When it breaks you should not roll back.", "I would not roll back if it breaks.",
		"If it breaks, I don't roll back.",
	} {
		if j := judgementOf(t, o, q, reply, "rollback"); j.Verdict != questions.Missed {
			t.Errorf("%q: %s, %s", reply, j.Verdict, j.Reason)
		}
	}
}

func TestEveryPointSentInTheGuidesOwnWordsIsMet(t *testing.T) {
	t.Parallel()
	qs := embedded(t)
	o := NewOffline(qs)
	for _, q := range qs {
		for _, c := range q.Rubric.Criteria {
			if c.Kind != questions.KeyPoint {
				continue // judged by how it is told, not by the guide's words
			}
			if j := judgementOf(t, o, q, c.Text, c.ID); j.Verdict != questions.Met {
				t.Errorf("%s %s: %s, %s: %q", q.ID, c.ID, j.Verdict, j.Reason, c.Text)
			}
		}
	}
}
