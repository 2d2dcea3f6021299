package blocks

// The words of the App Home and of a person's settings.

// Home.
const (
	homeWelcome    = "Welcome. I ask interview questions and score your answers, quoting your own words."
	homeWelcome2   = "*Practice* coaches you after every answer. Only you and I see it."
	homeWelcome3   = "A *mock interview* asks without a break and shows a scorecard at the end."
	homeStart      = "Start"
	homeOpen       = "Open interview"
	homeToday      = "Question of the day"
	homeProgress   = "Progress"
	homeRecent     = "Recent answers"
	homeSettings   = "Settings"
	homeAnswerIn   = "Reply in its thread in %s; your feedback goes to you alone."
	homeTodayIsOut = "Its model answer is out."
	homeHelp       = "In a direct message, `help` lists everything you can say."
)

// The chart of somebody's scores.
const (
	chartTitle  = "Your last %d scores"
	chartScore  = "Score"
	chartStrong = "Strong, from %d"
	chartDay    = "2 Jan"
	chartSame   = "%s (%d)"
	chartWords  = "Your last %d scores, oldest first: %s."
	chartSpoken = "Line chart of your last %d scores out of 100, oldest first: %s."
)

// Points over all answers.
const (
	homeStrongest = "Strongest points"
	homeWeakest   = "Weakest points"
	pointMet1     = ", in %s answers: met"
	pointMet      = ", in %s answers: met %d times"
	pointMissed1  = ", in %s answers: missed"
	pointMissed   = ", in %s answers: missed %d times"
)

// Settings.
const (
	wordChange        = "Change"
	settingsLine      = "%s first · %s · %s · %s · %s"
	settingsTitle     = "Settings"
	settingsSave      = "Save"
	settingsMode      = "What you usually take"
	settingsFollowUps = "Follow-ups a question"
	settingsLevel     = "Difficulty of new practice questions"
	settingsRemind    = "Remind me at"
	settingsRemindTip = "Once a day, in your own time zone, and only when something is due. Leave it empty for no reminder."
	settingsBoard     = "Leaderboards I am on"
	settingsBoardTip  = "Off unless you choose it. Only figures are shown there, never an answer."
	settingsAuto      = "Follows my answers"
	settingsNoFollow  = "None"
	settingsErrTime   = "Choose a time, such as 09:00, or leave it empty."
	followUpsNone     = "no follow-ups"
	followUpsOne      = "1 follow-up a question"
	followUpsMany     = "%d follow-ups a question"
	remindsNone       = "no reminder"
	remindsAt         = "reminder at %s"
	levelFollows      = "difficulty follows your answers"
	levelFixed        = "difficulty %s"
	boardOff          = "on no leaderboard"
	boardOn1          = "on 1 leaderboard"
	boardOn           = "on %d leaderboards"
)
