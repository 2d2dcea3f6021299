package blocks

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"

	"github.com/slack-go/slack"

	"mock-interviewer/bot/interview"
	"mock-interviewer/questions"
)

// The block ids of the start modal, which its errors are keyed by. Each block's one element has the action id "choice".
const (
	BlockCategory   = "category"
	BlockCount      = "count"
	BlockDifficulty = "difficulty"
	BlockMode       = "mode"
	BlockWhere      = "where"

	actionChoice = "choice"
)

// The values of Where: the channel the form was opened from, or the direct message with the bot.
const (
	whereHere = "here"
	whereDM   = "dm"
)

const (
	mostOptionText   = 75
	mostOptions      = 100
	mostLongNames    = 2500
	minutesPerAnswer = 5
)

// formMemory is the modal's private_metadata: what a submission cannot tell by itself.
type formMemory struct {
	Channel string `json:"channel,omitempty"`
	// Long are category names that do not fit into an option's value, by the value that stands for them.
	Long map[string]string `json:"long,omitempty"`
}

// StartModal is the form to start an interview, filled with the choices of the last time.
func StartModal(f StartForm) slack.ModalViewRequest {
	memory := formMemory{Channel: f.Channel, Long: map[string]string{}}
	if !isID(f.Channel) {
		memory.Channel = ""
	}
	blocks := []slack.Block{
		input(BlockMode, modalMode, radio(modeOptions(), string(orMock(f.Last.Mode)))),
		input(BlockCategory, modalCategory, menu(categoryOptions(f, &memory), categoryValue(f.Last.Category))),
		input(BlockCount, modalCount, menu(countOptions(), strconv.Itoa(countOf(f.Last)))),
		input(BlockDifficulty, modalDifficulty, menu(difficultyOptions(), string(f.Last.Difficulty))),
		input(BlockWhere, modalWhere, radio(whereOptions(f), f.Last.Where)),
	}
	body, _ := json.Marshal(memory) // strings always encode
	return slack.ModalViewRequest{
		Type:            slack.VTModal,
		CallbackID:      CallbackStart,
		Title:           plain(modalTitle),
		Submit:          plain(modalSubmit),
		Close:           plain(modalClose),
		PrivateMetadata: string(body),
		Blocks:          slack.Blocks{BlockSet: blocks},
	}
}

func orMock(m interview.Mode) interview.Mode {
	if m == interview.Practice {
		return m
	}
	return interview.Mock
}

func input(id, title string, element slack.BlockElement) slack.Block {
	return slack.NewInputBlock(id, plain(title), nil, element)
}

// menu is a select menu on the option with this value, or else on its first.
func menu(options []*slack.OptionBlockObject, chosen string) *slack.SelectBlockElement {
	m := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, nil, actionChoice, options...)
	m.InitialOption = initial(options, chosen)
	return m
}

func radio(options []*slack.OptionBlockObject, chosen string) *slack.RadioButtonsBlockElement {
	r := slack.NewRadioButtonsBlockElement(actionChoice, options...)
	r.InitialOption = initial(options, chosen)
	return r
}

func initial(options []*slack.OptionBlockObject, chosen string) *slack.OptionBlockObject {
	for _, o := range options {
		if o.Value == chosen {
			return o
		}
	}
	return options[0]
}

func choice(value, text, description string) *slack.OptionBlockObject {
	o := slack.NewOptionBlockObject(value, plain(cut(text, mostOptionText)), nil)
	if description != "" {
		o.Description = plain(description)
	}
	return o
}

func modeOptions() []*slack.OptionBlockObject {
	return []*slack.OptionBlockObject{
		choice(string(interview.Mock), modalMock, modalMockText),
		choice(string(interview.Practice), modalPractice, modalPractText),
	}
}

func whereOptions(f StartForm) []*slack.OptionBlockObject {
	dm := choice(whereDM, modalDM, modalDMText)
	if !isID(f.Channel) || f.Direct {
		return []*slack.OptionBlockObject{dm}
	}
	return []*slack.OptionBlockObject{choice(whereHere, modalHere, modalHereText), dm}
}

func difficultyOptions() []*slack.OptionBlockObject {
	return []*slack.OptionBlockObject{
		choice(anyValue, modalAnyDiff, ""),
		choice(string(questions.Easy), modalEasy, ""),
		choice(string(questions.Medium), modalMedium, ""),
		choice(string(questions.Hard), modalHard, ""),
	}
}

// counts are the numbers of questions to choose from; 0, until stopped, is for practice only.
func counts() []int { return []int{1, 2, 3, 5, 8, 10, 0} }

const usualCount = 3

// countOf is the number to begin the form with.
func countOf(last StartChoice) int {
	if !slices.Contains(counts(), last.Count) || (last.Count == 0 && last.Mode != interview.Practice) {
		return usualCount
	}
	return last.Count
}

func countOptions() []*slack.OptionBlockObject {
	var out []*slack.OptionBlockObject
	for _, n := range counts() {
		text := fmt.Sprintf(modalMinutes, n, n*minutesPerAnswer)
		switch n {
		case 0:
			text = modalUntil
		case 1:
			text = fmt.Sprintf(modalMinutes1, minutesPerAnswer)
		}
		out = append(out, choice(strconv.Itoa(n), text, ""))
	}
	return out
}
