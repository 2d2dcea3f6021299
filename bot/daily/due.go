package daily

import "time"

// maxCatchUp bounds how many missed slots are looked at after a long stop.
const maxCatchUp = 10_000

// Due is what a subscription owes at a moment.
type Due struct {
	// Slot is the one to post now, zero for none. Of several that were missed only the newest is made up for.
	Slot time.Time
	// Late is set where the slot is a minute past or more.
	Late bool
	// Skipped are the missed slots that are not made up for, oldest first.
	Skipped []time.Time
}

// Find says what is due: of the slots after last up to now, the newest if it is within the grace window.
func (s Schedule) Find(last, now time.Time, grace time.Duration) Due {
	var due Due
	slot := s.Next(last)
	for n := 0; !slot.IsZero() && !slot.After(now); n++ {
		if !due.Slot.IsZero() {
			due.Skipped = append(due.Skipped, due.Slot)
		}
		due.Slot = slot
		if n == maxCatchUp {
			// Further back nobody will miss them; what is near now is what matters.
			slot = now.Add(-grace)
		}
		slot = s.Next(slot)
	}
	if due.Slot.IsZero() {
		return due
	}
	behind := now.Sub(due.Slot)
	if behind > max(grace, time.Minute) {
		due.Skipped = append(due.Skipped, due.Slot)
		due.Slot = time.Time{}
		return due
	}
	due.Late = behind >= time.Minute
	return due
}
