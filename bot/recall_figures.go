package bot

import (
	"strings"
	"time"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/bot/inbound"
	"mock-interviewer/bot/recall"
	"mock-interviewer/store"
)

// comingOf is what comes back to a person: what is due, their streak, the difficulty and what they keep leaving out.
func (b *Bot) comingOf(tx *store.Tx, user string) (blocks.Coming, error) {
	s := b.stepFor(tx, "coming", b.now(), &inbound.Event{User: user})
	person, err := s.practiser(user)
	if err != nil {
		return blocks.Coming{}, err
	}
	cards, err := cardsOf(tx, user)
	if err != nil {
		return blocks.Coming{}, err
	}
	tallies, err := tx.Days(user, "")
	if err != nil {
		return blocks.Coming{}, err
	}
	days := make([]string, 0, len(tallies))
	for _, t := range tallies {
		days = append(days, t.Day)
	}
	today := recall.Day(s.now, person.zone)
	level := b.levelOf(cards, person.settings)
	c := blocks.Coming{
		Due: b.dueOf(cards, s.now, person.zone), Level: level.Difficulty, Pinned: level.Pinned, Answers: level.Answers,
		Average: level.Average, AwayUntil: person.settings.awayUntil(today),
	}
	if c.Patterns, err = b.patterns(tx, cards, s.now); err != nil {
		return blocks.Coming{}, err
	}
	holiday, err := b.holidaysOf(tx, user)
	if err != nil {
		return blocks.Coming{}, err
	}
	c.Streak, c.Best = recall.Streak(days, today, func(day time.Time) bool {
		return person.settings.away(day.Format(time.DateOnly)) || holiday(day)
	})
	if person.settings.Remind != nil {
		c.RemindAt = person.settings.Remind.At
	}
	return c, nil
}

// dueOf counts the cards that are due, of questions that the guide still has.
func (b *Bot) dueOf(cards []recall.Card, now time.Time, zone *time.Location) int {
	var there []recall.Card
	for _, c := range cards {
		if b.question(c.Question) != nil {
			there = append(there, c)
		}
	}
	return recall.Due(there, now, zone)
}

// patterns are what a person keeps leaving out, with the way to each answer that left it out.
func (b *Bot) patterns(tx *store.Tx, cards []recall.Card, now time.Time) ([]blocks.Pattern, error) {
	var out []blocks.Pattern
	for _, p := range recall.Patterns(cards, b.question, now) {
		shown := blocks.Pattern{Label: p.Label, Category: p.Category}
		for _, m := range p.Misses {
			id, index := turnOf(m)
			link, err := b.missLink(tx, m, id, index)
			if err != nil {
				return nil, err
			}
			shown.Misses = append(shown.Misses, blocks.Miss{At: m.At, Interview: id, Link: link})
		}
		out = append(out, shown)
	}
	return out, nil
}

// missLink is the address of an answer or, where it was given in a form and so is no message, of its scorecard.
func (b *Bot) missLink(tx *store.Tx, m recall.Sitting, id string, index int) (string, error) {
	if m.TS != "" {
		return b.permalink(m.Channel, m.TS, m.ThreadTS), nil
	}
	row, found, err := tx.Interview(id)
	if err != nil || !found {
		return "", err
	}
	_, state, _, err := decodeState(row)
	if err != nil || index >= len(state.Items) {
		return "", err
	}
	at, _ := tx.SentAs(state.Items[index].CardID)
	return b.permalinkIn(at, row), nil
}

// permalink is the address of a message in Slack, empty where it is not known.
func (b *Bot) permalink(channel, ts, threadTS string) string {
	if b.self.URL == "" || channel == "" || ts == "" {
		return ""
	}
	link := strings.TrimSuffix(b.self.URL, "/") + "/archives/" + channel + "/p" + strings.ReplaceAll(ts, ".", "")
	if threadTS != "" {
		link += "?thread_ts=" + threadTS + "&cid=" + channel
	}
	return link
}

// remembered is what a person's cards tell of other times, for what is shown to them alone.
func (s *step) remembered(user string) (earlier func(string, time.Time) (blocks.Earlier, bool), keeps func() []blocks.Pattern) {
	earlier = func(question string, before time.Time) (blocks.Earlier, bool) {
		card, found, err := cardOf(s.tx, user, question)
		if err != nil || !found {
			return blocks.Earlier{}, false
		}
		last, found := card.LastBefore(before)
		return blocks.Earlier{Score: last.Score, At: last.At}, found
	}
	keeps = func() []blocks.Pattern {
		cards, err := cardsOf(s.tx, user)
		if err != nil {
			return nil
		}
		patterns, err := s.b.patterns(s.tx, cards, s.now)
		if err != nil {
			return nil
		}
		return patterns
	}
	return earlier, keeps
}
