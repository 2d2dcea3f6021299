package bot

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/bot/inbound"
	"mock-interviewer/store"
)

// nowApart is how far apart questions asked for with `daily now` are, so that nobody floods a channel. mostPause bounds
// a pause with an end.
const (
	nowApart  = time.Hour
	mostPause = 366 * 24 * time.Hour
)

// dailyVerbs are what can be done to a channel's question of the day.
func dailyVerbs() []string { return []string{"now", "pause", "resume", "stop"} }

// dailyFits says whether a direct message means the question of the day and is not the beginning of an answer.
func dailyFits(rest string) bool {
	verb, more := inbound.Words(rest)
	until, _ := inbound.Words(more)
	return rest == "" || slices.Contains(dailyVerbs(), verb) && (more == "" || until == "until")
}

// dailyWord answers "daily" and what may follow it.
func (s *step) dailyWord(rest string) error {
	verb, more := inbound.Words(rest)
	everywhere := s.in.Direct || s.in.Channel == ""
	switch {
	case verb == "":
		return s.dailyPlans(everywhere)
	case !slices.Contains(dailyVerbs(), verb) || more != "" && verb != "pause":
		return s.tell(dailyUnknown)
	case everywhere:
		return s.tell(fmt.Sprintf(dailyElsewhere, verb))
	case verb == "now":
		return s.dailyNow()
	}
	return s.dailyChange(verb, more)
}

// dailyPlans says what is set up, here or everywhere. By slash command in a channel the form says it.
func (s *step) dailyPlans(everywhere bool) error {
	channel := s.in.Channel
	if everywhere {
		channel = ""
	}
	plans, err := s.b.plans(s.tx, channel)
	if err != nil {
		return err
	}
	return s.answer(blocks.DailyPlans(plans, everywhere, s.look(s.in.User)))
}

// dailyChange pauses, resumes or stops what was set up in this channel.
func (s *step) dailyChange(verb, more string) error {
	row, found, err := s.tx.Subscription(slackRowID(s.in.Channel))
	if err != nil {
		return err
	}
	if !found {
		return s.dailyNothing()
	}
	switch verb {
	case "pause":
		return s.dailyPause(row, more)
	case "resume":
		if !row.Paused || !row.PausedUntil.IsZero() && !s.now.Before(row.PausedUntil) {
			return s.tell(dailyNotPaused)
		}
		row.Paused, row.PausedUntil = false, time.Time{}
		return s.keepDaily(blocks.DailyResumed, row)
	}
	if err := s.tx.DeleteSubscription(row.ID); err != nil {
		return err
	}
	return s.announceDaily(blocks.DailyStopped, blocks.DailyPlan{Channel: row.Channel})
}

// dailyNothing says why there is nothing here to change: none is set up, or the configuration alone has one.
func (s *step) dailyNothing() error {
	subs, err := s.b.subsOf(s.tx, s.in.Channel)
	if err != nil {
		return err
	}
	if len(subs) > 0 {
		return s.tell(dailyConfigOnly)
	}
	return s.dailyPlans(false)
}

func (s *step) dailyPause(row store.Subscription, more string) error {
	until, err := pauseUntil(more, row.TZ, s.now)
	if err != nil {
		return s.tell(dailyBadDate)
	}
	row.Paused, row.PausedUntil = true, until
	return s.keepDaily(blocks.DailyPaused, row)
}

var errNoDate = errors.New("no day to pause until")

// pauseUntil reads "until DATE", the first day with a question again; nothing means without an end.
func pauseUntil(text, tz string, now time.Time) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	fields := strings.Fields(text)
	if len(fields) != 2 || !strings.EqualFold(fields[0], "until") {
		return time.Time{}, errNoDate
	}
	zone, err := time.LoadLocation(tz)
	if err != nil {
		return time.Time{}, fmt.Errorf("%w: %w", errNoDate, err)
	}
	day, err := time.ParseInLocation(time.DateOnly, fields[1], zone)
	if err != nil {
		return time.Time{}, fmt.Errorf("%w: %w", errNoDate, err)
	}
	if !day.After(now) || day.Sub(now) > mostPause {
		return time.Time{}, errNoDate
	}
	return day, nil
}

// dailyNow posts a question at once, beside the schedule and without moving it.
func (s *step) dailyNow() error {
	subs, err := s.b.subsOf(s.tx, s.in.Channel)
	if err != nil {
		return err
	}
	if len(subs) == 0 {
		return s.dailyNothing()
	}
	posts, err := s.tx.DailyPostsOf(s.in.Channel, 1)
	if err != nil {
		return err
	}
	sub := subs[len(subs)-1] // the channel's own, where it has one
	slot := s.in.At.In(sub.ZoneOrUTC()).Truncate(time.Second)
	if len(posts) > 0 && s.isOut(posts[0]) && slot.Sub(posts[0].Slot) < nowApart {
		return s.tell(dailyTooSoon)
	}
	extra := sub.Subscription
	extra.ID += "+now"
	err = s.b.postDaily(s.tx, extra, slot, false, s.in.User)
	if errors.Is(err, errNoDaily) {
		return s.tell(dailyNoQuestion)
	}
	return err
}

// isOut says whether a question of the day is in its channel, or on its way there, and not revealed yet.
func (s *step) isOut(p store.DailyPost) bool {
	return p.RevealedAt.IsZero() && (p.TS != "" || s.tx.Pending(p.EffectID))
}
