package bot_test

import (
	"strings"
	"testing"
	"time"

	"mock-interviewer/bot/daily"
)

func withTodaysQuestion(reveal time.Duration) option {
	return func(h *house) {
		withDaily(daily.Subscription{
			ID: "team", Channel: h.space.ChannelID("sre-practice"), Cron: "0 9 * * *", RevealAfter: reveal, Grace: time.Hour,
		})(h)
	}
}

func TestTheQuestionOfTheDayIsAnsweredInItsThreadAndJudgedPrivately(t *testing.T) {
	t.Parallel()
	h := newHouse(t, withTodaysQuestion(time.Hour))
	ada, ben := h.space.Person("ada"), h.space.Person("ben")
	channel := h.space.ChannelID("sre-practice")
	post := h.message(channel, "daily", 1)
	must(ada.Reply(channel, post.TS, good))(t)
	must(ben.Reply(channel, post.TS, weak))(t)
	card := h.private(ada, "Share in thread")
	h.private(ben, "Share in thread")
	if n := h.count(channel, "scorecard"); n != 0 {
		t.Fatalf("%d scorecards are public", n)
	}
	h.ok(ada.Click(card, "Share in thread"))
	shared := h.message(channel, "scorecard", 1)
	if shared.ThreadTS != post.TS {
		t.Error("the shared card is not in the thread")
	}
	h.ok(ada.Click(card, "Share in thread"))
	h.private(ada, "in the thread already")
	if got := h.answers(); len(got) != 2 || got[0].Mode != "daily" {
		t.Errorf("got %+v", got)
	}
}

func TestWhoGivesUpSeesTheAnswerAndIsNotGraded(t *testing.T) {
	t.Parallel()
	h := newHouse(t, withTodaysQuestion(time.Hour))
	ben := h.space.Person("ben")
	channel := h.space.ChannelID("sre-practice")
	post := h.message(channel, "daily", 1)
	h.ok(ben.Click(post, "Show model answer"))
	h.within(patienceHere, "the model answer", func() bool { return len(h.space.Ephemerals(ben.ID())) > 0 })
	must(ben.Reply(channel, post.TS, good))(t)
	h.private(ben, "model answer")
	time.Sleep(100 * time.Millisecond)
	if got := h.answers(); len(got) != 0 {
		t.Errorf("an answer given after the model answer was graded: %+v", got)
	}
}

func TestTheModelAnswerIsRevealedInTheThreadWhenItsTimeComes(t *testing.T) {
	t.Parallel()
	h := newHouse(t, withTodaysQuestion(1500*time.Millisecond))
	ada := h.space.Person("ada")
	channel := h.space.ChannelID("sre-practice")
	post := h.message(channel, "daily", 1)
	reveal := h.message(channel, "reveal", 1)
	if reveal.ThreadTS != post.TS {
		t.Error("the model answer is not in the thread")
	}
	before := len(h.space.Ephemerals(ada.ID()))
	must(ada.Reply(channel, post.TS, good))(t)
	time.Sleep(200 * time.Millisecond)
	if len(h.answers()) != 0 || len(h.space.Ephemerals(ada.ID())) != before {
		t.Error("a message after the reveal was taken as an answer")
	}
}

func TestARestartDoesNotPostTheQuestionOfTheDayAgain(t *testing.T) {
	t.Parallel()
	h := newHouse(t, withTodaysQuestion(time.Hour))
	channel := h.space.ChannelID("sre-practice")
	h.message(channel, "daily", 1)
	h.ok(h.stop())
	h.start()
	time.Sleep(1200 * time.Millisecond)
	if n := h.count(channel, "daily"); n != 1 {
		t.Errorf("the question was posted %d times", n)
	}
}

func TestTodayAndDailySayWhatIsSetUp(t *testing.T) {
	t.Parallel()
	h := newHouse(t, withTodaysQuestion(time.Hour))
	ada := h.space.Person("ada")
	channel := h.space.ChannelID("sre-practice")
	h.message(channel, "daily", 1)
	must(ada.Mention(channel, "daily"))(t)
	h.private(ada, "Every day at 09:00")
	h.ok(ada.Slash(channel, "/mock-interview", "today"))
	h.within(patienceHere, "today's question", func() bool {
		for _, m := range h.space.Ephemerals(ada.ID()) {
			for _, q := range h.bank.Questions() {
				if strings.Contains(m.Text, q.Title) {
					return true
				}
			}
		}
		return false
	})
}
