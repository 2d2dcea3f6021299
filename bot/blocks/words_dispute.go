package blocks

// The words around a grade that somebody finds unfair.
const (
	wordUnfair    = "Unfair?"
	unfairTitle   = "Is this grade unfair?"
	unfairSubmit  = "Send"
	unfairGrade   = "Your grade: %s"
	unfairWhat    = "Whoever runs the bot can then have a person grade this answer, and check the grader against that. Your score stays as it is."
	unfairReason  = "What did the grade get wrong?"
	unfairHint    = "Kept with your answer. Whoever runs the bot can read and export both."
	unfairErrLong = "At most %s characters; this has %s."
	unfairErrGone = "This form is no longer good. Close it and press the button once more."
	unfairNoted   = "%s: noted that you find the grade unfair."
	unfairThen    = "Your answer and what you wrote are now among those that whoever runs the bot can export for a person to grade. Your score stays as it is. To change what you wrote, press the button once more."
)
