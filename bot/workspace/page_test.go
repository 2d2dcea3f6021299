package workspace_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"

	"mock-interviewer/bot/workspace"
)

func get(t *testing.T, b *bench, path string, change func(*http.Request)) *http.Response {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, b.srv.URL()+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	if change != nil {
		change(req)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = res.Body.Close() })
	return res
}

func state(t *testing.T, b *bench, user string) workspace.State {
	t.Helper()
	var s workspace.State
	if err := json.NewDecoder(get(t, b, "/ui/state?user="+user, nil).Body).Decode(&s); err != nil {
		t.Fatal(err)
	}
	return s
}

func act(t *testing.T, b *bench, a map[string]any) workspace.ActResult {
	t.Helper()
	data, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, b.srv.URL()+"/ui/act", bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	var r workspace.ActResult
	if err := json.NewDecoder(res.Body).Decode(&r); err != nil {
		t.Fatal(err)
	}
	return r
}

func TestThePageAndItsFilesAreServed(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	for path, kind := range map[string]string{"/": "text/html", "/page/js/main.js": "javascript", "/page/css/base.css": "text/css"} {
		res := get(t, b, path, nil)
		if res.StatusCode != http.StatusOK || !strings.Contains(res.Header.Get("Content-Type"), kind) {
			t.Errorf("%s: %d %s", path, res.StatusCode, res.Header.Get("Content-Type"))
		}
	}
}

func TestOtherSitesAreRefused(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	for name, c := range map[string]struct {
		path   string
		change func(*http.Request)
	}{
		"another host's name": {"/ui/state", func(r *http.Request) { r.Host = "evil.example" }},
		"another origin":      {"/ui/state", func(r *http.Request) { r.Header.Set("Origin", "https://evil.example") }},
		"another port":        {"/ui/state", func(r *http.Request) { r.Header.Set("Origin", "http://127.0.0.1:1") }},
		"a cross-site fetch":  {"/ui/events", func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") }},
		"the API by a page":   {"/api/auth.test", func(r *http.Request) { r.Header.Set("Origin", "https://evil.example") }},
		"a socket by a page":  {"/socket/x", func(r *http.Request) { r.Header.Set("Origin", "https://evil.example") }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if res := get(t, b, c.path, c.change); res.StatusCode != http.StatusForbidden {
				t.Errorf("status %d", res.StatusCode)
			}
		})
	}
	w, err := workspace.New(workspace.Config{ManifestFile: []byte(`{features: {bot_user: {display_name: b}}, settings: {socket_mode_enabled: true}}`)})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Start(t.Context(), "0.0.0.0:0"); err == nil {
		t.Error("it listened beyond loopback")
	}
}

func TestTheStateIsWhatOnePersonSees(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	if _, err := b.ben.Say(b.ben.DM(), "my secret"); err != nil {
		t.Fatal(err)
	}
	if _, err := b.api.PostEphemeral(b.ChannelID("sre-practice"), b.ben.ID(), slack.MsgOptionText("for ben", false)); err != nil {
		t.Fatal(err)
	}
	if _, err := b.ben.Say("sre-practice", "hello"); err != nil {
		t.Fatal(err)
	}
	s := state(t, b, b.ada.ID())
	whole, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(whole), "my secret") || strings.Contains(string(whole), "for ben") {
		t.Error("ada sees what is ben's")
	}
	ch := b.ChannelID("sre-practice")
	if s.You.ID != b.ada.ID() || len(s.People) != 3 || len(s.Channels) != 3 || len(s.Messages[ch]) != 1 || s.Commands[0].Command != "/mock-interview" {
		t.Errorf("state %s", whole)
	}
	for _, c := range s.Channels {
		if c.ID == ch && (c.Unread != 1 || !c.IsMemberBot) {
			t.Errorf("channel %+v", c)
		}
	}
	act(t, b, map[string]any{"user": b.ada.ID(), "action": "read", "channel": ch})
	for _, c := range state(t, b, b.ada.ID()).Channels {
		if c.Unread != 0 {
			t.Errorf("still unread: %+v", c)
		}
	}
}

// changes reads a person's event stream into a channel.
func changes(t *testing.T, b *bench, user string) <-chan workspace.Change {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	t.Cleanup(cancel)
	res := get(t, b, "/ui/events?user="+user+"&after=0", func(r *http.Request) { *r = *r.WithContext(ctx) })
	out := make(chan workspace.Change, 1000)
	go func() {
		defer close(out)
		lines := bufio.NewScanner(res.Body)
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			data, ok := strings.CutPrefix(lines.Text(), "data: ")
			var c workspace.Change
			if ok && json.Unmarshal([]byte(data), &c) == nil && c.Type != "inspect" {
				out <- c
			}
		}
	}()
	return out
}

func TestTheStreamTellsEachPersonTheirOwn(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	stream := changes(t, b, b.ada.ID())
	ch := b.ChannelID("sre-practice")
	if _, err := b.ben.Say(b.ben.DM(), "my secret"); err != nil {
		t.Fatal(err)
	}
	for _, p := range []*workspace.Person{b.ben, b.ada} {
		if _, err := b.api.PostEphemeral(ch, p.ID(), slack.MsgOptionText("for "+p.Info().Name, false)); err != nil {
			t.Fatal(err)
		}
	}
	first := <-stream
	if first.Type != "ephemeral" || first.Message.Text != "for ada" {
		t.Errorf("first change is %+v", first)
	}
	ts, err := b.ada.Say("sre-practice", "hello")
	if err != nil {
		t.Fatal(err)
	}
	if c := <-stream; c.Type != "message" || c.Message.TS != ts || c.Channel != ch {
		t.Errorf("then %+v", c)
	}
	if err := b.ada.Delete("sre-practice", ts); err != nil {
		t.Fatal(err)
	}
	if c := <-stream; c.Type != "message_deleted" || c.TS != ts {
		t.Errorf("then %+v", c)
	}
}

