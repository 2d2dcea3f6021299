package blocks

// The words for setting the question of the day up, and for answering it unseen.

// The form.
const (
	dailyFormTitle      = "Question of the day"
	dailyFormSave       = "Save"
	dailyFormTime       = "Time"
	dailyFormDays       = "Days"
	dailyFormZone       = "Time zone"
	dailyFormCategories = "Categories"
	dailyFormZoneTip    = "Such as Europe/Berlin, America/New_York or UTC"
	dailyFormReveal     = "Show the model answer after"
	dailyFormOff        = "Skip public holidays of"
	dailyFormNoOff      = "No country: post on holidays too"
	dailyFormHour1      = "1 hour"
	dailyFormHours      = "%d hours"
	dailyFormMinutes    = "%d minutes"
	dailyFormSeen       = "Saving posts in this channel what was set up, and by whom."
	dailyFormConfig     = "This one is set up in the bot's configuration and stays. Saving sets up one of the channel's own beside it."
	dailyErrTime        = "Give a time of the day, such as 09:00."
	dailyErrDays        = "Choose at least one day."
	dailyErrZone        = "I know no time zone by that name. Write it as in Europe/Berlin."
)

// What is set up.
const (
	planTitle     = "Question of the day"
	planWhen      = "%s at %s (%s)"
	planCron      = "`%s` (%s)"
	planCronAloud = "By the bot's configuration (%s)"
	planAny       = "any category"
	planOr        = " or "
	planReveal    = "the model answer after %s"
	planOff       = "not on public holidays of %s"
	planNext      = "Next: %s."
	planNever     = "No further one is to come."
	planPaused    = "Paused until someone says `/mock-interview daily resume`."
	planUntil     = "Paused until %s."
	planConfig    = "It is set up in the bot's configuration, so it is changed there and not from Slack."
	planBySlack   = "Set up here by %s. Anyone in the channel can change it with `/mock-interview daily`; `now`, `pause`, `resume` or `stop` after it do the rest."
	planSomebody  = "somebody whose data was deleted"
	planIn        = "In <#%s>: "
	planInNamed   = "In %s: "
	planEvery     = "every day"
	planWeekdays  = "Monday to Friday"
	planNone      = "No question of the day is set up for this channel. Type `/mock-interview daily` in it to set one up."
	planNoneAny   = "No question of the day is set up. Type `/mock-interview daily` in a channel to set one up there."
	changeSet     = "%s set up the question of the day here."
	changeChanged = "%s changed the question of the day here."
	changePaused  = "%s paused the question of the day here."
	changeResumed = "%s resumed the question of the day here."
	changeStopped = "%s stopped the question of the day here. Questions that are out already stay open until their model answer comes."
	dayFallback   = "Monday 2 January 2006"
	dayToken      = "<!date^%d^{date_long}|%s>"
)

func dayNames() [7]string {
	return [7]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}
}

// Answering unseen.
const (
	wordPrivate      = "Answer privately"
	privateTitle     = "Answer privately"
	privateSend      = "Send"
	privateLabel     = "Your answer"
	privateHint      = "Up to 3,000 characters. A longer answer goes into the thread, where everyone can read it."
	privateSeen      = "Nobody but you sees it. The channel sees only how many have answered; your feedback comes as a direct message."
	privateShare     = "Afterwards"
	privateShareOpt  = "Show it to the others"
	privateShareText = "My name, the answer and its score stand with the model answer"
	privateErrEmpty  = "Write an answer first."
	privateErrLong   = "That is longer than %s characters; this has %s. Shorten it, or answer in the thread."
	privateErrGone   = "This form is no longer good. Close it and press the button once more."
)

// The reveal.
const (
	missedTitle = "What most people left out"
	sharedTitle = "Shared answers"
	sharedMore1 = "1 more was shared."
	sharedMore  = "%d more were shared."
	sharedCard  = "its scorecard"
)

// What cannot be posted.
const (
	cannotPostIn   = "I cannot post in %s: I am not in it. Type `/invite @mock-interviewer` there."
	cannotPostGone = "I cannot post in %s: it is archived. Once it is open again, `/mock-interview daily resume` there brings its question of the day back, and `/mock-interview digest on` its digest."
)
