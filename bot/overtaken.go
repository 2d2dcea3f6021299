package bot

import (
	"strconv"
	"strings"
	"time"

	"mock-interviewer/bot/interview"
	"mock-interviewer/store"
)

// clickLag is how long before it reached us a command or click may have been made, of which Slack does not say when it was.
const clickLag = 2 * time.Second

// recentlyStopped is among how many of a person's interviews the one is looked for that a late reply belongs to.
const recentlyStopped = 3

// madeAt is when the person did it: by Slack's clock for a message, else about when it reached us.
func (s *step) madeAt() time.Time {
	if at, ok := slackTime(s.in.TS); ok && s.in.Kind == kindMessage {
		return at
	}
	return s.in.at.Add(-clickLag)
}

// slackTime reads the time in a message's ts.
func slackTime(ts string) (time.Time, bool) {
	seconds, rest, _ := strings.Cut(ts, ".")
	sec, err := strconv.ParseInt(seconds, 10, 64)
	micros, err2 := strconv.ParseInt(rest, 10, 64)
	return time.Unix(sec, micros*1000), err == nil && err2 == nil && len(rest) == 6
}

// stoppedBefore finds the interview in a direct message whose stop overtook this message: Slack delivers what got lost again
// after a minute or five, and by then the person has said more. open is the interview that is under way there, if any.
func (s *step) stoppedBefore(open store.Interview) (store.Interview, bool, error) {
	if at, ok := slackTime(s.in.TS); !ok || (open.Open && at.After(open.CreatedAt)) {
		return store.Interview{}, false, nil
	}
	rows, err := s.tx.InterviewsOf(s.in.User, recentlyStopped)
	if err != nil {
		return store.Interview{}, false, err
	}
	for _, row := range rows {
		if row.ID == open.ID || !strings.HasPrefix(row.Conversation, s.in.conversation()) {
			continue
		}
		_, state, _, err := decodeState(row)
		if err != nil {
			return store.Interview{}, false, err
		}
		if s.wasOvertaken(&state) {
			return row, true, nil
		}
	}
	return store.Interview{}, false, nil
}

// wasOvertaken says whether this message was written while a prompt was open that a later stop, which came before it, closed.
func (s *step) wasOvertaken(state *interview.State) bool {
	at, ok := slackTime(s.in.TS)
	return ok && s.in.Kind == kindMessage && state.Cut != nil && at.Before(state.Cut.At) && !at.Before(state.StartedAt.Add(-clocksApart))
}
