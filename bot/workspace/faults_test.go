package workspace_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
	"github.com/slack-go/slack/socketmode"

	"mock-interviewer/bot/workspace"
)

func TestALostAckBringsTheEventAgain(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	a := b.connect(t, nil)
	b.SetFaults(workspace.Faults{DropAck: 1})
	if _, err := b.ada.Say(b.ada.DM(), "hello"); err != nil {
		t.Fatal(err)
	}
	got := a.wait(t, 2)
	b.SetFaults(workspace.Faults{})
	if eventID(got[0]) != eventID(got[1]) || b.FaultCounts()["drop_ack"] < 1 {
		t.Errorf("%v %v", eventID(got[1]), b.FaultCounts())
	}
	if err := b.Wait(short(t), func() bool { return b.Unacked() == 0 }); err != nil {
		t.Error("the event is still not acked")
	}
}

func TestDuplicatesShareWhatSlackShares(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		faults workspace.Faults
		sameID bool
	}{
		"the same event in two envelopes": {workspace.Faults{DuplicateEnvelope: 1}, true},
		"the same message in two events":  {workspace.Faults{DuplicateEvent: 1}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := start(t, nil)
			a := b.connect(t, nil)
			b.SetFaults(c.faults)
			if _, err := b.ada.Say(b.ada.DM(), "hello"); err != nil {
				t.Fatal(err)
			}
			got := a.wait(t, 2)
			one, _ := inner(got[0]).(*slackevents.MessageEvent)
			two, _ := inner(got[1]).(*slackevents.MessageEvent)
			if (eventID(got[0]) == eventID(got[1])) != c.sameID || one.TimeStamp != two.TimeStamp ||
				got[0].Request.EnvelopeID == got[1].Request.EnvelopeID {
				t.Errorf("%s %s", eventID(got[0]), eventID(got[1]))
			}
		})
	}
}

func TestEventsSurviveSocketsThatKeepClosing(t *testing.T) {
	t.Parallel()
	b := start(t, func(c *workspace.Config) {
		// More tries than can be used up: a real Slack gives up after three, which is not what is tested here.
		c.RetryDelays = slices.Repeat([]time.Duration{100 * time.Millisecond}, 10_000)
	})
	a := b.connect(t, nil)
	b.SetFaults(workspace.Faults{Seed: 7, Disconnect: 0.4, DropAck: 0.5})
	for range 20 {
		if _, err := b.ada.Say(b.ada.DM(), "hello"); err != nil {
			t.Fatal(err)
		}
	}
	seen := func() int {
		ids := map[string]bool{}
		for _, e := range a.wait(t, 0) {
			ids[eventID(e)] = true
		}
		return len(ids)
	}
	if err := b.Wait(long(t), func() bool { return seen() == 20 }); err != nil {
		t.Fatalf("%d of 20 arrived; faults %v", seen(), b.FaultCounts())
	}
	struck := func() bool { n := b.FaultCounts(); return n["disconnect"] > 0 && n["drop_ack"] > 0 }
	if err := b.Wait(long(t), struck); err != nil { // an ack may have been under way until now
		t.Errorf("a fault never struck: %v", b.FaultCounts())
	}
	b.SetFaults(workspace.Faults{})
	if err := b.Wait(long(t), func() bool { return b.Unacked() == 0 }); err != nil {
		t.Errorf("%d are still without ack", b.Unacked())
	}
}

func TestAnAckOf20KBIsDroppedWithoutAWord(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	// slack-go refuses to send one, so the ack is written as another client would.
	ws := dial(t, b)
	if err := b.WaitSockets(short(t), 1); err != nil {
		t.Fatal(err)
	}
	failed := make(chan error, 1)
	go func() { failed <- b.ada.Slash("general", "/mock-interview", "x") }()
	for {
		var frame struct {
			EnvelopeID string `json:"envelope_id"`
		}
		if err := ws.ReadJSON(&frame); err != nil {
			t.Fatal(err)
		}
		if frame.EnvelopeID == "" {
			continue
		}
		big := map[string]any{"envelope_id": frame.EnvelopeID, "payload": map[string]any{"text": strings.Repeat("x", 20<<10)}}
		if err := ws.WriteJSON(big); err != nil {
			t.Fatal(err)
		}
		break
	}
	if err := <-failed; err == nil || len(b.Ephemerals("ada")) != 0 {
		t.Error("the ack was taken:", err)
	}
}

func TestASocketURLIsGoodOnceAndTenSocketsAreTheLimit(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	for range 10 {
		dial(t, b)
	}
	if err := b.WaitSockets(short(t), 10); err != nil {
		t.Fatal(err)
	}
	if _, _, err := b.api.StartSocketModeContext(t.Context()); err == nil {
		t.Error("an eleventh socket was allowed")
	}
	b.DropSockets()
	if err := b.Wait(short(t), func() bool { return b.Sockets() == 0 }); err != nil {
		t.Fatal(err)
	}
	_, url, err := b.api.StartSocketModeContext(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := dialURL(t, url); err != nil {
		t.Fatal(err)
	}
	if _, err := dialURL(t, url); err == nil {
		t.Error("the URL was good twice")
	}
}

func TestAStatusGoesWhenTheAppSpeaks(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	b.connect(t, func(socketmode.Event) (any, bool) { return nil, true })
	ts, err := b.ada.Say("sre-practice", "my answer")
	if err != nil {
		t.Fatal(err)
	}
	ch := b.ChannelID("sre-practice")
	params := slack.AssistantThreadsSetStatusParameters{ChannelID: ch, ThreadTS: ts, Status: "is scoring"}
	if err := b.api.SetAssistantThreadsStatus(params); err != nil {
		t.Fatal(err)
	}
	if s := b.Statuses(); len(s) != 1 || s[0].Status != "is scoring" {
		t.Errorf("statuses %+v", s)
	}
	if _, _, err := b.api.PostMessage(ch, slack.MsgOptionText("card", false), slack.MsgOptionTS(ts)); err != nil {
		t.Fatal(err)
	}
	if s := b.Statuses(); len(s) != 0 {
		t.Errorf("statuses %+v", s)
	}
}
