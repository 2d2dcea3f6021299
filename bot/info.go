package bot

import (
	"slices"
	"time"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/bot/inbound"
	"mock-interviewer/bot/interview"
	"mock-interviewer/store"
)

// recentLength is how many answers the Home shows.
const recentLength = 5

func (s *step) stats() error {
	stats, err := s.b.statsOf(s.tx, s.in.User)
	if err != nil {
		return err
	}
	return s.answer(blocks.StatsCard(stats, s.look(s.in.User)))
}

// statsOf reads a person's running totals, categories in the guide's order.
func (b *Bot) statsOf(tx *store.Tx, user string) (blocks.Stats, error) {
	totals, err := tx.Totals(user)
	if err != nil {
		return blocks.Stats{}, err
	}
	stats := blocks.Stats{User: user, Answered: totals.Count, Average: average(totals.Tally), Best: totals.Best, LastAt: totals.LastAt}
	for _, category := range b.bank().Categories() {
		if t, ok := totals.ByCategory[category]; ok && t.Count > 0 {
			stats.Categories = append(stats.Categories, blocks.CategoryStat{Category: category, Answered: t.Count, Average: average(t)})
		}
	}
	if stats.Coming, err = b.comingOf(tx, user); err != nil {
		return blocks.Stats{}, err
	}
	stats.Open, err = openOf(tx, user)
	return stats, err
}

func average(t store.Tally) int {
	if t.Count == 0 {
		return 0
	}
	return (t.Sum + t.Count/2) / t.Count
}

// openOf is the person's open interview, the newest where there are several; nil where there is none.
func openOf(tx *store.Tx, user string) (*interview.State, error) {
	rows, err := tx.OpenInterviews(user)
	if err != nil {
		return nil, err
	}
	var newest store.Interview
	for _, row := range rows {
		if row.Mode != string(interview.Daily) && (newest.ID == "" || row.CreatedAt.After(newest.CreatedAt)) {
			newest = row
		}
	}
	if newest.ID == "" {
		return nil, nil
	}
	_, state, _, err := decodeState(newest)
	return &state, err
}

// today shows the questions of the day of this channel or, in a direct message, of all channels.
func (s *step) today() error {
	posts, err := s.b.todays(s.tx, s.in)
	if err != nil {
		return err
	}
	next := time.Time{}
	if !s.in.Direct {
		if next, err = s.b.nextIn(s.tx, s.in.Channel); err != nil {
			return err
		}
	}
	return s.answer(blocks.Today(posts, next, s.look(s.in.User)))
}

// todays is the newest post of each channel that is out, where it was made within a day.
func (b *Bot) todays(tx *store.Tx, in *inbound.Event) ([]blocks.DailyPost, error) {
	channels := []string{in.Channel}
	if in.Direct || in.Channel == "" {
		var err error
		if channels, err = b.dailyChannels(tx); err != nil {
			return nil, err
		}
	}
	var views []blocks.DailyPost
	for _, channel := range channels {
		posts, err := tx.DailyPostsOf(channel, recentPosts)
		if err != nil {
			return nil, err
		}
		// One that Slack refused, or that is on its way, has no thread to reply in.
		newest := slices.IndexFunc(posts, func(p store.DailyPost) bool { return p.TS != "" })
		if newest < 0 || b.now().Sub(posts[newest].Slot) > 24*time.Hour {
			continue
		}
		if q := b.question(posts[newest].QuestionID); q != nil {
			views = append(views, dailyView(posts[newest], q, false))
		}
	}
	return views, nil
}
