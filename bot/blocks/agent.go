package blocks

import "mock-interviewer/bot/interview"

// PromptsTitle stands above the prompts.
const PromptsTitle = promptsTitle

// Prompt is something to begin with: what it says, and what is then sent as if it had been typed.
type Prompt struct{ Title, Message string }

// Prompts are what a conversation with the bot offers to begin with; Slack shows four at most.
func Prompts() []Prompt {
	return []Prompt{
		{promptPractise, "practice"},
		{promptMock, "start"},
		{promptStats, "stats"},
		{promptHelp, "help"},
	}
}

// ThreadTitle names a thread after the interview in it.
func ThreadTitle(settings interview.Settings) string {
	return cut(capital(commaed(modeWord(settings.Mode), tidy(settings.Category), difficultyWord(settings.Difficulty))), mostTitle)
}

const mostTitle = 100
