package blocks

import (
	"fmt"
	"net"
	"net/url"
	"strconv"

	"github.com/slack-go/slack"

	"mock-interviewer/bot/interview"
)

// mostPast is how many answers a page may hold.
const mostPast = 20

// HistoryPage is a part of a person's answers, the newest first.
type HistoryPage struct {
	Past []Past
	// Number counts from 1; More says that there are older answers.
	Number int
	More   bool
	// Direct says that it is shown in the direct message, where words need no slash.
	Direct bool
}

// History lists past answers, at most twenty.
func History(p HistoryPage, look Look) Message {
	switch {
	case len(p.Past) == 0 && p.Number > 1:
		return message(historyNoOlder, section(historyNoOlder))
	case len(p.Past) == 0:
		return message(historyNone, section(historyNone))
	}
	past := p.Past[:min(len(p.Past), mostPast)]
	title := historyTitle
	if p.Number > 1 {
		title = fmt.Sprintf(historyPage, p.Number)
	}
	newest := past[0]
	spoken := title + ". " + scoreWords(newest.Band, newest.Score) + ": " + escaped(newest.Title, 200)
	var further slack.Block
	next, onwards := p.Number+1, ""
	if p.More {
		prefix := helpPrefix
		if p.Direct {
			prefix = ""
		}
		onwards = fmt.Sprintf(historyMore, prefix, next)
		further = row(button(wordMore, ActionHistory, strconv.Itoa(next)))
	}
	return message(spoken, group(title, pastLines(past, look)), further, small(historySeen, onwards))
}

func pastLines(past []Past, look Look) []*slack.RichTextSection {
	var out []*slack.RichTextSection
	for _, p := range past {
		score, followUp := scoreWords(p.Band, p.Score), ""
		if p.Again {
			score += fmt.Sprintf(historyBefore, p.Before)
		}
		if p.FollowedUp {
			followUp = historyFollowedUp
		}
		about := commaed(pastMode(p.Mode), followUp, look.time(p.At))
		spans := []span{bold(score), words(": " + titled(p.Title, 80)), words("\n" + about)}
		out = append(out, line(append(spans, linkTo(p.Link)...)...))
	}
	return out
}

func pastMode(mode string) string {
	switch m := interview.Mode(mode); m {
	case interview.Practice, interview.Mock, interview.Daily:
		return modeWord(m)
	}
	return shown(mode, 40)
}

// linkTo is a link to a message, with a dot that parts it from what stands before; nil where there is none.
func linkTo(link string) []span { return linkSaying(link, historyOpen) }

func linkSaying(link, text string) []span {
	if !linkable(link) {
		return nil
	}
	return []span{words(" · "), slack.NewRichTextSectionLinkElement(link, text, nil)}
}

// linkable says whether a link may stand in a message: one to Slack, or to a workspace on this machine.
func linkable(link string) bool {
	u, err := url.Parse(link)
	if err != nil || u.Host == "" || len(link) > 2000 {
		return false
	}
	ip := net.ParseIP(u.Hostname())
	return u.Scheme == "https" || u.Scheme == "http" && ip != nil && ip.IsLoopback()
}
