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
	p := parser{view: view, errs: map[string]string{}}
	chosen.Mode = interview.Mode(p.pick(BlockMode))
	if chosen.Mode != interview.Mock && chosen.Mode != interview.Practice {
		p.wrong(BlockMode, modalErrChoose)
	}
	chosen.Category = p.category(memory)
	chosen.Count = p.count(chosen.Mode)
	chosen.Difficulty = p.difficulty()
	chosen.Where = p.where(memory.Channel)
	if len(p.errs) == 0 {
		p.errs = nil
	}
	return chosen, memory.Channel, p.errs
}

type parser struct {
	view slack.View
	errs map[string]string
}

func (p parser) wrong(block, text string) { p.errs[block] = text }

// pick is the chosen value of a block, empty where none was chosen.
func (p parser) pick(block string) string {
	if p.view.State == nil {
		return ""
	}
	return p.view.State.Values[block][actionChoice].SelectedOption.Value
}

func (p parser) category(memory formMemory) string {
	value := p.pick(BlockCategory)
	if name, ok := memory.Long[value]; ok {
		return name
	}
	switch {
	case value == anyValue:
		return ""
	case value == "" || value[0] == '~':
		p.wrong(BlockCategory, modalErrChoose)
	}
	return value
}

func (p parser) count(mode interview.Mode) int {
	n, err := strconv.Atoi(p.pick(BlockCount))
	switch {
	case err != nil || !slices.Contains(counts(), n):
		p.wrong(BlockCount, modalErrChoose)
	case n == 0 && mode != interview.Practice:
		p.wrong(BlockCount, modalErrCount)
	}
	return n
}

func (p parser) difficulty() questions.Difficulty {
	value := p.pick(BlockDifficulty)
	if value == anyValue {
		return ""
	}
	d := questions.Difficulty(value)
	if !d.Valid() {
		p.wrong(BlockDifficulty, modalErrChoose)
	}
	return d
}

func (p parser) where(channel string) string {
	value := p.pick(BlockWhere)
	switch {
	case value != whereHere && value != whereDM:
		p.wrong(BlockWhere, modalErrChoose)
	case value == whereHere && channel == "":
		p.wrong(BlockWhere, modalErrWhere)
	}
	return value
}
