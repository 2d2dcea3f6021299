package bot_test

import (
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"mock-interviewer/bot/manifest"
	"mock-interviewer/bot/workspace"
	"mock-interviewer/store"
)

func TestALimitHoldsBackOnlyItsChannel(t *testing.T) {
	t.Parallel()
	var p proxy
	h := newHouse(t, throughProxy(&p))
	ada, ben := h.space.Person("ada"), h.space.Person("ben")
	var struck atomic.Bool
	p.set(func(rw http.ResponseWriter, c callTo) bool {
		if c.method != "chat.postMessage" || c.channel != ada.DM() || struck.Swap(true) {
			return false
		}
		limited(rw, "2")
		return true
	})
	must(ada.Say(ada.DM(), "practice technical"))(t)
	h.within(5*time.Second, "the limit to strike", struck.Load)
	begun := time.Now()
	must(ben.Say(ben.DM(), "practice technical"))(t)
	h.message(ben.DM(), "question", 1)
	if took := time.Since(begun); took > 1500*time.Millisecond {
		t.Errorf("ben waited %v for a limit on ada's channel", took)
	}
	h.message(ada.DM(), "question", 1)
	calls := p.to("chat.postMessage", ada.DM())
	if gap := calls[1].at.Sub(calls[0].at); gap < 2*time.Second {
		t.Errorf("slack asked for 2 s, the next call came after %v", gap)
	}
	h.nothingPostedTwice()
}

func TestALimitOnAMethodHoldsEveryCallOfItBack(t *testing.T) {
	t.Parallel()
	var p proxy
	gate := newGate()
	h := newHouse(t, throughProxy(&p), withScorer(gate, "llm"))
	var until atomic.Int64
	p.set(func(rw http.ResponseWriter, c callTo) bool {
		if c.method != "chat.postEphemeral" || until.Load() != 0 {
			return false
		}
		until.Store(time.Now().Add(2 * time.Second).UnixNano())
		limited(rw, "2")
		return true
	})
	channel := h.space.ChannelID("sre-practice")
	for _, name := range []string{"ada", "ben"} {
		h.ok(h.space.Person(name).Slash(channel, "/mock-interview", "help"))
		h.within(5*time.Second, "the limit to strike", func() bool { return until.Load() != 0 })
	}
	for _, name := range []string{"ada", "ben"} {
		h.private(h.space.Person(name), "practice")
	}
	for i, c := range p.to("chat.postEphemeral", "") {
		if i > 0 && c.at.UnixNano() < until.Load() {
			t.Error("a call came before the time that slack asked for")
		}
	}
}

func TestWhatSlackRefusesForGoodIsToldOnceAndBlocksNobody(t *testing.T) {
	t.Parallel()
	for _, code := range []string{"not_in_channel", "channel_not_found", "is_archived", "restricted_action"} {
		t.Run(code, func(t *testing.T) {
			t.Parallel()
			var p proxy
			h := newHouse(t, throughProxy(&p))
			ada, ben := h.space.Person("ada"), h.space.Person("ben")
			channel := h.space.ChannelID("sre-practice")
			p.set(func(rw http.ResponseWriter, c callTo) bool {
				if c.method != "chat.postMessage" || c.channel != channel {
					return false
				}
				rw.Header().Set("Content-Type", "application/json")
				_, _ = rw.Write([]byte(`{"ok":false,"error":"` + code + `"}`))
				return true
			})
			h.ok(ada.Slash(channel, "/mock-interview", "start technical 2"))
			must(ben.Say(ben.DM(), "practice technical"))(t)
			h.message(ben.DM(), "question", 1)
			_, err := h.space.WaitMessage(h.patience(), func(m workspace.Message) bool { return m.Channel == ada.DM() })
			h.ok(err)
			h.within(5*time.Second, "an empty outbox", func() bool { return h.outbox() == 0 })
			if n := len(h.space.Messages(ada.DM())); n != 1 {
				t.Errorf("ada was told %d times:\n%s", n, h.transcript(ada.DM()))
			}
			if n := len(p.to("chat.postMessage", channel)); n != 1 {
				t.Errorf("slack was asked %d times for what it refuses for good", n)
			}
			h.ok(h.space.RemoveBot("sre-practice")) // her interview is over: another may begin, in her DM
			must(ada.Say(ada.DM(), "practice technical"))(t)
			h.message(ada.DM(), "question", 1)
		})
	}
}

func (h *house) outbox() (n int) {
	h.t.Helper()
	h.ok(h.db.View(func(tx *store.Tx) error { n = tx.OutboxLen(); return nil }))
	return n
}

