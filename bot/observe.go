package bot

import (
	"time"

	"mock-interviewer/bot/inbound"
)

// Observer is told what happened. Every field may be nil; calls must return at once.
type Observer struct {
	Envelope  func(kind string)
	Duplicate func()
	Acked     func(after time.Duration)
	Graded    func(scorer, outcome string, took time.Duration)
	Tokens    func(kind string, n int)
	Request   func(method, outcome string)
	Socket    func(up int)
	DailyPost func(at time.Time)
	Daily     func(outcome string) // one of DailyOnTime, DailyLate, DailySkipped, DailyFailed
}

func (o Observer) envelope(k inbound.Kind) {
	if o.Envelope != nil {
		o.Envelope(string(k))
	}
}

func (o Observer) duplicate() {
	if o.Duplicate != nil {
		o.Duplicate()
	}
}

func (o Observer) acked(after time.Duration) {
	if o.Acked != nil {
		o.Acked(after)
	}
}

func (o Observer) graded(scorer, outcome string, took time.Duration) {
	if o.Graded != nil {
		o.Graded(scorer, outcome, took)
	}
}

func (o Observer) tokens(kind string, n int) {
	if o.Tokens != nil {
		o.Tokens(kind, n)
	}
}

func (o Observer) request(method, outcome string) {
	if o.Request != nil {
		o.Request(method, outcome)
	}
}

func (o Observer) socket(up int) {
	if o.Socket != nil {
		o.Socket(up)
	}
}

func (o Observer) dailyPost(at time.Time) {
	if o.DailyPost != nil {
		o.DailyPost(at)
	}
}

func (o Observer) daily(outcome string) {
	if o.Daily != nil {
		o.Daily(outcome)
	}
}
