package budget

import (
	"maps"
	"time"
)

// Ledger keeps counts across restarts. Its methods are called one at a time.
type Ledger interface {
	// Load finds a count; the zero Count stands for one that was never saved.
	Load(key string) (Count, error)
	// Save keeps all the counts or, on an error, none.
	Save(counts map[string]Count) error
}

// Count is what was spent in one period: a day ("2026-11-24") or a month ("2026-11"), of UTC.
type Count struct {
	Period string `json:"period"`
	Tokens int64  `json:"tokens"`
}

// MonthKey is the workspace's count in the ledger.
const MonthKey = "month"

// PersonKey is a person's count in the ledger.
func PersonKey(person string) string { return "person/" + person }

// book is the counts of the current periods, as read from the ledger and added to since.
type book struct {
	ledger Ledger
	day    string
	counts map[string]Count
}

func newBook(l Ledger) book { return book{ledger: l, counts: map[string]Count{}} }

// spent is what the person has spent today and everybody this month.
func (b *book) spent(person string, now time.Time) (day, month int64, err error) {
	all, err := b.count(MonthKey, monthOf(now), now)
	if err != nil || person == "" {
		return 0, all.Tokens, err
	}
	own, err := b.count(PersonKey(person), dayOf(now), now)
	return own.Tokens, all.Tokens, err
}

// count reads a count of a period; one of another period is over and counts nothing.
func (b *book) count(key, period string, now time.Time) (Count, error) {
	if today := dayOf(now); b.day != today { // people of yesterday are forgotten
		b.day, b.counts = today, map[string]Count{}
	}
	c, known := b.counts[key]
	if !known && b.ledger != nil {
		var err error
		if c, err = b.ledger.Load(key); err != nil {
			return Count{}, err
		}
	}
	if c.Period != period || c.Tokens < 0 {
		c = Count{Period: period}
	}
	b.counts[key] = c
	return c, nil
}

// add books tokens. Where they cannot be saved they are still counted, and saved with the next.
func (b *book) add(person string, tokens int64, now time.Time) error {
	changed := map[string]Count{}
	all, err := b.count(MonthKey, monthOf(now), now)
	if err != nil {
		return err
	}
	all.Tokens += tokens
	changed[MonthKey] = all
	if person != "" {
		own, err := b.count(PersonKey(person), dayOf(now), now)
		if err != nil {
			return err
		}
		own.Tokens += tokens
		changed[PersonKey(person)] = own
	}
	maps.Copy(b.counts, changed)
	if b.ledger == nil {
		return nil
	}
	return b.ledger.Save(changed)
}

func dayOf(now time.Time) string { return now.Format(time.DateOnly) }

func monthOf(now time.Time) string { return now.Format("2006-01") }

func nextDay(now time.Time) time.Time {
	return time.Date(now.Year(), now.Month(), now.Day()+1, 0, 0, 0, 0, time.UTC)
}

func nextMonth(now time.Time) time.Time {
	return time.Date(now.Year(), now.Month()+1, 1, 0, 0, 0, 0, time.UTC)
}
