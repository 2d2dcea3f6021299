package workspace_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"

	"mock-interviewer/bot/workspace"
)

func formView(title string) slack.ModalViewRequest {
	text := func(s string) *slack.TextBlockObject { return slack.NewTextBlockObject("plain_text", s, false, false) }
	option := func(v string) *slack.OptionBlockObject {
		return slack.NewOptionBlockObject(v, text(strings.ToUpper(v)), nil)
	}
	menu := slack.NewOptionsSelectBlockElement("static_select", text("Pick"), "category", option("technical"), option("behavioural"))
	return slack.ModalViewRequest{
		Type: "modal", Title: text(title), Submit: text("Start"), CallbackID: "form", NotifyOnClose: true,
		Blocks: slack.Blocks{BlockSet: []slack.Block{
			slack.NewInputBlock("cat", text("Category"), nil, menu),
			slack.NewInputBlock("why", text("Why"), nil, slack.NewPlainTextInputBlockElement(nil, "reason")).WithOptional(true),
		}},
	}
}

// formApp opens a form on a slash command and keeps what it hears.
type formApp struct {
	mu       sync.Mutex
	triggers []string
	heard    []slack.InteractionCallback
	answer   any
}

func (f *formApp) handle(b *bench) func(socketmode.Event) (any, bool) {
	return func(e socketmode.Event) (any, bool) {
		f.mu.Lock()
		defer f.mu.Unlock()
		switch d := e.Data.(type) {
		case slack.SlashCommand:
			f.triggers = append(f.triggers, d.TriggerID)
			if d.Text == "form" {
				_, _ = b.api.OpenView(d.TriggerID, formView("Interview"))
			}
		case slack.InteractionCallback:
			f.heard = append(f.heard, d)
			return f.answer, true
		}
		return nil, true
	}
}

func (f *formApp) last() slack.InteractionCallback {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.heard[len(f.heard)-1]
}

func (f *formApp) setAnswer(v any) { f.mu.Lock(); f.answer = v; f.mu.Unlock() }

func TestAFormIsOpenedCheckedSentAndClosed(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	f := &formApp{}
	b.connect(t, f.handle(b))
	if err := b.ada.Slash("general", "/mock-interview", "form"); err != nil {
		t.Fatal(err)
	}
	v, err := b.WaitView(short(t), "ada", func(v workspace.View) bool { return v.CallbackID == "form" })
	if err != nil {
		t.Fatal(err)
	}
	if errs, err := b.ada.Submit(v, nil); err != nil || errs["cat"] == "" || len(f.heard) != 0 {
		t.Fatalf("a required field was left out: %v %v", errs, err)
	}
	f.setAnswer(slack.NewErrorsViewSubmissionResponse(map[string]string{"why": "Say why."}))
	errs, err := b.ada.Submit(v, map[string]any{"category": "TECHNICAL"})
	if err != nil || errs["why"] != "Say why." {
		t.Fatalf("the app's field errors: %v %v", errs, err)
	}
	f.setAnswer(nil)
	if errs, err := b.ada.Submit(v, map[string]any{"reason": "practice"}); err != nil || len(errs) > 0 {
		t.Fatal(errs, err)
	}
	values := f.last().View.State.Values
	if values["cat"]["category"].SelectedOption.Value != "technical" || values["why"]["reason"].Value != "practice" {
		t.Errorf("values are %+v", values)
	}
	if _, open := b.View("ada"); open {
		t.Error("the form is still open")
	}
}

