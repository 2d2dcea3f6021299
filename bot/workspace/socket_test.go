package workspace_test

import (
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
	"github.com/slack-go/slack/socketmode"

	"mock-interviewer/bot/workspace"
)

func eventID(e socketmode.Event) string {
	ev, _ := e.Data.(slackevents.EventsAPIEvent)
	cb, _ := ev.Data.(*slackevents.EventsAPICallbackEvent)
	if cb == nil {
		return ""
	}
	return cb.EventID
}

func TestAnEventWithoutAckComesAgainUnderANewEnvelope(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	var seen atomic.Int32
	a := b.connect(t, func(socketmode.Event) (any, bool) { return nil, seen.Add(1) > 2 })
	if _, err := b.ada.Say(b.ada.DM(), "hello"); err != nil {
		t.Fatal(err)
	}
	got := a.wait(t, 3)
	for i, e := range got {
		if eventID(e) != eventID(got[0]) || e.Request.RetryAttempt != i {
			t.Errorf("attempt %d: event %s retry %d", i, eventID(e), e.Request.RetryAttempt)
		}
	}
	if got[0].Request.EnvelopeID == got[1].Request.EnvelopeID || got[1].Request.RetryReason != "timeout" {
		t.Errorf("second attempt: %+v", got[1].Request)
	}
	if err := b.Wait(short(t), func() bool { return b.Unacked() == 0 }); err != nil {
		t.Error("an event is left over")
	}
}

func TestAnEventWaitsForASocket(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	if _, err := b.ada.Say(b.ada.DM(), "hello"); err != nil {
		t.Fatal(err)
	}
	a := b.connect(t, nil)
	if got := a.wait(t, 1); got[0].Request.RetryAttempt == 0 {
		t.Error("it should be a retry")
	}
}

func TestASlashCommandWithoutAckFails(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	if err := b.ada.Slash("general", "/mock-interview", "help"); !errors.Is(err, workspace.ErrDispatchFailed) {
		t.Errorf("no socket: %v", err)
	}
	b.connect(t, func(socketmode.Event) (any, bool) { return nil, false })
	if err := b.ada.Slash("general", "/mock-interview", "help"); !errors.Is(err, workspace.ErrNoAck) {
		t.Errorf("no ack: %v", err)
	}
	if err := b.ada.SlashIn("sre-practice", "1.0", "/mock-interview", "x"); !errors.Is(err, workspace.ErrCommandInThread) {
		t.Errorf("thread: %v", err)
	}
	if err := b.ada.Slash("general", "/nope", ""); !errors.Is(err, workspace.ErrNoCommand) {
		t.Errorf("unknown: %v", err)
	}
}

func TestASlashCommandsAckIsShownToThatPersonAlone(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	var cmd slack.SlashCommand
	b.connect(t, func(e socketmode.Event) (any, bool) {
		cmd, _ = e.Data.(slack.SlashCommand)
		return map[string]any{"text": "Here is the help."}, true
	})
	if err := b.ada.Slash("general", "/mock-interview", " start technical 2 "); err != nil {
		t.Fatal(err)
	}
	if cmd.Text != "start technical 2" || cmd.ChannelName != "general" || cmd.TriggerID == "" || cmd.ResponseURL == "" {
		t.Errorf("command is %+v", cmd)
	}
	if got := b.Ephemerals("ada"); len(got) != 1 || got[0].Text != "Here is the help." {
		t.Errorf("ephemerals %+v", got)
	}
}

func TestAMentionFiresTwiceAndTheBotHearsItself(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	a := b.connect(t, nil)
	if _, err := b.ada.Mention("sre-practice", "start"); err != nil {
		t.Fatal(err)
	}
	if _, _, err := b.api.PostMessageContext(t.Context(), b.ChannelID("sre-practice"), slack.MsgOptionText("hi", false)); err != nil {
		t.Fatal(err)
	}
	kinds := map[string]int{}
	for _, e := range a.wait(t, 3) {
		switch ev := inner(e).(type) {
		case *slackevents.AppMentionEvent:
			kinds["mention"]++
		case *slackevents.MessageEvent:
			if ev.BotID != "" {
				kinds["own"]++
			} else {
				kinds["message"]++
			}
		}
	}
	if kinds["mention"] != 1 || kinds["message"] != 1 || kinds["own"] != 1 {
		t.Errorf("kinds are %v", kinds)
	}
}

func TestNothingIsHeardOfAChannelTheBotIsNotIn(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	a := b.connect(t, nil)
	if _, err := b.ada.Say("general", "secret"); err != nil {
		t.Fatal(err)
	}
	if _, err := b.ada.Say(b.ada.DM(), "hello"); err != nil {
		t.Fatal(err)
	}
	if ev, _ := inner(a.wait(t, 1)[0]).(*slackevents.MessageEvent); ev.Text != "hello" {
		t.Errorf("heard %q", ev.Text)
	}
}

func TestTheClientComesBackAfterADisconnect(t *testing.T) {
	t.Parallel()
	b := start(t, func(c *workspace.Config) { c.SocketTTL = 200 * time.Millisecond })
	a := b.connect(t, nil)
	hellos := func() (n int) {
		for _, e := range b.Journal() {
			if e.Name == "hello" {
				n++
			}
		}
		return n
	}
	if err := b.Wait(short(t), func() bool { return hellos() >= 2 && b.Sockets() == 1 }); err != nil {
		t.Fatal("did not come back:", err)
	}
	if _, err := b.ada.Say(b.ada.DM(), "hello"); err != nil {
		t.Fatal(err)
	}
	a.wait(t, 1)
}

func TestEachPayloadGoesToOneOfTwoSockets(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	one, two := b.connect(t, nil), b.connect(t, nil)
	for range 10 {
		if _, err := b.ada.Say(b.ada.DM(), "hello"); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(one.wait(t, 5)) + len(two.wait(t, 5)); n != 10 {
		t.Errorf("%d deliveries of 10", n)
	}
}
