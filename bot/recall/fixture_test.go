package recall_test

import (
	"fmt"
	"testing"
	"time"

	"mock-interviewer/bot/recall"
	"mock-interviewer/questions"
)

// monday is a Monday, at nine in the evening.
func monday() time.Time { return time.Date(2026, 1, 5, 21, 0, 0, 0, time.UTC) }

func days(n int) time.Duration { return time.Duration(n) * 24 * time.Hour }

// question has two key points and an example.
func question(id, category string, d questions.Difficulty) *questions.Question {
	return &questions.Question{ID: id, Category: category, Difficulty: d, Rubric: questions.Rubric{Criteria: []questions.Criterion{
		{ID: "plan", Label: "Plan", Weight: 1, Kind: questions.KeyPoint},
		{ID: "tell", Label: "Communication", Weight: 1, Kind: questions.KeyPoint},
		{ID: "example", Label: "Example", Weight: 0.5, Kind: questions.Example},
	}}}
}

// guide has n questions in two categories, of all difficulties in turn.
func guide(n int) []*questions.Question {
	var out []*questions.Question
	levels := []questions.Difficulty{questions.Easy, questions.Medium, questions.Hard}
	for i := range n {
		category := "Technical"
		if i%3 == 0 {
			category = "Situational"
		}
		out = append(out, question(fmt.Sprintf("g-%d", i+1), category, levels[i%5%3]))
	}
	return out
}

func finder(qs []*questions.Question) func(string) *questions.Question {
	return func(id string) *questions.Question {
		for _, q := range qs {
			if q.ID == id {
				return q
			}
		}
		return nil
	}
}

func grade(t *testing.T, q *questions.Question, help questions.Help, verdicts ...questions.Verdict) questions.Grade {
	t.Helper()
	var judged []questions.Judgement
	for i, v := range verdicts {
		judged = append(judged, questions.Judgement{Criterion: q.Rubric.Criteria[i].ID, Verdict: v, Help: help})
	}
	g, err := q.Rubric.Grade(judged, nil)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func everyLevel(questions.Difficulty) bool { return true }

func ids(picks []recall.Pick) []string {
	var out []string
	for _, p := range picks {
		out = append(out, p.Question)
	}
	return out
}
