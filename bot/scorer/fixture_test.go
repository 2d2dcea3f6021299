package scorer

import "mock-interviewer/questions"

// badDeploy is a knowledge question as a guide would have it.
func badDeploy() *questions.Question {
	return &questions.Question{
		ID: "fixture-1", Number: 1, Kind: questions.Knowledge, Category: "Problem-Solving",
		Title: "A deployment brings a critical bug into production. What do you do?",
		Rubric: questions.Rubric{
			Criteria: []questions.Criterion{
				{ID: "rollback", Label: "Rollback", Heading: "Immediate Response", Kind: questions.KeyPoint, Weight: 2, Text: "Return to the last stable version at once, where that is possible.", Aliases: []string{"roll back", "revert", "previous version", "redeploy the old release"}},
				{ID: "isolation", Label: "Isolation", Heading: "Immediate Response", Kind: questions.KeyPoint, Weight: 1, Text: "Where there is no way back, isolate the affected component to contain the fault.", Aliases: []string{"feature flag off", "take it out of rotation", "contain the blast radius"}},
				{ID: "root-cause", Label: "Root Cause", Heading: "Diagnosis", Kind: questions.KeyPoint, Weight: 1, Text: "Read logs, traces and metrics to find out what caused it.", Aliases: []string{"why it happened", "look at the logs"}},
				{ID: "testing", Label: "Better Tests", Heading: "Afterwards", Kind: questions.KeyPoint, Weight: 1, Text: "Extend the tests so that the same fault is caught before release.", Aliases: []string{"regression test", "add a test"}},
				{ID: "example", Label: "Example", Kind: questions.Example, Weight: 0.5, Text: "Backs the answer with a concrete example and its outcome."},
				{ID: "reasoning", Label: "Reasoning", Kind: questions.Reasoning, Weight: 0.5, Text: "Says why."},
			},
			Pitfalls: []questions.Pitfall{
				{ID: "pitfall-1", Label: "Pushes a rushed fix straight to production without understanding the cause."},
			},
		},
		FollowUps: []string{"Discuss how you would talk to customers meanwhile.", "How would you do a rollback faster?"},
	}
}

const strongDeploy = `First I would roll back to the previous version, because restoring service matters more than understanding it.
If the rollback is not possible, for example after a schema migration, I'd isolate the faulty component behind a feature flag to contain the damage.
Once users are safe I look at the logs and metrics of the release to find the root cause.
Afterwards we add a regression test so that this fault is caught before the next release.
We had this with a payment service last year: reverting took four minutes and errors dropped from 12% to zero.`

// toldStory is a behavioural question.
func toldStory() *questions.Question {
	return &questions.Question{
		ID: "fixture-2", Number: 2, Kind: questions.Story, Category: "Behavioral",
		Title: "Describe a time when you improved a process and what impact it had.",
		Rubric: questions.Rubric{Criteria: []questions.Criterion{
			{ID: "situation", Label: "Situation", Kind: questions.Situation, Weight: 1, Text: "Sets the scene of a true story."},
			{ID: "task", Label: "Task", Kind: questions.Task, Weight: 1, Text: "Says what was theirs to do."},
			{ID: "action", Label: "Action", Kind: questions.Action, Weight: 1, Text: "Says what they themselves did."},
			{ID: "result", Label: "Result", Kind: questions.Result, Weight: 1, Text: "Says what came of it, measurably."},
			{ID: "reasoning", Label: "Reasoning", Kind: questions.Reasoning, Weight: 0.5, Text: "Says why."},
		}},
	}
}

const strongStory = `At my last company our releases were done by hand and failed about once a week.
I was asked to make them boring. I wrote a pipeline that built, tested and deployed each change, and I trained two colleagues to run it,
because a process that only I understand is no improvement. Failed releases dropped from four a month to one in half a year, and a deployment went from 40 minutes to 6.`

func gradeOf(q *questions.Question, r Result) (questions.Grade, error) {
	return q.Rubric.Grade(r.Judgements, r.Pitfalls)
}