// Somebody who has never written to the bot presses a button on its Home: the bot does not know their direct message yet.
func TestAFirstDirectMessageWhoseAnswerIsLostIsNotSentTwice(t *testing.T) {
	t.Parallel()
	app := *manifest.New()
	app.OAuthConfig.Scopes.Bot = append(slices.Clone(app.OAuthConfig.Scopes.Bot), "im:write")
	h := newHouseIn(t, workspace.Config{Manifest: app})
	ada := h.space.Person("ada")
	ada.OpenHome()
	home, err := h.space.WaitHome(h.patience(), ada.ID(), func(workspace.View) bool { return true })
	h.ok(err)
	h.space.SetFaults(workspace.Faults{LoseReply: 1, Methods: []string{"chat.postMessage"}})
	h.ok(ada.ClickView(home, "start_practice"))
	h.within(5*time.Second, "an answer to be lost", func() bool { return h.space.FaultCounts()["lose_reply"] > 0 })
	h.space.SetFaults(workspace.Faults{})
	h.message(ada.DM(), "question", 1)
	h.within(5*time.Second, "an empty outbox", func() bool { return h.outbox() == 0 })
	h.nothingPostedTwice()
}

func TestWithoutTheScopeToOpenADirectMessageItIsSentAllTheSame(t *testing.T) {
	t.Parallel()
	app := *manifest.New()
	app.OAuthConfig.Scopes.Bot = slices.DeleteFunc(slices.Clone(app.OAuthConfig.Scopes.Bot), func(s string) bool { return s == "im:write" })
	h := newHouseIn(t, workspace.Config{Manifest: app})
	ada := h.space.Person("ada")
	ada.OpenHome()
	home, err := h.space.WaitHome(h.patience(), ada.ID(), func(workspace.View) bool { return true })
	h.ok(err)
	h.ok(ada.ClickView(home, "start_practice"))
	h.message(ada.DM(), "question", 1)
}

// The smallest manifest has no history scopes: what may have gone out cannot be looked for, and must not block.
func TestWhereSlackDoesNotLetUsLookTheConversationGoesOn(t *testing.T) {
	t.Parallel()
	var p proxy
	h := newHouse(t, throughProxy(&p))
	ada := h.space.Person("ada")
	var struck atomic.Bool
	p.set(func(rw http.ResponseWriter, c callTo) bool {
		switch {
		case strings.HasPrefix(c.method, "conversations."):
			rw.Header().Set("Content-Type", "application/json")
			_, _ = rw.Write([]byte(`{"ok":false,"error":"missing_scope","needed":"im:history"}`))
			return true
		case c.method == "chat.postMessage" && !struck.Swap(true):
			rw.WriteHeader(http.StatusBadGateway)
			return true
		}
		return false
	})
	must(ada.Say(ada.DM(), "practice technical"))(t)
	h.message(ada.DM(), "question", 1)
}

// A mistake of ours in a message's blocks costs nobody the message, nor what hangs on it.
func TestAnOpeningWhoseBlocksSlackRefusesStillBeginsItsThread(t *testing.T) {
	t.Parallel()
	var p proxy
	h := newHouse(t, throughProxy(&p))
	ada := h.space.Person("ada")
	channel := h.space.ChannelID("sre-practice")
	var struck atomic.Bool
	p.set(func(rw http.ResponseWriter, c callTo) bool {
		if c.method != "chat.postMessage" || struck.Swap(true) {
			return false
		}
		rw.Header().Set("Content-Type", "application/json")
		_, _ = rw.Write([]byte(`{"ok":false,"error":"invalid_blocks"}`))
		return true
	})
	h.ok(ada.Slash(channel, "/mock-interview", "start technical 1"))
	root := h.opening(channel)
	if q := h.message(channel, "question", 1); q.ThreadTS != root.TS {
		t.Error("the question is not in the thread")
	}
}

// The channel goes while an interview is under way in it: the interview ends, and its person is told once and where.
func TestAnInterviewWhoseChannelIsLostEndsAndItsPersonIsToldOnce(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		lose func(*workspace.Workspace) error
		told string
	}{
		"the bot is removed": {func(w *workspace.Workspace) error { return w.RemoveBot("sre-practice") }, "/invite"},
		"it is archived":     {func(w *workspace.Workspace) error { return w.Archive("sre-practice") }, "is archived"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			gate := newGate()
			h := newHouse(t, withScorer(gate, "llm"))
			ada := h.space.Person("ada")
			channel := h.space.ChannelID("sre-practice")
			h.ok(ada.Slash(channel, "/mock-interview", "start technical 3"))
			root := h.opening(channel)
			h.message(channel, "question", 1)
			must(ada.Reply(channel, root.TS, weak))(t)
			h.message(channel, "acknowledgement", 1)
			h.ok(c.lose(h.space))
			gate.open(h)
			h.within(5*time.Second, "word in her DM", func() bool { return len(h.space.Messages(ada.DM())) > 0 })
			h.within(5*time.Second, "an empty outbox", func() bool { return h.outbox() == 0 })
			h.message(ada.DM(), "summary", 1)
			if told := h.space.Messages(ada.DM()); len(told) != 2 || !strings.Contains(told[0].Text, c.told) {
				t.Errorf("ada was told:\n%s", h.transcript(ada.DM()))
			}
			h.ok(h.db.View(func(tx *store.Tx) error {
				return tx.EachAnswer(func(a store.Answer) error {
					if a.Sealed {
						t.Errorf("the grade of %s is held back for ever", a.AnswerID)
					}
					return nil
				})
			}))
			must(ada.Say(ada.DM(), "practice technical"))(t)
			h.message(ada.DM(), "question", 1)
		})
	}
}

