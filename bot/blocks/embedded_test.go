package blocks

import (
	"encoding/json"
	"strings"
	"testing"

	"mock-interviewer/questions"
)

// TestNothingOfTheEmbeddedGuideIsCut shows every question and model answer of the embedded guide whole.
func TestNothingOfTheEmbeddedGuideIsCut(t *testing.T) {
	t.Parallel()
	bank, err := questions.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range bank.Questions() {
		for _, m := range []Message{ModelAnswer(q), Daily(DailyPost{ID: "d", Question: q, RevealAt: noon()}, Look{})} {
			body, err := json.Marshal(m)
			if err != nil {
				t.Fatal(err)
			}
			check(t, q.ID, m, body)
			var tree map[string]any
			if err := json.Unmarshal(body, &tree); err != nil {
				t.Fatal(err)
			}
			if text := readTree(tree["blocks"]); strings.Contains(text, ellipsis) || strings.Contains(text, "in the guide") {
				t.Errorf("%s is cut:\n%s", q.ID, text)
			}
		}
	}
	overview := Overview(bank.Guides())
	if text := reading(overview); strings.Contains(text, "in the guide.") {
		t.Errorf("the overview is cut:\n%s", text)
	}
}
