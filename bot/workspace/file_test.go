package workspace_test

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"

	"mock-interviewer/bot/workspace"
)

func keptIn(path string) func(*workspace.Config) {
	return func(c *workspace.Config) { c.File = path }
}

// fill leaves something of every kind that is kept.
func fill(t *testing.T, b *bench) (channel, parent string) {
	t.Helper()
	channel = b.ChannelID("sre-practice")
	_, parent, err := b.api.PostMessage(channel, slack.MsgOptionText("the question of the day", false), slack.MsgOptionMetadata(
		slack.SlackMetadata{EventType: "mock_interviewer", EventPayload: map[string]any{"kind": "daily", "effect_id": "e1"}}))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.ben.Reply(channel, parent, "a reply to @Mock Interviewer"); err != nil {
		t.Fatal(err)
	}
	if _, err := b.api.PostEphemeral(channel, b.ben.ID(), slack.MsgOptionText("for you", false), slack.MsgOptionTS(parent),
		slack.MsgOptionBlocks(slack.NewActionBlock("act", slack.NewButtonBlockElement("share", "v", slack.NewTextBlockObject("plain_text", "Share", false, false))))); err != nil {
		t.Fatal(err)
	}
	if _, err := b.ada.Say(b.ada.DM(), "practice"); err != nil {
		t.Fatal(err)
	}
	if _, err := b.api.PublishView(b.ada.ID(), slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: []slack.Block{
		slack.NewHeaderBlock(slack.NewTextBlockObject("plain_text", "Home", false, false)),
	}}}, ""); err != nil {
		t.Fatal(err)
	}
	if err := b.ada.React(channel, parent, "eyes"); err != nil {
		t.Fatal(err)
	}
	if err := b.ada.Read(channel); err != nil {
		t.Fatal(err)
	}
	return channel, parent
}

func TestAWorkspaceWithAFileContinuesWhereItStood(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "new", "workspace.json")
	before := start(t, keptIn(path))
	channel, parent := fill(t, before)
	views := []workspace.State{state(t, before, before.ada.ID()), state(t, before, before.ben.ID())}
	before.srv.Close()

	after := start(t, keptIn(path))
	for i, was := range views {
		is := state(t, after, []string{after.ada.ID(), after.ben.ID()}[i])
		if diff := cmp.Diff(was, is, cmpopts.IgnoreFields(workspace.State{}, "Seq")); diff != "" {
			t.Errorf("person %d sees something else (-before +after)\n%s", i, diff)
		}
	}
	if before.App() != after.App() || before.Team() != after.Team() {
		t.Error("the app or the team has another id")
	}
	if len(after.Ephemerals("ben")) != 1 || len(after.Thread(channel, parent)) != 2 {
		t.Error("the thread or the private message is not there")
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file: %v, %v; want mode 0600", info.Mode(), err)
	}

	// The thread and the button go on.
	if _, _, err := after.api.PostMessage(channel, slack.MsgOptionText("go on", false), slack.MsgOptionTS(parent)); err != nil {
		t.Error(err)
	}
	if got := after.Thread(channel, parent); got[0].ReplyCount != 2 || got[2].TS <= got[1].TS {
		t.Errorf("the thread counts %d replies", got[0].ReplyCount)
	}
	after.connect(t, nil)
	if err := after.ben.Click(after.Ephemerals("ben")[0], "Share"); err != nil {
		t.Error(err)
	}
}

func TestIdsNeverRepeatAfterARestart(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "workspace.json")
	seen := map[string]bool{}
	for run := range 4 {
		b := start(t, func(c *workspace.Config) {
			c.File, c.Now = path, func() time.Time { return time.Now().Add(time.Duration(run) * 10 * time.Minute) }
		})
		a := b.connect(t, nil)
		for range 5 {
			ts, err := b.ada.Say(b.ada.DM(), "hello")
			if err != nil {
				t.Fatal(err)
			}
			if seen[ts] {
				t.Errorf("run %d: ts %s is a second message's", run, ts)
			}
			seen[ts] = true
		}
		events := map[string]bool{}
		for _, e := range a.wait(t, 5) {
			if ev, ok := e.Data.(slackevents.EventsAPIEvent); ok {
				events[ev.Data.(*slackevents.EventsAPICallbackEvent).EventID] = true
			}
			if seen[e.Request.EnvelopeID] {
				t.Errorf("run %d: envelope %s was there before", run, e.Request.EnvelopeID)
			}
			seen[e.Request.EnvelopeID] = true
		}
		for id := range events {
			if seen[id] {
				t.Errorf("run %d: event %s was there before", run, id)
			}
			seen[id] = true
		}
		if err := b.Wait(short(t), func() bool { return b.Unacked() == 0 }); err != nil { // else they come once more
			t.Fatal(err)
		}
		b.srv.Close()
		switch run {
		case 1: // a crash: the file is from before it
			if err := os.WriteFile(path, rewound(t, path), 0o600); err != nil {
				t.Fatal(err)
			}
		case 2: // the file is lost, and the app's own memory is not
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// rewound is a saved workspace as it stood 100 ids earlier.
func rewound(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var s map[string]any
	if err := json.Unmarshal(data, &s); err != nil {
		t.Fatal(err)
	}
	s["counter"] = s["counter"].(float64) - 100
	if data, err = json.Marshal(s); err != nil {
		t.Fatal(err)
	}
	return data
}

func TestAnEventThatNobodyAckedIsSentAfterTheRestart(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "workspace.json")
	never := func(c *workspace.Config) {
		c.File, c.RetryDelays = path, []time.Duration{time.Hour}
	}
	before := start(t, never)
	ts, err := before.ada.Say(before.ada.DM(), "is anybody there")
	if err != nil {
		t.Fatal(err)
	}
	before.srv.Close()
	start(t, never).srv.Close() // nobody connects this time either

	after := start(t, never)
	msg, ok := inner(after.connect(t, nil).wait(t, 1)[0]).(*slackevents.MessageEvent)
	if !ok || msg.TimeStamp != ts {
		t.Errorf("the event is %+v, want message %s", msg, ts)
	}
	if err := after.Wait(short(t), func() bool { return after.Unacked() == 0 }); err != nil {
		t.Error("the ack did not count:", err)
	}
}

func TestARunningWorkspaceSavesWhatChanges(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "workspace.json")
	b := start(t, keptIn(path))
	if _, err := b.ada.Say("sre-practice", "before the crash"); err != nil {
		t.Fatal(err)
	}
	deadline := time.Now().Add(5 * time.Second)
	for {
		if data, _ := os.ReadFile(path); bytes.Contains(data, []byte("before the crash")) {
			return
		}
		if time.Now().After(deadline) {
			t.Fatal("not on disk after 5 s")
		}
		time.Sleep(20 * time.Millisecond)
	}
}

