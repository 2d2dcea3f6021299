package scorer

import (
	"context"
	"time"

	"mock-interviewer/questions"
)

// Scorer judges one reply against its question's rubric. Implementations are safe for concurrent use. An error means
// not graded: there is no default verdict. It is an *Error where the scorer knows why.
type Scorer interface {
	Score(ctx context.Context, req Request) (Result, error)
}

// Request is one reply to judge.
type Request struct {
	Question *questions.Question
	// Reply is what the person wrote, as plain text (Slack's markup already undone). It is data, never instructions.
	Reply string
	// FollowUp is the follow-up question this reply answers; empty for a first reply.
	FollowUp string
	// Earlier is the person's own text on this question before this reply (first answer, earlier follow-ups), oldest first.
	// It gives context; credit for it was given before.
	Earlier []string
	// Person tells whose reply it is: an opaque id for budgets, which never goes to a model. Empty means nobody's.
	Person string
}

// Result is a complete judgement: every criterion exactly once, every pitfall exactly once, quotes verified.
type Result struct {
	Scorer        string // "llm" or "offline"
	Model         string // empty for offline
	Host          string // endpoint host, empty for offline
	PromptVersion string
	Judgements    []questions.Judgement
	Pitfalls      []questions.PitfallJudgement
	// FollowUp is a question worth asking next, already checked not to give a missed point away; empty where nothing
	// is worth asking.
	FollowUp string
	Usage    Usage
	Duration time.Duration
	// Attempts counts the requests made, those of a second look too.
	Attempts int
	// SecondLook says that the model and the offline estimate disagreed strongly and the reply was judged twice; where the
	// two looks stayed apart a verdict is unclear. SecondModel is who took the second look, empty for Model itself.
	SecondLook  bool
	SecondModel string
}

// Usage counts the tokens of every attempt together.
type Usage struct {
	PromptTokens     int `json:"prompt_tokens"`
	CachedTokens     int `json:"cached_tokens"`
	CompletionTokens int `json:"completion_tokens"`
}

// Add counts other attempts in.
func (u *Usage) Add(o Usage) {
	u.PromptTokens += o.PromptTokens
	u.CachedTokens += o.CachedTokens
	u.CompletionTokens += o.CompletionTokens
}

// Error says why a reply was not graded. Its message is for operators and never holds the reply or a key.
type Error struct {
	// Reason is one of "unavailable", "timeout", "rate_limited", "unauthorized", "refused", "cut_off", "invalid", "too_long";
	// of a judgement that was not tried, "budget_day" and "budget_month" (package budget: the person's tokens of the day,
	// the workspace's of the month, are used up) and "open" (the endpoint is left alone after several failures).
	Reason string
	// Retryable says whether the same request may work later.
	Retryable bool
	// RetryAfter is how long the endpoint asked to wait or, of one not tried, how long until it will be; or 0.
	RetryAfter time.Duration
	Err        error
}

// Error says the reason and the cause.
func (e *Error) Error() string {
	if e.Err == nil {
		return "not graded: " + e.Reason
	}
	return "not graded: " + e.Reason + ": " + e.Err.Error()
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }
