package blocks

import (
	"github.com/slack-go/slack"
)

// HomeView is the App Home: a way to start, what is open, how it went, and where answers go.
func HomeView(h Home, look Look) slack.HomeTabViewRequest {
	var out []slack.Block
	if h.First {
		out = append(out, section(homeWelcome), section(homeWelcome2, homeWelcome3))
	}
	out = append(out, section("*"+homeStart+"*"), startRow())
	out = append(out, homeOpenBlocks(h)...)
	out = append(out, homeTodayBlocks(h, look)...)
	out = append(out, homeStats(h, look)...)
	out = append(out, slack.NewDividerBlock(),
		section("*"+privacyTitle+"*", privacyWords(h.Privacy)),
		small(privacyKept, privacyExport, privacyErase, homeHelp))
	m := Message{}
	for _, b := range out {
		if b != nil {
			m.Blocks.BlockSet = append(m.Blocks.BlockSet, b)
		}
	}
	return slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: m.Blocks}
}

func homeOpenBlocks(h Home) []slack.Block {
	if h.Open == nil {
		return nil
	}
	ref := Ref{Interview: h.Open.ID, Item: len(h.Open.Items) - 1}
	resume := primary(button(wordResume, ActionResume, ref.String()))
	return []slack.Block{slack.NewDividerBlock(), plainButton(homeOpen+": "+openWords(h.Open)+".", resume)}
}

func homeTodayBlocks(h Home, look Look) []slack.Block {
	if h.Today == nil || h.Today.Question == nil {
		return nil
	}
	how := homeTodayIsOut
	if !h.Today.Revealed {
		how = homeAnswerIn + " " + revealWords(*h.Today, look)
	}
	return []slack.Block{
		slack.NewDividerBlock(),
		rich(line(bold(homeToday), words("\n"+shown(h.Today.Question.Title, 300)))),
		small(how, answeredWords(*h.Today)),
	}
}

func homeStats(h Home, look Look) []slack.Block {
	out := []slack.Block{slack.NewDividerBlock()}
	if h.Stats.Answered == 0 {
		return append(out, section("*"+statsTitle+"*", statsNone))
	}
	out = append(out, section("*"+statsTitle+"*", statsWords(h.Stats)))
	out = append(out, comingBlocks(h.Stats.Coming, look)...)
	out = append(out,
		group(byCategory, categoryLines(h.Stats.Categories, oneAnswer, manyAnswers)),
		small(lastWords(h.Stats.LastAt, look), statsRule),
	)
	past := h.Recent[:min(len(h.Recent), mostPast)]
	return append(out, group(homeRecent, pastLines(past, look)))
}
