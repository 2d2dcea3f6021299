package bot_test

import (
	"slices"
	"strings"
	"testing"

	"mock-interviewer/bot/workspace"
)

// opening waits for the message that opens a mock interview in a channel; once it has replies, it names its own thread.
func (h *house) opening(channel string) workspace.Message {
	h.t.Helper()
	var found workspace.Message
	err := h.space.Wait(h.patience(), func() bool {
		for _, m := range h.space.AllMessages() {
			if m.Channel == channel && kindOf(m) == "notice" && (m.ThreadTS == "" || m.ThreadTS == m.TS) && str(m, "interview_id") != "" {
				found = m
				return true
			}
		}
		return false
	})
	if err != nil {
		h.t.Fatalf("no opening message; there is:\n%s", h.transcript(channel))
	}
	return found
}

func TestAMockInterviewRunsInItsThreadAndShowsNothingBeforeTheSummary(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada, ben := h.space.Person("ada"), h.space.Person("ben")
	channel := h.space.ChannelID("sre-practice")
	h.ok(ada.Slash(channel, "/mock-interview", "start technical 2"))
	root := h.opening(channel)

	for n := 1; n <= 2; n++ {
		q := h.message(channel, "question", n)
		if q.ThreadTS != root.TS {
			t.Fatalf("question %d is not in the thread", n)
		}
		must(ben.Reply(channel, root.TS, "I know this one, it is the canary"))(t)
		must(ada.Reply(channel, root.TS, weak))(t)
		h.answerFollowUps(channel, root.TS, n)
	}
	summary := h.message(channel, "summary", 1)
	if summary.ThreadTS != root.TS {
		t.Error("the summary is not in the thread")
	}
	if n := h.count(channel, "scorecard"); n != 0 {
		t.Errorf("%d scorecards were shown in a mock interview", n)
	}
	for _, a := range h.answers() {
		if a.User != ada.ID() {
			t.Errorf("an answer of %s was graded", a.User)
		}
	}
}

// answerFollowUps says something to every follow-up of question n until the next question or the summary comes.
func (h *house) answerFollowUps(channel, thread string, n int) {
	h.t.Helper()
	for {
		err := h.space.Wait(h.patience(), func() bool {
			over := h.count(channel, "summary") > 0 || strings.Contains(h.transcript(channel), panelEnded)
			return over || h.count(channel, "question") > n || h.count(channel, "follow_up") > h.followUps
		})
		if err != nil {
			h.t.Fatalf("the interview does not go on:\n%s", h.transcript(channel))
		}
		if h.count(channel, "follow_up") == h.followUps {
			return
		}
		h.followUps++
		must(h.space.Person("ada").Reply(channel, thread, "I would tell the on-call engineer and support before the rollout begins."))(h.t)
	}
}

func TestHintsAndAnswersWaitForTheEndOfAMockInterview(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada := h.space.Person("ada")
	channel := h.space.ChannelID("sre-practice")
	h.ok(ada.Slash(channel, "/mock-interview", "start technical 1"))
	root := h.opening(channel)
	h.message(channel, "question", 1)
	for _, word := range []string{"hint", "answer"} {
		must(ada.Reply(channel, root.TS, word))(t)
	}
	h.message(channel, "notice", 3) // the opening and two refusals
	if h.count(channel, "hint")+h.count(channel, "reveal") != 0 {
		t.Error("a mock interview gave help before its end")
	}
	must(ada.Reply(channel, root.TS, "skip"))(t)
	h.message(channel, "notice", 4)
	if len(h.answers()) != 0 {
		t.Error("a skipped question has an answer")
	}
}

func TestAnInterviewWhereTheBotIsNoMemberIsCalledOffWithTheMend(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada := h.space.Person("ada")
	h.ok(ada.Slash(h.space.ChannelID("general"), "/mock-interview", "start technical 1"))
	_, err := h.space.WaitMessage(h.patience(), func(m workspace.Message) bool {
		return m.Channel == ada.DM() && strings.Contains(everything(m), "/invite")
	})
	if err != nil {
		t.Fatalf("nobody told ada: %v", err)
	}
	h.ok(ada.Slash(h.space.ChannelID("sre-practice"), "/mock-interview", "stop"))
	h.private(ada, "no interview open")
}

func TestOnlyTheIntervieweeCanPressTheButtons(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada, ben := h.space.Person("ada"), h.space.Person("ben")
	channel := h.space.ChannelID("sre-practice")
	h.ok(ada.Slash(channel, "/mock-interview", "start technical 2"))
	h.opening(channel)
	q := h.message(channel, "question", 1)
	h.ok(ben.Click(q, "Skip"))
	h.private(ben, "Only the person being interviewed")
	h.ok(ada.Click(q, "Skip"))
	h.message(channel, "question", 2)
}

func TestARestartInTheMiddleContinuesWhereItStood(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada := h.space.Person("ada")
	channel := h.space.ChannelID("sre-practice")
	h.ok(ada.Slash(channel, "/mock-interview", "start technical 2"))
	root := h.opening(channel)
	h.message(channel, "question", 1)
	h.ok(h.stop())
	must(ada.Reply(channel, root.TS, good))(t) // said while the bot is away: Slack delivers it again
	h.start()
	h.answerFollowUps(channel, root.TS, 1)
	must(ada.Reply(channel, root.TS, good))(t)
	h.answerFollowUps(channel, root.TS, 2)
	h.message(channel, "summary", 1)
	seen := map[string]bool{}
	for _, m := range h.space.AllMessages() {
		if id := str(m, "effect_id"); id != "" {
			if seen[id] {
				t.Errorf("effect %s was posted twice", id)
			}
			seen[id] = true
		}
	}
	replies := []string{}
	for _, a := range h.answers() {
		replies = append(replies, a.AnswerID)
	}
	slices.Sort(replies)
	if len(slices.Compact(replies)) != len(h.answers()) {
		t.Errorf("an answer was recorded twice: %v", replies)
	}
}
