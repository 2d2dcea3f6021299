package blocks

// The words around having a text of one's own graded.
const (
	ownTitle    = "Grade as an answer"
	ownSubmit   = "Grade it"
	ownWhat     = "Your message is graded as the answer to an interview question. The scorecard comes in a direct message; only you and I see it."
	ownQuestion = "The question it answers"
	ownTip      = "Those that your text fits best come first."
	ownText     = "Your answer, as it is graded"
	ownNotYours = "This is somebody else's message. Only its author can have it graded."
	ownNoWords  = "There are no words in this message that could be graded."
	ownTooLong  = "This message is longer than %s characters. Shorten it, or answer in a direct message with me."
	ownErrOpen  = "An interview is open in our direct message. Finish it there, or say stop, then press this once more."
	ownErrGone  = "The guide no longer holds this question. Choose another."
	ownErrEmpty = "Write an answer."
)

// The preview of the form that starts an interview.
const (
	previewOne   = "1 question, about %d minutes."
	previewMany  = "%d questions, about %d minutes."
	previewUntil = "Questions until you stop, about %d minutes each."
	previewFew1  = "The guide has only 1 question for this choice: about %d minutes."
	previewFew   = "The guide has only %d questions for this choice: about %d minutes."
	previewNone  = "The guide has no question for this choice. Choose another category or difficulty."
	previewFrom1 = "1 question fits this choice."
	previewFrom  = "%d questions fit this choice."
)
