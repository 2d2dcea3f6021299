package scorer

import (
	"strings"
	"testing"

	"mock-interviewer/questions"
)

func lowered(s string) string { return strings.ToLower(s[:1]) + s[1:] }

// The model answer, every sentence of it rejected in one way or another, is worth nothing.
func TestOfflineHearsWhatAReplyRejects(t *testing.T) {
	t.Parallel()
	qs := embedded(t)
	o := NewOffline(qs)
	for way, reject := range map[string]func(label, says string) string{
		"is not needed":    func(label, _ string) string { return label + " is not needed." },
		"isn't necessary":  func(label, _ string) string { return label + " isn't necessary here." },
		"is unnecessary":   func(label, _ string) string { return label + " is unnecessary." },
		"doesn't matter":   func(label, _ string) string { return label + " doesn't matter." },
		"wastes time":      func(label, _ string) string { return label + " only wastes time." },
		"without":          func(label, _ string) string { return "I work without " + lowered(label) + "." },
		"not true that":    func(_, says string) string { return "It is not true that " + lowered(says) },
		"false that":       func(_, says string) string { return "It is false that " + lowered(says) },
		"wrong to":         func(_, says string) string { return "It would be wrong to " + lowered(says) },
		"nonsense":         func(_, says string) string { return "It is nonsense to say: " + lowered(says) },
		"I would not":      func(_, says string) string { return "I would not " + lowered(says) },
		"I don't believe":  func(_, says string) string { return "I don't believe that " + lowered(says) },
		"I refuse to":      func(_, says string) string { return "I refuse to " + lowered(says) },
		"I disagree":       func(_, says string) string { return "People say " + lowered(says) + " I disagree." },
		"that is nonsense": func(_, says string) string { return says + " That is nonsense." },
		"none of it":       func(_, says string) string { return says + " None of this is true." },
	} {
		for _, q := range qs {
			if q.Kind != questions.Knowledge {
				continue
			}
			var b strings.Builder
			for _, c := range q.Rubric.Criteria {
				if c.Kind == questions.KeyPoint {
					b.WriteString(reject(c.Label, c.Text) + " ")
				}
			}
			if got := offlineScore(t, o, q, b.String()); got >= 45 {
				t.Errorf("%s: rejected by %q, scored %d", q.ID, way, got)
			}
		}
	}
}

// Good answers are full of words that reject something else.
func TestOfflineTellsWhatIsRejectedFromWhatIsRecommended(t *testing.T) {
	t.Parallel()
	q := badDeploy()
	o := NewOffline(append(embedded(t), q))
	for _, reply := range []string{
		"It's wrong to debug first: I roll back to the previous version.",
		"Instead of debugging first I roll back to the previous version.",
		"Rather than debugging, I roll back to the previous version at once.",
		"It is not necessary to know the cause; I roll back to the previous version.",
		"I don't think that debugging comes first, so I roll back to the previous version.",
		"I roll back to the previous version without waiting for the root cause.",
		"Without a rollback nobody gets well. I roll back to the previous version.",
		"Some would fix forward. I disagree with that. I roll back to the previous version.",
		"If in doubt I roll back to the previous version.",
		"It is important to roll back to the previous version.",
	} {
		res, err := o.Score(t.Context(), Request{Question: q, Reply: reply})
		if err != nil {
			t.Fatal(err)
		}
		for _, j := range res.Judgements {
			if j.Criterion == "rollback" && j.Verdict != questions.Met {
				t.Errorf("%q: %s, %s", reply, j.Verdict, j.Reason)
			}
		}
	}
}
