package main

import (
	"mock-interviewer/bot/scorer"
	"mock-interviewer/questions"
)

// graded is `score --json`, in the contract's order.
type graded struct {
	QuestionID string `json:"question_id"`
	Graded     bool   `json:"graded"`
	Scorer     string `json:"scorer"`
	Model      string `json:"model"`
	questions.Grade
	FollowUp string       `json:"follow_up"`
	Usage    scorer.Usage `json:"usage"`
}

// ungraded is `score --json` of a reply that was not graded: no score, not even 0.
type ungraded struct {
	QuestionID string `json:"question_id"`
	Graded     bool   `json:"graded"` // always false
	Error      string `json:"error"`
}

func gradedFrom(q *questions.Question, r scorer.Result, g questions.Grade) graded {
	// Empty lists read [], never null.
	g.Criteria = append([]questions.CriterionGrade{}, g.Criteria...)
	g.Pitfalls = append([]questions.PitfallGrade{}, g.Pitfalls...)
	return graded{q.ID, true, r.Scorer, r.Model, g, r.FollowUp, r.Usage}
}
