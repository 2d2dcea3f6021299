package blocks

// The words that a conversation with the bot begins with, where Slack shows suggestions.
const (
	promptsTitle   = "What would you like to do?"
	promptPractise = "Practise a question"
	promptMock     = "Take a mock interview"
	promptStats    = "See how I am doing"
	promptHelp     = "See what I can say"
)
