package bot

import (
	"encoding/json"
	"fmt"

	"github.com/slack-go/slack"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/bot/inbound"
	"mock-interviewer/bot/interview"
	"mock-interviewer/store"
)

// homeKey is where the settings that the Home alone changes stand among a member's settings.
const homeKey = "home"

// homeSettings are those settings.
type homeSettings struct {
	Mode interview.Mode `json:"mode,omitempty"`
	// FollowUps is nil until the person chose a number.
	FollowUps *int `json:"follow_ups,omitempty"`
}

// settingsOf are all of a person's settings; somebody unknown has the usual ones.
func settingsOf(m store.Member) (blocks.Settings, error) {
	s := blocks.UsualSettings()
	practice, err := practiceSettingsIn(m)
	if err != nil {
		return s, err
	}
	parts, err := settingsParts(m)
	if err != nil {
		return s, err
	}
	var home homeSettings
	if raw := parts[homeKey]; len(raw) > 0 {
		if err := json.Unmarshal(raw, &home); err != nil {
			return s, fmt.Errorf("settings of %s: %w", m.User, err)
		}
	}
	s.Difficulty = practice.Difficulty
	if practice.Remind != nil {
		s.RemindAt = practice.Remind.At
	}
	if home.Mode != "" {
		s.Mode = home.Mode
	}
	if home.FollowUps != nil {
		s.FollowUps = *home.FollowUps
	}
	return s, nil
}

// settingsForm is the form, filled with what is chosen now.
func (b *Bot) settingsForm(in inbound.Event) (slack.ModalViewRequest, error) {
	var settings blocks.Settings
	err := b.db.View(func(tx *store.Tx) (err error) {
		settings, err = allSettings(tx, in.User)
		return err
	})
	return blocks.SettingsModal(settings), err
}

// allSettings are a person's settings, their leaderboards among them.
func allSettings(tx *store.Tx, user string) (blocks.Settings, error) {
	m, _, err := tx.Member(user)
	if err != nil {
		return blocks.Settings{}, err
	}
	settings, err := settingsOf(m)
	if err != nil {
		return settings, err
	}
	settings.Boards, err = boardChoices(tx, user)
	return settings, err
}

// boardChoices are the leaderboards of channels that the person is on already or has answered in: others may be of
// channels that they must not know of.
func boardChoices(tx *store.Tx, user string) ([]blocks.BoardChoice, error) {
	known := map[string]bool{}
	for _, channel := range tx.BoardsOf(user) {
		known[channel] = true
	}
	answers, _, err := tx.AnswersOf(user, homeAnswers, "")
	if err != nil {
		return nil, err
	}
	for _, a := range answers {
		known[a.Channel] = true
	}
	channels, err := tx.Channels()
	if err != nil {
		return nil, err
	}
	var out []blocks.BoardChoice
	for _, c := range channels {
		if c.Leaderboard != nil && known[c.Channel] {
			out = append(out, blocks.BoardChoice{Channel: c.Channel, On: tx.OnBoard(c.Channel, user)})
		}
	}
	return out, nil
}

// saveSettings keeps what the form says, and has the Home drawn anew.
func (s *step) saveSettings() error {
	var chosen blocks.Settings
	if err := json.Unmarshal(s.in.Filled, &chosen); err != nil {
		return fmt.Errorf("the settings form: %w", err)
	}
	err := s.b.changePractice(s.tx, s.in.User, func(p *practiceSettings) {
		p.Difficulty = chosen.Difficulty
		switch {
		case chosen.RemindAt == "":
			p.Remind = nil
		case p.Remind == nil:
			p.Remind = &reminder{At: chosen.RemindAt, Since: s.now}
		case p.Remind.At != chosen.RemindAt:
			p.Remind.At, p.Remind.Since = chosen.RemindAt, s.now
		}
	})
	if err != nil {
		return err
	}
	if err := s.chooseBoards(chosen.Boards); err != nil {
		return err
	}
	s.home = true
	s.met = s.met || chosen.RemindAt != "" // asks Slack anew for the zone: people move
	return s.putHomeSettings(homeSettings{Mode: chosen.Mode, FollowUps: &chosen.FollowUps})
}

// chooseBoards joins and leaves leaderboards. One that was turned off meanwhile is not joined.
func (s *step) chooseBoards(boards []blocks.BoardChoice) error {
	for _, b := range boards {
		c, err := s.tx.Channel(b.Channel)
		if err != nil {
			return err
		}
		switch on := s.tx.OnBoard(b.Channel, s.in.User); {
		case b.On && !on && c.Leaderboard != nil:
			s.met = true // a name is needed that calls nobody
			err = s.tx.JoinBoard(b.Channel, s.in.User, s.now)
		case !b.On && on:
			err = s.tx.LeaveBoard(b.Channel, s.in.User)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (s *step) putHomeSettings(home homeSettings) error {
	m, err := s.b.member(s.tx, s.in.User)
	if err != nil {
		return err
	}
	parts, err := settingsParts(m)
	if err != nil {
		return err
	}
	if parts[homeKey], err = json.Marshal(home); err != nil {
		return fmt.Errorf("settings of %s: %w", m.User, err)
	}
	if m.Settings, err = json.Marshal(parts); err != nil {
		return fmt.Errorf("settings of %s: %w", m.User, err)
	}
	return s.tx.PutMember(m)
}

// followUps is how many follow-ups a person wants for each question.
func (s *step) followUps() (int, error) {
	m, _, err := s.tx.Member(s.in.User)
	if err != nil {
		return 0, err
	}
	settings, err := settingsOf(m)
	return settings.FollowUps, err
}
