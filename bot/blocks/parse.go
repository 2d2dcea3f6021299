package blocks

import (
	"encoding/json"
	"slices"
	"strconv"

	"github.com/slack-go/slack"

	"mock-interviewer/bot/interview"
	"mock-interviewer/questions"
)

// ParseStart reads the submitted form, and the channel it was opened from (empty outside one). Where a choice is missing
// or does not go with the others, errs says so by block id, and the rest is not to be used.
func ParseStart(view slack.View) (chosen StartChoice, channel string, errs map[string]string) {
	var memory formMemory
	if err := json.Unmarshal([]byte(view.PrivateMetadata), &memory); err != nil {
		memory = formMemory{} // not ours: as if opened from nowhere
	}
	f := submission{view: view, errs: map[string]string{}}
	chosen.Mode = interview.Mode(f.pick(BlockMode))
	if chosen.Mode != interview.Mock && chosen.Mode != interview.Practice {
		f.wrong(BlockMode, modalErrChoose)
	}
	chosen.Category = f.category(memory)
	chosen.Count = f.count(chosen.Mode)
	chosen.Difficulty = f.difficulty()
	chosen.Where = f.where(memory.Channel)
	if len(f.errs) == 0 {
		f.errs = nil
	}
	return chosen, memory.Channel, f.errs
}

// NoQuestion are the errors of a form for whose category and difficulty the guide has no question.
func NoQuestion() map[string]string { return map[string]string{BlockCategory: modalErrNone} }

// StartSoFar reads what stands in the form while it is being filled in, and the channel it was opened from. What cannot
// be read is as if it had not been chosen.
func StartSoFar(view slack.View) (chosen StartChoice, channel string) {
	chosen, channel, errs := ParseStart(view)
	if errs[BlockCategory] != "" {
		chosen.Category = ""
	}
	if errs[BlockDifficulty] != "" {
		chosen.Difficulty = ""
	}
	return chosen, channel
}

type submission struct {
	view slack.View
	errs map[string]string
}

func (f submission) wrong(block, text string) { f.errs[block] = text }

// pick is the chosen value of a block, empty where none was chosen.
func (f submission) pick(block string) string {
	if f.view.State == nil {
		return ""
	}
	return f.view.State.Values[block][actionChoice].SelectedOption.Value
}

func (f submission) category(memory formMemory) string {
	return f.categoryOf(f.pick(BlockCategory), memory)
}

func (f submission) categoryOf(value string, memory formMemory) string {
	if name, ok := memory.Long[value]; ok {
		return name
	}
	switch {
	case value == anyValue:
		return ""
	case value == "" || value[0] == '~':
		f.wrong(BlockCategory, modalErrChoose)
	}
	return value
}

func (f submission) count(mode interview.Mode) int {
	n, err := strconv.Atoi(f.pick(BlockCount))
	switch {
	case err != nil || !slices.Contains(counts(), n):
		f.wrong(BlockCount, modalErrChoose)
	case n == 0 && mode != interview.Practice:
		f.wrong(BlockCount, modalErrCount)
	}
	return n
}

func (f submission) difficulty() questions.Difficulty {
	value := f.pick(BlockDifficulty)
	if value == anyValue {
		return ""
	}
	d := questions.Difficulty(value)
	if !d.Valid() {
		f.wrong(BlockDifficulty, modalErrChoose)
	}
	return d
}

func (f submission) where(channel string) string {
	value := f.pick(BlockWhere)
	switch {
	case value != whereHere && value != whereDM:
		f.wrong(BlockWhere, modalErrChoose)
	case value == whereHere && channel == "":
		f.wrong(BlockWhere, modalErrWhere)
	}
	return value
}
