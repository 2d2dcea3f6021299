package bot

import (
	"slices"
	"strconv"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/bot/interview"
	"mock-interviewer/bot/recall"
	"mock-interviewer/store"
)

const (
	historyLength = 10   // answers on a page
	mostPages     = 1000 // nobody turns further
	readAnswers   = 50   // answers read from the store at a time
)

// pageOf reads a page's number, 0 where it is none.
func pageOf(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > mostPages {
		return 0
	}
	return n
}

// history shows a page of the person's answers, the first where none is named.
func (s *step) history(page string) error {
	n := max(pageOf(page), 1)
	past, more, err := s.b.pastOf(s.tx, s.in.User, (n-1)*historyLength, historyLength)
	if err != nil {
		return err
	}
	shown := blocks.HistoryPage{Past: past, Number: n, More: more, Direct: s.in.Direct}
	return s.answer(blocks.History(shown, s.look(s.in.User)))
}

// pastOf lists a person's answers, newest first, without the first skip of them; more says whether there are others. A
// reply to a follow-up stands in the answer that it adds to, and what a mock interview holds back is not listed yet.
func (b *Bot) pastOf(tx *store.Tx, user string, skip, limit int) (past []blocks.Past, more bool, err error) {
	cards, err := cardsOf(tx, user)
	if err != nil {
		return nil, false, err
	}
	for cursor, begun := "", false; !begun || cursor != ""; begun = true {
		var answers []store.Answer
		if answers, cursor, err = tx.AnswersOf(user, readAnswers, cursor); err != nil {
			return nil, false, err
		}
		for _, a := range answers {
			if a.Sealed || a.FollowUpOf != "" {
				continue
			}
			if skip--; skip >= 0 {
				continue
			}
			if len(past) == limit {
				return past, true, nil
			}
			p, err := b.past(tx, a, cards)
			if err != nil {
				return nil, false, err
			}
			past = append(past, p)
		}
	}
	return past, false, nil
}

func (b *Bot) past(tx *store.Tx, a store.Answer, cards []recall.Card) (blocks.Past, error) {
	p := blocks.Past{At: a.AnsweredAt, Title: a.QuestionID, Mode: a.Mode, Score: a.Final(), Band: a.FinalBand(), FollowedUp: a.FinalScore != nil}
	if q := b.question(a.QuestionID); q != nil {
		p.Title = q.Title
	}
	var err error
	if p.Before, p.Again, err = scoreBefore(tx, a, cards); err != nil {
		return p, err
	}
	p.Link, err = b.cardLink(tx, a)
	return p, err
}

// scoreBefore is what the question came to the time before: in the attempt that this one follows, else in the sitting
// before this one.
func scoreBefore(tx *store.Tx, a store.Answer, cards []recall.Card) (score int, again bool, err error) {
	if a.RetryOf != "" {
		first, found, err := tx.Answer(a.RetryOf)
		return first.Final(), found, err
	}
	at := slices.IndexFunc(cards, func(c recall.Card) bool { return c.Question == a.QuestionID })
	if at < 0 {
		return 0, false, nil
	}
	sat, again := cards[at].LastBefore(a.AnsweredAt)
	return sat.Score, again, nil
}

// cardLink is the address of an answer's scorecard or, of a mock interview, its summary. Where that is not known any
// more, or was shown to the person alone, which has no address, it is the reply's own.
func (b *Bot) cardLink(tx *store.Tx, a store.Answer) (string, error) {
	row, found, err := tx.Interview(a.InterviewID)
	if err != nil || !found {
		return "", err
	}
	_, state, _, err := decodeState(row)
	if err != nil {
		return "", err
	}
	if at, found := tx.SentAs(cardID(&state, a)); found {
		return b.permalinkIn(at, row), nil
	}
	return b.permalink(a.Channel, a.TS, row.ThreadTS), nil
}

// permalinkIn is the address of something that an interview said, in its thread or in the person's direct message.
func (b *Bot) permalinkIn(at store.Sent, row store.Interview) string {
	if at.Channel != row.Channel {
		return b.permalink(at.Channel, at.TS, "")
	}
	return b.permalink(at.Channel, at.TS, row.ThreadTS)
}

// cardID is the effect id of the message that shows an answer's grade, empty for none with an address. An answer to the
// question of the day has one only where it was given in the form.
func cardID(state *interview.State, a store.Answer) string {
	item, answer := state.AnswerByID(a.AnswerID)
	switch {
	case state.Settings.Mode == interview.Mock:
		return state.SummaryID
	case answer == nil, state.Settings.Mode == interview.Daily && a.TS != "":
		return ""
	}
	return state.Items[item].CardID
}
