package inbound

import (
	"encoding/json"
	"testing"

	"mock-interviewer/bot/blocks"
)

func TestClicksShortcutsAndFormsAreReducedToWhatHappened(t *testing.T) {
	t.Parallel()
	const who = `"team":{"id":"T1"},"user":{"id":"U1"},"trigger_id":"t1"`
	tests := map[string]struct {
		payload string
		want    Event
		opens   string
	}{
		"a button under a question in a thread": {
			`{"type":"block_actions",` + who + `,"channel":{"id":"C1"},"container":{"message_ts":"1.2","thread_ts":"1.1"},
			  "actions":[{"type":"button","block_id":"b1","action_id":"interview_hint","value":"i1/0"}]}`,
			Event{Kind: KindAction, Team: "T1", Channel: "C1", User: "U1", TS: "1.2", ThreadTS: "1.1", Action: blocks.ActionHint, Value: "i1/0"},
			"",
		},
		"the thread stands on the message alone": {
			`{"type":"block_actions",` + who + `,"channel":{"id":"C1"},"container":{"message_ts":"1.2"},"message":{"ts":"1.2","thread_ts":"1.1"},
			  "actions":[{"type":"button","block_id":"b1","action_id":"interview_next","value":"i1/0"}]}`,
			Event{Kind: KindAction, Team: "T1", Channel: "C1", User: "U1", TS: "1.2", ThreadTS: "1.1", Action: blocks.ActionNext, Value: "i1/0"},
			"",
		},
		"a button of a thread's root": {
			`{"type":"block_actions",` + who + `,"channel":{"id":"D1"},"container":{"message_ts":"1.1","thread_ts":"1.1"},
			  "actions":[{"type":"button","block_id":"b1","action_id":"interview_stop","value":"i1/0"}]}`,
			Event{Kind: KindAction, Team: "T1", Channel: "D1", User: "U1", Direct: true, TS: "1.1", Action: blocks.ActionStop, Value: "i1/0"},
			"",
		},
		"a button that opens a form": {
			`{"type":"block_actions",` + who + `,"channel":{"id":"D1"},"container":{"message_ts":"1.1"},
			  "actions":[{"type":"button","block_id":"b1","action_id":"settings_open"}]}`,
			Event{Kind: KindOpen, Team: "T1", Channel: "D1", User: "U1", Direct: true, TS: "1.1", Action: blocks.ActionSettings},
			blocks.CallbackSettings,
		},
		"a button that calls a grade unfair": {
			`{"type":"block_actions",` + who + `,"channel":{"id":"D1"},"container":{"message_ts":"1.1"},
			  "actions":[{"type":"button","block_id":"b1","action_id":"interview_dispute","value":"i1/0"}]}`,
			Event{Kind: KindDispute, Team: "T1", Channel: "D1", User: "U1", Direct: true, TS: "1.1", Action: blocks.ActionDispute, Value: "i1/0"},
			"",
		},
		"a link or another app's button": {
			`{"type":"block_actions",` + who + `,"channel":{"id":"C1"},"container":{"message_ts":"1.1"},"actions":[{"type":"button","block_id":"b1","action_id":"x9"}]}`,
			Event{Kind: KindIgnored, Team: "T1", Channel: "C1", User: "U1", TS: "1.1", Action: "x9"},
			"",
		},
		"a click without an action": {
			`{"type":"block_actions",` + who + `,"channel":{"id":"C1"},"actions":[]}`,
			Event{Kind: KindIgnored, Team: "T1", Channel: "C1", User: "U1"},
			"",
		},
		"a choice in the start modal": {
			`{"type":"block_actions",` + who + `,"view":{"id":"V1","callback_id":"start_mock_interview"},"actions":[{"type":"static_select","block_id":"b1","action_id":"choice"}]}`,
			Event{Kind: KindPreview, Team: "T1", User: "U1"},
			"",
		},
		"the global shortcut": {
			`{"type":"shortcut",` + who + `,"callback_id":"start_mock_interview"}`,
			Event{Kind: KindOpen, Team: "T1", User: "U1"},
			"",
		},
		"the shortcut on one's own message": {
			`{"type":"message_action",` + who + `,"channel":{"id":"C1"},"callback_id":"answer_as_question","message":{"user":"U1","text":"a &lt; b"}}`,
			Event{Kind: KindOpen, Team: "T1", Channel: "C1", User: "U1", Text: "a < b"},
			blocks.CallbackOwn,
		},
		"a modal that was closed": {
			`{"type":"view_closed",` + who + `,"view":{"callback_id":"start_mock_interview"}}`,
			Event{Kind: KindIgnored, Team: "T1", User: "U1"},
			"",
		},
		"a form of another app's": {
			`{"type":"view_submission",` + who + `,"view":{"callback_id":"x9"}}`,
			Event{Kind: KindIgnored, Team: "T1", User: "U1"},
			"",
		},
		"an interaction of next year": {`{"type":"telepathy",` + who + `}`, Event{Kind: KindUnknown, Team: "T1", User: "U1"}, ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := parse(t, "interactive", tt.payload)
			if a, b := encode(t, got), encode(t, tt.want); a != b {
				t.Errorf("got  %s\nwant %s", a, b)
			}
			if got.Opens != tt.opens || got.Trigger != "t1" {
				t.Errorf("opens %q with %q, want %q", got.Opens, got.Trigger, tt.opens)
			}
		})
	}
}

