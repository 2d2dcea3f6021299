package bot_test

import (
	"strings"
	"sync/atomic"
	"testing"

	"mock-interviewer/bot/workspace"
)

func TestAConversationOffersWhatToBeginWithWhereTheWorkspaceShowsAgents(t *testing.T) {
	t.Parallel()
	const method = "assistant.threads.setSuggestedPrompts"
	for name, c := range map[string]struct {
		in    workspace.Config
		calls int
	}{
		"an agent": {workspace.Config{}, 2},
		"no scope": {workspace.Config{RefuseOptionalScopes: true}, 1},
		"unknown":  {workspace.Config{RefuseMethods: []string{method}}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var answered atomic.Int64
			h := newHouseIn(t, c.in, func(h *house) {
				h.cfg.Observe.Request = func(called, _ string) {
					if called == method {
						answered.Add(1)
					}
				}
			})
			ada := h.space.Person("ada")
			calls := func() []workspace.Entry { return h.space.Calls(method) }
			ada.OpenDM()
			h.within(patienceHere, "the bot to know whether prompts were taken", func() bool { return answered.Load() == 1 })
			ada.OpenDM()
			h.homeWith(ada, "Start a mock interview") // by then the second opening was seen too
			h.within(patienceHere, "as many calls as are worth it", func() bool { return len(calls()) == c.calls })
			if body := string(calls()[0].Body); !strings.Contains(body, "practice") {
				t.Errorf("offered %s", body)
			}
			h.practising(ada) // whatever the workspace is, the conversation is an ordinary one
		})
	}
}

func TestAThreadOfTheDirectMessageIsNamedAfterItsInterview(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada := h.space.Person("ada")
	dm := ada.DM()
	root := must(ada.Say(dm, "help"))(t)
	h.message(dm, "notice", 1)
	must(ada.Reply(dm, root, "practice technical"))(t)
	h.within(patienceHere, "a title", func() bool { return len(h.space.Calls("assistant.threads.setTitle")) == 1 })
	if body := string(h.space.Calls("assistant.threads.setTitle")[0].Body); !strings.Contains(body, "Practice, Technical") {
		t.Errorf("titled %s", body)
	}
}

// TestAWorkspaceThatTakesNoTitleIsAskedOnce: and nobody notices, the interview in the thread goes on as any other.
func TestAWorkspaceThatTakesNoTitleIsAskedOnce(t *testing.T) {
	t.Parallel()
	for name, in := range map[string]workspace.Config{
		"no scope": {RefuseOptionalScopes: true},
		"unknown":  {RefuseMethods: []string{"assistant.threads.setTitle"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouseIn(t, in)
			ada := h.space.Person("ada")
			dm := ada.DM()
			for n := 1; n <= 2; n++ {
				root := must(ada.Say(dm, "help"))(t)
				h.message(dm, "notice", n)
				must(ada.Reply(dm, root, "practice technical"))(t)
				h.message(dm, "question", n)
				must(ada.Reply(dm, root, good))(t)
				if card := h.message(dm, "scorecard", n); card.ThreadTS != root {
					t.Errorf("the card stands in %q, not in the thread %q", card.ThreadTS, root)
				}
				h.within(patienceHere, "the title to be tried", func() bool { return len(h.space.Calls("assistant.threads.setTitle")) >= 1 })
			}
			if calls := h.space.Calls("assistant.threads.setTitle"); len(calls) != 1 || calls[0].Outcome == "ok" {
				t.Errorf("asked %d times though it takes none: %+v", len(calls), calls)
			}
			for _, m := range h.space.Messages(dm) {
				if strings.Contains(m.Text, "went wrong") || strings.Contains(m.Text, "itle") {
					t.Errorf("somebody was told: %s", m.Text)
				}
			}
		})
	}
}