func TestASubmissionCanUpdatePushAndClear(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	f := &formApp{}
	b.connect(t, f.handle(b))
	if err := b.ada.Slash("general", "/mock-interview", "form"); err != nil {
		t.Fatal(err)
	}
	submit := func(answer any) workspace.View {
		t.Helper()
		f.setAnswer(answer)
		v, err := b.WaitView(short(t), "ada", func(workspace.View) bool { return true })
		if err != nil {
			t.Fatal(err)
		}
		if errs, err := b.ada.Submit(v, map[string]any{"category": "technical"}); err != nil || len(errs) > 0 {
			t.Fatal(errs, err)
		}
		top, _ := b.View("ada")
		return top
	}
	second, third := formView("Second"), formView("Third")
	if top := submit(slack.NewUpdateViewSubmissionResponse(&second)); !strings.Contains(string(top.Title), "Second") {
		t.Errorf("update: %s", top.Title)
	}
	if top := submit(slack.NewPushViewSubmissionResponse(&third)); top.PreviousViewID == "" || !strings.Contains(string(top.Title), "Third") {
		t.Errorf("push: %+v", top)
	}
	if top := submit(slack.NewClearViewSubmissionResponse()); top.ID != "" {
		t.Errorf("clear left %s", top.ID)
	}
}

func TestClosingAFormTellsTheAppThatAsked(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	f := &formApp{}
	b.connect(t, f.handle(b))
	if err := b.ada.Slash("general", "/mock-interview", "form"); err != nil {
		t.Fatal(err)
	}
	v, err := b.WaitView(short(t), "ada", func(workspace.View) bool { return true })
	if err != nil {
		t.Fatal(err)
	}
	if err := b.ada.CloseView(v); err != nil || f.last().Type != slack.InteractionTypeViewClosed {
		t.Fatal(err)
	}
}

func TestATriggerIsGoodOnceAndForThreeSeconds(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	now := time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
	b := start(t, func(c *workspace.Config) {
		c.Now = func() time.Time { mu.Lock(); defer mu.Unlock(); return now }
	})
	f := &formApp{}
	b.connect(t, f.handle(b))
	trigger := func() string {
		if err := b.ada.Slash("general", "/mock-interview", "x"); err != nil {
			t.Fatal(err)
		}
		f.mu.Lock()
		defer f.mu.Unlock()
		return f.triggers[len(f.triggers)-1]
	}
	first := trigger()
	if _, err := b.api.OpenView(first, formView("One")); err != nil {
		t.Fatal(err)
	}
	if _, err := b.api.OpenView(first, formView("Two")); err == nil || err.Error() != "exchanged_trigger_id" {
		t.Errorf("second use: %v", err)
	}
	late := trigger()
	mu.Lock()
	now = now.Add(4 * time.Second)
	mu.Unlock()
	if _, err := b.api.OpenView(late, formView("Late")); err == nil || err.Error() != "expired_trigger_id" {
		t.Errorf("after 4 s: %v", err)
	}
}

func TestViewsAreUpdatedByHashAndHomesPublished(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	f := &formApp{}
	b.connect(t, f.handle(b))
	if err := b.ada.Slash("general", "/mock-interview", "form"); err != nil {
		t.Fatal(err)
	}
	v, _ := b.View("ada")
	next := formView("Next")
	r, err := b.api.UpdateView(next, "", v.Hash, v.ID)
	if err != nil || r.Hash == v.Hash {
		t.Fatal(err)
	}
	if _, err := b.api.UpdateView(next, "", v.Hash, v.ID); err == nil || err.Error() != "hash_conflict" {
		t.Errorf("old hash: %v", err)
	}
	button := slack.NewButtonBlockElement("go", "7", slack.NewTextBlockObject("plain_text", "Go", false, false))
	home := slack.HomeTabViewRequest{Type: "home", Blocks: slack.Blocks{BlockSet: []slack.Block{slack.NewActionBlock("a", button)}}}
	if _, err := b.api.PublishView(b.ada.ID(), home, ""); err != nil {
		t.Fatal(err)
	}
	b.ada.OpenHome()
	h, err := b.WaitHome(short(t), "ada", func(workspace.View) bool { return true })
	if err != nil {
		t.Fatal(err)
	}
	if err := b.ada.ClickView(h, "Go"); err != nil {
		t.Fatal(err)
	}
	if got := f.last(); got.View.Type != "home" || got.ActionCallback.BlockActions[0].Value != "7" || got.TriggerID == "" {
		t.Errorf("heard %+v", got)
	}
}

