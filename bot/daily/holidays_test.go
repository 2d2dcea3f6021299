package daily

import (
	"testing"
	"time"
)

func TestPublicHolidaysAreSkipped(t *testing.T) {
	t.Parallel()
	for code, tt := range map[string]struct{ from, want string }{
		"DE": {"2026-12-24", "2026-12-28"}, // Christmas Day is a Friday, the next slot a Monday
		"US": {"2026-07-02", "2026-07-06"}, // the 4th is a Saturday and made up for on Friday the 3rd
		"GB": {"2026-04-02", "2026-04-07"}, // Good Friday and Easter Monday
		"":   {"2026-12-24", "2026-12-25"},
	} {
		s := schedule(t, "0 9 * * 1-5", time.UTC)
		if c, ok := CountryOf(code); ok {
			s = s.Except(c.Off)
		} else if code != "" {
			t.Fatalf("%s is not known", code)
		}
		from, err := time.Parse(time.DateOnly, tt.from)
		if err != nil {
			t.Fatal(err)
		}
		if got := s.Next(from.Add(12 * time.Hour)).Format(time.DateOnly); got != tt.want {
			t.Errorf("%q: after %s comes %s, want %s", code, tt.from, got, tt.want)
		}
	}
}

func TestAHolidayIsTheOneOfTheSchedulesOwnDay(t *testing.T) {
	t.Parallel()
	de, _ := CountryOf("DE")
	s := schedule(t, "0 9 * * *", zone(t, "Pacific/Auckland")).Except(de.Off)
	// 09:00 on the 25th in Auckland is still the 24th in Germany; it is the team's calendar that counts.
	got := s.Next(time.Date(2026, 12, 24, 12, 0, 0, 0, zone(t, "Pacific/Auckland")))
	if got.Format(time.DateOnly) != "2026-12-27" {
		t.Errorf("got %v", got)
	}
}

func TestASkippedHolidayIsNotOwed(t *testing.T) {
	t.Parallel()
	de, _ := CountryOf("DE")
	s := schedule(t, "0 9 * * *", time.UTC).Except(de.Off)
	due := s.Find(time.Date(2026, 12, 24, 9, 0, 0, 0, time.UTC), time.Date(2026, 12, 25, 9, 5, 0, 0, time.UTC), time.Hour)
	if !due.Slot.IsZero() || len(due.Skipped) != 0 {
		t.Errorf("got %+v", due)
	}
}

func TestAScheduleThatOnlyFallsOnDaysOffNeverFires(t *testing.T) {
	t.Parallel()
	s := schedule(t, "0 9 25 12 *", time.UTC).Except(func(time.Time) bool { return true })
	if got := s.Next(time.Now()); !got.IsZero() {
		t.Errorf("got %v", got)
	}
}

func TestEveryCountryHasHolidaysAndItsOwnCode(t *testing.T) {
	t.Parallel()
	codes := map[string]bool{}
	for _, c := range Countries() {
		n := 0
		for day := time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC); day.Year() == 2026; day = day.AddDate(0, 0, 1) {
			if c.Off(day) {
				n++
			}
		}
		if n < 5 || n > 30 {
			t.Errorf("%s has %d holidays in 2026", c.Name, n)
		}
		if codes[c.Code] || len(c.Code) != 2 {
			t.Errorf("%s: code %q", c.Name, c.Code)
		}
		codes[c.Code] = true
	}
}
