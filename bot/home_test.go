package bot_test

import (
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"mock-interviewer/bot/manifest"
	"mock-interviewer/bot/workspace"
	"mock-interviewer/store"
)

// answeredTwice has ada answer two questions in her direct message, so that there is something to draw.
func (h *house) answeredTwice() *workspace.Person {
	h.t.Helper()
	ada := h.space.Person("ada")
	dm := ada.DM()
	must(ada.Say(dm, "practice technical"))(h.t)
	for i := 1; i <= 2; i++ {
		h.message(dm, "question", i)
		must(ada.Say(dm, good))(h.t)
		card := h.message(dm, "scorecard", i)
		h.ok(ada.Click(card, "Next question"))
	}
	h.message(dm, "question", 3)
	return ada
}

// homeWith opens the Home and waits until it holds a text.
func (h *house) homeWith(p *workspace.Person, text string) string {
	h.t.Helper()
	p.OpenHome()
	view, err := h.space.WaitHome(h.patience(), p.ID(), func(v workspace.View) bool { return strings.Contains(string(v.Blocks), text) })
	if err != nil {
		now, _ := h.space.Home(p.ID())
		h.t.Fatalf("the Home does not show %q: %s", text, now.Blocks)
	}
	return string(view.Blocks)
}

// A limit of Slack's on Homes is waited for, and one person who opens theirs without end takes nobody's turn.
func TestAHomeIsDrawnAfterALimitAndWhoeverFloodsItWaitsAlone(t *testing.T) {
	t.Parallel()
	var p proxy
	h := newHouse(t, throughProxy(&p))
	ada, ben := h.space.Person("ada"), h.space.Person("ben")
	var struck atomic.Bool
	p.set(func(rw http.ResponseWriter, c callTo) bool {
		if c.method != "views.publish" {
			return false
		}
		if !struck.Swap(true) {
			limited(rw, "1")
			return true
		}
		time.Sleep(50 * time.Millisecond)
		return false
	})
	for range 300 {
		ada.OpenHome()
	}
	ben.OpenHome()
	for _, person := range []*workspace.Person{ada, ben} {
		_, err := h.space.WaitHome(h.patience(), person.ID(), func(workspace.View) bool { return true })
		h.ok(err)
	}
	h.ok(ben.Slash(ben.DM(), "/mock-interview", ""))
	_, err := h.space.WaitView(h.patience(), ben.ID(), func(workspace.View) bool { return true })
	h.ok(err)
	if n := len(p.to("views.publish", "")); n > 20 {
		t.Errorf("a Home opened 300 times was drawn %d times", n)
	}
}

func TestTheHomeDrawsScoresAsTheWorkspaceCan(t *testing.T) {
	t.Parallel()
	mayUpload := func(m slack.Manifest) slack.Manifest {
		m.OAuthConfig.Scopes.Bot = append(m.OAuthConfig.Scopes.Bot, "files:write")
		return m
	}
	refusing := []string{"data_visualization"}
	for name, c := range map[string]struct {
		in   workspace.Config
		want string
	}{
		"natively":    {workspace.Config{}, `"type":"data_visualization"`},
		"as an image": {workspace.Config{RefuseBlocks: refusing, Manifest: mayUpload(*manifest.New())}, `"slack_file"`},
		"in words":    {workspace.Config{RefuseBlocks: refusing, RefuseOptionalScopes: true}, "scores, oldest first"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouseIn(t, c.in)
			ada := h.answeredTwice()
			h.homeWith(ada, c.want)
			h.within(patienceHere, "the picture to be tried", func() bool {
				switch name {
				case "as an image":
					return h.keepsPicture(ada)
				case "in words":
					return len(h.space.Calls("files.getUploadURLExternal")) > 0
				}
				return true
			})
			before := len(h.space.Calls("views.publish"))
			h.homeWith(ada, c.want)
			h.within(patienceHere, "the Home to be drawn once more", func() bool { return len(h.space.Calls("views.publish")) > before })
			if again := h.space.Calls("views.publish")[before]; !strings.Contains(string(again.Body), c.want) {
				t.Errorf("on the second visit the Home first came without the chart: %s", again.Body)
			}
			if n := len(h.space.Calls("files.getUploadURLExternal")); n > 1 {
				t.Errorf("a picture was offered %d times", n)
			}
			if n := refusals(h.space.Calls("views.publish")); n > 1 {
				t.Errorf("the chart was refused %d times, want it tried once", n)
			}
		})
	}
}

func (h *house) keepsPicture(p *workspace.Person) (kept bool) {
	h.ok(h.db.View(func(tx *store.Tx) (err error) {
		_, kept, err = tx.Personal(p.ID(), "chart", "home")
		return err
	}))
	return kept
}

func refusals(calls []workspace.Entry) (n int) {
	for _, c := range calls {
		if c.Outcome == "invalid_arguments" || c.Outcome == "invalid_blocks" {
			n++
		}
	}
	return n
}

func TestTheSettingsFormChangesWhatComesAndTheHomeShowsIt(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada := h.space.Person("ada")
	first := h.homeWith(ada, "1 follow-up a question")
	if !strings.Contains(first, "Welcome") {
		t.Error("the first Home does not welcome")
	}
	home, _ := h.space.Home(ada.ID())
	h.ok(ada.ClickView(home, "Change"))
	form := must(h.space.WaitView(h.patience(), ada.ID(), func(v workspace.View) bool { return v.CallbackID == "save_settings" }))(t)
	errs, err := ada.Submit(form, map[string]any{"follow_ups": "0", "remind": "08:30", "mode": "practice"})
	h.ok(err)
	if len(errs) > 0 {
		t.Fatalf("refused: %v", errs)
	}
	_, err = h.space.WaitHome(h.patience(), ada.ID(), func(v workspace.View) bool {
		return strings.Contains(string(v.Blocks), "Practice first · no follow-ups · difficulty follows your answers · reminder at 08:30 · on no leaderboard")
	})
	h.ok(err)
	must(ada.Say(ada.DM(), "practice technical"))(t)
	h.message(ada.DM(), "question", 1)
	must(ada.Say(ada.DM(), weak))(t)
	h.message(ada.DM(), "scorecard", 1)
	if h.count(ada.DM(), "follow_up") != 0 {
		t.Error("a follow-up came though none was wanted")
	}
}

func TestTheSettingsLeaveALeaderboard(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada := h.space.Person("ada")
	channel := h.space.ChannelID("sre-practice")
	on := func() (on bool) {
		h.ok(h.db.View(func(tx *store.Tx) error { on = tx.OnBoard(channel, ada.ID()); return nil }))
		return on
	}
	for _, word := range []string{"leaderboard on", "leaderboard join"} {
		h.ok(ada.Slash(channel, "/mock-interview", word))
	}
	h.within(patienceHere, "ada on the leaderboard", on)
	h.homeWith(ada, "on 1 leaderboard")
	home, _ := h.space.Home(ada.ID())
	h.ok(ada.ClickView(home, "Change"))
	form := must(h.space.WaitView(h.patience(), ada.ID(), func(v workspace.View) bool { return v.CallbackID == "save_settings" }))(t)
	_, err := ada.Submit(form, map[string]any{"leaderboard": []string{}})
	h.ok(err)
	h.within(patienceHere, "ada off the leaderboard", func() bool { return !on() })
}
