package blocks

// The words of an interview. Short sentences, second person, nothing that only fills. Praise is for what was quoted.

// Buttons.
const (
	wordNext      = "Next question"
	wordHint      = "Hint"
	wordSkip      = "Skip"
	wordAnswer    = "Show model answer"
	wordStop      = "Stop"
	wordAgain     = "Try again"
	wordShare     = "Share in thread"
	wordResume    = "Resume"
	wordReplace   = "End it and start anew"
	wordPractise  = "Practise"
	wordStartMock = "Start a mock interview"
	wordDetails   = "Details"
	wordForget    = "Delete everything"
	wordKeep      = "Keep everything"
)

// Whose turn it is, how to answer, and who sees it.
const (
	turnDirect   = "Your turn. Reply here. Only you and I see this."
	turnThread   = "Your turn. Reply in this thread; everyone in the channel can see it."
	seenDirect   = "Only you and I see this."
	seenThread   = "Everyone in the channel can see this."
	seenAlone    = "Only you can see this."
	readingReply = "Reading your answer."
	stillReading = "Still reading your answer. This one takes a little longer."
	noted        = "Noted. One moment."
)

// What stands for what is not there.
const (
	someone      = "someone"
	someChannel  = "its channel"
	lostQuestion = "A question that the guide no longer holds"
	shortened    = "This message was too long for Slack; the rest is left out."
	wordless     = "A message without words"
	anyCategory  = "Any category"
)

// The question.
const (
	questionOf     = "Question %d of %d"
	questionNumber = "Question %d"
	onceMore       = "once more"
	theScene       = "The scene: "
	followUpTo     = "Follow-up to question %d"
	followUpWorth  = "A point made only now counts 0.8."
)

// Hints.
const (
	hintTitle    = "Hint %d for question %d"
	hintCovers   = "A strong answer %s."
	hintUnder    = "Its headings: %s."
	hintOne      = "One point you have not made yet: "
	hintAnother  = "Another point you have not made yet: "
	hintNothing  = "There is no further point to name: you have made them all."
	hintStory    = "Tell one true story of your own, in that order."
	hintWorth    = "A point made from here on counts 0.6."
	hintMore     = "One point to say more about: "
	onePoint     = "covers 1 point"
	manyPoints   = "covers %d points"
	withExample  = "gives a concrete example"
	withReasons  = "says why"
	storyPartOne = "tells 1 part of a story"
	storyParts   = "tells the %d parts of a story"
)

// The scorecard.
const (
	scoreLine      = "%s, %d of 100"
	pointsMade     = "What you showed"
	pointsOpen     = "What a strong answer adds"
	pointsUnsure   = "Not clear enough to count"
	pointsMet1     = "1 point met"
	pointsMet      = "%d points met"
	pointsPartly   = "%d in part"
	pointsMissed   = "%d missed"
	pitfallsFallen = "Pitfalls, 10 points off each, at most 20"
	openOne        = "1 point still open; a follow-up is below."
	openMany       = "%d points still open; a follow-up is below."
	openNone       = "A follow-up is below."
	doNext         = "Do this next: "
	afterFollowUp  = "counts %s, after the follow-up"
	afterHint      = "counts %s, after a hint"
	gradedBy       = "Graded by %s at %s."
	gradedByModel  = "Graded by %s."
	offlineSource  = "Offline estimate, by word matching."
	attemptBefore  = "Your attempt before this one: %d of 100."
	sharedBy       = " shares a scorecard"
	sharedMissing1 = "1 point is missing."
	sharedMissing  = "%d points are missing."
	nothingMissing = "No point is missing."
)

// The details of a grade.
const (
	detailsTitle  = "Details"
	detailsClose  = "Close"
	detailsAnswer = "Your answer"
)

// What to do next, by what is missing.
const (
	adviseCover     = "cover “%s”."
	adviseDeepen    = "say more about “%s”."
	adviseExample   = "add one concrete example and say how it came out."
	adviseReasoning = "say why, not only what."
	adviseSituation = "set the scene: where it was, what was going on, why it mattered."
	adviseTask      = "say what was yours to do."
	adviseAction    = "say what you yourself did, step by step."
	adviseResult    = "say what came of it, with a figure."
	adviseAvoid     = "leave this out: %s"
	adviseUnaided   = "answer it once more without help; each point then counts in full."
	adviseGoOn      = "go on. Nothing is missing here."
)

