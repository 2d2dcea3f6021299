package bot_test

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"mock-interviewer/bot/manifest"
	"mock-interviewer/bot/workspace"
	"mock-interviewer/store"
)

// earOf hears the sound itself, or fails where there is none to hear.
type earOf struct{}

func (earOf) Hear(_ context.Context, name string, audio []byte) (string, error) {
	if !strings.HasSuffix(name, ".m4a") || string(audio) == "noise" {
		return "", errors.New("nothing to be made out")
	}
	return string(audio), nil
}

func withEar(h *house) { h.cfg.Ear, h.cfg.EarModel = earOf{}, "listener" }

// asked begins practice and returns the direct message.
func (h *house) practising(p *workspace.Person) string {
	h.t.Helper()
	must(p.Say(p.DM(), "practice technical"))(h.t)
	h.message(p.DM(), "question", 1)
	return p.DM()
}

// heard waits for what was heard to be shown.
func (h *house) heard(channel, text string) workspace.Message {
	h.t.Helper()
	m, err := h.space.WaitMessage(h.patience(), func(m workspace.Message) bool {
		return m.Channel == channel && strings.Contains(everything(m), text)
	})
	if err != nil {
		h.t.Fatalf("nothing says %q:\n%s", text, h.transcript(channel))
	}
	return m
}

func TestASpokenAnswerIsShownBackAndGradedOnceConfirmed(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		with []option
		clip workspace.Clip
	}{
		"slack's transcript":      {nil, workspace.Clip{Audio: []byte("sound"), Heard: good}},
		"the endpoint's":          {[]option{withEar}, workspace.Clip{Audio: []byte(good)}},
		"slack's is not complete": {[]option{withEar}, workspace.Clip{Audio: []byte(good), Heard: "I would start", HasMore: true}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t, c.with...)
			ada := h.space.Person("ada")
			dm := h.practising(ada)
			must(ada.Send(dm, "", "", c.clip))(t)
			offer := h.heard(dm, "I heard: ")
			if h.count(dm, "scorecard") != 0 {
				t.Error("it was graded before it was confirmed")
			}
			h.ok(ada.Click(offer, "Use this"))
			h.message(dm, "scorecard", 1)
			if got := h.answers(); len(got) != 1 || got[0].Reply != good {
				t.Errorf("graded %+v", got)
			}
			if used := h.heard(dm, "Your answer, from the recording"); used.TS != offer.TS {
				t.Error("the question whether to use it stays")
			}
		})
	}
}

func TestWhatWasHeardCanBePutRightBeforeItIsGraded(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada := h.space.Person("ada")
	dm := h.practising(ada)
	must(ada.Send(dm, "", "", workspace.Clip{Audio: []byte("sound"), Heard: "I would start with a canary realise"}))(t)
	h.ok(ada.Click(h.heard(dm, "canary realise"), "Let me fix it"))
	form := h.form(ada, "fix_heard")
	errs, err := ada.Submit(form, map[string]any{"text": good})
	h.ok(err)
	if len(errs) > 0 {
		t.Fatalf("refused: %v", errs)
	}
	h.message(dm, "scorecard", 1)
	if got := h.answers(); len(got) != 1 || got[0].Reply != good {
		t.Errorf("graded %+v", got)
	}
}

func TestWhereNothingCanListenOneIsAskedToType(t *testing.T) {
	t.Parallel()
	refusing := workspace.Config{Manifest: *manifest.New(), RefuseOptionalScopes: true}
	for name, c := range map[string]struct {
		in   workspace.Config
		with []option
		clip workspace.Clip
		want string
	}{
		"no model":      {workspace.Config{}, nil, workspace.Clip{Audio: []byte("sound")}, "cannot turn recordings into words here"},
		"no scope":      {refusing, []option{withEar}, workspace.Clip{Audio: []byte(good)}, "could not make out"},
		"only noise":    {workspace.Config{}, []option{withEar}, workspace.Clip{Audio: []byte("noise")}, "could not make out"},
		"no open place": {workspace.Config{}, []option{withEar}, workspace.Clip{}, "No question is open"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouseIn(t, c.in, c.with...)
			ada := h.space.Person("ada")
			dm := ada.DM()
			if c.clip.Audio == nil {
				c.clip.Audio = []byte("sound")
			} else {
				h.practising(ada)
			}
			must(ada.Send(dm, "", "", c.clip))(t)
			h.heard(dm, c.want)
			if len(h.answers()) != 0 {
				t.Error("something was graded")
			}
		})
	}
}

func TestARecordingInAThreadIsShownToItsAuthorAloneAndForgottenWithThem(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada, ben := h.space.Person("ada"), h.space.Person("ben")
	channel := h.space.ChannelID("sre-practice")
	h.ok(ada.Slash(channel, "/mock-interview", "start technical 1"))
	root := h.opening(channel)
	h.message(channel, "question", 1)
	must(ben.Send(channel, root.TS, "", workspace.Clip{Audio: []byte("sound"), Heard: "ben says"}))(t)
	must(ada.Send(channel, root.TS, "", workspace.Clip{Audio: []byte("sound"), Heard: good}))(t)
	h.private(ada, "I heard")
	if len(h.space.Ephemerals(ben.ID())) != 0 {
		t.Error("ben's recording was taken for an answer")
	}
	h.ok(h.db.Update(func(tx *store.Tx) error { _, err := tx.Erase(ada.ID()); return err }))
	h.ok(h.db.View(func(tx *store.Tx) error {
		return tx.EachPersonal(ada.ID(), "clip", func(name string, _ json.RawMessage) error { return errors.New("kept: " + name) })
	}))
}
