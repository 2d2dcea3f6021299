package bot

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/slack-go/slack"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/bot/inbound"
	"mock-interviewer/bot/interview"
	"mock-interviewer/bot/scorer"
	"mock-interviewer/questions"
	"mock-interviewer/store"
)

// fitFor bounds the search for the questions that a text fits: the trigger of its form lives 3 s.
const fitFor = time.Second

// ownForm offers to grade a text of the person's own.
func (b *Bot) ownForm(in inbound.Event) (slack.ModalViewRequest, error) {
	if !in.OwnText {
		return blocks.OwnModal("", false, nil), nil
	}
	return blocks.OwnModal(in.Text, true, b.fitting(in.Text)), nil
}

// fitting are the questions, those first that the offline scorer finds a text to answer best. Where it takes too long, or
// there is none, the rest keeps the guide's order.
func (b *Bot) fitting(text string) []*questions.Question {
	with := b.material.Load()
	judge := with.Estimator
	if judge == nil && with.ScorerName == "offline" {
		judge = with.Scorer
	}
	list := with.Bank.Questions()
	if judge == nil {
		return list
	}
	ctx, cancel := context.WithTimeout(context.Background(), fitFor)
	defer cancel()
	scores := map[*questions.Question]int{}
	for _, q := range list {
		if ctx.Err() != nil {
			break
		}
		if result, err := judge.Score(ctx, scorer.Request{Question: q, Reply: text}); err == nil {
			if g, err := q.Rubric.Grade(result.Judgements, result.Pitfalls); err == nil {
				scores[q] = g.Score
			}
		}
	}
	slices.SortStableFunc(list, func(x, y *questions.Question) int { return cmp.Compare(scores[y], scores[x]) })
	return list
}

// ownProblems are what only the bot can tell is wrong with the form.
func (b *Bot) ownProblems(in *inbound.Event) map[string]string {
	var own blocks.OwnText
	if json.Unmarshal(in.Filled, &own) != nil || b.question(own.Question) == nil {
		return blocks.OwnGone()
	}
	open := false
	err := b.db.View(func(tx *store.Tx) (err error) {
		_, open, err = tx.OpenInterview(in.User, (&inbound.Event{User: in.User, Direct: true}).Conversation())
		return err
	})
	if err == nil && open {
		return blocks.OwnOpen()
	}
	return nil
}

// gradeOwn begins practice of one question in the direct message, with the text as the reply to it.
func (s *step) gradeOwn() error {
	var own blocks.OwnText
	if err := json.Unmarshal(s.in.Filled, &own); err != nil {
		return fmt.Errorf("a text to grade: %w", err)
	}
	s.in.Direct, s.in.Channel, s.in.ThreadTS = true, s.directChannel(), ""
	_, open, err := s.tx.OpenInterview(s.in.User, s.in.Conversation())
	switch {
	case err != nil:
		return err
	case open:
		return s.tell(ownWhileOpen)
	case s.b.question(own.Question) == nil:
		return s.tell(interviewGone)
	}
	if err := s.beginWith(blocks.StartChoice{Mode: interview.Practice, Count: 1}, []string{own.Question}); err != nil {
		return err
	}
	row, state, found, err := s.load(s.interviewID())
	if err != nil || !found {
		return err
	}
	return s.handle(row, state, interview.Said{Key: "form:" + s.key, Text: own.Text})
}
