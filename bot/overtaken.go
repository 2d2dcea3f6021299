package bot

import (
	"strings"
	"time"

	"mock-interviewer/bot/inbound"
	"mock-interviewer/bot/interview"
	"mock-interviewer/store"
)

// clickLag is how long before it reached us a command or click may have been made, of which Slack does not say when it was.
const clickLag = 2 * time.Second

// recentlyStopped is among how many of a person's interviews the one is looked for that a late reply belongs to.
const recentlyStopped = 3

// madeAt is when the person did it: by Slack's clock for a message, else about when it reached us.
func (s *step) madeAt() time.Time {
	if at := s.writtenAt(); !at.IsZero() {
		return at
	}
	return s.in.At.Add(-clickLag)
}

// writtenAt is when this message was written, by Slack's clock; zero for what is none.
func (s *step) writtenAt() time.Time {
	if at, ok := inbound.Time(s.in.TS); ok && s.in.Kind == inbound.KindMessage {
		return at
	}
	return time.Time{}
}

// meantForAnother says whether a word was written before the interview was asked for. It got lost on its way and came again:
// a second "stop" must not end what the person has begun since.
func (s *step) meantForAnother(state *interview.State) bool {
	at := s.writtenAt()
	return !at.IsZero() && at.Before(state.AskedFor)
}

// stoppedBefore finds the interview in a direct message whose stop overtook this message: Slack delivers what got lost again
// after a minute or five, and by then the person has said more. open is the interview that is under way there, if any.
func (s *step) stoppedBefore(open store.Interview) (store.Interview, bool, error) {
	if at, ok := inbound.Time(s.in.TS); !ok || (open.Open && at.After(open.CreatedAt)) {
		return store.Interview{}, false, nil
	}
	rows, err := s.tx.InterviewsOf(s.in.User, recentlyStopped)
	if err != nil {
		return store.Interview{}, false, err
	}
	for _, row := range rows {
		if row.ID == open.ID || !strings.HasPrefix(row.Conversation, s.in.Conversation()) {
			continue
		}
		_, state, _, err := decodeState(row)
		if err != nil {
			return store.Interview{}, false, err
		}
		if s.wasOvertaken(&state) || s.promptOnItsWay(&state) {
			return row, true, nil
		}
	}
	return store.Interview{}, false, nil
}

// wasOvertaken says whether this message is the reply to a prompt that a stop cut off: it was written before the stop, or
// after a prompt that came after it and before the summary.
func (s *step) wasOvertaken(state *interview.State) bool {
	at, ok := inbound.Time(s.in.TS)
	if !ok || s.in.Kind != inbound.KindMessage || state.Cut == nil || at.Before(state.StartedAt.Add(-inbound.ClocksApart)) {
		return false
	}
	if at.Before(state.Cut.At) {
		return true
	}
	asked, ok := s.saidAt(state.Cut.Prompt)
	if !ok || asked.Before(state.Cut.At) || at.Before(asked) {
		return false
	}
	over, ok := s.saidAt(state.SummaryID)
	return !ok || at.Before(over)
}

// saidAt is when a message of ours was posted, by Slack's clock; false where it was not.
func (s *step) saidAt(effect string) (time.Time, bool) {
	if sent, ok := s.tx.SentAs(effect); ok {
		return inbound.Time(sent.TS)
	}
	return time.Time{}, false
}

// promptOnItsWay says whether a prompt that a stop cut off may be at Slack without our having read where: only then it will
// be known whether this message replies to it.
func (s *step) promptOnItsWay(state *interview.State) bool {
	return s.in.Kind == inbound.KindMessage && state.Cut != nil && state.Cut.Answer == "" && s.tx.Pending(state.Cut.Prompt)
}
