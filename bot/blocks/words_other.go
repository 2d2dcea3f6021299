package blocks

// The words around an interview: starting one, the question of the day, figures, privacy, help.

// Starting while another is open.
const (
	resumeOpen    = "You have an interview open here"
	resumePosn    = "question %d of %d"
	resumePosnNo  = "question %d"
	resumeWanted  = "You asked for: "
	resumeKept    = "If you end it, its answers and scores so far are kept."
	modeMock      = "mock interview"
	modePractice  = "practice"
	modeDaily     = "question of the day"
	nothingIsOpen = "No question is open. Practise here and see a scorecard after every answer, or take a mock interview and see it at the end."
	nothingWords  = "Or say `practice` or `start`, with a category if you like. `help` lists everything."
)

// The question of the day.
const (
	dailyTitle     = "Question of the day"
	dailyReply     = "Reply in this thread. Your feedback goes to you alone."
	dailyReveals   = "The model answer follows %s."
	dailyOut       = "The model answer is out, in this thread. Replies from now on are not graded."
	dailyLate      = "Posted late: the bot was away at the usual time."
	dailyAnswered1 = "1 person has answered."
	dailyAnswered  = "%d people have answered."
	dailyConfirm   = "Show the model answer?"
	dailyConfirmTx = "Only you will see it. From then on your replies to this question are not graded."
	dailyConfirmOK = "Show it"
	dailyConfirmNo = "Not yet"
	dailyRevealed  = "The model answer. Replies from now on are not graded."
	dailyNone      = "No question of the day here just now. Say `practice` in a direct message with me to practise any time."
	dailyInThread  = "Reply in its thread; your feedback goes to you alone."
	dateToken      = "<!date^%d^{date_short_pretty} at {time}|%s>"
	dateFallback   = "on 2 January at 15:04 MST"
	dateInText     = "2 January, 15:04 MST"
)

// Figures.
const (
	statsTitle       = "Your answers"
	statsNone        = "No graded answer yet. Say `practice` in a direct message with me, or `/mock-interview` anywhere, and answer one question."
	statsLine        = "%s graded, average %d (%s), best %d."
	statsLast        = "Last: %s."
	statsRule        = "Only first answers with a grade count; replies to follow-ups, and estimates shown meanwhile, do not."
	statsOpen        = "Open now: %s."
	oneAnswer        = "1 answer"
	manyAnswers      = "%d answers"
	dateOfAnswer     = "2 Jan 2006, 15:04"
	overviewQuestion = "Questions"
	overviewCategory = "%s: %s"
	overviewCut1     = "1 more line stands in the guide."
	overviewCut      = "%d more lines stand in the guide."
	overviewNone     = "No guide is loaded."
	overviewStart    = "Say `/mock-interview start` and a category to be asked."
)

// Where answers go.
const (
	privacyTitle    = "Where your answers go"
	privacyModel    = "To be graded, each answer is sent to the model %s at %s, together with its question and rubric. Your Slack name is not sent."
	privacyMeantime = "While the model cannot be asked, you may see an offline estimate instead: made inside this bot by matching words, named as one, and not your grade."
	privacyOffline  = "Your answers are graded inside this bot, by matching words. They are sent to no model."
	privacyKept     = "Your answers, scores and settings are kept in the bot's own file, with the display name, language and time zone that Slack gives for you. Whoever runs the bot can read and export them."
	privacySlack    = "What you write in a channel or thread can be seen there by everyone in it; Slack keeps it by your workspace's rules."
	privacyUntil    = "They stay there until you or whoever runs the bot deletes them."
	privacyDay      = "An answer is deleted there the day after it was given, with its score and what came of it."
	privacyDays     = "An answer is deleted there %d days after it was given, with its score and what came of it."
	privacyExport   = "To get all of it as a file: `/mock-interview export`."
	privacyErase    = "To delete everything the bot holds about you: `/mock-interview forget-me`."
	unnamedModel    = "without a name"
	unnamedHost     = "an endpoint without a name"
	forgetAsk       = "Delete everything the bot holds about you? Your answers, scores, interviews and settings are removed for good. An open interview ends."
	forgetSlack     = "Messages in Slack stay. You can delete your own there."
	forgotten       = "Deleted: %s, with every interview and setting the bot held about you."
	forgottenNone   = "Deleted. There was no graded answer; interviews and settings are gone too."
	oneGraded       = "1 graded answer"
	manyGraded      = "%d graded answers"
)

// Help. Each line is a word and what it does.
const (
	helpTitle    = "What you can say"
	helpSlash    = "`/mock-interview` opens a form to start an interview"
	helpStart    = "`%sstart [category] [n]` starts a mock interview: no scores until the end"
	helpPract    = "`practice [category]` coaches you after every answer; without a category it takes what is due first"
	helpPractC   = "`practice [category]`, in a direct message with me, coaches you after every answer; without a category it takes what is due first"
	helpStop     = "`%sstop` ends your interview and sums it up"
	helpToday    = "`%stoday` shows the question of the day"
	helpDaily    = "`%sdaily` sets up a channel's question of the day, or says when the next one comes; `daily now`, `pause`, `resume` and `stop` change it"
	helpStats    = "`%sstats` shows your figures"
	helpHist     = "`%shistory` lists your answers, ten a page; `history 2` turns the page"
	helpGuide    = "`%sguide` is your plan: what is strong, what to practise, which background the guide recommends; `guide overview` shows the guide"
	helpPriv     = "`%sprivacy` says where your answers go"
	helpForget   = "`%sforget-me` deletes everything about you"
	helpHelp     = "`%shelp` shows this list"
	helpProgress = "Your progress"
	helpChannel  = "In a channel"
	helpYours    = "Your data"
	helpOpen     = "While a question is open"
	helpHint     = "`hint` helps a little, `skip` leaves the question, `answer` shows the model answer, `next` goes on, `stop` ends"
	helpElse     = "Anything else you write is your answer."
	helpElseTh   = "In an interview's thread these words work without a slash. Anything else you write there is your answer."
	helpMock     = "A mock interview gives no hints and no model answers before its end."
	helpPrefix   = "/mock-interview "
)

// The start modal.
const (
	modalTitle       = "Start an interview"
	modalSubmit      = "Start"
	modalClose       = "Cancel"
	modalCategory    = "Category"
	modalDifficulty  = "Difficulty"
	modalCount       = "Number of questions"
	modalMode        = "How"
	modalWhere       = "Where"
	modalAnyDiff     = "Any difficulty"
	modalEasy        = "Easy"
	modalMedium      = "Medium"
	modalHard        = "Hard"
	modalMinutes1    = "1 question, about %d minutes"
	modalMinutes     = "%d questions, about %d minutes"
	modalUntil       = "Until I stop (practice only)"
	modalMock        = "Mock interview"
	modalMockText    = "No scores and no hints until the scorecard at the end"
	modalPractice    = "Practice"
	modalPractText   = "Coached after every answer, with hints when you ask"
	modalHere        = "Here in the channel, in a thread"
	modalHereText    = "Everyone in the channel can see it"
	modalDM          = "In a direct message with me"
	modalDMText      = "Only you and I see it"
	modalCategoryOpt = "%s (%d)"
	modalErrChoose   = "Choose one of these."
	modalErrNone     = "The guide has no question for this category and difficulty. Choose another."
	modalErrCount    = "A mock interview has a fixed number of questions. Choose one."
	modalErrWhere    = "This form was opened outside a channel. Choose the direct message."
)
