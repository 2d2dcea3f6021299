package main

type questionsCmd struct {
	List questionsListCmd `cmd:"" help:"List the questions."`
	Show questionsShowCmd `cmd:"" help:"Show a question with its rubric and model answer."`
	Lint questionsLintCmd `cmd:"" help:"Check guides, with file and line of each problem."`
}

// Help shows an example.
func (questionsCmd) Help() string {
	return example("mock-interviewer questions list", "mock-interviewer questions show 7", "mock-interviewer questions lint my-guide.md")
}
