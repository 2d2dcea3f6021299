package blocks

// The words of a channel's weekly digest.
const (
	digestTitle   = "The week of %s"
	digestDay     = "2 January"
	digestPeople  = "%d people took part in the question of the day."
	digestAsked   = "Asked"
	digestMissed  = "What most people left out"
	digestStrong  = "what a strong answer says"
	digestBetter  = "What got better"
	digestRose    = "%s: %d on average, %d in the four weeks before"
	digestRoseAll = "All questions: %d on average, %d in the four weeks before"
	digestNothing = "No point was left out by most."
	digestRule    = "Of all together, never of one person. A point is named where five or more answered its question and more than half left it out; an average where five or more people stand behind it, then and now. `/mock-interview digest off` ends it."
	digestMore1   = "And 1 more question."
	digestMore    = "And %d more questions."
	digestOn      = "%s turned the weekly digest on in this channel: on Monday mornings, what was asked, what most people left out and what got better. It comes only when five or more people took part, and never shows one person's result."
	digestTurned  = "%s turned the weekly digest off in this channel."
	digestNext    = "Next: %s."
	digestStateOn = "The weekly digest is on in this channel. It comes when five or more people took part in the week. `/mock-interview digest off` ends it."
	digestState   = "The weekly digest is off in this channel. `/mock-interview digest on` turns it on: on Monday mornings, what was asked, what most people left out and what got better, never one person's result."
	helpDigest    = "`digest on` sums the week up for five people or more together; `digest off` ends it"
)
