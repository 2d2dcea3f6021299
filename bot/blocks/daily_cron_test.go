package blocks

import "testing"

func TestACronExpressionOfOneTimeOnSomeDaysIsSaidInWords(t *testing.T) {
	t.Parallel()
	for cron, want := range map[string]string{
		"0 9 * * MON-FRI":   "Monday to Friday at 09:00 (Europe/Berlin)",
		"30 14 * * *":       "Every day at 14:30 (Europe/Berlin)",
		"5 8 * * 1,3":       "Monday and Wednesday at 08:05 (Europe/Berlin)",
		"0 9 * * sun,mon":   "Monday and Sunday at 09:00 (Europe/Berlin)",
		"*/5 9 * * MON":     "`*/5 9 * * MON` (Europe/Berlin)",
		"0 9 1 * *":         "`0 9 1 * *` (Europe/Berlin)",
		"0 9 * * FRI-MON":   "`0 9 * * FRI-MON` (Europe/Berlin)",
		"0 25 * * MON":      "`0 25 * * MON` (Europe/Berlin)",
		"0 9 * * 1#2":       "`0 9 * * 1#2` (Europe/Berlin)",
		"0 9 * * MON-FRI/2": "`0 9 * * MON-FRI/2` (Europe/Berlin)",
		"@daily":            "`@daily` (Europe/Berlin)",
	} {
		p := DailyPlan{Cron: cron, Choice: DailyChoice{Zone: "Europe/Berlin"}}
		if got := planSentence(p); got != want+", any category." {
			t.Errorf("%s reads %q, want %q", cron, got, want)
		}
	}
}