// The summary.
const (
	summaryMock      = "Mock interview: %s, %d of 100"
	summaryPractice  = "Practice: %s, %d of 100"
	summaryMockNone  = "Mock interview: no score"
	summaryPractNone = "Practice: no score"
	summaryAverage1  = "From 1 graded question."
	summaryAverage   = "The average of %d graded questions."
	summaryLate      = "One more grade is still to come; this summary is then corrected."
	summaryEarlier   = "Left out here: the first %d questions. Their scorecards stand above."
	summarySkipped   = "Skipped"
	summaryShown     = "Model answer shown, not graded"
	summaryWaiting   = "Not graded yet. Your answer is kept and will be tried again."
	summarySpent     = "Not graded yet. Your answer is kept and will be graded after %s."
	summaryEstimate  = "Offline estimate: %d, %s. Not your grade."
	summaryFailed    = "Not graded. Your answer is kept."
	summarySilent    = "Not answered"
	summaryRetry     = "%s (tried again)"
	byCategory       = "By category"
	categoryLine     = "%s: %d of 100, %s"
	strongestPoints  = "Strongest points"
	weakestPoints    = "Weakest points"
	fromQuestion     = ", question %d"
	practiseNext     = "Practise next"
	practiseCategory = "%s, your weakest category. "
	practisePoint    = "“%s”, missed in question %d. "
	practiseSay      = "In a direct message with me, say "
	practiseSayHere  = "Say "
	practiseNothing  = "nothing was missed. Choose harder questions next time."
	practiseUngraded = "answer at least one question to the end."
	practiceWord     = "practice"
	emptyCell        = "–"
	columnQuestion   = "Question"
	columnCategory   = "Category"
	columnResult     = "Result"
	rowAverage       = "Average, %s"
	gistPitfall      = "Pitfall: "
	gistAlso         = "Also met"
	resultShort      = "%s, %d"
	oneQuestion      = "1 question"
	manyQuestions    = "%d questions"
)

// The model answer.
const (
	modelAnswer   = "Model answer"
	modelStory    = "One good answer of many, told as a story. Yours is to be your own and true."
	modelCut1     = "1 more point stands in the guide."
	modelCut      = "%d more points stand in the guide."
	modelNoCount  = "From here on, a reply to this question is not graded."
	modelCategory = "Model answer to question %d"
)

// The opening of a thread.
const (
	openingMock      = "Mock interview with %s"
	openingPractice  = "Practice with %s"
	openingMockRule  = "No scores until the end; then a scorecard that quotes the answers."
	openingCoachRule = "A scorecard follows each answer."
	openingUntil     = "until you stop"
	openingSeen      = "Everyone in the channel can see this thread. Replies by others are ignored."
	openingWords     = "Reply in the thread. Say `skip` to leave a question, `stop` to end."
	openingWordsP    = "Reply in the thread. Say `hint`, `skip` or `answer` when you are stuck, `stop` to end."
)

// Notices.
const (
	noticeNoHints      = "A mock interview gives no hints. Answer as far as you can, or say `skip`."
	noticeNoAnswerYet  = "The model answer comes with the summary, when the mock interview is over."
	noticeHintsUsedUp  = "There are no more hints for this question. Answer as far as you can, or ask for the model answer."
	noticeBetween      = "No question is open. Take the next one, or stop."
	noticeNotGraded    = "Your answer is kept, but it is not graded yet: the grader did not answer. I will try again and show the scorecard then."
	noticeSpentDay     = "Your answer is kept, but it is not graded yet: what may be spent on grading your answers is used up for today."
	noticeSpentMonth   = "Your answer is kept, but it is not graded yet: what may be spent on grading is used up for this month."
	noticeGradedAfter  = "It will be graded after %s. I will show the scorecard then; you need not do anything."
	noticeEstimate     = "Offline estimate: %d, %s. Not your grade: it matches words, and it stays out of your statistics."
	noticeGradeFailed  = "Your answer is kept, but it could not be graded. It does not count for or against you."
	noticeWithdrawn    = "You deleted that answer, so it does not count."
	noticeWithdrawnAsk = "You deleted that answer, so it does not count. The question is open again."
	noticeGradeStands  = "That answer is graded, so what you change or delete in it now does not count: its grade stays. `/mock-interview forget-me` deletes everything I keep about you."
	noticeStopped      = "Stopped. You answered nothing, so there is nothing to sum up."
	noticeClosing      = "Stopped. The summary follows as soon as your last answer is graded."
	noticeNoMore       = "The guide has no further question for this choice."
	noticeTooLong      = "That makes more than %s characters in all, so it was not taken. Send a shorter answer."
	noticeTooMany      = "Your answer has too many messages; this one was not taken. Wait for the scorecard."
	noticeTooManyMock  = "Your answer has too many messages; this one was not taken. Wait for the next question."
	noticeAnswerSeen   = "You have seen the model answer, so this reply is not graded."
	noticeQuestionGone = "The guide no longer holds this question, so it cannot be graded. It does not count."
	noticeNothingOpen  = "There is no open question for that just now. Your answer may still be under way."
)

// The bands and verdicts.
const (
	bandStrong     = "strong"
	bandSolid      = "solid"
	bandDeveloping = "developing"
	bandWeak       = "weak"
	verdictMet     = "Met"
	verdictPartial = "Partly"
	verdictMissed  = "Missed"
	verdictUnclear = "Unclear"
)
