package blocks

// The words around what comes back: due questions, difficulty, patterns, streaks, reminders.
const (
	recallDue      = "*Due today: %d*."
	recallStreak1  = "Streak: 1 day%s."
	recallStreak   = "Streak: %d days%s."
	recallBest     = ", your longest %d"
	recallNoStreak = "No streak at present%s."
	recallAway     = "Time off until %s."
	recallRest     = "Weekends, your time off and the public holidays that your question of the day leaves out do not end a streak."

	levelLine    = "New questions: *%s*."
	levelPinned  = "New questions: *%s*, as you chose."
	levelSoFar1  = "Your last answer at it scored %d."
	levelSoFar   = "Your last %d answers at it average %d."
	levelRule    = "From 75 over five answers the difficulty goes up, below 50 down."
	levelByWords = "`difficulty easy`, `medium` or `hard` pins it, `difficulty auto` lets it follow your answers."

	patternsTitle = "What you keep leaving out"
	patternYou    = "You keep leaving out "
	patternLine   = " in %s answers, %d times: "
	patternDate   = "2 Jan"
	patternTime   = "2 Jan 15:04"

	remindDue1   = "1 question is due for another try today."
	remindDue    = "%d questions are due for another try today."
	remindWhy    = "You asked to be reminded at %s. At most once a day, and only when something is due."
	remindLine   = "Reminder at %s, when something is due."
	wordSnooze   = "Snooze an hour"
	wordNoRemind = "Stop reminders"

	helpDifficulty = "`difficulty easy`, `medium`, `hard` or `auto` says how hard new questions are"
	helpRemind     = "`remind 09:00` writes to you once a day when something is due; `remind off` ends that"
	helpAway       = "`away until 2027-01-06` keeps streak and reminders still; `away off` ends it"
	helpEasy       = "`easy` after an answer lets its question come back later"
)
