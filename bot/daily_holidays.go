package bot

import (
	"slices"
	"time"

	"mock-interviewer/bot/daily"
	"mock-interviewer/bot/interview"
	"mock-interviewer/store"
)

// recentDailies is how many of a person's last interviews tell which channels' questions of the day they answer.
const recentDailies = 100

// holidaysOf says which days are public holidays to a person: those that a question of the day they lately took part in
// leaves out. A day on which the team is off ends nobody's streak.
func (b *Bot) holidaysOf(tx *store.Tx, user string) (func(day time.Time) bool, error) {
	rows, err := tx.InterviewsOf(user, recentDailies)
	if err != nil {
		return nil, err
	}
	var channels []string
	for _, row := range rows {
		if row.Mode == string(interview.Daily) && !slices.Contains(channels, row.Channel) {
			channels = append(channels, row.Channel)
		}
	}
	var countries []daily.Country
	for _, channel := range channels {
		subs, err := b.subsOf(tx, channel)
		if err != nil {
			return nil, err
		}
		for _, sub := range subs {
			if c, ok := daily.CountryOf(sub.Country); ok {
				countries = append(countries, c)
			}
		}
	}
	return func(day time.Time) bool {
		return slices.ContainsFunc(countries, func(c daily.Country) bool { return c.Off(day) })
	}, nil
}