func parse(t *testing.T, kind, payload string) Event {
	t.Helper()
	if !json.Valid([]byte(payload)) {
		t.Fatalf("the test's own payload is no JSON: %s", payload)
	}
	return Parse(Envelope{ID: "e1", Type: kind, Payload: json.RawMessage(payload)}, us)
}

func TestWhatIsWrongWithAFormGoesBackInTheAckAndChangesNothing(t *testing.T) {
	t.Parallel()
	for _, callback := range []string{
		blocks.CallbackStart, blocks.CallbackDispute, blocks.CallbackDaily, blocks.CallbackPrivate, blocks.CallbackPanel,
		blocks.CallbackSettings, blocks.CallbackOwn, blocks.CallbackHeard,
	} {
		t.Run(callback, func(t *testing.T) {
			t.Parallel()
			got := parse(t, "interactive", `{"type":"view_submission","team":{"id":"T1"},"user":{"id":"U1"},"view":{"callback_id":"`+callback+`"}}`)
			if got.AckWith == nil || got.ChangesState() {
				t.Errorf("an empty form is taken: %s", encode(t, got))
			}
		})
	}
}

func TestASlashCommandIsReadAsTyped(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		channel, text string
		want          Event
		opens         string
	}{
		"alone it opens the start modal":        {"C1", " ", Event{Kind: KindOpen, Channel: "C1"}, ""},
		"daily in a channel opens its form":     {"C1", "Daily", Event{Kind: KindOpen, Channel: "C1", Text: "Daily"}, blocks.CallbackDaily},
		"daily in a direct message is answered": {"D1", "daily", Event{Kind: KindSlash, Channel: "D1", Direct: true, Text: "daily"}, ""},
		"a colleague is named": {
			"C1", "start <@U2|ben> 3", Event{Kind: KindSlash, Channel: "C1", Text: "start 3", Named: "U2"}, "",
		},
		"what Slack escapes is a character again": {"C1", "a &amp; b", Event{Kind: KindSlash, Channel: "C1", Text: "a & b"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			payload, _ := json.Marshal(map[string]string{
				"team_id": "T1", "user_id": "U1", "channel_id": c.channel, "text": c.text, "response_url": "https://hooks/1", "trigger_id": "t1",
			})
			got := parse(t, "slash_commands", string(payload))
			c.want.Team, c.want.User, c.want.ResponseURL = "T1", "U1", "https://hooks/1"
			if a, b := encode(t, got), encode(t, c.want); a != b || got.Opens != c.opens || got.Trigger != "t1" {
				t.Errorf("got  %s (opens %q)\nwant %s (opens %q)", a, got.Opens, b, c.opens)
			}
			if len(got.Keys) != 1 || got.Keys[0] != "envelope:e1" {
				t.Errorf("known by %v", got.Keys)
			}
		})
	}
}

func TestARecordingStandsForTheTextThatIsMissing(t *testing.T) {
	t.Parallel()
	const clip = `{"id":"F1","name":"a.m4a","mimetype":"audio/mp4","size":9,"url_private_download":"https://files/1",
		"transcription":{"status":"complete","preview":{"content":" I would roll back. ","has_more":false}}}`
	said := func(text, files string) *Clip {
		return event(t, `{"type":"message","subtype":"file_share","channel":"D1","user":"U1","ts":"1.1","text":"`+text+`","files":[`+files+`]}`).Clip
	}
	if c := said("", `"strange",{"id":"F0","mimetype":"image/png"},`+clip); c == nil || c.File != "F1" || c.Heard != "I would roll back." || !c.Whole {
		t.Errorf("heard %+v", c)
	}
	if c := said("my answer", clip); c != nil {
		t.Errorf("a recording beside words stands for them: %+v", c)
	}
	if c := said("", `{"id":"F0","mimetype":"image/png"}`); c != nil {
		t.Errorf("a picture is heard: %+v", c)
	}
	if c := said("", `{"id":"F1","mimetype":"audio/mp4","transcription":{"status":"processing"}}`); c == nil || !c.Coming || c.Whole {
		t.Errorf("slack still listens: %+v", c)
	}
}

func TestAConversationOpenedIsKnownByItsPersonAndThread(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		inner string
		want  Event
	}{
		"the messages tab": {
			`{"type":"app_home_opened","user":"U1","channel":"D1","tab":"messages"}`,
			Event{Kind: KindChat, Team: "T1", Channel: "D1", User: "U1", Direct: true},
		},
		"a thread of an agent": {
			`{"type":"assistant_thread_started","assistant_thread":{"user_id":"U1","channel_id":"D1","thread_ts":"1.1"}}`,
			Event{Kind: KindChat, Team: "T1", Channel: "D1", User: "U1", Direct: true, ThreadTS: "1.1"},
		},
		"a thread of nobody": {`{"type":"assistant_thread_started"}`, Event{Kind: KindIgnored, Team: "T1"}},
	} {
		if a, b := encode(t, event(t, c.inner)), encode(t, c.want); a != b {
			t.Errorf("%s: got  %s\nwant %s", name, a, b)
		}
	}
}
