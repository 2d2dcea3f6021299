package interview

import (
	"time"

	"mock-interviewer/bot/scorer"
	"mock-interviewer/questions"
)

// Event is something that happened in or to an interview. The concrete types below are all there are.
type Event interface{ event() }

// Said is a message of the interviewee in the interview's place. Key names the message ("channel/ts"). Deliberate is set
// where it can only be meant as an answer, however short: it was written into a form.
type Said struct {
	Key        string
	Text       string
	Deliberate bool
}

// Edited is a change of a message that may be part of an answer.
type Edited struct {
	Key  string
	Text string
}

// Deleted is the removal of such a message.
type Deleted struct{ Key string }

// Judged brings the verdicts for one revision of an answer.
type Judged struct {
	Answer   string
	Revision int
	Result   scorer.Result
}

// Unjudged says that grading failed. Final means that it will not be tried again. Estimate is the offline one, or nil.
// Spent and When are set where an allowance is used up: which, and from when the answer will be graded.
type Unjudged struct {
	Answer   string
	Revision int
	Final    bool
	Estimate *questions.Grade
	Spent    Spent
	When     time.Time
}

// Spent names an allowance for grading that is used up.
type Spent string

// The allowances: a person's of a day, and the workspace's of a month.
const (
	SpentDay   Spent = "day"
	SpentMonth Spent = "month"
)

// What a person may ask for at any time.
type (
	// Hint asks for help with the open question.
	Hint struct{}
	// Skip leaves the open question, or declines the open follow-up.
	Skip struct{}
	// Stop ends the interview. At is when the person said so, by Slack's clock where that is known.
	Stop struct{ At time.Time }
	// Repeat asks how things stand: the open prompt is said once more.
	Repeat struct{}
)

// Next asks for the next question after the one with this index; a button pressed twice finds another index and is idle.
type Next struct{ Item int }

// ShowAnswer asks for the model answer of a question by its index.
type ShowAnswer struct{ Item int }

// TryAgain asks for the same question once more.
type TryAgain struct{ Item int }

// Revealed closes a daily interview: the answer is out, later replies do not count.
type Revealed struct{}

func (Said) event()       {}
func (Overtaken) event()  {}
func (Edited) event()     {}
func (Deleted) event()    {}
func (Judged) event()     {}
func (Unjudged) event()   {}
func (Hint) event()       {}
func (Skip) event()       {}
func (Stop) event()       {}
func (Repeat) event()     {}
func (Next) event()       {}
func (ShowAnswer) event() {}
func (TryAgain) event()   {}
func (Revealed) event()   {}

// Desk is what the interviewer has at hand while handling one event.
type Desk struct {
	Now time.Time
	// Question finds a question of the loaded guides, or nil where a guide was changed under a running interview.
	Question func(id string) *questions.Question
	// Pick chooses a further question for practice. It must be the same for the same state of the world.
	Pick func() (id string, ok bool)
	// Slow says that grading takes seconds rather than milliseconds, so that a word in between is due; Seen, that Slack
	// shows by itself that the answer is being read.
	Slow, Seen bool
}
