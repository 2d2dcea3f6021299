package blocks

import (
	"strings"
	"testing"
)

func TestWhatWasHeard(t *testing.T) {
	t.Parallel()
	golden(t, "heard", Heard("D0ANNA/1.2", "I check the wind against the limit of the berth."))
	golden(t, "heard-cut", Heard("D0ANNA/1.2", "I check the wind against the limit of the berth. "+strings.Repeat("Then I order tugs early, and we agree on words for the radio. ", 4)))
	golden(t, "heard-used", HeardUsed("I check the wind against the limit of the berth."))
	golden(t, "heard-fix", FixModal(Fixed{Name: "D0ANNA/1.2", Channel: "D0ANNA", Text: "I check the wind."}))
	golden(t, "heard-gone", FixModal(Fixed{Name: "D0ANNA/1.2"}))
	golden(t, "heard-long", FixModal(Fixed{Name: "D0ANNA/1.2", Text: strings.Repeat("wind ", 700)}))
	golden(t, "privacy-listens", PrivacyCard(Privacy{Scorer: "llm", Model: "harbour-large", Host: "llm.example", Listens: "harbour-ear"}))
}
