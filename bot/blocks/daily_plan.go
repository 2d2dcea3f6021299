package blocks

import (
	"fmt"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"mock-interviewer/bot/daily"
)

// DailyPlan is a channel's question of the day as it is set up.
type DailyPlan struct {
	Channel string
	Choice  DailyChoice
	// Cron is the schedule of one from the configuration, which has no days and time of its own.
	Cron string
	// By is who changed it last in Slack.
	By string
	// Next is when the next one comes; zero for never, or while it is paused without an end.
	Next time.Time
	// Paused is set while it is paused, Until where the pause ends by itself.
	Paused bool
	Until  time.Time
}

// DailyChange is what somebody did to a channel's question of the day.
type DailyChange int

// The changes.
const (
	DailySet DailyChange = iota
	DailyChanged
	DailyPaused
	DailyResumed
	DailyStopped
)

// DailyAnnounce tells a channel who changed its question of the day, and how it stands now.
func DailyAnnounce(change DailyChange, by string, p DailyPlan, look Look) Message {
	words := map[DailyChange]string{
		DailySet: changeSet, DailyChanged: changeChanged, DailyPaused: changePaused, DailyResumed: changeResumed, DailyStopped: changeStopped,
	}[change]
	said := capital(fmt.Sprintf(words, mention(by)))
	if change == DailyStopped {
		return message(said, section(said))
	}
	return message(said+" "+planSpoken(p)+" "+unmarked(nextWords(p, look)), section(said), section(planSentence(p), nextWords(p, look)))
}

// DailyPlans says what is set up: in the channel where it was asked, or everywhere.
func DailyPlans(plans []DailyPlan, everywhere bool, look Look) Message {
	none := planNone
	if everywhere {
		none = planNoneAny
	}
	if len(plans) == 0 {
		return message(unmarked(none), section(none))
	}
	blocks := []slack.Block{section("*" + planTitle + "*")}
	spoken := []string{planTitle + ":"}
	for _, p := range plans[:min(len(plans), 10)] {
		where := ""
		if everywhere {
			where = inChannel(p.Channel)
		}
		spoken = append(spoken, where+planSpoken(p), unmarked(nextWords(p, look)))
		blocks = append(blocks, section(where+planSentence(p), nextWords(p, look)), small(setBy(p)))
	}
	return message(strings.Join(spoken, " "), blocks...)
}

func inChannel(channel string) string {
	if isID(channel) {
		return fmt.Sprintf(planIn, channel)
	}
	return fmt.Sprintf(planInNamed, escaped(channel, 80))
}

func setBy(p DailyPlan) string {
	if p.Cron != "" {
		return planConfig
	}
	by := planSomebody
	if isID(p.By) {
		by = mention(p.By)
	}
	return fmt.Sprintf(planBySlack, by)
}

// planSentence is a plan in words: "Monday to Friday at 09:00 (Europe/Berlin), Technical, hard, the model answer after 8
// hours", with the full stop.
func planSentence(p DailyPlan) string {
	if p.Cron != "" && !p.inWords() {
		return planRest(fmt.Sprintf(planCron, inCode(p.Cron, 80), escaped(p.Choice.Zone, mostZone)), p.Choice)
	}
	return planRest(p.times(), p.Choice)
}

// planSpoken is the sentence for a fallback, where a cron expression would be read out mark by mark.
func planSpoken(p DailyPlan) string {
	if p.Cron != "" && !p.inWords() {
		return planRest(fmt.Sprintf(planCronAloud, escaped(p.Choice.Zone, mostZone)), p.Choice)
	}
	return planRest(p.times(), p.Choice)
}

func (p DailyPlan) inWords() bool {
	_, _, ok := weekly(p.Cron)
	return ok
}

func (p DailyPlan) times() string {
	c := p.Choice
	if p.Cron != "" {
		c.Time, c.Days, _ = weekly(p.Cron)
	}
	return fmt.Sprintf(planWhen, capital(daysWords(c.Days)), escaped(c.Time, 20), escaped(c.Zone, mostZone))
}

func planRest(when string, c DailyChoice) string {
	category := planAny
	if len(c.Categories) > 0 {
		category = escaped(strings.Join(c.Categories, planOr), 200)
	}
	parts := []string{when, category, difficultyWord(c.Difficulty)}
	if c.Reveal > 0 {
		parts = append(parts, fmt.Sprintf(planReveal, hoursWords(c.Reveal)))
	}
	if country, ok := daily.CountryOf(c.Country); ok {
		parts = append(parts, fmt.Sprintf(planOff, country.Name))
	}
	return strings.Join(filled(parts), ", ") + "."
}

func daysWords(days []time.Weekday) string {
	switch {
	case len(days) == daysInWeek:
		return planEvery
	case len(days) == 5 && days[0] == time.Monday && days[4] == time.Friday:
		return planWeekdays
	}
	var names []string
	for _, d := range days {
		names = append(names, dayNames()[d])
	}
	return listed(names)
}

// nextWords says when the next one comes, in each reader's own zone.
func nextWords(p DailyPlan, look Look) string {
	next := planNever
	if !p.Next.IsZero() {
		next = fmt.Sprintf(planNext, slackTime(p.Next, dateFallback, look))
	}
	switch {
	case p.Paused && p.Until.IsZero():
		return planPaused
	case p.Paused:
		day := fmt.Sprintf(dayToken, p.Until.Unix(), p.Until.Format(dayFallback))
		return fmt.Sprintf(planUntil, day) + " " + next
	}
	return next
}

// CannotPost tells somebody that the bot cannot post in a channel, and how to mend that.
func CannotPost(channel string, archived bool) Message {
	where := escaped(channel, 80)
	if isID(channel) {
		where = "<#" + channel + ">"
	}
	words := cannotPostIn
	if archived {
		words = cannotPostGone
	}
	said := fmt.Sprintf(words, where)
	return message(unmarked(said), section(said))
}
