package bot_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"mock-interviewer/bot"
	"mock-interviewer/store"
)

// message is an events_api envelope with a direct message.
func messageFrame(envelope, event, ts, text string, retry int) string {
	return fmt.Sprintf(`{"envelope_id":%q,"type":"events_api","accepts_response_payload":false,"retry_attempt":%d,"retry_reason":"timeout","payload":{
		"type":"event_callback","team_id":"T1","event_id":%q,"event":{"type":"message","channel":"D1","channel_type":"im","user":"U1","text":%q,"ts":%q}}}`,
		envelope, retry, event, text, ts)
}

func TestWhatIsNotKnownIsAckedLikeAnyOther(t *testing.T) {
	t.Parallel()
	for name, frame := range map[string]string{
		"an event that slack-go does not know": `{"envelope_id":"e1","type":"events_api","payload":{"type":"event_callback","team_id":"T1","event_id":"Ev1","event":{"type":"brand_new_event","user":"U1"}}}`,
		"an envelope of an unknown type":       `{"envelope_id":"e1","type":"brand_new_envelope","payload":{"a":1}}`,
		"an event without an inner event":      `{"envelope_id":"e1","type":"events_api","payload":{"type":"app_rate_limited","team_id":"T1","minute_rate_limited":1518467820,"api_app_id":"A1"}}`,
		"an interaction of an unknown type":    `{"envelope_id":"e1","type":"interactive","payload":{"type":"brand_new_interaction","user":{"id":"U1"}}}`,
		"a payload of the wrong shape":         `{"envelope_id":"e1","type":"events_api","payload":[1,2]}`,
		"a slash command that is a number":     `{"envelope_id":"e1","type":"slash_commands","payload":7}`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newRawSlack(t)
			run := f.run(1)
			eventually(t, 5*time.Second, "the socket", run.Ready)
			f.frames <- frame
			eventually(t, 5*time.Second, "the ack", func() bool { return f.acked("e1") })
			// The socket is not deaf afterwards.
			f.frames <- messageFrame("e2", "Ev2", "1700000001.000001", "practice technical", 0)
			eventually(t, 5*time.Second, "an answer", func() bool { return f.acked("e2") && f.called("chat.postMessage") > 0 })
			if n := f.openings(); n != 1 {
				t.Errorf("the socket was opened %d times", n)
			}
		})
	}
}

func TestARetryOfWhatNeverArrivedIsHandledAndASecondDeliveryIsNot(t *testing.T) {
	t.Parallel()
	f := newRawSlack(t)
	run := f.run(1)
	eventually(t, 5*time.Second, "the socket", run.Ready)
	f.frames <- messageFrame("e1", "Ev1", "1700000001.000001", "hello", 2)
	eventually(t, 5*time.Second, "the answer", func() bool { return f.called("chat.postMessage") == 1 })
	f.frames <- messageFrame("e2", "Ev1", "1700000001.000001", "hello", 3) // the same event in another envelope
	f.frames <- messageFrame("e3", "Ev9", "1700000001.000001", "hello", 0) // the same message under another event_id
	eventually(t, 5*time.Second, "both acks", func() bool { return f.acked("e2") && f.acked("e3") })
	time.Sleep(300 * time.Millisecond)
	if n := f.called("chat.postMessage"); n != 1 {
		t.Errorf("one message was answered %d times", n)
	}
}

func TestATokenThatIsRefusedAtTheStartEndsTheRun(t *testing.T) {
	t.Parallel()
	for _, code := range []string{"invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired", "not_allowed_token_type", "missing_scope"} {
		t.Run("bot token "+code, func(t *testing.T) {
			t.Parallel()
			f := newRawSlack(t)
			f.authErr = code
			refusedBySlack(t, f.run(1))
		})
		t.Run("app token "+code, func(t *testing.T) {
			t.Parallel()
			f := newRawSlack(t)
			f.openErr = func(int) string { return code }
			refusedBySlack(t, f.run(2))
		})
	}
}

func refusedBySlack(t *testing.T, run *rawRun) {
	t.Helper()
	select {
	case err := <-run.done:
		if !errors.Is(err, bot.ErrAuth) {
			t.Errorf("Run returned %v, want ErrAuth", err)
		}
	case <-time.After(8 * time.Second):
		t.Error("Run goes on with a token that Slack refuses")
	}
}

