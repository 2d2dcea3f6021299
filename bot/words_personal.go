package bot

// The sentences about a person's practice.
const (
	difficultyPinned  = "New practice questions will be %s, until you say `difficulty auto`. What is due comes back whatever its difficulty."
	difficultyAuto    = "The difficulty of new practice questions follows your answers: the average of the last five at the present one decides, from 75 one up, below 50 one down. It is %s now."
	difficultyNow     = "New practice questions are %s, as you chose. `difficulty auto` lets that follow your answers."
	difficultyUnknown = "`difficulty easy`, `difficulty medium` or `difficulty hard` pins it, `difficulty auto` lets it follow your answers."

	remindSet     = "I will write to you at %s (%s), once a day and only when something is due. `remind off` ends that."
	remindSetUTC  = "I will write to you at %s UTC, since Slack has not told me your time zone yet; once it has, by your own clock. Once a day, and only when something is due. `remind off` ends that."
	remindAway    = "While you have time off, until %s, none comes."
	remindOff     = "No reminders. Say `remind 09:00` to be reminded once a day when something is due."
	remindStopped = "Reminders are off. Say `remind 09:00` to have them again."
	remindUnknown = "Say a time of day, such as `remind 09:00`, or `remind off`."
	remindSnoozed = "I will remind you again at %s."

	awayNow     = "You have time off until %s: your streak keeps, and no reminder comes. `away off` ends it."
	awayNone    = "You have no time off. Say `away until 2027-01-06`, or `away 2026-12-24 2027-01-06`, and your streak keeps meanwhile."
	awaySet     = "Time off from %s until %s: your streak keeps, and no reminder comes."
	awayOff     = "Your time off has ended. Its days before today do not count against your streak."
	awayUnknown = "Say the last day, such as `away until 2027-01-06`, or the first and the last, such as `away 2026-12-24 2027-01-06`. At most %d days."

	easyNoted  = "Noted: that was easy. Its question comes back on %s."
	easyMissed = "Your last answer missed a key point, so its question comes back soon all the same."
	easyNone   = "There is no graded answer yet that could have been easy."
)

// The sentences about a person's own data.
const (
	dataTitle   = "Everything kept about you"
	dataComes   = "Here comes everything I keep about you, as a file: one JSON object a line, with your replies, scores and settings. Only you and I see it."
	dataInDM    = "I am sending you the file in our direct message."
	dataNoScope = "I may not send files here: the app lacks the permission `files:write`. Ask whoever runs the bot to grant it and install the app again, then say `export` once more."
	dataNotSent = "Slack did not take the file. Say `export` to try again, or ask whoever runs the bot for your data."
)
