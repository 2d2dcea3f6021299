package blocks

import (
	"testing"
	"time"

	"mock-interviewer/questions"
)

func TestHistory(t *testing.T) {
	t.Parallel()
	look := lookAt(guides(t))
	past := []Past{
		{
			At: noon(), Title: "How do you berth a large ship in strong wind?", Mode: "practice", Score: 91, Band: questions.Strong,
			Again: true, Before: 58, Link: "https://quay.example.com/archives/C0QUAY/p1",
		},
		{At: noon().Add(-24 * time.Hour), Title: "كيف ترسو سفينة؟ <!here>", Mode: "daily", Score: 58, Band: questions.Developing, FollowedUp: true},
	}
	golden(t, "history", History(HistoryPage{Past: past, Number: 1}, look))
	golden(t, "history-more", History(HistoryPage{Past: past, Number: 2, More: true}, look))
	golden(t, "history-more-direct", History(HistoryPage{Past: past[1:], Number: 1, More: true, Direct: true}, look))
	golden(t, "history-none", History(HistoryPage{Number: 1}, look))
	golden(t, "history-no-older", History(HistoryPage{Number: 7}, look))
}

func TestOnlyLinksToSlackOrToThisMachineStandInAMessage(t *testing.T) {
	t.Parallel()
	for link, want := range map[string]bool{
		"https://quay.example.com/archives/C0QUAY/p1": true, "http://127.0.0.1:8080/archives/C0QUAY/p1": true,
		"http://quay.example.com/archives/C0QUAY/p1": false, "javascript:alert(1)": false, "//quay.example.com": false, "": false, "https://": false,
	} {
		if got := linkable(link); got != want {
			t.Errorf("%q: got %v, want %v", link, got, want)
		}
	}
}
