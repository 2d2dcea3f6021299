package bot_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"mock-interviewer/bot/manifest"
	"mock-interviewer/bot/workspace"
	"mock-interviewer/store"
)

// fileTo waits for the n-th file that a person was sent, and reads its lines.
func (h *house) fileTo(p *workspace.Person, n int) (lines []map[string]any) {
	h.t.Helper()
	var found []workspace.Message
	err := h.space.Wait(h.patience(), func() bool {
		found = slices.DeleteFunc(h.space.Messages(p.DM()), func(m workspace.Message) bool { return len(m.Files) == 0 })
		return len(found) >= n
	})
	if err != nil {
		h.t.Fatalf("no file %d; there is:\n%s", n, h.transcript(p.DM()))
	}
	content, shared := h.space.File(found[n-1].Files[0].ID)
	if !shared {
		h.t.Fatal("the file is not there")
	}
	for line := range bytes.Lines(content) {
		var one map[string]any
		h.ok(json.Unmarshal(line, &one))
		lines = append(lines, one)
	}
	return lines
}

// records are the records of one kind in a file.
func records(lines []map[string]any, kind string) (out []map[string]any) {
	for _, l := range lines {
		if record, ok := l["record"].(map[string]any); ok && l["kind"] == kind {
			out = append(out, record)
		}
	}
	return out
}

func TestExportSendsAPersonTheirOwnDataAndNobodyElses(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada, ben := h.space.Person("ada"), h.space.Person("ben")
	channel := h.space.ChannelID("sre-practice")
	h.answerOnce(ada, good)
	h.answerOnce(ben, "A reply of Ben's that is nobody else's business to read at all")
	h.ok(h.db.Update(func(tx *store.Tx) error {
		return errors.Join(
			tx.JoinBoard(channel, ada.ID(), time.Now()), tx.JoinBoard(channel, ben.ID(), time.Now()),
			tx.PutSetting("budget/person/"+ada.ID(), json.RawMessage(`{"used":7}`)),
			tx.PutPanel(store.Panel{ID: "p-1", Channel: channel, Panelist: "U0BOSS", Interviewee: ada.ID(), CreatedAt: time.Now()}),
			tx.PutPanel(store.Panel{ID: "p-2", Channel: channel, Panelist: "U0BOSS", Interviewee: ben.ID(), CreatedAt: time.Now()}),
		)
	}))
	must(ada.Say(ada.DM(), "difficulty hard"))(t)
	h.said(ada, "will be hard", 1)
	must(ada.Say(ada.DM(), "export my data"))(t)
	lines := h.fileTo(ada, 1)
	if answers := records(lines, "answer"); len(answers) != 1 || answers[0]["reply"] != good || answers[0]["score"] == nil {
		t.Errorf("answers: %v", answers)
	}
	if who := records(lines, "person"); len(who) != 1 || who[0]["user"] != ada.ID() || who[0]["settings"] == nil {
		t.Errorf("the person: %v", who)
	}
	for kind, n := range map[string]int{"interview": 1, "asked": 1, "note": 2, "board": 1, "panel": 1} {
		if got := len(records(lines, kind)); got != n {
			t.Errorf("%d lines of kind %s, want %d", got, kind, n)
		}
	}
	all, _ := json.Marshal(lines)
	if strings.Contains(string(all), ben.ID()) || strings.Contains(string(all), "nobody else") {
		t.Error("somebody else's data is in it")
	}

	h.ok(ben.Slash(channel, "/mock-interview", "export"))
	h.private(ben, "in our direct message")
	h.fileTo(ben, 1)
	if len(h.space.Messages(channel)) != 0 {
		t.Error("something was said in the channel")
	}
}

func TestExportTellsNothingOfAMockInterviewsScoresBeforeItsSummary(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada := h.space.Person("ada")
	channel := h.space.ChannelID("sre-practice")
	h.ok(ada.Slash(channel, "/mock-interview", "start technical 2"))
	root := h.opening(channel)
	h.message(channel, "question", 1)
	must(ada.Reply(channel, root.TS, weak))(t)
	h.within(patienceHere, "the first grade", func() bool { return len(h.answers()) == 1 })
	h.ok(ada.Slash(channel, "/mock-interview", "export"))
	lines := h.fileTo(ada, 1)
	all, _ := json.Marshal(lines)
	if !strings.Contains(string(all), weak) {
		t.Error("the reply is not in it")
	}
	for _, word := range []string{"verdict", "band", "score"} {
		if strings.Contains(string(all), `"`+word) {
			t.Errorf("it tells of a %s: %s", word, all)
		}
	}
}

func TestExportWithoutTheScopeSaysWhoCanMendThat(t *testing.T) {
	t.Parallel()
	h := newHouseIn(t, workspace.Config{Manifest: *manifest.New(), RefuseOptionalScopes: true})
	ada := h.space.Person("ada")
	must(ada.Say(ada.DM(), "export"))(t)
	h.said(ada, "files:write", 1)
	h.within(patienceHere, "an empty outbox", func() bool { return h.outbox() == 0 })
	must(ada.Say(ada.DM(), "stats"))(t) // the conversation goes on
	h.said(ada, "No graded answer yet", 1)
}

func TestAFileWhoseAnswerIsLostIsNotSentTwice(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada := h.space.Person("ada")
	must(ada.Say(ada.DM(), "help"))(t)
	h.space.SetFaults(workspace.Faults{LoseReply: 1, Methods: []string{"files.completeUploadExternal"}})
	must(ada.Say(ada.DM(), "export"))(t)
	h.fileTo(ada, 1)
	h.within(patienceHere, "an empty outbox", func() bool { return h.outbox() == 0 })
	n := 0
	for _, m := range h.space.Messages(ada.DM()) {
		n += len(m.Files)
	}
	if n != 1 {
		t.Errorf("%d files were sent", n)
	}
}
