package bot

import (
	"testing"
	"time"

	"mock-interviewer/bot/interview"
	"mock-interviewer/bot/outbox"
	"mock-interviewer/store"
)

func TestOnlyAWordThatBecomesACardIsHeldBack(t *testing.T) {
	t.Parallel()
	now := time.Unix(1_700_000_000, 0)
	for _, c := range []struct {
		mode   interview.Mode
		kind   interview.Kind
		action string
		held   bool
	}{
		{interview.Practice, interview.SayAcknowledgement, store.ActionPost, true},
		{interview.Practice, interview.SayAcknowledgement, store.ActionUpdate, false}, // that it still goes on
		{interview.Practice, interview.SayScorecard, store.ActionPost, false},
		{interview.Mock, interview.SayAcknowledgement, store.ActionPost, false},
		{interview.Daily, interview.SayAcknowledgement, store.ActionEphemeral, false},
	} {
		entry := store.OutboxEntry{Kind: string(c.kind), Action: c.action}
		(&step{now: now}).holdWord(&entry, &interview.State{Settings: interview.Settings{Mode: c.mode}})
		want := time.Time{}
		if c.held {
			want = now.Add(outbox.HoldMost)
		}
		if !entry.NotBefore.Equal(want) {
			t.Errorf("a %s of %s, to %s, is held until %v, want %v", c.kind, c.mode, c.action, entry.NotBefore, want)
		}
	}
}
