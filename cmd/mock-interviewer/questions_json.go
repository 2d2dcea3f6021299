package main

import "mock-interviewer/questions"

// shownQuestion is `questions show --json`.
type shownQuestion struct {
	ID         string               `json:"id"`
	Title      string               `json:"title"`
	Category   string               `json:"category"`
	Difficulty questions.Difficulty `json:"difficulty"`
	Kind       questions.Kind       `json:"kind"`
	Tags       []string             `json:"tags"`
	Scene      string               `json:"scene"`
	Criteria   []shownCriterion     `json:"criteria"`
	Pitfalls   []shownPitfall       `json:"pitfalls"`
	FollowUps  []string             `json:"follow_ups"`
	Answer     []shownPoint         `json:"answer"`
	File       string               `json:"file"`
	Line       int                  `json:"line"`
}

type shownCriterion struct {
	ID      string                  `json:"id"`
	Label   string                  `json:"label"`
	Heading string                  `json:"heading"`
	Kind    questions.CriterionKind `json:"kind"`
	Text    string                  `json:"text"`
	Weight  float64                 `json:"weight"`
	Aliases []string                `json:"aliases"`
}

type shownPitfall struct {
	ID    string `json:"id"`
	Label string `json:"label"`
}

type shownPoint struct {
	Label  string       `json:"label,omitempty"`
	Text   string       `json:"text,omitempty"`
	Points []shownPoint `json:"points,omitempty"`
}

func shownFrom(q *questions.Question) shownQuestion {
	out := shownQuestion{
		ID: q.ID, Title: q.Title, Category: q.Category, Difficulty: q.Difficulty, Kind: q.Kind,
		Tags: append([]string{}, q.Tags...), Scene: q.Scene,
		Criteria: []shownCriterion{}, Pitfalls: []shownPitfall{},
		FollowUps: append([]string{}, q.FollowUps...), Answer: shownPoints(q.Answer), File: q.File, Line: q.Line,
	}
	for _, c := range q.Rubric.Criteria {
		out.Criteria = append(out.Criteria, shownCriterion{c.ID, c.Label, c.Heading, c.Kind, c.Text, c.Weight, append([]string{}, c.Aliases...)})
	}
	for _, p := range q.Rubric.Pitfalls {
		out.Pitfalls = append(out.Pitfalls, shownPitfall{p.ID, p.Label})
	}
	return out
}

func shownPoints(points []questions.Point) []shownPoint {
	out := make([]shownPoint, len(points))
	for i, p := range points {
		out[i] = shownPoint{p.Label, p.Text, shownPoints(p.Points)}
	}
	return out
}
