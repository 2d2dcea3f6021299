package blocks

import (
	"fmt"
	"time"

	"github.com/slack-go/slack"

	"mock-interviewer/questions"
)

// StatsCard shows one person's figures, or what to do to have some.
func StatsCard(s Stats, look Look) Message {
	open := ""
	if s.Open != nil {
		open = fmt.Sprintf(statsOpen, openWords(s.Open))
	}
	if s.Answered == 0 {
		return message(unmarked(statsNone), section("*"+statsTitle+"*", statsNone), label(open))
	}
	text := statsWords(s)
	parts := append([]slack.Block{section("*"+statsTitle+"*", text)}, comingBlocks(s.Coming, look, comingRules(s.Coming))...)
	parts = append(parts,
		group(byCategory, categoryLines(s.Categories, oneAnswer, manyAnswers)),
		label(open),
		small(lastWords(s.LastAt, look), statsRule),
	)
	return message(statsTitle+": "+text+" "+unmarked(fmt.Sprintf(recallDue, s.Coming.Due)), parts...)
}

func statsWords(s Stats) string {
	n := counted(s.Answered, oneAnswer, manyAnswers)
	return fmt.Sprintf(statsLine, n, s.Average, bandWord(questions.BandOf(s.Average)), s.Best)
}

func lastWords(at time.Time, look Look) string {
	if at.IsZero() {
		return ""
	}
	return fmt.Sprintf(statsLast, look.time(at))
}

// time is a time in the reader's zone.
func (l Look) time(at time.Time) string { return at.In(l.zone()).Format(dateOfAnswer) }
