package blocks

import (
	"fmt"
	"time"

	"github.com/slack-go/slack"

	"mock-interviewer/questions"
)

// The buttons of a reminder. They have no value: they concern whoever presses them.
const (
	ActionSnooze   = "remind_snooze" // text: Snooze an hour
	ActionNoRemind = "remind_off"    // text: Stop reminders
)

// mostPatterns is how many patterns are named, mostMisses how many answers of each.
const (
	mostPatterns = 3
	mostMisses   = 3
)

// Coming is what comes back to a person, and how they keep at it.
type Coming struct {
	// Due counts the questions whose day has come.
	Due int
	// Streak and Best are in days.
	Streak, Best int
	// Level is how hard new questions are; Pinned where the person chose it. Answers at it average Average.
	Level            questions.Difficulty
	Pinned           bool
	Answers, Average int
	Patterns         []Pattern
	// RemindAt is "09:00", empty where there is no reminder. AwayUntil is a date, empty where there is no time off now.
	RemindAt, AwayUntil string
}

// Pattern is a point that was left out in several sessions.
type Pattern struct {
	Label, Category string
	// Misses are the answers that left it out, newest first.
	Misses []Miss
}

// Miss is one such answer: when it was given, in which interview, and its permalink, which may be empty.
type Miss struct {
	At        time.Time
	Interview string
	Link      string
}

// comingBlocks are for somebody with at least one graded answer; rules are what else the small print says.
func comingBlocks(c Coming, look Look, rules ...string) []slack.Block {
	away, remind := "", ""
	if c.AwayUntil != "" {
		away = fmt.Sprintf(recallAway, c.AwayUntil)
	}
	if c.RemindAt != "" {
		remind = fmt.Sprintf(remindLine, c.RemindAt)
	}
	return []slack.Block{
		section(fmt.Sprintf(recallDue, c.Due)+" "+streakWords(c), levelWords(c)),
		small(append(rules, away, remind)...),
		group(patternsTitle, patternLines(c.Patterns, look)),
	}
}

func streakWords(c Coming) string {
	best := ""
	if c.Best > c.Streak {
		best = fmt.Sprintf(recallBest, c.Best)
	}
	switch c.Streak {
	case 0:
		return fmt.Sprintf(recallNoStreak, best)
	case 1:
		return fmt.Sprintf(recallStreak1, best)
	}
	return fmt.Sprintf(recallStreak, c.Streak, best)
}

func levelWords(c Coming) string {
	level := difficultyWord(c.Level)
	if c.Pinned {
		return fmt.Sprintf(levelPinned, level)
	}
	text := fmt.Sprintf(levelLine, level)
	switch {
	case c.Answers == 1:
		text += " " + fmt.Sprintf(levelSoFar1, c.Average)
	case c.Answers > 1:
		text += " " + fmt.Sprintf(levelSoFar, c.Answers, c.Average)
	}
	return text
}

// comingRules say what ends a streak and what changes the difficulty.
func comingRules(c Coming) string {
	if c.Pinned {
		return recallRest + " " + levelByWords
	}
	return recallRest + " " + levelRule + " " + levelByWords
}

func patternLines(patterns []Pattern, look Look) []*slack.RichTextSection {
	var out []*slack.RichTextSection
	for _, p := range patterns[:min(len(patterns), mostPatterns)] {
		out = append(out, line(patternSpans(p, look)...))
	}
	return out
}

// patternSpans are "Communication in Situational answers, 3 times: 24 Nov, 23 Nov, 21 Nov", each day a link.
func patternSpans(p Pattern, look Look) []span {
	spans := []span{bold(shown(p.Label, 80)), words(fmt.Sprintf(patternLine, shown(p.Category, 80), len(p.Misses)))}
	misses := p.Misses[:min(len(p.Misses), mostMisses)]
	days := map[string]int{}
	for _, m := range misses {
		days[m.At.In(look.zone()).Format(patternDate)]++
	}
	for i, m := range misses {
		if i > 0 {
			spans = append(spans, words(", "))
		}
		when := m.At.In(look.zone()).Format(patternDate)
		if days[when] > 1 { // the day alone would not tell them apart
			when = m.At.In(look.zone()).Format(patternTime)
		}
		spans = append(spans, missSpan(m, when))
	}
	return spans
}

// keeps tells the person, where nobody else reads it, what they left out now and in other sessions before.
func (v view) keeps() []slack.Block {
	if !v.s.Place.Direct || v.look.Keeps == nil {
		return nil
	}
	var out []slack.Block
	for _, p := range v.look.Keeps() {
		if len(p.Misses) > 0 && p.Misses[0].Interview == v.s.ID && len(out) < mostPatterns {
			out = append(out, rich(line(append([]span{words(patternYou)}, patternSpans(p, v.look)...)...)))
		}
	}
	return out
}

// missSpan is when an answer was given, a link where it is known where the answer stands.
func missSpan(m Miss, when string) span {
	if !linkable(m.Link) {
		return words(when)
	}
	return slack.NewRichTextSectionLinkElement(m.Link, when, nil)
}

// Reminder says that something is due. It is sent only to people who asked for it.
func Reminder(due int, at string) Message {
	text := counted(due, remindDue1, remindDue)
	why := fmt.Sprintf(remindWhy, escaped(at, 20))
	return message(text,
		section(text),
		row(primary(button(wordPractise, ActionStartPractice, "")), button(wordSnooze, ActionSnooze, ""), button(wordNoRemind, ActionNoRemind, "")),
		small(why),
	)
}

// helpRecall are the lines of the help about all this.
func helpRecall() []string { return []string{helpDifficulty, helpEasy, helpAway, helpRemind} }
