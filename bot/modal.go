package bot

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/slack-go/slack"

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
		if err != nil || !found || len(m.LastStart) == 0 {
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

// publishHome draws the App Home of a person anew.
func (b *Bot) publishHome(user string) {
	b.aside("publish the Home", func(ctx context.Context) error {
		var view slack.HomeTabViewRequest
		err := b.db.View(func(tx *store.Tx) (err error) {
			view, err = b.home(tx, user)
			return err
		})
		if err != nil {
			return err
		}
		_, err = b.api.PublishViewContext(ctx, slack.PublishViewContextRequest{UserID: user, View: view})
		b.cfg.Observe.request("views.publish", codeOrOK(err))
		return err
	})
}

func (b *Bot) home(tx *store.Tx, user string) (slack.HomeTabViewRequest, error) {
	_, known, err := tx.Member(user)
	if err != nil {
		return slack.HomeTabViewRequest{}, err
	}
	stats, err := b.statsOf(tx, user)
	if err != nil {
		return slack.HomeTabViewRequest{}, err
	}
	past, _, err := b.pastOf(tx, user, 0, recentLength)
	if err != nil {
		return slack.HomeTabViewRequest{}, err
	}
	today, err := b.todays(tx, &inbound{User: user})
	if err != nil {
		return slack.HomeTabViewRequest{}, err
	}
	h := blocks.Home{User: user, First: !known, Stats: stats, Recent: past, Open: stats.Open, Privacy: b.privacy()}
	if len(today) > 0 {
		h.Today = &today[0]
	}
	s := b.stepFor(tx, "home", b.now(), &inbound{User: user})
	return blocks.HomeView(h, s.look(user)), nil
}
