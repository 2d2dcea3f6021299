package bot

import (
	"context"
	"encoding/json"
	"fmt"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/bot/interview"
	"mock-interviewer/questions"
	"mock-interviewer/store"
)

// openStart opens the start modal. Its trigger lives 3 s, so it is not queued; it changes nothing, so it may be lost.
func (b *Bot) openStart(in inbound) {
	b.aside("open the start modal", func(ctx context.Context) error {
		form, err := b.startForm(in)
		if err != nil {
			return err
		}
		return b.openView(ctx, in, blocks.StartModal(form))
	})
}

func codeOrOK(err error) string {
	if err == nil {
		return "ok"
	}
	return slackCode(err)
}

func (b *Bot) startForm(in inbound) (blocks.StartForm, error) {
	form := blocks.StartForm{
		Categories: b.bank().Categories(), PerCategory: map[string]int{}, Channel: in.Channel, Direct: in.Direct,
		Last: blocks.StartChoice{Mode: interview.Mock, Count: defaultCount, Where: "here"},
	}
	for _, category := range form.Categories {
		matching, err := b.bank().Select(questions.Filter{Category: category})
		if err != nil {
			return form, fmt.Errorf("category %s: %w", category, err)
		}
		form.PerCategory[category] = len(matching)
	}
	err := b.db.View(func(tx *store.Tx) error {
		m, found, err := tx.Member(in.User)
		if err != nil || !found {
			return err
		}
		if len(m.LastStart) == 0 {
			settings, err := settingsOf(m)
			form.Last.Mode = settings.Mode
			return err
		}
		return json.Unmarshal(m.LastStart, &form.Last)
	})
	return form, err
}

func encodeChoice(c blocks.StartChoice) json.RawMessage {
	body, _ := json.Marshal(c) // strings and a number always encode
	return body
}