// Slack refuses the last messages of an interview: what the answers came to is brought to the person all the same.
func TestWhatAnswersCameToReachesThePersonWhateverSlackRefuses(t *testing.T) {
	t.Parallel()
	for _, code := range []string{
		"not_in_channel", "is_archived", "team_access_not_granted", "thread_not_found", "restricted_action_thread_locked", "cannot_reply_to_message",
	} {
		t.Run(code, func(t *testing.T) {
			t.Parallel()
			var p proxy
			h := newHouse(t, throughProxy(&p))
			ada := h.space.Person("ada")
			channel := h.space.ChannelID("sre-practice")
			h.ok(ada.Slash(channel, "/mock-interview", "start technical 1"))
			root := h.opening(channel)
			h.message(channel, "question", 1)
			p.set(func(rw http.ResponseWriter, c callTo) bool {
				if c.method != "chat.postMessage" && c.method != "chat.update" || c.channel != channel {
					return false
				}
				rw.Header().Set("Content-Type", "application/json")
				_, _ = rw.Write([]byte(`{"ok":false,"error":"` + code + `"}`))
				return true
			})
			must(ada.Reply(channel, root.TS, good))(t)
			h.message(ada.DM(), "summary", 1)
			h.within(5*time.Second, "an empty outbox", func() bool { return h.outbox() == 0 })
			if n := h.count(ada.DM(), "summary"); n != 1 {
				t.Errorf("%d summaries:\n%s", n, h.transcript(ada.DM()))
			}
		})
	}
}

// What was announced in vain is undone: once the bot is invited, whoever asks again begins afresh.
func TestWhatCouldNotBeAnnouncedCanBeAskedForAgain(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]string{
		"leaderboard on":       "leaderboard",
		"digest on":            "digest",
		"start @ben technical": "mock interview",
	} {
		t.Run(words, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t)
			ada, channel := h.space.Person("ada"), h.space.ChannelID("sre-practice")
			ask := func() {
				h.ok(ada.Slash(channel, "/mock-interview", words))
			}
			h.ok(h.space.RemoveBot("sre-practice"))
			ask()
			_, err := h.space.WaitMessage(h.patience(), func(m workspace.Message) bool {
				return m.Channel == ada.DM() && strings.Contains(m.Text, "/invite")
			})
			h.ok(err)
			h.ok(h.space.InviteBot("sre-practice"))
			ask()
			_, err = h.space.WaitMessage(h.patience(), func(m workspace.Message) bool {
				return m.Channel == channel && strings.Contains(strings.ToLower(everything(m)), want)
			})
			h.ok(err)
		})
	}
}

// Slack gives three seconds to open a form.
func TestWhoeverGetsNoFormIsToldSo(t *testing.T) {
	t.Parallel()
	for _, words := range []string{"", "daily"} {
		t.Run(words, func(t *testing.T) {
			t.Parallel()
			var p proxy
			h := newHouse(t, throughProxy(&p))
			p.set(func(rw http.ResponseWriter, c callTo) bool {
				if c.method != "views.open" {
					return false
				}
				rw.Header().Set("Content-Type", "application/json")
				_, _ = rw.Write([]byte(`{"ok":false,"error":"expired_trigger_id"}`))
				return true
			})
			ada := h.space.Person("ada")
			h.ok(ada.Slash(h.space.ChannelID("sre-practice"), "/mock-interview", words))
			h.private(ada, "could not be opened")
		})
	}
}

// A token that Slack no longer takes is for the operator to mend: they are told once, nothing is given up, and all goes out
// once the bot is started with a good one.
func TestWhatATokenHoldsUpGoesOutOnceItIsMended(t *testing.T) {
	t.Parallel()
	var p proxy
	var log syncBuffer
	h := newHouse(t, throughProxy(&p), func(h *house) { h.cfg.Log = slog.New(slog.NewTextHandler(&log, nil)) })
	p.set(func(rw http.ResponseWriter, c callTo) bool {
		if c.method != "chat.postMessage" {
			return false
		}
		rw.Header().Set("Content-Type", "application/json")
		_, _ = rw.Write([]byte(`{"ok":false,"error":"account_inactive"}`))
		return true
	})
	for _, name := range []string{"ada", "ben"} {
		person := h.space.Person(name)
		must(person.Say(person.DM(), "practice technical"))(t)
		h.within(5*time.Second, "a refusal", func() bool { return len(p.to("chat.postMessage", person.DM())) > 0 })
	}
	h.within(5*time.Second, "word to the operator", func() bool { return strings.Contains(log.String(), "install it again") })
	h.ok(h.stop())
	if n := strings.Count(log.String(), "install it again"); n != 1 {
		t.Errorf("the operator was told %d times how to mend it", n)
	}
	p.set(nil)
	h.start()
	for _, name := range []string{"ada", "ben"} {
		h.message(h.space.Person(name).DM(), "question", 1)
	}
	h.nothingPostedTwice()
}

// syncBuffer is a log that is read while it is written.
type syncBuffer struct {
	mu  sync.Mutex
	buf strings.Builder
}

func (b *syncBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

func (b *syncBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}
