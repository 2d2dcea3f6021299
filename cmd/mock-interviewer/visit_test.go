package main

import (
	"bufio"
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"mock-interviewer/bot/workspace"
)

// visitors walk through the product as people do: over the workspace, which is real HTTP and a real websocket to the bot.
type visitors struct {
	t        *testing.T
	space    *workspace.Workspace
	ada, ben *workspace.Person
}

func visit(t *testing.T, space *workspace.Workspace) *visitors {
	return &visitors{t: t, space: space, ada: space.Person("ada"), ben: space.Person("ben")}
}

const visitReply = "In my experience I would first look at the metrics and logs to see what is affected, tell the on-call engineer and the " +
	"stakeholders, roll back or fail over to restore the service, and write a blameless postmortem so that it does not happen again."

func (v *visitors) patience() context.Context {
	ctx, cancel := context.WithTimeout(v.t.Context(), 45*time.Second)
	v.t.Cleanup(cancel)
	return ctx
}

// await waits for the n-th (from 1) message of a kind in a channel.
func (v *visitors) await(channel, kind string, n int) workspace.Message {
	v.t.Helper()
	var found []workspace.Message
	err := v.space.Wait(v.patience(), func() bool {
		found = v.all(channel, kind)
		return len(found) >= n
	})
	if err != nil {
		v.t.Fatalf("no %s %d in %s:\n%s", kind, n, channel, v.transcript(channel))
	}
	return found[n-1]
}

func (v *visitors) all(channel, kind string) (found []workspace.Message) {
	for _, m := range v.space.AllMessages() {
		if m.Channel == channel && m.Metadata != nil && m.Metadata.EventPayload["kind"] == kind {
			found = append(found, m)
		}
	}
	return found
}

func (v *visitors) transcript(channel string) string {
	var b strings.Builder
	for _, m := range v.space.AllMessages() {
		if m.Channel == channel {
			b.WriteString(m.TS + " " + m.User + ": " + m.Text + "\n")
		}
	}
	return b.String()
}

func (v *visitors) ok(err error) {
	v.t.Helper()
	if err != nil {
		v.t.Fatal(err)
	}
}

func (v *visitors) said(_ string, err error) {
	v.t.Helper()
	v.ok(err)
}

// answerDaily replies to the question of the day and shares the private feedback.
func (v *visitors) answerDaily(channel string) {
	v.t.Helper()
	post := v.await(channel, "daily", 1)
	v.said(v.ben.Reply(channel, post.TS, visitReply))
	card, err := v.space.WaitEphemeral(v.patience(), v.ben.ID(), func(m workspace.Message) bool {
		return strings.Contains(string(m.Blocks), "Share in thread")
	})
	v.ok(err)
	v.ok(v.ben.Click(card, "Share in thread"))
	if shared := v.await(channel, "scorecard", 1); shared.ThreadTS != post.TS {
		v.t.Error("the shared scorecard is not in the thread of the question")
	}
}

// practise answers one question in the direct message and asks for the next.
func (v *visitors) practise() {
	v.t.Helper()
	dm := v.ada.DM()
	v.said(v.ada.Say(dm, "practice"))
	v.await(dm, "question", 1)
	v.said(v.ada.Say(dm, visitReply))
	card := v.await(dm, "scorecard", 1)
	v.ok(v.ada.Click(card, "Next question"))
	v.await(dm, "question", 2)
	v.said(v.ada.Say(dm, "stop"))
	v.await(dm, "summary", 1)
}

// mock takes a whole mock interview of two questions in a channel's thread.
func (v *visitors) mock(channel string) {
	v.t.Helper()
	v.ok(v.ada.Slash(channel, "/mock-interview", "start 2"))
	first := v.await(channel, "question", 1)
	asked := 0
	for len(v.all(channel, "summary")) == 0 {
		asked++
		err := v.space.Wait(v.patience(), func() bool {
			return len(v.all(channel, "question"))+len(v.all(channel, "follow_up")) >= asked || len(v.all(channel, "summary")) > 0
		})
		if err != nil {
			v.t.Fatalf("the interview does not go on:\n%s", v.transcript(channel))
		}
		if len(v.all(channel, "summary")) > 0 {
			break
		}
		v.said(v.ada.Reply(channel, first.ThreadTS, visitReply))
	}
	if n := len(v.all(channel, "question")); n != 2 {
		v.t.Errorf("%d questions were asked, want 2", n)
	}
}

// exported reads what `export` prints for a data folder.
func exported(t *testing.T, dir string) []map[string]any {
	t.Helper()
	r := invoke(t, map[string]string{"MOCK_INTERVIEWER_DATA": dir}, "", "export", "--format", "jsonl")
	if r.code != exitDone {
		t.Fatalf("export: exit %d: %s", r.code, r.err)
	}
	var records []map[string]any
	for lines := bufio.NewScanner(strings.NewReader(r.out)); lines.Scan(); {
		var record map[string]any
		if err := json.Unmarshal(lines.Bytes(), &record); err != nil {
			t.Fatalf("export printed %q: %v", lines.Text(), err)
		}
		records = append(records, record)
	}
	return records
}

// checkExport wants a record of every mode, each with its reply, and none twice.
func checkExport(t *testing.T, dir, scorer string) {
	t.Helper()
	modes, ids := map[any]int{}, map[any]bool{}
	for _, r := range exported(t, dir) {
		modes[r["mode"]]++
		if ids[r["answer_id"]] {
			t.Errorf("answer %v is exported twice", r["answer_id"])
		}
		ids[r["answer_id"]] = true
		if r["reply"] != visitReply {
			t.Errorf("the reply is %q", r["reply"])
		}
		if r["scorer"] != scorer {
			t.Errorf("graded by %v, want %s", r["scorer"], scorer)
		}
	}
	if modes["daily"] != 1 || modes["practice"] != 1 || modes["mock"] < 2 {
		t.Errorf("exported %v; want one daily, one practice and at least two mock answers", modes)
	}
}
