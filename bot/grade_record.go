package bot

import (
	"fmt"
	"strings"

	"mock-interviewer/bot/interview"
	"mock-interviewer/bot/recall"
	"mock-interviewer/store"
)

// record keeps a graded answer for history, statistics and export.
func (s *step) record(row store.Interview, state *interview.State, r interview.Record) error {
	item := &state.Items[r.Item]
	_, a := state.AnswerByID(r.Answer)
	if a == nil || a.Grade == nil {
		return fmt.Errorf("interview %s: answer %s has no grade to record", state.ID, r.Answer)
	}
	channel, ts := messageOf(a, row)
	answer := store.Answer{
		AnswerID: a.ID, InterviewID: state.ID, User: state.Owner, Channel: channel, QuestionID: item.Question,
		Mode: string(state.Settings.Mode), AnsweredAt: a.At, Reply: a.Text(), Scorer: r.Result.Scorer, Model: r.Result.Model,
		PromptVersion: r.Result.PromptVersion, Score: a.Grade.Score, Band: a.Grade.Band, Criteria: a.Grade.Criteria,
		Pitfalls: a.Grade.Pitfalls, Graded: true, TS: ts, Help: a.Help, Endpoint: r.Result.Host,
		Usage: store.Usage(r.Result.Usage), DurationMS: r.Result.Duration.Milliseconds(), Attempts: r.Result.Attempts,
		SecondLook: r.Result.SecondLook, SecondModel: r.Result.SecondModel,
	}
	if q := s.b.question(item.Question); q != nil {
		answer.Category = q.Category
	}
	if first := firstOf(item, a); first != nil {
		answer.FollowUpOf = first.ID
		if err := s.finalScore(first.ID, item.Grade.Score); err != nil {
			return err
		}
	}
	if a.FollowUp == "" {
		answer.RetryOf = attemptBefore(state, r.Item, a)
	}
	answer.Day = recall.Day(a.At, s.look(state.Owner).Zone)
	sealed, err := s.sealed(state)
	if err != nil {
		return err
	}
	answer.Sealed = sealed
	if err := s.tx.PutAnswer(answer); err != nil || sealed {
		return err
	}
	if err := s.remember(row, state, r.Item, a); err != nil {
		return err
	}
	if state.Settings.Mode == interview.Daily {
		return s.countDaily(state, a)
	}
	return nil
}

// attemptBefore is the person's attempt before this one at the same question in this interview, empty for none. Who has seen
// a scorecard answers differently: a retry is recorded and stays out of the totals. A question that comes back in an
// interview left open for days is no retry.
func attemptBefore(state *interview.State, index int, a *interview.Answer) (before string) {
	for i := 0; i <= index; i++ {
		if state.Items[i].Question != state.Items[index].Question {
			continue
		}
		for _, earlier := range state.Items[i].Answers {
			if earlier.ID == a.ID {
				return before
			}
			again := i == index || state.Items[index].Retry || a.At.Sub(earlier.At) < recall.RestBetween
			if again && earlier.FollowUp == "" && earlier.Status == interview.Graded {
				before = earlier.ID
			}
		}
	}
	return before
}

// finalScore writes what a question came to with its follow-ups into the answer that counts for it.
func (s *step) finalScore(answer string, score int) error {
	first, found, err := s.tx.Answer(answer)
	if err != nil || !found {
		return err
	}
	first.FinalScore = &score
	return s.tx.PutAnswer(first)
}

// firstOf is the answer that a follow-up's reply adds to, or nil.
func firstOf(item *interview.Item, a *interview.Answer) *interview.Answer {
	if a.FollowUp == "" {
		return nil
	}
	for i := range item.Answers {
		if item.Answers[i].FollowUp == "" && item.Answers[i].ID != a.ID {
			return &item.Answers[i]
		}
	}
	return nil
}

// messageOf is where an answer's first message stands. What was given in a form is no message: its ts is empty, and its
// channel that of the interview.
func messageOf(a *interview.Answer, row store.Interview) (channel, ts string) {
	if len(a.Parts) > 0 {
		if channel, ts, ok := strings.Cut(a.Parts[0].Key, "/"); ok {
			return channel, ts
		}
	}
	return row.Channel, ""
}
