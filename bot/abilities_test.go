package bot_test

import (
	"strings"
	"testing"

	"mock-interviewer/bot/workspace"
)

// answeredTwo takes a mock interview of two questions and returns its summary.
func (h *house) answeredTwo() workspace.Message {
	h.t.Helper()
	ada, channel := h.space.Person("ada"), h.space.ChannelID("sre-practice")
	n, before := h.count(channel, "summary"), h.count(channel, "question")
	h.ok(ada.Slash(channel, "/mock-interview", "start technical 2"))
	for i := 1; i <= 2; i++ {
		q := h.message(channel, "question", before+i)
		must(ada.Reply(channel, q.ThreadTS, good))(h.t)
		h.within(patienceHere, "what follows", func() bool {
			return h.count(channel, "question") > before+i || h.count(channel, "summary") > n || h.count(channel, "follow_up") > h.followUps
		})
		if h.count(channel, "follow_up") > h.followUps {
			h.followUps++
			must(ada.Reply(channel, q.ThreadTS, "skip"))(h.t)
		}
	}
	return h.message(channel, "summary", n+1)
}

func TestTheSummaryHasATableWhereTheWorkspaceHasTables(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	if blocks := string(h.answeredTwo().Blocks); !strings.Contains(blocks, `"type":"table"`) {
		t.Errorf("no table in %s", blocks)
	}
}

func TestAWorkspaceWithoutTablesGetsListsAndIsAskedOnce(t *testing.T) {
	t.Parallel()
	h := newHouseIn(t, workspace.Config{RefuseBlocks: []string{"table"}})
	for range 2 {
		blocks := string(h.answeredTwo().Blocks)
		if strings.Contains(blocks, `"type":"table"`) {
			t.Errorf("a table where there are none: %s", blocks)
		}
		for _, want := range []string{"Strongest points", "Details", `"type":"header"`} {
			if !strings.Contains(blocks, want) {
				t.Errorf("without tables the summary lacks %q: %s", want, blocks)
			}
		}
	}
	refused := 0
	for _, row := range h.space.Calls("chat.postMessage") {
		if row.Outcome == "invalid_blocks" {
			refused++
		}
	}
	if refused != 1 {
		t.Errorf("the workspace refused %d messages, want the first one alone", refused)
	}
}

func TestTheDetailsOfAGradeAreForItsOwner(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada, ben := h.space.Person("ada"), h.space.Person("ben")
	summary := h.answeredTwo()
	h.ok(ada.Click(summary, "Details"))
	view := must(h.space.WaitView(h.patience(), ada.ID(), func(workspace.View) bool { return true }))(t)
	if !strings.Contains(string(view.Blocks), "of 100") || !strings.Contains(string(view.Blocks), "canary") {
		t.Errorf("the details hold no grade: %s", view.Blocks)
	}
	h.ok(ben.Click(summary, "Details"))
	view = must(h.space.WaitView(h.patience(), ben.ID(), func(workspace.View) bool { return true }))(t)
	if body := string(view.Blocks); strings.Contains(body, "of 100") || !strings.Contains(body, "Only the person who answered") {
		t.Errorf("somebody else sees %s", body)
	}
}
