package blocks

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/slack-go/slack"

	"mock-interviewer/bot/interview"
	"mock-interviewer/questions"
)

const mostScene = 1000

// question asks: where we are, the question, its scene, whose turn it is.
func (v view) question() Message {
	again := ""
	if v.item.Retry {
		again = onceMore
	}
	spoken := filled([]string{v.position() + ".", escaped(v.q.Title, 300), escaped(v.q.Scene, 400), v.turn()})
	return message(strings.Join(spoken, " "),
		label(v.position(), again, shown(v.q.Category, 80), difficultyWord(v.q.Difficulty)),
		asked(v.q.Title),
		scene(v.q),
		small(v.turn()),
		v.askingRow(),
	)
}

// asked is a question's title, prominent. A header holds 150 characters; a longer title stands in bold.
func asked(title string) slack.Block {
	title = tidy(title)
	if title == "" {
		title = lostQuestion
	}
	if utf8.RuneCountInString(title) <= mostHeader {
		return header(title)
	}
	return rich(line(bold(shown(title, 600))))
}

func scene(q *questions.Question) slack.Block {
	text := shown(q.Scene, mostScene)
	if text == "" {
		return nil
	}
	return rich(line(append([]span{bold(theScene)}, coded(text)...)...))
}

// followUp asks on.
func (v view) followUp() Message {
	worth := followUpWorth
	if v.s.Settings.Mode == interview.Mock {
		worth = ""
	}
	about := fmt.Sprintf(followUpTo, v.number())
	ask := shown(v.item.FollowUp, 600)
	if ask == "" {
		return v.say(noticeBetween, v.betweenRow()...)
	}
	return message(about+". "+escaped(v.item.FollowUp, 600)+" "+v.turn(),
		label(about),
		rich(line(bold(ask))),
		small(v.turn(), worth),
		v.askingRow(),
	)
}

// askingRow are the buttons while a question or follow-up is open.
func (v view) askingRow() slack.Block {
	if !v.current() {
		return nil
	}
	if v.s.Settings.Mode == interview.Mock {
		return row(v.press(wordSkip, ActionSkip), v.press(wordStop, ActionStop))
	}
	if v.s.Settings.Mode == interview.Daily {
		return nil
	}
	on := v.press(wordSkip, ActionSkip)
	if v.item.FollowUp != "" {
		on = v.press(wordNext, ActionNext)
	}
	return row(v.press(wordHint, ActionHint), on, v.press(wordAnswer, ActionAnswer), v.press(wordStop, ActionStop))
}

// betweenRow are the buttons while practice waits for a word.
func (v view) betweenRow() []*slack.ButtonBlockElement {
	if v.item == nil {
		return nil
	}
	if !v.current() || v.s.Settings.Mode != interview.Practice {
		return v.answerButton()
	}
	row := []*slack.ButtonBlockElement{primary(v.press(wordNext, ActionNext)), v.press(wordAgain, ActionAgain)}
	row = append(row, v.answerButton()...)
	return append(row, v.press(wordStop, ActionStop))
}

// answerButton offers the model answer where it may be shown and was not shown yet.
func (v view) answerButton() []*slack.ButtonBlockElement {
	if v.item == nil || v.item.Shown || v.q == nil || (v.s.Settings.Mode == interview.Mock && v.s.Open()) {
		return nil
	}
	return []*slack.ButtonBlockElement{v.press(wordAnswer, ActionAnswer)}
}

func difficultyWord(d questions.Difficulty) string {
	if !d.Valid() {
		return ""
	}
	return string(d)
}
