package blocks

import (
	"fmt"
	"time"

	"github.com/slack-go/slack"
)

const (
	mostDigested    = 7
	mostDigestRises = 5
)

// Digest is a channel's week. It knows no person.
type Digest struct {
	// From is the week's Monday.
	From      time.Time
	People    int
	Questions []DigestQuestion
	Improved  []DigestRise
}

// DigestQuestion is a question that was asked.
type DigestQuestion struct {
	Title string
	// Link is the question's, Answer its model answer's; both may be empty.
	Link, Answer string
	// Missed are the points that most people left out, the most missed first.
	Missed []string
}

// DigestRise is an average that rose; Category is empty for that of everything.
type DigestRise struct {
	Category    string
	Before, Now int
}

// WeekDigest sums a week up for its channel.
func WeekDigest(d Digest, look Look) Message {
	title := fmt.Sprintf(digestTitle, d.From.In(look.zone()).Format(digestDay))
	people := fmt.Sprintf(digestPeople, d.People)
	more := ""
	if n := len(d.Questions) - mostDigested; n > 0 {
		more = counted(n, digestMore1, digestMore)
	}
	missed := missedIn(d.Questions)
	nothing := ""
	if len(missed) == 0 {
		nothing = digestNothing
	}
	return message(title+": "+people,
		section("*"+title+"*", people),
		group(digestAsked, digestQuestions(d.Questions)),
		small(more),
		group(digestMissed, missed),
		section(nothing),
		group(digestBetter, riseLines(d.Improved)),
		small(digestRule),
	)
}

func digestQuestions(asked []DigestQuestion) []*slack.RichTextSection {
	var out []*slack.RichTextSection
	for _, q := range asked[:min(len(asked), mostDigested)] {
		out = append(out, line(append([]span{words(shown(q.Title, 150))}, linkTo(q.Link)...)...))
	}
	return out
}

// missedIn names of each question the point that was left out most, with the way to what a strong answer says.
func missedIn(asked []DigestQuestion) []*slack.RichTextSection {
	var out []*slack.RichTextSection
	for _, q := range asked[:min(len(asked), mostDigested)] {
		for _, label := range q.Missed[:min(len(q.Missed), 2)] {
			spans := []span{bold(shown(label, 80)), words(": " + shown(q.Title, 100))}
			out = append(out, line(append(spans, linkSaying(q.Answer, digestStrong)...)...))
		}
	}
	return out
}

func riseLines(rises []DigestRise) []*slack.RichTextSection {
	var out []*slack.RichTextSection
	for _, r := range rises[:min(len(rises), mostDigestRises)] {
		text := fmt.Sprintf(digestRoseAll, r.Now, r.Before)
		if r.Category != "" {
			text = fmt.Sprintf(digestRose, shown(r.Category, 80), r.Now, r.Before)
		}
		out = append(out, line(words(text)))
	}
	return out
}

// DigestState says whether a channel has a digest, and when the next one is due.
func DigestState(on bool, next time.Time, look Look) Message {
	said := digestState
	if on {
		said = digestStateOn + " " + nextDigest(next, look)
	}
	return message(unmarked(said), section(said))
}

// DigestTurned tells a channel who turned its digest on or off.
func DigestTurned(on bool, by string, next time.Time, look Look) Message {
	words := digestTurned
	if on {
		words = digestOn
	}
	said := capital(fmt.Sprintf(words, mention(by)))
	return message(unmarked(said), section(said, nextDigest(next, look)))
}

func nextDigest(next time.Time, look Look) string {
	if next.IsZero() {
		return ""
	}
	return fmt.Sprintf(digestNext, slackTime(next, dateFallback, look))
}
