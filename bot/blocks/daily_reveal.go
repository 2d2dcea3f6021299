package blocks

import (
	"fmt"
	"time"

	"github.com/slack-go/slack"

	"mock-interviewer/questions"
)

// What a reveal holds beside the model answer, at most. revealRest is the room for its small print.
const (
	mostMissedNamed = 3
	mostShared      = 50
	revealRest      = 300
)

// sharedTexts are the lengths to which shared answers are cut, the first for which there is room; 0 leaves them out.
func sharedTexts() []int { return []int{400, 200, 100, 60, 0} }

// DailyOutcome is a question of the day with what came of it.
type DailyOutcome struct {
	DailyPost
	// Missed are the points that most people left out, the most missed first. Empty where too few took part to say so.
	Missed []string
	Shared []SharedAnswer
	// Next is when the next question comes; zero for not known.
	Next time.Time
}

// SharedAnswer is an answer that its author lets the others see.
type SharedAnswer struct {
	Name  string
	Score int
	Band  questions.Band
	// Text is empty where only the scorecard was shared; Link is the scorecard's, may be empty.
	Text, Link string
}

// DailyReveal is the model answer in the thread of the question of the day, with the points that most people left out
// and the answers that were shared.
func DailyReveal(o DailyOutcome, look Look) Message {
	if o.Question == nil {
		return Plain(lostQuestion)
	}
	blocks := append([]slack.Block{section(dailyRevealed)}, modelPoints(o.Question)...)
	blocks = append(blocks, group(missedTitle, missedLines(o.Missed)))
	shared, left := sharedIn(o.Shared, mostText-revealRest-length(blocks))
	blocks = append(blocks, shared)
	more, next := "", ""
	if left > 0 {
		more = counted(left, sharedMore1, sharedMore)
	}
	if !o.Next.IsZero() {
		next = fmt.Sprintf(planNext, slackTime(o.Next, dateFallback, look))
	}
	blocks = append(blocks, small(more, answeredWords(o.DailyPost), next))
	return message(dailyRevealed+" "+spokenPoints(o.Question), blocks...)
}

func missedLines(labels []string) []*slack.RichTextSection {
	var out []*slack.RichTextSection
	for _, l := range labels[:min(len(labels), mostMissedNamed)] {
		out = append(out, line(words(shown(l, 80))))
	}
	return out
}

// sharedIn shows the answers that were shared in so many characters, and says how many are left out: rather all of them
// in short than some in full.
func sharedIn(shared []SharedAnswer, room int) (block slack.Block, left int) {
	for n := min(len(shared), mostShared); n > 0; n /= 2 {
		for _, most := range sharedTexts() {
			block = group(sharedTitle, sharedLines(shared[:n], most))
			if length([]slack.Block{block}) <= room {
				return block, len(shared) - n
			}
		}
	}
	return nil, len(shared)
}

func sharedLines(shared []SharedAnswer, most int) []*slack.RichTextSection {
	var out []*slack.RichTextSection
	for _, a := range shared {
		spans := []span{bold(nameOr(a.Name)), words(": " + scoreWords(a.Band, a.Score))}
		if quote := quoted(a.Text, most); len(quote) > 0 {
			spans = append(append(spans, words("\n")), quote...)
		}
		out = append(out, line(append(spans, linkSaying(a.Link, sharedCard)...)...))
	}
	return out
}

// nameOr is a person's name as plain words, which call nobody.
func nameOr(name string) string {
	if name = shown(name, 60); name == "" {
		return someone
	}
	return name
}
