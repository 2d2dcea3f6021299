package store

import (
	"bytes"
	"encoding/json"
)

// DailyAnswersOf lists a person's parts in all posts. It reads every part of everybody.
func (tx *Tx) DailyAnswersOf(user string) ([]DailyAnswer, error) {
	tail := append([]byte{0}, user...)
	var parts []DailyAnswer
	for _, key := range tx.keys(bktDailyAnswers, nil, 0) {
		daily, theirs := bytes.CutSuffix(key, tail)
		if !theirs {
			continue
		}
		part, _, err := tx.DailyAnswer(string(daily), user)
		if err != nil {
			return nil, err
		}
		parts = append(parts, part)
	}
	return parts, nil
}

// EachSettingNaming calls fn for the settings whose name holds a person's id, such as what grading their answers has cost,
// until it returns an error. fn must not change them.
func (tx *Tx) EachSettingNaming(user string, fn func(name string, row json.RawMessage) error) error {
	for _, key := range tx.keys(bktSettings, nil, 0) {
		if !mentions(key, user) {
			continue
		}
		row, _, err := get[json.RawMessage](tx, bktSettings, key)
		if err != nil {
			return err
		}
		if err := fn(string(key), row); err != nil {
			return err
		}
	}
	return nil
}
