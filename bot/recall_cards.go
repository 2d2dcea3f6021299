package bot

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/bot/interview"
	"mock-interviewer/bot/recall"
	"mock-interviewer/questions"
	"mock-interviewer/store"
)

// cardKind is the kind of a person's rows that hold their cards, by question.
const cardKind = "card"

// cardsOf are a person's cards, by question.
func cardsOf(tx *store.Tx, user string) ([]recall.Card, error) {
	var cards []recall.Card
	err := tx.EachPersonal(user, cardKind, func(name string, row json.RawMessage) error {
		var c recall.Card
		if err := json.Unmarshal(row, &c); err != nil {
			return fmt.Errorf("card of %s: %w", name, err)
		}
		cards = append(cards, c)
		return nil
	})
	return cards, err
}

// cardOf is a person's card of one question.
func cardOf(tx *store.Tx, user, question string) (c recall.Card, found bool, err error) {
	row, found, err := tx.Personal(user, cardKind, question)
	if err != nil || !found {
		return c, false, err
	}
	if err := json.Unmarshal(row, &c); err != nil {
		return c, false, fmt.Errorf("card of %s: %w", question, err)
	}
	return c, true, nil
}

func putCard(tx *store.Tx, user string, c recall.Card) error {
	body, err := json.Marshal(c)
	if err != nil {
		return fmt.Errorf("card of %s: %w", c.Question, err)
	}
	return tx.PutPersonal(user, cardKind, c.Question, body)
}

// remember rates the question of a graded answer, in the transaction that records the answer. Another try at a question
// whose scorecard was seen rates nothing.
func (s *step) remember(row store.Interview, state *interview.State, index int, a *interview.Answer) error {
	item := &state.Items[index]
	q := s.b.question(item.Question)
	first, grade := a, a.Grade
	if a.FollowUp != "" {
		first, grade = firstOf(item, a), item.Grade
	}
	if q == nil || first == nil || grade == nil || item.Retry || attemptBefore(state, index, first) != "" {
		return nil
	}
	cards, err := cardsOf(s.tx, state.Owner)
	if err != nil {
		return err
	}
	person, err := s.practiser(state.Owner)
	if err != nil {
		return err
	}
	sat := recall.NewSitting(turnID(state.ID, index), first.At, q, *grade)
	sat.Session = state.ID + "@" + recall.Day(first.At, person.zone)
	sat.Level = s.b.levelOf(cards, person.settings).Difficulty
	sat.Channel, sat.TS = messageOf(first, row)
	sat.ThreadTS = row.ThreadTS
	card := recall.Card{Question: item.Question}
	if at := slices.IndexFunc(cards, func(c recall.Card) bool { return c.Question == item.Question }); at >= 0 {
		card = cards[at]
	}
	if card, err = recall.NewSchedule().Record(card, sat); err != nil {
		return err
	}
	return putCard(s.tx, state.Owner, card)
}

// turnID names a question's turn in an interview, as sittings are named; turnOf reads it.
func turnID(interview string, index int) string { return interview + "/" + strconv.Itoa(index) }

func turnOf(m recall.Sitting) (interview string, index int) {
	interview, number, _ := strings.Cut(m.ID, "/")
	index, _ = strconv.Atoi(number)
	return interview, index
}

// levelOf is how hard new questions are for a person: what they chose, else what the rule says.
func (b *Bot) levelOf(cards []recall.Card, settings practiceSettings) recall.Level {
	if settings.Difficulty.Valid() {
		return recall.Level{Difficulty: settings.Difficulty, Pinned: true}
	}
	return recall.LevelOf(cards, func(d questions.Difficulty) bool {
		_, err := b.bank().Select(questions.Filter{Difficulty: d})
		return err == nil
	})
}

// practiser is what practice knows of a person.
type practiser struct {
	settings practiceSettings
	zone     *time.Location
}

func (s *step) practiser(user string) (practiser, error) {
	settings, err := s.b.practiceSettingsOf(s.tx, user)
	return practiser{settings: settings, zone: s.look(user).Zone}, err
}

// remembers says whether practice of these settings goes by what comes back: it does unless the person said what to ask.
func remembers(mode interview.Mode, category string, difficulty questions.Difficulty) bool {
	return mode == interview.Practice && category == "" && difficulty == ""
}

// plan chooses the questions that an interview begins with.
func (s *step) plan(choice blocks.StartChoice, f questions.Filter) ([]string, error) {
	n := max(choice.Count, 1)
	if remembers(choice.Mode, choice.Category, choice.Difficulty) {
		return s.recalled(s.in.User, n)
	}
	return s.pick("user:"+s.in.User, f, n)
}

// recalled are the n questions that a person should practise next: what is due, then weak categories, then new.
func (s *step) recalled(user string, n int) ([]string, error) {
	cards, err := cardsOf(s.tx, user)
	if err != nil {
		return nil, err
	}
	person, err := s.practiser(user)
	if err != nil {
		return nil, err
	}
	asked, err := s.tx.LastAsked("user:" + user)
	if err != nil {
		return nil, err
	}
	totals, err := s.tx.Totals(user)
	if err != nil {
		return nil, err
	}
	averages := map[string]int{}
	for category, t := range totals.ByCategory {
		if t.Count > 0 {
			averages[category] = average(t)
		}
	}
	order := recall.Choice{
		Questions: s.b.bank().Questions(), Cards: cards, Asked: asked, Averages: averages,
		Level: s.b.levelOf(cards, person.settings), Now: s.now, Zone: person.zone, Rand: s.rng,
	}.Order()
	if len(order) == 0 {
		return nil, questions.ErrNoQuestion
	}
	var ids []string
	for _, p := range order[:min(n, len(order))] {
		ids = append(ids, p.Question)
	}
	return ids, nil
}

// deskOf is the desk of an interview under way.
func (s *step) deskOf(state *interview.State, f questions.Filter) interview.Desk {
	desk := s.desk("user:"+state.Owner, f)
	desk.Seen = s.in.ThreadTS != "" && s.b.can.Surely(statusMethod)
	if remembers(state.Settings.Mode, state.Settings.Category, state.Settings.Difficulty) {
		desk.Pick = func() (string, bool) {
			ids, err := s.recalled(state.Owner, 1)
			if err != nil || len(ids) == 0 {
				return "", false
			}
			return ids[0], true
		}
	}
	return desk
}
