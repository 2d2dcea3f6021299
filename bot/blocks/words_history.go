package blocks

// The words of a person's own history.
const (
	historyTitle      = "Your last answers"
	historyPage       = "Your answers, page %d"
	historyNone       = "No graded answer yet. Your answers will be listed here, with their scores."
	historyNoOlder    = "There are no older answers."
	historyBefore     = ", %d the time before"
	historyFollowedUp = "with a follow-up"
	historyOpen       = "open"
	historySeen       = "Only you can see this list."
	historyMore       = "`%shistory %d` goes on."
	wordMore          = "Show more"

	helpExport = "`export` sends you everything I keep about you, as a file"
)

// The score of another time, on a scorecard.
const (
	sittingBefore = "The last time, on %s, you scored %d."
	dayOfSitting  = "2 January"
)