func TestAClickCarriesMessageAndResponseURL(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	f := &formApp{}
	b.connect(t, f.handle(b))
	ch := b.ChannelID("sre-practice")
	text := func(s string) *slack.TextBlockObject { return slack.NewTextBlockObject("plain_text", s, false, false) }
	buttons := slack.NewActionBlock("next", slack.NewButtonBlockElement("next", "q2", text("Next question")))
	if _, _, err := b.api.PostMessage(ch, slack.MsgOptionText("x", false), slack.MsgOptionBlocks(buttons)); err != nil {
		t.Fatal(err)
	}
	m := b.Messages("sre-practice")[0]
	if err := b.ben.Click(m, "Next question"); err != nil {
		t.Fatal(err)
	}
	got := f.last()
	act := got.ActionCallback.BlockActions[0]
	if act.ActionID != "next" || act.Value != "q2" || act.Text.Text != "Next question" || got.Message.Timestamp != m.TS ||
		got.Channel.ID != ch || got.User.ID != b.ben.ID() || got.Container.MessageTs != m.TS {
		t.Errorf("heard %+v", got)
	}
	if err := b.ben.Click(m, "Nope"); err == nil {
		t.Error("a button that is not there was pressed")
	}
	for i := range 6 {
		_, _, _, err := b.api.SendMessage("", slack.MsgOptionResponseURL(got.ResponseURL, "ephemeral"), slack.MsgOptionText("only you", false))
		if (err != nil) != (i == 5) {
			t.Errorf("use %d: %v", i+1, err)
		}
	}
	if n := len(b.Ephemerals("ben")); n != 5 {
		t.Errorf("%d ephemerals", n)
	}
}

func TestAResponseURLReplacesAndDeletesAnEphemeral(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	f := &formApp{}
	b.connect(t, f.handle(b))
	ch := b.ChannelID("sre-practice")
	text := func(s string) *slack.TextBlockObject { return slack.NewTextBlockObject("plain_text", s, false, false) }
	buttons := slack.NewActionBlock("effect-1", slack.NewButtonBlockElement("share", "a1", text("Share")))
	if _, err := b.api.PostEphemeral(ch, b.ada.ID(), slack.MsgOptionText("card", false), slack.MsgOptionBlocks(buttons)); err != nil {
		t.Fatal(err)
	}
	m := b.Ephemerals("ada")[0]
	if err := b.ben.Click(m, "Share"); err == nil {
		t.Error("ben pressed a button that only ada sees")
	}
	if err := b.ada.Click(m, "Share"); err != nil {
		t.Fatal(err)
	}
	got := f.last()
	if !got.Container.IsEphemeral || got.Message.Timestamp != "" {
		t.Errorf("container %+v message %+v", got.Container, got.Message.Msg)
	}
	if _, _, _, err := b.api.SendMessage("", slack.MsgOptionReplaceOriginal(got.ResponseURL), slack.MsgOptionText("shared", false)); err != nil {
		t.Fatal(err)
	}
	if now := b.Ephemerals("ada"); len(now) != 1 || now[0].Text != "shared" || len(now[0].Blocks) != 0 {
		t.Errorf("replaced: %+v", now)
	}
	if _, _, _, err := b.api.SendMessage("", slack.MsgOptionDeleteOriginal(got.ResponseURL)); err != nil {
		t.Fatal(err)
	}
	if now := b.Ephemerals("ada"); len(now) != 0 {
		t.Errorf("deleted: %+v", now)
	}
}

func TestShortcutsReachTheApp(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	f := &formApp{}
	b.connect(t, f.handle(b))
	if err := b.ada.Shortcut("start_mock_interview"); err != nil || f.last().CallbackID != "start_mock_interview" {
		t.Fatal(err)
	}
	ts, err := b.ben.Say("sre-practice", "hm")
	if err != nil {
		t.Fatal(err)
	}
	if err := b.ada.MessageShortcut("explain", "sre-practice", ts); err != nil || f.last().Message.Text != "hm" {
		t.Fatal(err)
	}
	if err := b.ada.Shortcut("explain"); err == nil {
		t.Error("a message shortcut ran as a global one")
	}
}
