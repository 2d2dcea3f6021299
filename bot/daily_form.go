package bot

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/slack-go/slack"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/bot/inbound"
	"mock-interviewer/questions"
	"mock-interviewer/store"
)

// dailyForm is the form for a channel's question of the day, filled with what is set up.
func (b *Bot) dailyForm(in inbound.Event) (slack.ModalViewRequest, error) {
	start, err := b.startForm(in)
	if err != nil {
		return slack.ModalViewRequest{}, err
	}
	form := blocks.DailyForm{Channel: in.Channel, Categories: start.Categories, PerCategory: start.PerCategory}
	err = b.db.View(func(tx *store.Tx) error {
		m, _, err := tx.Member(in.User)
		if err != nil {
			return err
		}
		form.Last = blocks.UsualDaily(zoneOrUTC(m.TZ))
		if form.Plans, err = b.plans(tx, in.Channel); err != nil {
			return err
		}
		row, found, err := tx.Subscription(slackRowID(in.Channel))
		if err != nil || !found {
			return err
		}
		form.Last, err = choiceOf(row)
		return err
	})
	return blocks.DailyModal(form), err
}

func zoneOrUTC(name string) string {
	if name == "" {
		return "UTC"
	}
	return name
}

// dailyProblems are the errors of a form for whose choice there is no question, nil where there is one.
func (b *Bot) dailyProblems(in *inbound.Event) map[string]string {
	var c blocks.DailyChoice
	if err := json.Unmarshal(in.Filled, &c); err != nil || !b.hasQuestion(questions.Filter{Categories: c.Categories, Difficulty: c.Difficulty}) {
		return blocks.NoQuestion()
	}
	return nil
}

// setDaily keeps what the form chose for its channel, and says so there.
func (s *step) setDaily() error {
	var choice blocks.DailyChoice
	if err := json.Unmarshal(s.in.Filled, &choice); err != nil {
		return fmt.Errorf("the form for the question of the day: %w", err)
	}
	row, found, err := s.tx.Subscription(slackRowID(s.in.Channel))
	if err != nil {
		return err
	}
	change := blocks.DailySet
	if found {
		change = blocks.DailyChanged
	}
	if found && bytes.Equal(row.Body, s.in.Filled) {
		return s.tell(dailySame)
	}
	return s.keepDaily(change, chosen(row, s.in.Channel, choice, s.in.Filled))
}

// keepDaily stores a changed subscription and tells its channel who changed it. Slots before now are nobody's.
func (s *step) keepDaily(change blocks.DailyChange, row store.Subscription) error {
	row.ChangedBy, row.CreatedAt = s.in.User, s.now
	if err := s.tx.PutSubscription(row); err != nil {
		return err
	}
	sub, err := slackSub(row)
	if err != nil {
		return err
	}
	plan, err := s.b.planOf(s.tx, sub)
	if err != nil {
		return err
	}
	return s.announceDaily(change, plan)
}

// announceDaily tells a channel what somebody did to its question of the day.
func (s *step) announceDaily(change blocks.DailyChange, plan blocks.DailyPlan) error {
	return s.announce(plan.Channel, "", blocks.DailyAnnounce(change, s.in.User, plan, s.look("")))
}
