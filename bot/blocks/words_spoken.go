package blocks

// The words around an answer that was spoken.
const (
	heardLead   = "I heard: "
	heardAsk    = "From your recording. It is graded once you say so."
	heardWhole  = "“Let me fix it” shows the rest."
	heardUsed   = "Your answer, from the recording: "
	wordUse     = "Use this"
	wordFix     = "Let me fix it"
	fixTitle    = "Your answer"
	fixSubmit   = "Use this"
	fixLabel    = "What you said"
	fixTooLong  = "This recording has more than %s characters. Use it as it is, or type your answer."
	heardGone   = "That recording was used already, or is no longer kept."
	privacyHear = "A recording that Slack has not written down itself is sent to the model %s at the same endpoint, to be turned into words."
)
