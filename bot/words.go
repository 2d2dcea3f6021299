package bot

import "time"

// How long things are worth waiting for.
const (
	answerLives   = 30 * time.Minute // an ephemeral answer to somebody who asked
	dmAnswerLives = 24 * time.Hour
)

// The sentences of package bot, for what no message of package blocks covers.
const (
	wentWrong       = "Something went wrong with that, and it was not done. Try it once more."
	notYours        = "Only the person being interviewed can use these buttons."
	nothingOpen     = "You have no interview open. Type `/mock-interview start` here, or `practice` in a direct message with me."
	detailsNotYours = "Only the person who answered can see the details of a grade."
	noDetails       = "There is no grade to show here."
	noEar           = "I cannot turn recordings into words here. Type your answer."
	notHeard        = "I could not make out that recording. Type your answer, or record it once more."
	clipGone        = "That recording was used already, or is no longer kept."
	ownWhileOpen    = "Your text was not graded: an interview is open here. Finish it, or say `stop`, then use the shortcut once more."
	statusReading   = "is reading your answer"
	statusStill     = "is still reading your answer"
	beginsInDM      = "It begins in our direct message."
	interviewOver   = "That interview is over. Say `practice` in a direct message with me, or `/mock-interview start`, for another."
	questionOver    = "That question is over. Go on with the newest one."
	interviewGone   = "That interview is no longer kept."
	noSuchQuestion  = "The guide has no question for that choice. Try another category or difficulty."
	noSuchCategory  = "I know no category by that name. There are: %s."
	badCount        = "I did not understand the number of questions: give a whole number from 1 to 10, for example `start technical 3`."
	alreadyShared   = "That scorecard is in the thread already."
	nothingToShare  = "There is no graded answer to share yet."
	noDispute       = "There is no grade to call unfair yet."
	answerGone      = "That answer is no longer kept."
	keptData        = "Nothing was deleted."
	dailyIsOut      = "The model answer is out, so answers are no longer graded."
	dailySeen       = "You have seen the model answer, so an answer of yours would not be graded."
	dailyRunning    = "The question of the day is no longer open."
	tooBusy         = "Too much is waiting to be graded or sent just now, so nothing new begins. Start again in a few minutes."
	tooFast         = "You are faster than I can follow, so some of that was not taken. Wait a minute, then send your answer again."
	noForm          = "The form could not be opened: Slack gives me three seconds for it. Try it once more."
	nothingToRead   = "I could not find anything to read in that message. Send it again as plain text."
	cannotPostHere  = "I could not post in that channel. Invite me with `/invite @%s`, or start in a direct message with me."
	cannotPostShut  = "I could not post in that channel: it is archived. Start in another channel, or in a direct message with me."
	cannotPostRule  = "I could not post in that channel: its settings say who may. Start in another channel, or in a direct message with me."
	cannotPostOdd   = "Slack did not take the message that begins your interview. Try it once more, or start in a direct message with me."
	endedOut        = "I can no longer post in the channel of your interview, so it has ended. What your answers came to follows here. Have me invited again with `/invite @%s`, or say `practice` here."
	endedShut       = "The channel of your interview is archived, so it has ended. What your answers came to follows here. Start another in another channel, or say `practice` here."
	endedRule       = "I may no longer post in the channel of your interview: its settings say who may. So it has ended, and what your answers came to follows here. Start another in another channel, or say `practice` here."
	endedThread     = "I can no longer post in the thread of your interview, so it has ended. What your answers came to follows here. For another, type `/mock-interview start` in the channel, or say `practice` here."
)
