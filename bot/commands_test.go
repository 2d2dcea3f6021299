package bot_test

import (
	"strings"
	"testing"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/bot/workspace"
)

func TestEveryWordOfTheCommandAnswersTheAskerAlone(t *testing.T) {
	t.Parallel()
	tests := map[string]string{
		"help": "start", "stats": "", "leaderboard": "is off in this channel", "leaderboard fast": "leaderboard join", "digest": "is off in this channel", "digest now": "digest on", "history": "", "guide": "Shell", "privacy": "", "today": "",
		"daily stop": "No question of the day", "daily never": "daily pause until", "forget-me": "", "what is this": "start",
		"stop": "no interview open", "start nonsense": "There are: Technical", "start technical 99": "from 1 to 10",
	}
	for word, want := range tests {
		t.Run(word, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t)
			ada, ben := h.space.Person("ada"), h.space.Person("ben")
			channel := h.space.ChannelID("sre-practice")
			h.ok(ada.Slash(channel, "/mock-interview", word))
			m := h.private(ada, want)
			if !strings.Contains(string(m.Blocks), "block_id") {
				t.Error("the first block names no effect")
			}
			if len(h.space.Messages(channel)) != 0 || len(h.space.Ephemerals(ben.ID())) != 0 {
				t.Error("somebody else saw the answer")
			}
		})
	}
}

func TestACommandWorksWhereTheBotIsNoMember(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada := h.space.Person("ada")
	h.ok(ada.Slash(h.space.ChannelID("general"), "/mock-interview", "help"))
	h.private(ada, "start")
}

func TestTheBareCommandOpensTheModalAndTheModalStarts(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada := h.space.Person("ada")
	channel := h.space.ChannelID("sre-practice")
	h.ok(ada.Slash(channel, "/mock-interview", ""))
	view, err := h.space.WaitView(h.patience(), ada.ID(), func(v workspace.View) bool { return v.CallbackID == "start_mock_interview" })
	h.ok(err)
	errs, err := ada.Submit(view, nil)
	h.ok(err)
	if len(errs) != 0 {
		t.Fatalf("the form's own defaults are refused: %v", errs)
	}
	h.opening(channel)
	h.message(channel, "question", 1)
}

func TestTheStartFormIsCheckedBeforeItIsTaken(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada := h.space.Person("ada")
	h.ok(ada.Slash(h.space.ChannelID("sre-practice"), "/mock-interview", ""))
	view, err := h.space.WaitView(h.patience(), ada.ID(), anyView)
	h.ok(err)
	errs, err := ada.Submit(view, map[string]any{blocks.BlockCategory: "Behavioral", blocks.BlockDifficulty: "hard"})
	h.ok(err)
	if !strings.Contains(errs[blocks.BlockCategory], "no question") {
		t.Errorf("a choice without a question: %v", errs)
	}
}

func TestTheShortcutOpensTheModalForADirectMessage(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada := h.space.Person("ada")
	h.ok(ada.Shortcut("start_mock_interview"))
	view, err := h.space.WaitView(h.patience(), ada.ID(), anyView)
	h.ok(err)
	_, err = ada.Submit(view, nil)
	h.ok(err)
	h.message(ada.DM(), "question", 1)
}

// anyView is for whoever waits for any.
func anyView(workspace.View) bool { return true }

func TestHomeIsPublishedWhenItIsOpened(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada := h.space.Person("ada")
	ada.OpenHome()
	_, err := h.space.WaitHome(h.patience(), ada.ID(), anyView)
	h.ok(err)
}

func TestForgetMeLeavesNothing(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada := h.space.Person("ada")
	dm := ada.DM()
	must(ada.Say(dm, "practice technical"))(t)
	h.message(dm, "question", 1)
	must(ada.Say(dm, good))(t)
	h.message(dm, "scorecard", 1)
	must(ada.Say(dm, "forget-me"))(t)
	ask, err := h.space.WaitMessage(h.patience(), func(m workspace.Message) bool { return strings.Contains(string(m.Blocks), `"forget_me"`) })
	h.ok(err)
	h.ok(ada.Click(ask, "forget_me"))
	h.within(patienceHere, "the answers to go", func() bool { return len(h.answers()) == 0 })
}

func TestAnUnknownCategoryIsNamedWhereNoQuestionIsOpen(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada := h.space.Person("ada")
	dm := ada.DM()
	must(ada.Say(dm, "practice gardening"))(t)
	h.told(dm, "no category by that name")
	must(ada.Say(dm, "practice technical"))(t)
	h.message(dm, "question", 1)
	must(ada.Say(dm, "practice makes perfect, so I would rehearse the rollback until it is boring"))(t)
	h.message(dm, "scorecard", 1) // while one is open it is the reply
}
