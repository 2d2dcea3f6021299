package blocks

// The words of a channel's leaderboard.
const (
	leaderTitle    = "Leaderboard"
	leaderNobody   = "Nobody on the leaderboard has practised in the last four weeks."
	leaderPoints1  = "1 point"
	leaderPoints   = "%d points"
	leaderDays1    = "1 day of practice"
	leaderDays     = "%d days of practice"
	leaderAverage  = "average %d"
	leaderUp       = "%d better than before"
	leaderSame     = "as before"
	leaderNew      = "nothing earlier to compare with"
	leaderMore1    = "And 1 more."
	leaderMore     = "And %d more."
	leaderPlace    = ": place %d, %s"
	leaderOwn      = "You: place %d with %s."
	leaderResting  = "You have no graded answer in the last four weeks, so you have no place just now."
	leaderJoin     = "You are not on it. `/mock-interview leaderboard join` puts you on it: this channel then sees the name you are shown by in Slack and these figures."
	leaderRule     = "How points are made: the average of three parts, 0 to 100 each, over the last four weeks. Practice: 12 days or more make 100. Score: your average. Progress: 50, and 2 more or less for each point that your average lies above or below all your earlier answers. Equal points share a place."
	leaderSeen     = "Only you can see this message. Only people who chose to be on the leaderboard are."
	leaderOff      = "The leaderboard is off in this channel. `/mock-interview leaderboard on` turns it on for everyone in it; nobody is on it until they choose to be."
	leaderIn       = "You are on this channel's leaderboard. Everyone in the channel can see the name you are shown by in Slack, your days of practice, your average and your progress over the last four weeks; never an answer. `/mock-interview leaderboard leave` takes you off."
	leaderOn       = "%s turned the leaderboard on in this channel. It ranks practice kept up and progress as well as score. Nobody is on it until they say `/mock-interview leaderboard join`."
	leaderTurned   = "%s turned the leaderboard off in this channel. Nobody is on it any more."
	leaderOnNone   = "A leaderboard belongs to a channel, and you are on none. Type `/mock-interview leaderboard` in the channel."
	leaderOnSome   = "A leaderboard belongs to a channel: type `/mock-interview leaderboard` there. You are on those of %s."
	helpLeader     = "`leaderboard` ranks those who chose to be on it; `join` and `leave` are for you, `on` and `off` for the channel"
	mostBoardNames = 20
)