func TestATokenThatIsRevokedLaterEndsTheRunInOrder(t *testing.T) {
	t.Parallel()
	f := newRawSlack(t)
	f.churn = true
	f.openErr = func(nth int) string {
		if nth > 2 {
			return "token_revoked"
		}
		return ""
	}
	refusedBySlack(t, f.run(1))
}

func TestAnOutageOfSlackIsWaitedOut(t *testing.T) {
	t.Parallel()
	f := newRawSlack(t)
	f.openErr = func(nth int) string {
		if nth <= 2 {
			return "internal_error"
		}
		return ""
	}
	run := f.run(1)
	eventually(t, 10*time.Second, "the socket", run.Ready)
}

func TestSocketsThatDieYoungAreNotOpenedInATightLoop(t *testing.T) {
	t.Parallel()
	f := newRawSlack(t)
	f.churn = true
	run := f.run(2)
	time.Sleep(4 * time.Second)
	// Three in a row are slack-go's own haste; then a growing wait, for each of the two sockets.
	if n := f.openings(); n > 20 {
		t.Errorf("%d connections in 4 s", n)
	}
	select {
	case err := <-run.done:
		t.Errorf("Run gave up: %v", err)
	default:
	}
}

func TestWhatWasTakenIsAckedBeforeTheSocketCloses(t *testing.T) {
	t.Parallel()
	f := newRawSlack(t)
	run := f.run(1)
	eventually(t, 5*time.Second, "the socket", run.Ready)
	const n = 60
	for i := range n {
		f.frames <- messageFrame(fmt.Sprintf("e%d", i), fmt.Sprintf("Ev%d", i), fmt.Sprintf("1700000001.%06d", i), "hello", 0)
	}
	eventually(t, 5*time.Second, "the first ack", func() bool { return f.acked("e0") })
	run.cancel()
	if err := <-run.done; err != nil {
		t.Fatal(err)
	}
	taken := 0
	for i := range n {
		if f.acked(fmt.Sprintf("e%d", i)) {
			taken++
		}
	}
	stored := storedKeys(t, run, n)
	if taken < stored {
		t.Errorf("%d envelopes are in the inbox's memory, but only %d were acked", stored, taken)
	}
}

// While the file is held by somebody else nothing is acked; then all of it shares a commit, in which the second delivery of
// an event is known by the first.
func TestAcksWaitForTheCommitAndTwinsInOneCommitAreOne(t *testing.T) {
	t.Parallel()
	f := newRawSlack(t)
	run := f.run(1)
	eventually(t, 5*time.Second, "the socket", run.Ready)
	held, free, done := make(chan struct{}), make(chan struct{}), make(chan error, 1)
	go func() { done <- run.db.Update(func(*store.Tx) error { close(held); <-free; return nil }) }()
	<-held
	f.frames <- messageFrame("e1", "Ev1", "1700000001.000001", "hello", 0)
	f.frames <- messageFrame("e2", "Ev1", "1700000001.000001", "hello", 1) // the same event again
	f.frames <- messageFrame("e3", "Ev2", "1700000001.000001", "hello", 0) // the same message as another event
	f.frames <- messageFrame("e4", "Ev4", "1700000001.000002", "hello", 0)
	time.Sleep(200 * time.Millisecond)
	for _, id := range []string{"e1", "e2", "e3", "e4"} {
		if f.acked(id) {
			t.Errorf("%s was acked before it was committed", id)
		}
	}
	close(free)
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	eventually(t, 5*time.Second, "all four acks", func() bool { return f.acked("e1") && f.acked("e2") && f.acked("e3") && f.acked("e4") })
	eventually(t, 5*time.Second, "two answers", func() bool { return f.called("chat.postMessage") == 2 })
	time.Sleep(200 * time.Millisecond)
	if n := f.called("chat.postMessage"); n != 2 {
		t.Errorf("two messages were answered %d times", n)
	}
}

// An event with an id that the store refuses is left unacked; those that came with it are taken.
func TestAnEnvelopeThatCannotBeStoredTakesNoOtherDownWithIt(t *testing.T) {
	t.Parallel()
	f := newRawSlack(t)
	run := f.run(1)
	eventually(t, 5*time.Second, "the socket", run.Ready)
	f.frames <- messageFrame("e1", strings.Repeat("E", 5000), "1700000001.000001", "hello", 0)
	f.frames <- messageFrame("e2", "Ev2", "1700000001.000002", "hello", 0)
	eventually(t, 5*time.Second, "the neighbour's ack", func() bool { return f.acked("e2") })
	if f.acked("e1") {
		t.Error("what was not stored was acked")
	}
}
