package bot_test

import (
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"mock-interviewer/bot/workspace"
)

// heardWithin is how soon a person must see that their answer is being read.
const heardWithin = 300 * time.Millisecond

// soonest runs a try a few times and fails unless one of them is quick enough: a machine that is busy with other things
// is slow at times, a bot that waits for something is slow every time.
func soonest(t *testing.T, try func() time.Duration) {
	t.Helper()
	var took []time.Duration
	for range 4 {
		took = append(took, try())
		if slices.Min(took) < heardWithin {
			return
		}
	}
	t.Errorf("it took %v until something was seen, want less than %v once", took, heardWithin)
}

func TestADirectMessageShowsAtOnceThatTheAnswerIsReadAndBecomesTheCard(t *testing.T) {
	t.Parallel()
	slow := newGate()
	people := []workspace.PersonSpec{{Name: "ada"}, {Name: "ben"}, {Name: "cleo"}, {Name: "dan"}}
	h := newHouseIn(t, workspace.Config{People: people}, withScorer(slow, "llm"))
	dm := ""
	soonest(t, func() time.Duration {
		next := h.space.Person(people[0].Name)
		dm, people = next.DM(), people[1:]
		must(next.Say(dm, "practice technical"))(t)
		h.message(dm, "question", 1)
		began := time.Now()
		must(next.Say(dm, weak))(t)
		h.message(dm, "acknowledgement", 1)
		return time.Since(began)
	})
	waiting := h.message(dm, "acknowledgement", 1)
	slow.open(h)
	card := h.message(dm, "scorecard", 1)
	if card.TS != waiting.TS {
		t.Errorf("the card is another message than the one that stood in for it:\n%s", h.transcript(dm))
	}
	if h.count(dm, "acknowledgement") != 0 {
		t.Errorf("a placeholder stays:\n%s", h.transcript(dm))
	}
}

func TestAThreadShowsAStatusAtOnceAndOnlyWhileTheAnswerIsRead(t *testing.T) {
	t.Parallel()
	slow := newGate()
	h := newHouse(t, withScorer(slow, "llm"))
	ada := h.space.Person("ada")
	channel := h.space.ChannelID("sre-practice")
	h.ok(ada.Slash(channel, "/mock-interview", "start technical 1"))
	root := h.opening(channel)
	h.message(channel, "question", 1)
	calls := func() []workspace.Entry { return h.space.Calls("assistant.threads.setStatus") }
	soonest(t, func() time.Duration {
		n, began := len(calls()), time.Now()
		must(ada.Reply(channel, root.TS, weak))(t)
		h.within(patienceHere, "a status", func() bool { return len(calls()) > n })
		return calls()[n].Time.Sub(began)
	})
	if body := string(calls()[0].Body); !strings.Contains(body, "is reading your answer") || !strings.Contains(body, root.TS) {
		t.Errorf("the status is %s", body)
	}
	slow.open(h)
	h.within(patienceHere, "the status to end", func() bool { return len(h.space.Statuses()) == 0 })
}

func TestACardThatComesAtOnceIsAMessageOfItsOwn(t *testing.T) {
	t.Parallel()
	h := newHouse(t, func(h *house) { h.cfg.ScorerName = "llm" })
	ada := h.space.Person("ada")
	dm := ada.DM()
	must(ada.Say(dm, "practice"))(t)
	for n := 1; n <= 3; n++ { // a busy machine may be slow once
		h.message(dm, "question", n)
		before := len(h.space.Calls("chat.update"))
		must(ada.Say(dm, good))(t)
		card := h.message(dm, "scorecard", n)
		if len(h.space.Calls("chat.update")) == before {
			return
		}
		h.ok(ada.Click(card, "Next question"))
	}
	t.Errorf("every card was a message rewritten, though nobody had to wait:\n%s", h.transcript(dm))
}

func TestALongGradingSaysThatItGoesOn(t *testing.T) {
	t.Parallel()
	slow := newGate()
	h := newHouse(t, withScorer(slow, "llm"), func(h *house) { h.cfg.StillAfter = 20 * time.Millisecond })
	ada := h.space.Person("ada")
	dm := ada.DM()
	must(ada.Say(dm, "practice technical"))(t)
	h.message(dm, "question", 1)
	must(ada.Say(dm, weak))(t)
	_, err := h.space.WaitMessage(h.patience(), func(m workspace.Message) bool {
		return m.Channel == dm && strings.Contains(m.Text, "Still reading your answer")
	})
	h.ok(err)
	slow.open(h)
	h.message(dm, "scorecard", 1)
	if h.count(dm, "acknowledgement") != 0 {
		t.Errorf("what said that it goes on stays:\n%s", h.transcript(dm))
	}
}

func TestAWorkspaceWithoutStatusesIsAskedOnce(t *testing.T) {
	t.Parallel()
	slow := newGate()
	h := newHouseIn(t, workspace.Config{RefuseMethods: []string{"assistant.threads.setStatus"}}, withScorer(slow, "llm"))
	slow.open(h)
	h.answeredTwo()
	if n := len(h.space.Calls("assistant.threads.setStatus")); n > 2 {
		t.Errorf("the workspace was asked for a status %d times though it has none", n)
	}
}

// TestADailyAnswerShowsOneSignThatItIsRead: the word that it is read cannot become the card, which only its author sees.
// So it is only said until the workspace has shown a status, and always where it shows none.
func TestADailyAnswerShowsOneSignThatItIsRead(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		in   workspace.Config
		said map[string]int // how often each person is told
	}{
		"a status":  {workspace.Config{}, map[string]int{"ada": 1, "ben": 0}},
		"no status": {workspace.Config{RefuseMethods: []string{"assistant.threads.setStatus"}}, map[string]int{"ada": 1, "ben": 1}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			slow := newGate()
			var tried atomic.Int64
			h := newHouseIn(t, c.in, withTodaysQuestion(time.Hour), withScorer(slow, "llm"), func(h *house) {
				h.cfg.Observe.Request = func(method, _ string) {
					if method == "assistant.threads.setStatus" {
						tried.Add(1)
					}
				}
			})
			slow.open(h)
			channel := h.space.ChannelID("sre-practice")
			post := h.message(channel, "daily", 1)
			for _, person := range []string{"ada", "ben"} {
				p := h.space.Person(person)
				must(p.Reply(channel, post.TS, good))(t)
				must(h.space.WaitEphemeral(h.patience(), p.ID(), func(m workspace.Message) bool { return strings.Contains(m.Text, "of 100") }))(t)
				h.within(patienceHere, "a status to be tried", func() bool { return tried.Load() > 0 })
				told := 0
				for _, m := range h.space.Ephemerals(p.ID()) {
					told += strings.Count(m.Text, "Reading your answer")
				}
				if told != c.said[person] {
					t.Errorf("%s is told %d times that the answer is read, want %d", person, told, c.said[person])
				}
			}
		})
	}
}
