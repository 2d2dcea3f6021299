package daily

import (
	"errors"
	"testing"
	"time"
)

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func schedule(t *testing.T, expr string, z *time.Location) Schedule {
	t.Helper()
	s, err := ParseSchedule(expr, z)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestEveryLocalDayHasExactlyOneSlotAcrossDaylightSaving(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "Africa/Cairo", "America/Sao_Paulo"} {
		for _, expr := range []string{"30 2 * * *", "0 0 * * *", "30 1 * * *", "0 3 * * *", "0 9 * * *"} {
			t.Run(name+" "+expr, func(t *testing.T) {
				t.Parallel()
				z := zone(t, name)
				s := schedule(t, expr, z)
				at := time.Date(2024, 1, 1, 0, 0, 0, 0, z).Add(-time.Second)
				day := time.Date(2024, 1, 1, 12, 0, 0, 0, z)
				for range 3 * 366 {
					next := s.Next(at)
					if !next.After(at) {
						t.Fatalf("slot %v is not after %v", next, at)
					}
					if got, want := next.Format(time.DateOnly), day.Format(time.DateOnly); got != want {
						t.Fatalf("slot after %v is on %s, want %s", at, got, want)
					}
					at, day = next, day.AddDate(0, 0, 1)
				}
			})
		}
	}
}

func TestAWallTimeThatIsJumpedOverIsDueAtTheJump(t *testing.T) {
	t.Parallel()
	berlin := zone(t, "Europe/Berlin")
	got := schedule(t, "30 2 * * *", berlin).Next(time.Date(2026, 3, 29, 0, 0, 0, 0, berlin))
	if want := time.Date(2026, 3, 29, 3, 0, 0, 0, berlin); !got.Equal(want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestAWallTimeThatHappensTwiceIsDueTheFirstTime(t *testing.T) {
	t.Parallel()
	berlin := zone(t, "Europe/Berlin")
	first := time.Date(2026, 10, 25, 0, 30, 0, 0, time.UTC) // 02:30 CEST
	s := schedule(t, "30 2 * * *", berlin)
	if got := s.Next(first.Add(-time.Hour)); !got.Equal(first) {
		t.Errorf("got %v, want %v", got, first)
	}
	if got, want := s.Next(first), time.Date(2026, 10, 26, 2, 30, 0, 0, berlin); !got.Equal(want) {
		t.Errorf("after it got %v, want %v", got, want)
	}
}

func TestUnusableSchedulesAreRefused(t *testing.T) {
	t.Parallel()
	for _, expr := range []string{"", "CRON_TZ=UTC", "CRON_TZ=UTC 0 9 * * *", "TZ=", "0 9 31 2 *", "nine", "0 9 * * 7", "0 0 9 * * *"} {
		if _, err := ParseSchedule(expr, nil); !errors.Is(err, ErrSchedule) {
			t.Errorf("%q: got %v, want ErrSchedule", expr, err)
		}
	}
}

func TestDue(t *testing.T) {
	t.Parallel()
	at := func(day, hour, minute int) time.Time { return time.Date(2026, 6, day, hour, minute, 0, 0, time.UTC) }
	tests := map[string]struct {
		last, now time.Time
		slot      time.Time
		late      bool
		skipped   int
	}{
		"nothing before the slot":                 {at(1, 9, 0), at(2, 8, 59), time.Time{}, false, 0},
		"on the minute":                           {at(1, 9, 0), at(2, 9, 0), at(2, 9, 0), false, 0},
		"a missed slot within the grace is late":  {at(1, 9, 0), at(2, 10, 59), at(2, 9, 0), true, 0},
		"a missed slot beyond it is skipped":      {at(1, 9, 0), at(2, 11, 1), time.Time{}, false, 1},
		"of many missed only the newest is due":   {at(1, 9, 0), at(5, 9, 30), at(5, 9, 0), true, 3},
		"a long stop skips them all, none posted": {at(1, 9, 0), at(5, 18, 0), time.Time{}, false, 4},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			due := schedule(t, "0 9 * * *", time.UTC).Find(tt.last, tt.now, 2*time.Hour)
			if !due.Slot.Equal(tt.slot) || due.Late != tt.late || len(due.Skipped) != tt.skipped {
				t.Errorf("got %+v", due)
			}
		})
	}
}
