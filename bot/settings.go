package bot

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/slack-go/slack"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/bot/interview"
	"mock-interviewer/store"
)

// homeKey is where the settings that the Home alone changes stand among a member's settings.
const homeKey = "home"

// homeSettings are those settings.
type homeSettings struct {
	Mode interview.Mode `json:"mode,omitempty"`
	// FollowUps is nil until the person chose a number.
	FollowUps   *int `json:"follow_ups,omitempty"`
	Leaderboard bool `json:"leaderboard,omitempty"`
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
	s.Difficulty, s.Leaderboard = practice.Difficulty, home.Leaderboard
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

// openSettings opens the form.
func (b *Bot) openSettings(in inbound) {
	b.aside("open the settings", func(ctx context.Context) error {
		var settings blocks.Settings
		err := b.db.View(func(tx *store.Tx) error {
			m, _, err := tx.Member(in.User)
			if err != nil {
				return err
			}
			settings, err = settingsOf(m)
			return err
		})
		if err != nil {
			return err
		}
		return b.openView(ctx, in, blocks.SettingsModal(settings))
	})
}

// settingsSubmitted reads the form before its ack, which carries its field errors.
func settingsSubmitted(in inbound, view slack.View) inbound {
	in.Kind = kindSettings
	settings, problems := blocks.ParseSettings(view)
	if len(problems) > 0 {
		in.ackWith = slack.NewErrorsViewSubmissionResponse(problems)
		return in
	}
	in.Settings = &settings
	return in
}

// saveSettings keeps what the form says, and has the Home drawn anew.
func (s *step) saveSettings() error {
	chosen := *s.in.Settings
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
	s.home = true
	s.met = s.met || chosen.RemindAt != "" // asks Slack anew for the zone: people move
	return s.putHomeSettings(homeSettings{Mode: chosen.Mode, FollowUps: &chosen.FollowUps, Leaderboard: chosen.Leaderboard})
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
