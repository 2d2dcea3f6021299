package bot

import (
	"slices"
	"testing"
	"time"

	"mock-interviewer/bot/recall"
)

func TestAReminderIsCalledAtThePersonsOwnTimeOnceADay(t *testing.T) {
	t.Parallel()
	madrid, err := time.LoadLocation("Europe/Madrid")
	if err != nil {
		t.Fatal(err)
	}
	auckland, err := time.LoadLocation("Pacific/Auckland")
	if err != nil {
		t.Fatal(err)
	}
	long := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	on := func(month time.Month, day, hour, minute int) time.Time {
		return time.Date(2026, month, day, hour, minute, 0, 0, madrid)
	}
	for name, tt := range map[string]struct {
		p    practiceSettings
		now  time.Time
		zone *time.Location
		want string
	}{
		"not asked for":            {practiceSettings{}, on(5, 4, 9, 0), madrid, ""},
		"a minute early":           {practiceSettings{Remind: &reminder{At: "09:00", Since: long}}, on(5, 4, 8, 59), madrid, ""},
		"on time":                  {practiceSettings{Remind: &reminder{At: "09:00", Since: long}}, on(5, 4, 9, 0), madrid, "2026-05-04"},
		"slept through":            {practiceSettings{Remind: &reminder{At: "09:00", Since: long}}, on(5, 4, 12, 0), madrid, "2026-05-04"},
		"slept through too long":   {practiceSettings{Remind: &reminder{At: "09:00", Since: long}}, on(5, 4, 12, 1), madrid, ""},
		"dealt with today":         {practiceSettings{Remind: &reminder{At: "09:00", Since: long, Last: "2026-05-04"}}, on(5, 4, 9, 1), madrid, ""},
		"dealt with yesterday":     {practiceSettings{Remind: &reminder{At: "09:00", Since: long, Last: "2026-05-03"}}, on(5, 4, 9, 1), madrid, "2026-05-04"},
		"asked for after its time": {practiceSettings{Remind: &reminder{At: "09:00", Since: on(5, 4, 9, 30)}}, on(5, 4, 9, 31), madrid, ""},
		"the other side of the date line": {
			practiceSettings{Remind: &reminder{At: "09:00", Since: long}}, time.Date(2026, 5, 3, 21, 5, 0, 0, time.UTC), auckland, "2026-05-04",
		},
		"no zone known is UTC": {practiceSettings{Remind: &reminder{At: "09:00", Since: long}}, time.Date(2026, 5, 4, 9, 0, 0, 0, time.UTC), time.UTC, "2026-05-04"},
		"an hour that the clocks skip comes after it": {
			practiceSettings{Remind: &reminder{At: "02:30", Since: long}}, on(3, 29, 3, 30), madrid, "2026-03-29",
		},
		"an hour that comes twice is one reminder": {
			practiceSettings{Remind: &reminder{At: "02:30", Since: long, Last: "2026-10-25"}}, on(10, 25, 2, 30).Add(time.Hour), madrid, "",
		},
		"on time off": {
			practiceSettings{Remind: &reminder{At: "09:00", Since: long}, Away: []recall.Away{{From: "2026-05-01", To: "2026-05-04"}}}, on(5, 4, 9, 0), madrid, "",
		},
		"the day after time off": {
			practiceSettings{Remind: &reminder{At: "09:00", Since: long}, Away: []recall.Away{{From: "2026-05-01", To: "2026-05-03"}}}, on(5, 4, 9, 0), madrid, "2026-05-04",
		},
		"snoozed, not yet": {practiceSettings{Remind: &reminder{At: "09:00", Since: long, Last: "2026-05-04", Snoozed: on(5, 4, 10, 0)}}, on(5, 4, 9, 59), madrid, ""},
		"snoozed, now": {
			practiceSettings{Remind: &reminder{At: "09:00", Since: long, Last: "2026-05-04", Snoozed: on(5, 4, 10, 0)}}, on(5, 4, 10, 0), madrid, "2026-05-04-080000",
		},
		"snoozed, slept through": {
			practiceSettings{Remind: &reminder{At: "09:00", Since: long, Last: "2026-05-04", Snoozed: on(5, 4, 10, 0)}}, on(5, 4, 14, 0), madrid, "",
		},
		"snoozed days ago, a new day": {
			practiceSettings{Remind: &reminder{At: "09:00", Since: long, Last: "2026-05-01", Snoozed: on(5, 1, 10, 0)}}, on(5, 4, 9, 0), madrid, "2026-05-04",
		},
		"a time that is none": {practiceSettings{Remind: &reminder{At: "soon", Since: long}}, on(5, 4, 9, 0), madrid, ""},
	} {
		if got := tt.p.callAt(tt.now, tt.zone); got != tt.want {
			t.Errorf("%s: got %q, want %q", name, got, tt.want)
		}
	}
}

func TestAReminderPutOffPastMidnightLeavesTheNewDaysOwn(t *testing.T) {
	t.Parallel()
	at := func(day, hour, minute int) time.Time { return time.Date(2026, 5, day, hour, minute, 0, 0, time.UTC) }
	p := practiceSettings{Remind: &reminder{At: "23:30", Since: at(1, 0, 0)}}
	var calls []time.Time
	for now := at(4, 23, 0); now.Before(at(6, 23, 0)); now = now.Add(time.Minute) {
		if p.callAt(now, time.UTC) == "" {
			continue
		}
		calls = append(calls, now)
		p.Remind.called(now, time.UTC)
		if len(calls) == 1 {
			p.Remind.Snoozed = now.Add(snoozeFor)
		}
	}
	if want := []time.Time{at(4, 23, 30), at(5, 0, 30), at(5, 23, 30)}; !slices.EqualFunc(calls, want, time.Time.Equal) {
		t.Errorf("got %v, want %v", calls, want)
	}
}

func TestOneDaysReminderPutOffOverItsTimeComesOnce(t *testing.T) {
	t.Parallel()
	at := func(hour, minute int) time.Time { return time.Date(2026, 5, 4, hour, minute, 0, 0, time.UTC) }
	p := practiceSettings{Remind: &reminder{At: "09:00", Since: at(0, 0).AddDate(0, 0, -9), Snoozed: at(9, 30)}} // yesterday's was snoozed at 8:30
	calls := 0
	for now := at(8, 30); now.Before(at(23, 0)); now = now.Add(time.Minute) {
		if p.callAt(now, time.UTC) != "" {
			calls++
			p.Remind.called(now, time.UTC)
		}
	}
	if calls != 1 {
		t.Errorf("%d reminders, want 1", calls)
	}
}