func TestABrokenFileIsMovedAsideAndANewWorkspaceBegins(t *testing.T) {
	t.Parallel()
	good := filepath.Join(t.TempDir(), "workspace.json")
	b := start(t, keptIn(good))
	fill(t, b)
	b.srv.Close()
	saved, err := os.ReadFile(good)
	if err != nil {
		t.Fatal(err)
	}
	change := func(old, replacement string) []byte {
		if !bytes.Contains(saved, []byte(old)) {
			t.Fatalf("the file has no %s", old)
		}
		return bytes.Replace(saved, []byte(old), []byte(replacement), 1)
	}
	for name, data := range map[string][]byte{
		"empty": nil, "text": []byte("hello"), "cut off": saved[:len(saved)/2], "null": []byte("null"),
		"newer": change(`"version":1`, `"version":2`), "no team": change(`"team":{"id":"`, `"team":{"xx":"`),
		"a DM of nobody": change(`"im":"U`, `"im":"X`), "a null message": change(`"messages":[`, `"messages":[null,`),
		"an odd ts": change(`"ts":"`, `"ts":"x`), "a channel twice": change(b.ben.DM(), b.ada.DM()),
		"no such zone": change("Europe/Madrid", "Europe/Nowhere"), "huge": bytes.Repeat([]byte(" "), 17<<20),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "workspace.json")
			if err := os.WriteFile(path, data, 0o600); err != nil {
				t.Fatal(err)
			}
			var log bytes.Buffer
			b := start(t, func(c *workspace.Config) {
				c.File, c.Log = path, slog.New(slog.NewTextHandler(&log, nil))
			})
			if len(b.AllMessages()) != 0 || b.ChannelID("sre-practice") == "" || b.ada == nil {
				t.Error("it is not a new workspace")
			}
			b.srv.Close()
			aside, err := filepath.Glob(path + ".broken-*")
			if err != nil || len(aside) != 1 || !strings.Contains(log.String(), "WARN") || !strings.Contains(log.String(), aside[0]) {
				t.Fatalf("moved to %v; the log: %s", aside, log.String())
			}
			if was, err := os.ReadFile(aside[0]); err != nil || !bytes.Equal(was, data) {
				t.Error("what was moved aside is not what was there")
			}
			if again := start(t, keptIn(path)); len(again.People()) != 2 {
				t.Error("the new workspace was not saved")
			}
		})
	}
}

func TestAFileThatCannotBeKeptIsNoReasonToFail(t *testing.T) {
	t.Parallel()
	inTheWay := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(inTheWay, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	b := start(t, keptIn(filepath.Join(inTheWay, "workspace.json")))
	if _, err := b.ada.Say("sre-practice", "hello"); err != nil {
		t.Error(err)
	}
	b.srv.Close()
}

func TestASavedWorkspaceStaysSmallAndKeepsItsThreads(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "workspace.json")
	b := start(t, keptIn(path))
	parent, err := b.ada.Say("sre-practice", "the oldest, which a new reply keeps")
	if err != nil {
		t.Fatal(err)
	}
	long := strings.Repeat("x", 39_000)
	for range 600 {
		if _, err := b.ada.Say("sre-practice", long); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := b.ben.Reply("sre-practice", parent, "the newest"); err != nil {
		t.Fatal(err)
	}
	b.srv.Close()
	if info, err := os.Stat(path); err != nil || info.Size() > 16<<20 {
		t.Fatalf("%v, %v", info.Size(), err)
	}
	after := start(t, keptIn(path))
	if n := len(after.Messages("sre-practice")); n < 100 || n > 500 {
		t.Errorf("%d messages are left", n)
	}
	if len(after.Thread("sre-practice", parent)) != 2 {
		t.Error("the thread of the newest reply is not whole")
	}
}

func TestWhatTheConfigurationAddsJoinsASavedWorkspace(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "workspace.json")
	start(t, keptIn(path)).srv.Close()
	b := start(t, func(c *workspace.Config) {
		c.File = path
		c.People = []workspace.PersonSpec{{Name: "ada", TZ: "UTC"}, {Name: "ben", TZ: "UTC"}, {Name: "chi", RealName: "Chi Eze", TZ: "UTC"}}
		c.Channels = []workspace.ChannelSpec{{Name: "general"}, {Name: "team", WithBot: true}}
	})
	for _, channel := range []string{"sre-practice", "general", "team"} {
		if _, err := b.Person("chi").Say(channel, "hello"); err != nil {
			t.Error(err)
		}
	}
	if n := len(b.People()); n != 3 {
		t.Errorf("%d people, want 3", n)
	}
}
