package blocks

import (
	"time"

	"mock-interviewer/bot/interview"
	"mock-interviewer/questions"
)

// Look is what rendering may look up.
type Look struct {
	// Question finds a question of the loaded guides, or nil where the guide lost it.
	Question func(id string) *questions.Question
	// Zone is the reader's time zone; nil is UTC.
	Zone *time.Location
	// Earlier finds what the reader scored on a question the last time before another; nil where nothing is kept. It is
	// for the reader's eyes alone.
	Earlier func(question string, before time.Time) (Earlier, bool)
	// Keeps are the points that the reader keeps leaving out; nil where nothing is kept. For their eyes alone too.
	Keeps func() []Pattern
}

// Earlier is what a question came to another time.
type Earlier struct {
	Score int
	At    time.Time
}

// StartChoice is what a person chose when starting an interview, by words or in the modal.
type StartChoice struct {
	Mode       interview.Mode       `json:"m"`
	Category   string               `json:"c,omitempty"`
	Difficulty questions.Difficulty `json:"d,omitempty"`
	Count      int                  `json:"n,omitempty"`
	// Where is "here" (the channel or DM it was started from) or "dm".
	Where string `json:"w,omitempty"`
}

// StartForm is what the start modal shows.
type StartForm struct {
	Categories []string
	// PerCategory counts the questions of each category, for "how many are there".
	PerCategory map[string]int
	// Fits is how many questions there are for Last.
	Fits int
	// Last are the choices of the last time, or the defaults.
	Last StartChoice
	// Channel is where it was opened from; empty from Home or a shortcut, where only a DM can be chosen.
	Channel string
	// Direct says that Channel is the DM with the bot.
	Direct bool
}

// DailyPost is a question of the day.
type DailyPost struct {
	ID string
	// Channel is where it was posted.
	Channel  string
	Question *questions.Question
	// Late is set where the slot was missed and the post makes up for it.
	Late     bool
	RevealAt time.Time
	Revealed bool
	Answered int
}

// Stats are one person's figures; only properly graded first answers count, never estimates.
type Stats struct {
	User       string
	Answered   int
	Average    int
	Best       int
	LastAt     time.Time
	Categories []CategoryStat
	// Open is the interview under way, or nil.
	Open *interview.State
	// Coming is what comes back.
	Coming Coming
}

// CategoryStat is one line of Stats.
type CategoryStat struct {
	Category string
	Answered int
	Average  int
}

// Past is one answer in the history, its follow-ups merged into it.
type Past struct {
	At    time.Time
	Title string
	Mode  string
	Score int
	Band  questions.Band
	// Again is set where the question was answered before, and then scored Before.
	Again  bool
	Before int
	// FollowedUp is set where a follow-up was answered too.
	FollowedUp bool
	Link       string // permalink of the scorecard, may be empty
}

// Privacy says where answers go.
type Privacy struct {
	Scorer string // "llm" or "offline"
	Model  string
	Host   string
	// Listens names the model that turns recordings into words, empty where there is none.
	Listens string
	// KeptDays is how long answers are kept; 0 means until they are erased.
	KeptDays int
	// Backups is how many daily backups are kept; 0 for none.
	Backups int
}
