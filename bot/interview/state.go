package interview

import (
	"slices"
	"strings"
	"time"

	"mock-interviewer/questions"
)

// Mode is the way of being interviewed.
type Mode string

// The modes: practice and daily coach after every answer; a mock interview shows nothing before its end.
const (
	Practice Mode = "practice"
	Mock     Mode = "mock"
	Daily    Mode = "daily"
)

// Settings are what a person chose at the start.
type Settings struct {
	Mode       Mode                 `json:"mode"`
	Category   string               `json:"category,omitempty"`
	Difficulty questions.Difficulty `json:"difficulty,omitempty"`
	// Count is how many questions to ask; 0 in practice means until stopped.
	Count int `json:"count"`
	// FollowUps is how many follow-ups a question may get.
	FollowUps int `json:"follow_ups"`
}

// Place is where an interview is held. Exactly one of the three: a direct message (no thread), a thread that the
// opening message starts, or a thread that stands already (the daily question).
type Place struct {
	Channel string `json:"channel"`
	// Direct is true in a direct message with the bot.
	Direct bool `json:"direct,omitempty"`
	// Opening is the effect id of the message that starts the thread.
	Opening string `json:"opening,omitempty"`
	// ThreadTS is the thread that stands already.
	ThreadTS string `json:"thread_ts,omitempty"`
}

// Phase says whose turn it is.
type Phase string

// The phases.
const (
	Asking  Phase = "asking"  // a question or follow-up is open: the person's turn
	Grading Phase = "grading" // an answer is being graded: the interviewer's turn
	Between Phase = "between" // practice: the card is out, the next question waits for a word
	Closing Phase = "closing" // no more questions; the summary waits for the last grade
	Done    Phase = "done"
)

// State is a whole interview. It is a value: Handle never changes the one it is given. Its JSON is what the store keeps.
type State struct {
	ID       string   `json:"id"`
	Owner    string   `json:"owner"`
	Settings Settings `json:"settings"`
	Place    Place    `json:"place"`
	Phase    Phase    `json:"phase"`
	// Items are the questions asked so far; the last is the current one.
	Items []Item `json:"items"`
	// Planned are the ids of questions still to come; practice without a count picks as it goes.
	Planned   []string  `json:"planned,omitempty"`
	StartedAt time.Time `json:"started_at"`
	// AskedFor is when the person wrote the message that began it, by Slack's clock; zero where something else did. The
	// caller sets it, and Handle leaves it alone.
	AskedFor time.Time `json:"asked_for,omitzero"`
	EndedAt  time.Time `json:"ended_at,omitzero"`
	Stopped  bool      `json:"stopped,omitempty"`
	// Cut is set where a stop came while a prompt was open. It is replaced as a whole, never changed.
	Cut *Cut `json:"cut,omitempty"`
	// SummaryID is the effect id of the summary once it was said, so that a late grade can mend it.
	SummaryID string `json:"summary_id,omitempty"`
	// Effects and Answers count those given out; they make the ids.
	Effects int `json:"effects"`
	Answers int `json:"answers"`
}

// Item is one question of an interview, with everything that came of it.
type Item struct {
	Question string   `json:"question"`
	Mark     Mark     `json:"mark,omitzero"`
	Answers  []Answer `json:"answers,omitempty"`
	Hints    int      `json:"hints,omitempty"`
	// FollowUp is the follow-up that waits for a reply; FollowUps counts those asked.
	FollowUp  string `json:"follow_up,omitempty"`
	FollowUps int    `json:"follow_ups,omitempty"`
	// FollowUpID is the effect id of the newest follow-up.
	FollowUpID string `json:"follow_up_id,omitempty"`
	// Judgements and Pitfalls are merged over the first answer and its follow-ups; Grade is their sum, nil until graded.
	Judgements []questions.Judgement        `json:"judgements,omitempty"`
	Pitfalls   []questions.PitfallJudgement `json:"pitfalls,omitempty"`
	Grade      *questions.Grade             `json:"grade,omitempty"`
	By         By                           `json:"by,omitzero"`
	Skipped    bool                         `json:"skipped,omitempty"`
	// Shown is set once the model answer was shown: nothing said later counts.
	Shown bool `json:"shown,omitempty"`
	// Retry is set where this question was asked before in this interview.
	Retry bool `json:"retry,omitempty"`
	// PromptID, CardID are the effect ids of the question and of the newest card. CardOpen says that the card withheld
	// the missed points because a follow-up was under way.
	PromptID string `json:"prompt_id"`
	CardID   string `json:"card_id,omitempty"`
	CardOpen bool   `json:"card_open,omitempty"`
	// Refused is the key of the last message that was too long to be taken: cut down by an edit, it is taken after all.
	Refused string `json:"refused,omitempty"`
}

