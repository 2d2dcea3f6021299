package blocks

import (
	"testing"
	"time"

	"mock-interviewer/questions"
)

func coming() Coming {
	link := "https://quay.example.com/archives/C0QUAY/p1"
	return Coming{
		Due: 3, Streak: 4, Best: 9, Level: questions.Medium, Answers: 4, Average: 68, RemindAt: "09:00",
		Patterns: []Pattern{
			{Label: "Communication", Category: "Situational", Misses: []Miss{{noon(), link}, {noon().Add(-24 * time.Hour), "javascript:alert(1)"}, {At: noon().Add(-48 * time.Hour)}}},
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
		"New questions: *medium*. From 75 over five answers it goes up, below 50 down.":                                     {Level: questions.Medium},
		"New questions: *easy*. Your last answer at it scored 40. From 75 over five answers it goes up, below 50 down.":     {Level: questions.Easy, Answers: 1, Average: 40},
		"New questions: *easy*. Your last 3 answers at it average 60. From 75 over five answers it goes up, below 50 down.": {Level: questions.Easy, Answers: 3, Average: 60},
		"New questions: *hard*, as you chose.": {Level: questions.Hard, Pinned: true, Answers: 3, Average: 60},
	}
	for want, c := range tests {
		if got := levelWords(c); got != want {
			t.Errorf("got  %q\nwant %q", got, want)
		}
	}
}
