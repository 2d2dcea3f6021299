package blocks

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// weekly reads a cron expression that names one time of the day on some days of the week, as most do: then it can be said
// in words. Any other is shown as it stands.
func weekly(cron string) (at string, days []time.Weekday, ok bool) {
	f := strings.Fields(cron)
	if len(f) != 5 || f[2] != "*" || f[3] != "*" {
		return "", nil, false
	}
	minute, hour := number(f[0], 59), number(f[1], 23)
	if minute < 0 || hour < 0 {
		return "", nil, false
	}
	days, ok = weekdays(f[4])
	return time.Date(0, 1, 1, hour, minute, 0, 0, time.UTC).Format(clockTime), days, ok
}

// weekdays reads the last field of a cron expression, in the order of the week.
func weekdays(field string) ([]time.Weekday, bool) {
	if field == "*" {
		return week(), true
	}
	var named []time.Weekday
	for part := range strings.SplitSeq(field, ",") {
		first, last, ranged := strings.Cut(part, "-")
		if !ranged {
			last = first
		}
		from, to := weekday(first), weekday(last)
		if from < 0 || to < from {
			return nil, false
		}
		for d := from; d <= to; d++ {
			named = append(named, time.Weekday(d))
		}
	}
	return slices.DeleteFunc(week(), func(d time.Weekday) bool { return !slices.Contains(named, d) }), true
}

// weekday is a day by its number or its first three letters, -1 for none.
func weekday(s string) int {
	for i, name := range dayNames() {
		if strings.EqualFold(s, name[:3]) {
			return i
		}
	}
	return number(s, 6)
}

// number reads digits up to a bound, -1 for anything else.
func number(s string, most int) int {
	n, err := strconv.ParseUint(s, 10, 8)
	if err != nil || int(n) > most {
		return -1
	}
	return int(n)
}