// By says who graded.
type By struct {
	Scorer string `json:"scorer"`
	Model  string `json:"model,omitempty"`
	Host   string `json:"host,omitempty"`
}

// Status is how far the grading of an answer has come.
type Status string

// The statuses: Delayed was tried and will be tried again; Failed will not.
const (
	Pending Status = "pending"
	Delayed Status = "delayed"
	Graded  Status = "graded"
	Failed  Status = "failed"
)

// Answer is one reply of the person: one message, or several sent before it was graded.
type Answer struct {
	ID    string    `json:"id"`
	Parts []Part    `json:"parts"`
	At    time.Time `json:"at"`
	// FollowUp is the follow-up it replies to, empty for a first answer.
	FollowUp string         `json:"follow_up,omitempty"`
	Help     questions.Help `json:"help,omitempty"`
	Status   Status         `json:"status"`
	// Revision counts edits; a grade for an older revision is not used.
	Revision int `json:"revision"`
	// Grade is this reply's own, help taken off.
	Grade *questions.Grade `json:"grade,omitempty"`
	// CardID is the effect id of the newest card or notice about this answer.
	CardID string `json:"card_id,omitempty"`
	// Stands is set once the person was told that a change came too late for the grade.
	Stands bool `json:"stands,omitempty"`
	// Wait is set while the status is Delayed.
	Wait *Wait `json:"wait,omitempty"`
}

// Wait says what an answer waits for, and what is shown meanwhile. It is replaced as a whole, never changed.
type Wait struct {
	Spent Spent     `json:"spent,omitempty"`
	When  time.Time `json:"when,omitzero"`
	// Estimate is the offline one, its score and band alone, or nil.
	Estimate *questions.Grade `json:"estimate,omitempty"`
}

// Part is one message of an answer. Key names the message ("channel/ts").
type Part struct {
	Key  string `json:"key"`
	Text string `json:"text"`
}

// waits says whether a grade may still come.
func (a *Answer) waits() bool { return a.Status == Pending || a.Status == Delayed }

// Text is the whole reply, its messages joined by line breaks.
func (a Answer) Text() string {
	texts := make([]string, 0, len(a.Parts))
	for _, p := range a.Parts {
		texts = append(texts, p.Text)
	}
	return strings.Join(texts, "\n")
}

// newest is the newest answer, or nil.
func (it *Item) newest() *Answer {
	if len(it.Answers) == 0 {
		return nil
	}
	return &it.Answers[len(it.Answers)-1]
}

// lastGraded is the newest answer with a grade, or nil.
func (it *Item) lastGraded() *Answer {
	for i := len(it.Answers) - 1; i >= 0; i-- {
		if it.Answers[i].Status == Graded {
			return &it.Answers[i]
		}
	}
	return nil
}

// supersedes says whether a later attempt than a has its grade already, so that it is the one that counts.
func (it *Item) supersedes(a *Answer) bool {
	later := false
	for i := range it.Answers {
		x := &it.Answers[i]
		if later && x.FollowUp == "" && x.Status == Graded {
			return true
		}
		later = later || x.ID == a.ID
	}
	return false
}

// Current is the question under way, or nil before the first.
func (s *State) Current() *Item {
	if len(s.Items) == 0 {
		return nil
	}
	return &s.Items[len(s.Items)-1]
}

// Open says whether the interview still goes on.
func (s *State) Open() bool { return s.Phase != Done }

// Coached says whether the person sees verdicts after every answer.
func (s *State) Coached() bool { return s.Settings.Mode != Mock }

// AnswerByID finds an answer and its item, or returns -1 and nil.
func (s *State) AnswerByID(id string) (item int, answer *Answer) {
	for i := range s.Items {
		for j := range s.Items[i].Answers {
			if s.Items[i].Answers[j].ID == id {
				return i, &s.Items[i].Answers[j]
			}
		}
	}
	return -1, nil
}

// pending says whether any answer still waits for its first grade.
func (s *State) pending() bool {
	return slices.ContainsFunc(s.Items, func(it Item) bool {
		return slices.ContainsFunc(it.Answers, func(a Answer) bool { return a.Status == Pending })
	})
}

// clone copies everything that Handle may change.
func (s State) clone() State {
	s.Planned = slices.Clone(s.Planned)
	s.Items = slices.Clone(s.Items)
	for i := range s.Items {
		it := &s.Items[i]
		it.Answers = slices.Clone(it.Answers)
		for j := range it.Answers {
			it.Answers[j].Parts = slices.Clone(it.Answers[j].Parts)
		}
	}
	return s
}
