package blocks

import (
	"fmt"

	"github.com/slack-go/slack"

	"mock-interviewer/bot/interview"
)

// Home is what the App Home shows.
type Home struct {
	User     string
	First    bool
	Stats    Stats
	Recent   []Past
	Open     *interview.State
	Privacy  Privacy
	Today    *DailyPost
	Chart    Chart
	Strong   []PointStat
	Weak     []PointStat
	Settings Settings
}

// PointStat is a point that was met, or missed, so many times over all of a person's answers.
type PointStat struct {
	Label, Category string
	Times           int
}

// HomeView is the App Home: a way to start, what is open, how it went, what can be chosen, and where answers go.
func HomeView(h Home, look Look) slack.HomeTabViewRequest {
	var out []slack.Block
	if h.First {
		out = append(out, section(homeWelcome, homeWelcome2, homeWelcome3))
	}
	out = append(out, homeOpenBlocks(h)...)
	out = append(out, header(homeStart), startRow(h.Open == nil))
	out = append(out, homeTodayBlocks(h, look)...)
	out = append(out, homeStats(h, look)...)
	out = append(out,
		header(homeSettings), plainButton(h.Settings.words(), button(wordChange, ActionSettings, "")),
		header(privacyTitle), section(privacyWords(h.Privacy)),
		small(privacyKept, keptWords(h.Privacy), privacyExport, privacyErase, homeHelp))
	return slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: present(out)}}
}

func homeOpenBlocks(h Home) []slack.Block {
	if h.Open == nil {
		return nil
	}
	ref := Ref{Interview: h.Open.ID, Item: len(h.Open.Items) - 1}
	resume := primary(button(wordResume, ActionResume, ref.String()))
	return []slack.Block{header(homeOpen), plainButton(capital(openWords(h.Open))+".", resume)}
}

func homeTodayBlocks(h Home, look Look) []slack.Block {
	if h.Today == nil || h.Today.Question == nil {
		return nil
	}
	how := homeTodayIsOut
	if !h.Today.Revealed {
		how = fmt.Sprintf(homeAnswerIn, channelToken(h.Today.Channel)) + " " + revealWords(*h.Today, look)
	}
	return []slack.Block{
		header(homeToday),
		rich(line(words(shown(h.Today.Question.Title, 300)))),
		small(how, answeredWords(*h.Today)),
	}
}

func homeStats(h Home, look Look) []slack.Block {
	out := []slack.Block{header(homeProgress)}
	if h.Stats.Answered == 0 {
		return append(out, section(statsNone))
	}
	weak := group(homeWeakest, pointStatLines(h.Weak, pointMissed1, pointMissed))
	if len(h.Stats.Coming.Patterns) > 0 { // it says the same, with more to it
		weak = nil
	}
	out = append(out, section(statsWords(h.Stats)), h.Chart.block(look))
	out = append(out, comingBlocks(h.Stats.Coming, look)...)
	out = append(out,
		group(homeStrongest, pointStatLines(h.Strong, pointMet1, pointMet)), weak,
		group(byCategory, categoryLines(h.Stats.Categories, oneAnswer, manyAnswers)),
		small(statsRule),
	)
	past := h.Recent[:min(len(h.Recent), mostPast)]
	if len(past) == 0 {
		return out
	}
	return append(out, header(homeRecent), rich(bullets(0, pastLines(past, look)...)))
}

func pointStatLines(points []PointStat, one, many string) []*slack.RichTextSection {
	var out []*slack.RichTextSection
	for _, p := range points[:min(len(points), mostNamed)] {
		text := fmt.Sprintf(one, shown(p.Category, 80))
		if p.Times > 1 {
			text = fmt.Sprintf(many, shown(p.Category, 80), p.Times)
		}
		out = append(out, line(bold(shown(p.Label, 80)), words(text)))
	}
	return out
}
