package blocks

import (
	"fmt"
	"strings"

	"github.com/slack-go/slack"

	"mock-interviewer/bot/interview"
)

// Plain is a sentence or two of plain text: nothing in it is read as markup, except that words between backticks are
// shown as code.
func Plain(text string) Message {
	text = shown(text, mostSection)
	if text == "" {
		text = noticeNothingOpen
	}
	return message(escaped(text, mostSection), rich(line(coded(text)...)))
}

// Help lists every word there is: for a direct message with the bot, or for the slash command.
func Help(direct bool) Message {
	before, rest, panel := helpBefore, helpElseTh, helpPanel
	if direct { // there is nobody to interview there
		before, rest, panel = "", helpElse, ""
	}
	groups := [][]string{
		{helpTitle, before, helpSlash, helpStart, helpPract, helpStop, panel, helpPanels},
		{helpOpen, helpHint, rest, helpMock},
		append([]string{helpProgress, helpStats, helpHist, helpGuide}, helpRecall()...),
		{helpChannel, helpToday, helpDaily, helpLeader, helpDigest},
		{helpYours, helpExport, helpPriv, helpForget, helpHelp},
	}
	var spoken []string
	var blocks []slack.Block
	for _, g := range groups {
		title, lines := g[0], filled(g[1:])
		spoken = append(spoken, title+":")
		for _, l := range lines {
			spoken = append(spoken, strings.TrimSuffix(l, ".")+".")
		}
		blocks = append(blocks, section("*"+title+"*", lined(lines)))
	}
	return message(unmarked(strings.Join(spoken, " ")), append(blocks, startRow(true))...)
}

// startRow offers to begin; first says that there is nothing better to do.
func startRow(first bool) slack.Block {
	mock := button(wordStartMock, ActionStartMock, "")
	if first {
		mock = primary(mock)
	}
	return row(mock, button(wordPractise, ActionStartPractice, ""))
}

// Nothing answers a direct message while no question is open.
func Nothing() Message {
	return message(unmarked(nothingIsOpen+" "+nothingWords), section(nothingIsOpen), startRow(true), small(nothingWords))
}

// ResumeOffer asks what to do with an open interview when another is to start in the same place.
func ResumeOffer(open *interview.State, choice StartChoice, _ Look) Message {
	now, wanted := openWords(open), wantedWords(choice)
	last := Ref{Interview: open.ID, Item: len(open.Items) - 1}
	return message(resumeOpen+": "+escaped(now, 300)+". "+resumeWanted+escaped(wanted, 300)+". "+resumeKept,
		rich(line(bold(resumeOpen+": "), words(now+".\n"+resumeWanted+wanted+"."))),
		small(resumeKept),
		row(primary(button(wordResume, ActionResume, last.String())), button(wordReplace, ActionReplace, EncodeReplace(open.ID, choice))),
	)
}

// openWords are "mock interview, Technical, question 2 of 3".
func openWords(s *interview.State) string {
	n, place := numberOf(s, len(s.Items)-1), ""
	if total := of(s); total >= n {
		place = fmt.Sprintf(resumePosn, n, total)
	} else {
		place = fmt.Sprintf(resumePosnNo, n)
	}
	return commaed(modeWord(s.Settings.Mode), shown(s.Settings.Category, 80), string(s.Settings.Difficulty), place)
}

func wantedWords(c StartChoice) string {
	number := openingUntil
	if c.Count > 0 {
		number = counted(c.Count, oneQuestion, manyQuestions)
	}
	return commaed(modeWord(c.Mode), shown(c.Category, 80), difficultyWord(c.Difficulty), number)
}

func modeWord(m interview.Mode) string {
	switch m {
	case interview.Mock:
		return modeMock
	case interview.Daily:
		return modeDaily
	case interview.Practice:
	}
	return modePractice
}
