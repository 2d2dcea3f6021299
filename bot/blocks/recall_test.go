package blocks

import (
	"strings"
	"testing"
	"time"

	"mock-interviewer/bot/interview"
	"mock-interviewer/questions"
)

func coming() Coming {
	link := "https://quay.example.com/archives/C0QUAY/p1"
	return Coming{
		Due: 3, Streak: 4, Best: 9, Level: questions.Medium, Answers: 4, Average: 68, RemindAt: "09:00",
		Patterns: []Pattern{
			{Label: "Communication", Category: "Situational", Misses: []Miss{{At: noon(), Link: link}, {At: noon().Add(-24 * time.Hour), Link: "javascript:alert(1)"}, {At: noon().Add(-48 * time.Hour)}}},
			{Label: "<!here> *Plan*", Category: "Technical", Misses: []Miss{{At: noon()}, {At: noon()}}},
		},
	}
}

func TestWhatComesBack(t *testing.T) {
	t.Parallel()
	look := lookAt(guides(t))
	stats := Stats{User: "U0ANNA", Answered: 12, Average: 68, Best: 91, LastAt: noon()}
	stats.Coming = Coming{Level: questions.Hard, Pinned: true, Best: 2, AwayUntil: "2027-01-06"}
	golden(t, "stats-pinned", StatsCard(stats, look))
	golden(t, "reminder", Reminder(3, "09:00"))
	golden(t, "reminder-one", Reminder(1, "09:00"))
}

func TestTheLevelIsToldWithItsRule(t *testing.T) {
	t.Parallel()
	tests := map[string]Coming{
		"New questions: *medium*.":                                     {Level: questions.Medium},
		"New questions: *easy*. Your last answer at it scored 40.":     {Level: questions.Easy, Answers: 1, Average: 40},
		"New questions: *easy*. Your last 3 answers at it average 60.": {Level: questions.Easy, Answers: 3, Average: 60},
		"New questions: *hard*, as you chose.":                         {Level: questions.Hard, Pinned: true, Answers: 3, Average: 60},
	}
	for want, c := range tests {
		if got := levelWords(c); got != want {
			t.Errorf("got  %q\nwant %q", got, want)
		}
	}
}

func TestWhatIsKeptOfAPersonIsToldOnlyWhereNobodyElseReads(t *testing.T) {
	t.Parallel()
	look := lookAt(guides(t))
	look.Earlier = func(question string, before time.Time) (Earlier, bool) {
		return Earlier{Score: 41, At: before.Add(-5 * 24 * time.Hour)}, question == "harbour-1"
	}
	look.Keeps = func() []Pattern {
		now, then := Miss{At: noon(), Interview: "i1"}, Miss{At: noon().Add(-72 * time.Hour), Interview: "i0", Link: "https://quay.example.com/archives/D0ANNA/p1"}
		return []Pattern{
			{Label: "Spare tug", Category: "Technical", Misses: []Miss{now, then}},
			{Label: "Of old", Category: "Technical", Misses: []Miss{then, then}},
		}
	}
	for _, direct := range []bool{true, false} {
		st := play(t, look, setup{mode: interview.Practice, direct: direct, count: 1, ids: []string{"harbour-1"}})
		st.answer("I check the wind against the limit of the berth.")
		summary := st.judge(st.result("", "", berthed()...))
		card := st.said[len(st.said)-2]
		for part, seen := range map[string]string{"scored 41": reading(card), "You keep leaving out": reading(summary)} {
			if got := strings.Contains(seen, part); got != direct {
				t.Errorf("direct %v: it says %q: %v\n%s", direct, part, got, seen)
			}
		}
		if strings.Contains(reading(summary), "Of old") {
			t.Error("the summary tells a pattern that this interview had no part in")
		}
		if direct {
			golden(t, "practice-card-last-time", card)
			golden(t, "practice-summary-pattern", summary)
		}
	}
}
