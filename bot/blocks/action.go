package blocks

import (
	"strconv"
	"strings"
)

// The ids of buttons. The value of an interview's button is a Ref.
const (
	ActionNext    = "interview_next"    // text: Next question
	ActionHint    = "interview_hint"    // text: Hint
	ActionSkip    = "interview_skip"    // text: Skip
	ActionAnswer  = "interview_answer"  // text: Show model answer
	ActionStop    = "interview_stop"    // text: Stop
	ActionAgain   = "interview_again"   // text: Try again
	ActionShare   = "interview_share"   // text: Share in thread
	ActionResume  = "interview_resume"  // text: Resume; value: Ref
	ActionReplace = "interview_replace" // text: End it and start anew; value: the interview's id, then "|", then a StartChoice

	// ActionDetails shows all that is known of a grade in a modal; it changes nothing.
	ActionDetails = "interview_details" // text: Details; value: Ref

	// ActionDispute calls a grade unfair; it opens a modal and changes nothing by itself.
	ActionDispute = "interview_dispute" // text: Unfair?; value: Ref

	// The buttons of the day's question; the value is the id of the daily post.
	ActionGiveUp     = "daily_answer" // text: Show model answer (with a confirm dialog)
	ActionDailyShare = "daily_share"  // text: Share in thread; value: Ref
	// ActionPrivate opens the form to answer unseen; it changes nothing by itself.
	ActionPrivate = "daily_private" // text: Answer privately

	// The buttons that start something from anywhere (Home, help, welcome).
	ActionStartPractice = "start_practice" // text: Practise
	ActionStartMock     = "start_mock"     // text: Start a mock interview (opens the modal)

	// ActionHistory shows another page of a person's own answers.
	ActionHistory = "history_page" // text: Show more; value: the page, from 1

	// ActionOverview shows all that the guides hold.
	ActionOverview = "guide_overview" // text: Show the whole guide

	// ActionForget confirms forget-me; ActionKeep calls it off.
	ActionForget = "forget_me"
	ActionKeep   = "forget_keep"

	// CallbackStart is the start modal's callback id and the global shortcut's.
	CallbackStart = "start_mock_interview"
	// CallbackDetails names the modal that ActionDetails opens.
	CallbackDetails = "grade_details"
	// CallbackDispute is the callback id of the form that calls a grade unfair.
	CallbackDispute = "dispute_grade"
)

// Ref names one question of one interview in a button's value.
type Ref struct {
	Interview string
	Item      int
}

// String is the value of a button: "INTERVIEW/ITEM".
func (r Ref) String() string { return r.Interview + "/" + strconv.Itoa(r.Item) }

// ParseRef reads a button's value; ok is false for anything that String did not write.
func ParseRef(value string) (ref Ref, ok bool) {
	id, item, found := strings.Cut(value, "/")
	n, err := strconv.Atoi(item)
	if !found || id == "" || err != nil || n < -1 || n > 1000 {
		return Ref{}, false
	}
	return Ref{Interview: id, Item: n}, true
}

// IsAction says whether a button of this id changes something and so goes through the inbox.
func IsAction(id string) bool {
	switch id {
	case ActionNext, ActionHint, ActionSkip, ActionAnswer, ActionStop, ActionAgain, ActionShare, ActionResume,
		ActionReplace, ActionPanelAccept, ActionPanelDecline, ActionPanelWaive, ActionGiveUp, ActionDailyShare, ActionStartPractice,
		ActionUseHeard, ActionForget, ActionKeep,
		ActionSnooze, ActionNoRemind, ActionHistory, ActionOverview:
		return true
	}
	return false
}
