package bot

// The sentences about a channel's question of the day.
const (
	dailySame       = "That is how it is set up already. Nothing was changed."
	dailyElsewhere  = "The question of the day belongs to a channel: type `/mock-interview daily %s` there."
	dailyUnknown    = "I did not understand that. There are: `daily`, `daily now`, `daily pause`, `daily pause until 2027-01-06`, `daily resume` and `daily stop`."
	dailyConfigOnly = "The question of the day of this channel is set up in the bot's configuration. Whoever runs the bot can change or stop it there, under `daily:`. `/mock-interview daily` sets up one of the channel's own beside it."
	dailyNotPaused  = "It is not paused. Say `/mock-interview daily` to see when the next one comes."
	dailyBadDate    = "Say the day on which it is to come again, such as `daily pause until 2027-01-06`: a day from tomorrow on, at most a year ahead."
	dailyTooSoon    = "The last question of the day here is less than an hour old. Try again later, or practise in a direct message with me."
	dailyNoQuestion = "The guide has no question for what is set up here. Change the category or difficulty with `/mock-interview daily`."
)

// The sentences about a channel's weekly digest.
const (
	digestUnknown   = "I did not understand that. There are: `digest`, `digest on` and `digest off`."
	digestElsewhere = "A digest belongs to a channel: type `/mock-interview digest` there."
	digestIsOn      = "The weekly digest is on in this channel already."
	digestIsOff     = "The weekly digest is off in this channel already."
)

// The sentences about a channel's leaderboard.
const (
	boardUnknown = "I did not understand that. There are: `leaderboard`, `leaderboard join`, `leaderboard leave`, `leaderboard on` and `leaderboard off`."
	boardIsOn    = "The leaderboard is on in this channel already."
	boardIsOff   = "The leaderboard is off in this channel already."
	boardLeft    = "You are no longer on the leaderboard of this channel."
	boardNotOn   = "You are not on the leaderboard of this channel."
)

// The sentences about panels.
const (
	panelElsewhere = "Invite a colleague in a channel that you are both in: `/mock-interview start @colleague technical 3`."
	panelSelf      = "That is you. `start` without a name begins a mock interview of your own; to be graded by a colleague, let them invite you."
	panelWho       = "I cannot tell who that is. Say it to me in a message here instead: `@mock-interviewer start @colleague technical 3`."
	panelWaiting   = "Your invitation to them is still open in this channel."
	panelNotYours  = "Only the person who was invited can answer this."
	panelOver      = "This invitation is no longer open."
	panelBusy      = "You have an interview open in this channel. End it with `/mock-interview stop`, then accept."
	panelNoScores  = "Only the person who invited to this interview can give it scores."
	panelNoneGiven = "You gave no scores to this interview. The summary is in its thread."
	panelTooEarly  = "The interview has not ended yet. Scores are given when it has."
	panelNothing   = "There is no graded answer in this interview that a score could stand beside."
)
