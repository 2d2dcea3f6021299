package bot

import (
	"mock-interviewer/bot/blocks"
	"mock-interviewer/bot/daily"
	"mock-interviewer/bot/interview"
	"mock-interviewer/questions"
	"mock-interviewer/store"
)

// result is what one person's part in a question of the day came to.
type result struct {
	part  store.DailyAnswer
	body  partBody
	row   store.Interview
	state interview.State
	grade questions.Grade
}

// resultsOf are the graded parts in a question of the day, one a person.
func (b *Bot) resultsOf(tx *store.Tx, post string) ([]result, error) {
	parts, err := tx.DailyAnswers(post)
	if err != nil {
		return nil, err
	}
	var results []result
	for _, part := range parts {
		if part.GaveUp || part.AnsweredAt.IsZero() {
			continue
		}
		row, found, err := tx.Interview(part.InterviewID)
		if err != nil || !found {
			if err != nil {
				return nil, err
			}
			continue
		}
		r := result{part: part, row: row}
		if r.row, r.state, _, err = decodeState(row); err != nil {
			return nil, err
		}
		if r.body, err = partBodyOf(part); err != nil {
			return nil, err
		}
		if len(r.state.Items) == 0 || r.state.Items[0].Grade == nil {
			continue
		}
		r.grade = *r.state.Items[0].Grade
		results = append(results, r)
	}
	return results, nil
}

// outcomeOf is what the reveal of a question of the day shows.
func (b *Bot) outcomeOf(tx *store.Tx, post store.DailyPost) (blocks.DailyOutcome, error) {
	out := blocks.DailyOutcome{DailyPost: dailyView(post, b.question(post.QuestionID), false)}
	results, err := b.resultsOf(tx, post.ID)
	if err != nil {
		return out, err
	}
	grades := make([]questions.Grade, 0, len(results))
	for _, r := range results {
		grades = append(grades, r.grade)
		shared, ok, err := b.sharedOf(tx, r)
		if err != nil {
			return out, err
		}
		if ok {
			out.Shared = append(out.Shared, shared)
		}
	}
	for _, m := range daily.MostMissed(grades) {
		out.Missed = append(out.Missed, m.Label)
	}
	out.Next, err = b.nextIn(tx, post.Channel)
	return out, err
}

// sharedOf is an answer that its author lets the others see: by the form's box, which shows the words, or by the button
// on the scorecard, which put the card into the thread. What stands in the thread is linked to and not repeated.
func (b *Bot) sharedOf(tx *store.Tx, r result) (blocks.SharedAnswer, bool, error) {
	card, sent := tx.SentAs(shareID(r.state.ID))
	if !r.body.Share && !sent {
		return blocks.SharedAnswer{}, false, nil
	}
	m, _, err := tx.Member(r.state.Owner)
	if err != nil {
		return blocks.SharedAnswer{}, false, err
	}
	shared := blocks.SharedAnswer{Name: m.Name, Score: r.grade.Score, Band: r.grade.Band}
	if answers := r.state.Items[0].Answers; r.body.Share && len(answers) > 0 {
		shared.Text = answers[len(answers)-1].Text()
	}
	if sent {
		shared.Link = b.permalink(card.Channel, card.TS, r.row.ThreadTS)
	}
	return shared, true, nil
}

// shareID is the effect id of a scorecard that its owner shared.
func shareID(interview string) string { return "share-" + interview }
