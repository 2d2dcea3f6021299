package config

import (
	"fmt"
	"strings"
	"time"

	"github.com/robfig/cron/v3"
)

const wantCron = `five fields (minute hour day month weekday), for example "` + DefaultCron + `"`

func checkCron(v string) *problem {
	if fields := strings.Fields(v); len(fields) > 0 && strings.Contains(fields[0], "TZ=") {
		return &problem{"holds a time zone", wantCron + ", and the zone in timezone (" + dailyTimezoneEnv + ")"}
	}
	if p := checkText(v, 200, wantCron); p != nil {
		return p
	}
	if every, ok := strings.CutPrefix(v, "@every"); ok {
		// cron v3.0.1 takes anything below a second, negative times too, for a second.
		if d, err := time.ParseDuration(strings.TrimSpace(every)); err == nil && d < time.Second {
			return &problem{"is " + show(v) + ", an @every of less than a second", wantCron}
		}
	}
	schedule, err := parseCron(v)
	if err != nil {
		return &problem{"is " + show(v) + ": " + err.Error(), wantCron}
	}
	// 31 February parses and never comes. Any start will do: the search covers five years.
	if schedule.Next(time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)).IsZero() {
		return &problem{"is " + show(v) + ", which never comes", wantCron}
	}
	return nil
}

// parseCron is cron.ParseStandard with its panics (v3.0.1 has some) as errors.
func parseCron(v string) (s cron.Schedule, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("cannot be read: %v", r)
		}
	}()
	return cron.ParseStandard(v)
}
