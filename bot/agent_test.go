package bot_test

import (
	"strings"
	"testing"

	"mock-interviewer/bot/workspace"
)

func TestAConversationOffersWhatToBeginWithWhereTheWorkspaceShowsAgents(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		in    workspace.Config
		calls int
	}{
		"an agent": {workspace.Config{}, 2},
		"no scope": {workspace.Config{RefuseOptionalScopes: true}, 1},
		"unknown":  {workspace.Config{RefuseMethods: []string{"assistant.threads.setSuggestedPrompts"}}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouseIn(t, c.in)
			ada := h.space.Person("ada")
			calls := func() []workspace.Entry { return h.space.Calls("assistant.threads.setSuggestedPrompts") }
			ada.OpenDM()
			h.within(patienceHere, "prompts", func() bool { return len(calls()) == 1 })
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
