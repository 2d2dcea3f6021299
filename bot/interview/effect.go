package interview

import (
	"time"

	"mock-interviewer/bot/scorer"
	"mock-interviewer/questions"
)

// Effect is something the interviewer wants done. The concrete types below are all there are.
type Effect interface{ effect() }

// Kind is the kind of a message, as it stands in Slack's message metadata.
type Kind string

// The kinds that an interview says; package bot has more (daily, reveal of the day, digest).
const (
	SayQuestion        Kind = "question"
	SayFollowUp        Kind = "follow_up"
	SayHint            Kind = "hint"
	SayAcknowledgement Kind = "acknowledgement"
	SayScorecard       Kind = "scorecard"
	SaySummary         Kind = "summary"
	SayReveal          Kind = "reveal"
	SayNotice          Kind = "notice"
)

// Note names what a notice says; the words are package blocks'.
type Note string

// The notices of an interview.
const (
	NoteOpening      Note = "opening"        // the message that starts the thread: who, what, how many, who sees it
	NoteNoHints      Note = "no_hints"       // a mock interview gives none before the end
	NoteNoAnswerYet  Note = "no_answer_yet"  // nor the model answer
	NoteHintsUsedUp  Note = "hints_used_up"  // there are no more hints
	NoteBetween      Note = "between"        // nothing is open: press Next question, or say stop
	NoteNotGraded    Note = "not_graded"     // not graded yet, kept, will be tried again; may hold an estimate
	NoteGradeFailed  Note = "grade_failed"   // will not be graded; the answer is kept
	NoteWithdrawn    Note = "withdrawn"      // the deleted answer no longer counts
	NoteGradeStands  Note = "grade_stands"   // the answer is graded: what changes in it now does not count
	NoteStopped      Note = "stopped"        // stopped with nothing to sum up
	NoteClosing      Note = "closing"        // stopped; the summary follows with the last grade
	NoteNoMore       Note = "no_more"        // the guide holds no further question for these settings
	NoteTooLong      Note = "too_long"       // the reply is over the limit and was not taken
	NoteTooMany      Note = "too_many"       // the answer has too many parts
	NoteAnswerSeen   Note = "answer_seen"    // the model answer was shown, so this is not graded
	NoteQuestionGone Note = "question_gone"  // the guide no longer has this question
	NoteNothingOpen  Note = "nothing_to_ask" // hint, skip or next where no question is open
)

// Say is a message to post, or to rewrite where Update is set.
type Say struct {
	// ID is unique over all effects of all interviews.
	ID   string
	Kind Kind
	Note Note
	// Item is the index of the question it is about.
	Item int
	// Answer is the id of the answer it is about, where it is about one.
	Answer string
	// Private is set where only the owner may see it, though the place is a channel.
	Private bool
	// Update is the effect id of the message that this one replaces.
	Update string
	// Estimate goes with NoteNotGraded, and where an allowance is used up, which, and from when the answer will be graded.
	Estimate *questions.Grade
	Spent    Spent
	When     time.Time
}

// Grade asks for the verdicts on one revision of an answer; a newer revision replaces an older request.
type Grade struct {
	Answer   string
	Revision int
}

// Ungrade withdraws that request.
type Ungrade struct{ Answer string }

// Record keeps a graded answer. Superseding an earlier record of the same id is fine.
type Record struct {
	Item   int
	Answer string
	Result scorer.Result
}

// MarkAsked counts the question as asked, for picking.
type MarkAsked struct{ Question string }

func (Say) effect()       {}
func (Grade) effect()     {}
func (Ungrade) effect()   {}
func (Record) effect()    {}
func (MarkAsked) effect() {}
