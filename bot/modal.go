package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/bot/inbound"
	"mock-interviewer/bot/interview"
	"mock-interviewer/bot/slackerr"
	"mock-interviewer/questions"
	"mock-interviewer/store"
)

// openStart opens the start modal. Its trigger lives 3 s, so it is not queued; it changes nothing, so it may be lost.
func (b *Bot) openStart(in inbound.Event) {
	b.aside("open the start modal", func(ctx context.Context) error {
		form, err := b.startForm(in)
		if err != nil {
			return err
		}
		return b.openView(ctx, in, blocks.StartModal(form))
	})
}

func (b *Bot) startForm(in inbound.Event) (blocks.StartForm, error) {
	form := blocks.StartForm{
		Categories: b.bank().Categories(), PerCategory: map[string]int{}, Channel: in.Channel, Direct: in.Direct,
		Last: blocks.StartChoice{Mode: interview.Mock, Count: defaultCount, Where: "here"},
	}
	for _, category := range form.Categories {
		matching, err := b.bank().Select(questions.Filter{Categories: questions.Only(category)})
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
	form.Fits = b.fits(form.Last)
	return form, err
}

// previewStart has the start modal say what comes of what is chosen in it so far.
func (b *Bot) previewStart(in inbound.Event) {
	b.aside("preview an interview", func(ctx context.Context) error {
		chosen, channel := blocks.StartSoFar(*in.View)
		form, err := b.startForm(inbound.Event{User: in.User, Channel: channel, Direct: strings.HasPrefix(channel, "D")})
		if err != nil {
			return err
		}
		form.Last, form.Fits = chosen, b.fits(chosen)
		_, err = b.api.UpdateViewContext(ctx, blocks.StartModal(form), "", in.View.Hash, in.View.ID)
		b.cfg.Observe.request("views.update", slackerr.Outcome(err))
		if slackerr.Code(err) == "hash_conflict" {
			return nil // something else was chosen meanwhile, and has its own preview
		}
		return err
	})
}

func encodeChoice(c blocks.StartChoice) json.RawMessage {
	body, _ := json.Marshal(c) // strings and a number always encode
	return body
}

// fits counts the questions for a choice.
func (b *Bot) fits(c blocks.StartChoice) int {
	matching, err := b.bank().Select(questions.Filter{Categories: questions.Only(c.Category), Difficulty: c.Difficulty})
	if err != nil {
		return 0
	}
	return len(matching)
}