func TestThePageCanDoEverything(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	f := &formApp{}
	b.connect(t, f.handle(b))
	ada, ch := b.ada.ID(), b.ChannelID("sre-practice")
	ok := func(a map[string]any) workspace.ActResult {
		t.Helper()
		a["user"] = ada
		r := act(t, b, a)
		if !r.OK {
			t.Errorf("%v: %s", a["action"], r.Error)
		}
		return r
	}
	said := ok(map[string]any{"action": "say", "channel": ch, "text": "hello"})
	ok(map[string]any{"action": "edit", "channel": ch, "ts": said.TS, "text": "hello there"})
	ok(map[string]any{"action": "react", "channel": ch, "ts": said.TS, "text": "eyes"})
	ok(map[string]any{"action": "message_shortcut", "callback_id": "explain", "channel": ch, "ts": said.TS})
	ok(map[string]any{"action": "shortcut", "callback_id": "start_mock_interview"})
	ok(map[string]any{"action": "open_home"})
	ok(map[string]any{"action": "slash", "channel": ch, "command": "/mock-interview", "text": "form"})
	v := state(t, b, ada).Modals[0]
	r := act(t, b, map[string]any{"user": ada, "action": "submit", "view_id": v.ID, "state": map[string]any{}})
	if r.OK || r.Errors["cat"] == "" {
		t.Errorf("an empty form was taken: %+v", r)
	}
	chosen := map[string]any{"type": "static_select", "selected_option": map[string]any{"text": map[string]any{"type": "plain_text", "text": "TECHNICAL"}, "value": "technical"}}
	ok(map[string]any{"action": "submit", "view_id": v.ID, "state": map[string]any{"cat": map[string]any{"category": chosen}}})
	if got := f.last().View.State.Values["cat"]["category"].SelectedOption.Value; got != "technical" {
		t.Errorf("chosen %q", got)
	}
	ok(map[string]any{"action": "delete", "channel": ch, "ts": said.TS})
	for want, a := range map[string]map[string]any{
		"slash commands are not supported in threads": {"action": "slash", "channel": ch, "command": "/mock-interview", "thread_ts": said.TS},
		"There is no such button":                     {"action": "click", "view_id": "", "channel": ch, "ts": b.mustSay(t)},
		"is not an action":                            {"action": "dance"},
	} {
		a["user"] = ada
		if r := act(t, b, a); r.OK || !strings.Contains(r.Error, want) {
			t.Errorf("%v: %+v, want %s", a["action"], r, want)
		}
	}
}

func (b *bench) mustSay(t *testing.T) string {
	t.Helper()
	ts, err := b.ada.Say("sre-practice", "x")
	if err != nil {
		t.Fatal(err)
	}
	return ts
}

func TestThePageSaysInASentenceThatTheAppIsSilent(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	slash := map[string]any{"user": b.ada.ID(), "action": "slash", "channel": b.ada.DM(), "command": "/mock-interview"}
	if r := act(t, b, slash); r.OK || !strings.Contains(r.Error, "not connected") {
		t.Errorf("%+v", r)
	}
	b.connect(t, func(socketmode.Event) (any, bool) { return nil, false })
	if r := act(t, b, slash); r.OK || !strings.Contains(r.Error, "did not respond in time") {
		t.Errorf("%+v", r)
	}
}

func TestTheInspectorHoldsNoToken(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	b.connect(t, nil)
	if _, _, err := b.api.PostMessage(b.ChannelID("sre-practice"), slack.MsgOptionText("hi", false)); err != nil {
		t.Fatal(err)
	}
	var rows []workspace.Entry
	if err := json.NewDecoder(get(t, b, "/ui/inspect", nil).Body).Decode(&rows); err != nil {
		t.Fatal(err)
	}
	whole, err := json.Marshal(rows)
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) == 0 || strings.Contains(string(whole), b.srv.BotToken()) || strings.Contains(string(whole), b.srv.AppToken()) {
		t.Errorf("%d rows: %s", len(rows), whole)
	}
	if calls := b.Calls("chat.postMessage"); len(calls) != 1 || calls[0].Outcome != "ok" {
		t.Errorf("calls %+v", calls)
	}
}

func TestAThreadOfTheDirectMessageIsCalledWhatTheAppCallsIt(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	dm := b.ada.DM()
	ts, err := b.ada.Say(dm, "practice")
	if err != nil {
		t.Fatal(err)
	}
	stream := changes(t, b, b.ada.ID())
	for _, title := range []string{"Practice", "Practice, Technical"} {
		if err := b.api.SetAssistantThreadsTitleContext(t.Context(), slack.AssistantThreadsSetTitleParameters{ChannelID: dm, ThreadTS: ts, Title: title}); err != nil {
			t.Fatal(err)
		}
		for c := range stream {
			if c.Type == "title" {
				if c.Channel != dm || c.TS != ts || c.Text != title {
					t.Errorf("the change is %+v", c)
				}
				break
			}
		}
	}
	for _, c := range state(t, b, b.ada.ID()).Channels {
		if c.ID == dm && c.Titles[ts] != "Practice, Technical" {
			t.Errorf("the titles are %v", c.Titles)
		}
	}
}
