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
	// blockPreview is what the form says of its choices.
	blockPreview = "preview"
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
		told(input(BlockMode, modalMode, radio(modeOptions(), string(orMock(f.Last.Mode))))),
		told(input(BlockCategory, modalCategory, menu(categoryOptions(f, &memory), categoryValue(f.Last.Category)))),
		told(input(BlockCount, modalCount, menu(countOptions(), strconv.Itoa(countOf(f.Last))))),
		told(input(BlockDifficulty, modalDifficulty, menu(difficultyOptions(), string(f.Last.Difficulty)))),
		slack.NewContextBlock(blockPreview, marked(f.preview())),
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

// told has each change of a field sent at once, so that the preview follows.
func told(field *slack.InputBlock) slack.Block {
	field.DispatchAction = true
	return field
}

// preview says how many questions come of the choices, and how long they take.
func (f StartForm) preview() string {
	n := f.Last.Count
	if !slices.Contains(counts(), n) {
		n = usualCount
	}
	switch {
	case f.Fits == 0:
		return previewNone
	case n == 0 && f.Last.Mode != interview.Practice:
		return modalErrCount
	case n == 0:
		return fmt.Sprintf(previewUntil, minutesPerAnswer) + " " + counted(f.Fits, previewFrom1, previewFrom)
	case n > f.Fits && f.Fits == 1:
		return fmt.Sprintf(previewFew1, minutesPerAnswer)
	case n > f.Fits:
		return fmt.Sprintf(previewFew, f.Fits, f.Fits*minutesPerAnswer)
	case n == 1:
		return fmt.Sprintf(previewOne, minutesPerAnswer) + " " + counted(f.Fits, previewFrom1, previewFrom)
	}
	return fmt.Sprintf(previewMany, n, n*minutesPerAnswer) + " " + counted(f.Fits, previewFrom1, previewFrom)
}

func input(id, title string, element slack.BlockElement) *slack.InputBlock {
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
