package bot

import (
	"encoding/json"
	"fmt"
	"time"

	"mock-interviewer/bot/recall"
	"mock-interviewer/questions"
	"mock-interviewer/store"
)

// practiceKey is where practice keeps its part of a member's settings. Other features keep theirs beside it.
const practiceKey = "practice"

// practiceSettings are what a person chose about their practice.
type practiceSettings struct {
	// Difficulty is the pinned one, empty where the rule decides.
	Difficulty questions.Difficulty `json:"difficulty,omitempty"`
	// Remind is nil until the person asks for it.
	Remind *reminder     `json:"remind,omitempty"`
	Away   []recall.Away `json:"away,omitempty"`
}

// reminder is a wish to be reminded once a day.
type reminder struct {
	// At is the person's own time of day, "09:00".
	At string `json:"at"`
	// Since is when it was asked for: times before that are nobody's.
	Since time.Time `json:"since"`
	// Last is the person's own date of the last day that was dealt with.
	Last string `json:"last,omitempty"`
	// Snoozed is when to say it again; zero for not.
	Snoozed time.Time `json:"snoozed,omitzero"`
}

// away says whether a date is in the person's time off.
func (p practiceSettings) away(day string) bool {
	for _, a := range p.Away {
		if a.Covers(day) {
			return true
		}
	}
	return false
}

func practiceSettingsIn(m store.Member) (practiceSettings, error) {
	parts, err := settingsParts(m)
	if err != nil {
		return practiceSettings{}, err
	}
	var p practiceSettings
	if raw := parts[practiceKey]; len(raw) > 0 {
		if err := json.Unmarshal(raw, &p); err != nil {
			return practiceSettings{}, fmt.Errorf("settings of %s: %w", m.User, err)
		}
	}
	return p, nil
}

func settingsParts(m store.Member) (map[string]json.RawMessage, error) {
	parts := map[string]json.RawMessage{}
	if len(m.Settings) == 0 {
		return parts, nil
	}
	if err := json.Unmarshal(m.Settings, &parts); err != nil {
		return nil, fmt.Errorf("settings of %s: %w", m.User, err)
	}
	return parts, nil
}

// practiceSettingsOf reads a person's settings; nobody known has none.
func (b *Bot) practiceSettingsOf(tx *store.Tx, user string) (practiceSettings, error) {
	m, found, err := tx.Member(user)
	if err != nil || !found {
		return practiceSettings{}, err
	}
	return practiceSettingsIn(m)
}

// changePractice lets change alter a person's settings and keeps them. Other features' parts stay as they are.
func (b *Bot) changePractice(tx *store.Tx, user string, change func(*practiceSettings)) error {
	m, err := b.member(tx, user)
	if err != nil {
		return err
	}
	parts, err := settingsParts(m)
	if err != nil {
		return err
	}
	p, err := practiceSettingsIn(m)
	if err != nil {
		return err
	}
	change(&p)
	if parts[practiceKey], err = json.Marshal(p); err != nil {
		return fmt.Errorf("settings of %s: %w", user, err)
	}
	if m.Settings, err = json.Marshal(parts); err != nil {
		return fmt.Errorf("settings of %s: %w", user, err)
	}
	return tx.PutMember(m)
}
