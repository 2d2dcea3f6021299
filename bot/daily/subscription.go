package daily

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/robfig/cron/v3"

	"mock-interviewer/questions"
)

// Subscription is a channel's standing order for a question of the day.
type Subscription struct {
	// ID is stable over restarts: with a slot it is what keeps a question from being posted twice.
	ID string
	// Channel is a channel's id, or its name with a leading #.
	Channel string
	// Cron is a five-field schedule or a descriptor such as @daily, read on the wall clock of Zone.
	Cron string
	Zone *time.Location
	questions.Filter
	// RevealAfter is how long after the post the model answer is shown.
	RevealAfter time.Duration
	// Grace is how late a missed question may still be posted.
	Grace time.Duration
	// Country is whose public holidays have no question, by its code; empty for none.
	Country string
}

// Schedule is when the question comes: what Cron says, without the holidays of Country.
func (s Subscription) Schedule() (Schedule, error) {
	schedule, err := ParseSchedule(s.Cron, s.Zone)
	if err != nil || s.Country == "" {
		return schedule, err
	}
	country, ok := CountryOf(s.Country)
	if !ok {
		return Schedule{}, fmt.Errorf("%w: the holidays of %q are not known", ErrSchedule, s.Country)
	}
	return schedule.Except(country.Off), nil
}

// ZoneOrUTC is the subscription's zone, UTC where it names none.
func (s Subscription) ZoneOrUTC() *time.Location {
	if s.Zone == nil {
		return time.UTC
	}
	return s.Zone
}

// Schedule is a subscription's cron expression on the wall clock of its zone.
//
// Slots are computed on a clock without daylight saving and only then placed in the zone. So a wall-clock time that
// happens twice on an autumn night is one slot, and one that never happens on a spring night is one slot too, at the
// moment the clocks jump over it.
type Schedule struct {
	spec cron.Schedule
	zone *time.Location
	off  func(day time.Time) bool // nil: no day is
}

// mostOff bounds how many slots in a row may fall on days off, before a schedule counts as one that never fires.
const mostOff = 500

// Except is the schedule without the days on which off is true. The day it is asked for is a slot on the clock of the
// schedule's zone.
func (s Schedule) Except(off func(day time.Time) bool) Schedule {
	s.off = off
	return s
}

// ErrSchedule says that a cron expression cannot be used.
var ErrSchedule = errors.New("the schedule cannot be used")

// ParseSchedule reads a cron expression. It refuses a zone inside it (the subscription has its own) and a schedule that
// never fires.
func ParseSchedule(expr string, zone *time.Location) (s Schedule, err error) {
	defer func() {
		if p := recover(); p != nil { // cron v3.0.1 panics on some malformed expressions
			err = fmt.Errorf("%w: %q", ErrSchedule, expr)
		}
	}()
	if strings.Contains(expr, "TZ=") {
		return Schedule{}, fmt.Errorf("%w: %q: the time zone goes into its own field", ErrSchedule, expr)
	}
	spec, err := cron.ParseStandard(expr)
	if err != nil {
		return Schedule{}, fmt.Errorf("%w: %w", ErrSchedule, err)
	}
	if fixed, ok := spec.(*cron.SpecSchedule); ok {
		fixed.Location = time.UTC
	}
	if zone == nil {
		zone = time.UTC
	}
	s = Schedule{spec: spec, zone: zone}
	if s.spec.Next(time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)).IsZero() {
		return Schedule{}, fmt.Errorf("%w: %q never fires", ErrSchedule, expr)
	}
	return s, nil
}

// Next is the first slot after a moment.
func (s Schedule) Next(after time.Time) time.Time {
	wall := wallClock(after, s.zone)
	for skipped := 0; skipped < mostOff; {
		next := s.spec.Next(wall)
		if next.IsZero() {
			return time.Time{}
		}
		wall = next
		if s.off != nil && s.off(next) {
			skipped++
			continue
		}
		// On the night the clocks go back, a wall time may lie ahead on the clock and behind in time.
		if at := place(next, s.zone); at.After(after) {
			return at
		}
	}
	return time.Time{}
}

// wallClock is what a clock in the zone shows, written as if it were UTC.
func wallClock(t time.Time, zone *time.Location) time.Time {
	t = t.In(zone)
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), time.UTC)
}

// place finds the moment at which a clock in the zone shows a wall time: the first of two, and for one that is jumped
// over, the moment of the jump.
func place(wall time.Time, zone *time.Location) time.Time {
	t := time.Date(wall.Year(), wall.Month(), wall.Day(), wall.Hour(), wall.Minute(), wall.Second(), wall.Nanosecond(), zone)
	if shown := wallClock(t, zone); !shown.Equal(wall) {
		_, end := t.Add(-3 * time.Hour).ZoneBounds()
		if !end.IsZero() {
			return end.In(zone)
		}
		return t
	}
	// time.Date may pick either of two moments that show the same time: take the first.
	if start, _ := t.ZoneBounds(); !start.IsZero() {
		_, before := start.Add(-time.Nanosecond).Zone()
		_, now := t.Zone()
		earlier := t.Add(time.Duration(now-before) * time.Second)
		if before > now && earlier.Before(start) {
			return earlier
		}
	}
	return t
}
