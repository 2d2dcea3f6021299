package main

import "context"

// These commands are in the contract and have their flags and help; what they do comes later. They say so and fail.

func (e env) notBuilt(name string) int {
	return e.fail(exitFailed, "%s is not built yet", name)
}

type evalCmd struct {
	File        string `arg:"" name:"file" placeholder:"FILE.csv" help:"CSV file with student_answer, score, max_score and either question_id or question and reference_answer."`
	JSON        bool   `name:"json" help:"Print the agreement as JSON."`
	Predictions string `placeholder:"OUT.csv" help:"Also write the input's columns and the predicted score to this file."`
	Limit       int    `placeholder:"N" help:"Grade at most this many replies."`
	scorerFlag
	guideFlag
}

// Help shows an example.
func (evalCmd) Help() string {
	return example("mock-interviewer eval answers.csv --scorer offline --json")
}

func (evalCmd) run(_ context.Context, e env) int { return e.notBuilt("eval") }
