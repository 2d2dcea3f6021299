package inbound

import (
	"encoding/json"
	"strings"
	"testing"
)

// us is our own user id.
const us = "UBOT"

func event(t *testing.T, inner string) Event {
	t.Helper()
	payload := `{"type":"event_callback","team_id":"T1","event_id":"Ev1","event":` + inner + `}`
	if !json.Valid([]byte(payload)) {
		t.Fatalf("the test's own payload is no JSON: %s", payload)
	}
	return Parse(Envelope{ID: "e1", Type: "events_api", Payload: json.RawMessage(payload)}, us)
}

func TestEventsAreReducedToWhatHappened(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		inner string
		want  Event
	}{
		"a direct message": {
			`{"type":"message","channel":"D1","channel_type":"im","user":"U1","text":"hint","ts":"1.1"}`,
			Event{Kind: KindMessage, Channel: "D1", User: "U1", Direct: true, TS: "1.1", Text: "hint"},
		},
		"a reply in a thread": {
			`{"type":"message","channel":"C1","channel_type":"channel","user":"U1","text":"a &lt;b&gt; &amp; c","ts":"1.2","thread_ts":"1.1"}`,
			Event{Kind: KindMessage, Channel: "C1", User: "U1", TS: "1.2", ThreadTS: "1.1", Text: "a <b> & c"},
		},
		"a reply with a file": {
			`{"type":"message","subtype":"file_share","channel":"C1","user":"U1","text":"see","ts":"1.2","thread_ts":"1.1"}`,
			Event{Kind: KindMessage, Channel: "C1", User: "U1", TS: "1.2", ThreadTS: "1.1", Text: "see"},
		},
		"a file and nothing else": {
			`{"type":"message","subtype":"file_share","channel":"D1","user":"U1","text":"","ts":"1.2","files":[{"id":"F1","mimetype":"image/png"}]}`,
			Event{Kind: KindMessage, Channel: "D1", User: "U1", Direct: true, TS: "1.2", Unseen: true},
		},
		"said with /me": {
			`{"type":"message","subtype":"me_message","channel":"D1","user":"U1","text":"rolls back","ts":"1.2"}`,
			Event{Kind: KindMessage, Channel: "D1", User: "U1", Direct: true, TS: "1.2", Text: "rolls back"},
		},
		"a mention": {
			`{"type":"app_mention","channel":"C1","user":"U1","text":"<@UBOT> start","ts":"1.3"}`,
			Event{Kind: KindMessage, Channel: "C1", User: "U1", TS: "1.3", Mention: true, Text: "start"},
		},
		"an edit": {
			`{"type":"message","subtype":"message_changed","channel":"D1","channel_type":"im","ts":"9","message":{"type":"message","user":"U1","text":"new","ts":"1.1"}}`,
			Event{Kind: KindEdited, Channel: "D1", User: "U1", Direct: true, TS: "1.1", Text: "new"},
		},
		"a deletion": {
			`{"type":"message","subtype":"message_deleted","channel":"C1","ts":"9","deleted_ts":"1.2","previous_message":{"user":"U1","text":"x","ts":"1.2","thread_ts":"1.1"}}`,
			Event{Kind: KindDeleted, Channel: "C1", User: "U1", TS: "1.2", ThreadTS: "1.1"},
		},
		"another bot's message": {
			`{"type":"message","channel":"C1","user":"U9","bot_id":"B9","text":"x","ts":"1.2","thread_ts":"1.1"}`,
			Event{Kind: KindIgnored, Channel: "C1", User: "U9"},
		},
		"our own message": {
			`{"type":"message","channel":"C1","user":"UBOT","text":"x","ts":"1.2"}`,
			Event{Kind: KindIgnored, Channel: "C1", User: "UBOT"},
		},
		"an edit of our own message": {
			`{"type":"message","subtype":"message_changed","channel":"C1","message":{"user":"UBOT","bot_id":"B1","text":"x","ts":"1.2"}}`,
			Event{Kind: KindIgnored, Channel: "C1"},
		},
		"Home": {
			`{"type":"app_home_opened","user":"U1","channel":"D1","tab":"home"}`,
			Event{Kind: KindHome, Channel: "D1", User: "U1", Direct: true},
		},
		"an event of next year": {
			`{"type":"telepathy","user":"U1"}`,
			Event{Kind: KindUnknown, User: "U1"},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := event(t, tt.inner)
			tt.want.Team = "T1"
			a, b := encode(t, got), encode(t, tt.want)
			if a != b {
				t.Errorf("got  %s\nwant %s", a, b)
			}
		})
	}
}

func encode(t *testing.T, in Event) string {
	t.Helper()
	body, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

func TestAMessageIsKnownByItsPlaceAndTimeWhateverEventBringsIt(t *testing.T) {
	t.Parallel()
	said := event(t, `{"type":"message","channel":"C1","user":"U1","text":"<@UBOT> hi","ts":"1.3"}`)
	mentioned := event(t, `{"type":"app_mention","channel":"C1","user":"U1","text":"<@UBOT> hi","ts":"1.3"}`)
	if !shares(said.Keys, mentioned.Keys, "message:") {
		t.Errorf("%v and %v name no common message", said.Keys, mentioned.Keys)
	}
}

func shares(a, b []string, prefix string) bool {
	for _, x := range a {
		for _, y := range b {
			if x == y && strings.HasPrefix(x, prefix) {
				return true
			}
		}
	}
	return false
}

func TestBrokenEnvelopesAreUnknownNotFatal(t *testing.T) {
	t.Parallel()
	for _, kind := range []string{"events_api", "interactive", "slash_commands", "smoke_signal"} {
		for _, payload := range []string{``, `null`, `[]`, `"x"`, `{"event":7}`, `{"event":{"type":"message","message":null,"subtype":"message_changed"}}`} {
			in := Parse(Envelope{ID: "e", Type: kind, Payload: json.RawMessage(payload)}, us)
			if in.ChangesState() && in.User != "" {
				t.Errorf("%s %s: taken as %s", kind, payload, in.Kind)
			}
		}
	}
}

func TestPlainTextUndoesSlacksMarkup(t *testing.T) {
	t.Parallel()
	tests := map[string]string{
		"<@UBOT> start 2":                 "start 2",
		"see <https://a.b/c|the runbook>": "see the runbook",
		"see <https://a.b/c>":             "see https://a.b/c",
		"<#C1|ops> and <!channel>":        "#ops and @channel",
		"<@U2> said &lt;b&gt;":            "@U2 said <b>",
		"a &lt; b":                        "a < b",
		"a < b":                           "a < b",
		"&amp;lt;":                        "&lt;",
	}
	for in, want := range tests {
		if got := plainText(in, us); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func FuzzEnvelope(f *testing.F) {
	f.Add("events_api", `{"type":"event_callback","event":{"type":"message","text":"<@U"}}`)
	f.Add("interactive", `{"type":"block_actions","actions":[{"action_id":"interview_next","value":"x/0"}]}`)
	f.Add("interactive", `{"type":"view_submission","view":{"callback_id":"start_mock_interview"}}`)
	f.Add("slash_commands", `{"text":"start"}`)
	f.Fuzz(func(t *testing.T, kind, payload string) {
		in := Parse(Envelope{ID: "e", Type: kind, Payload: json.RawMessage(payload)}, us)
		if len(in.Text) > MostText+8 {
			t.Errorf("a text of %d bytes was taken in", len(in.Text))
		}
	})
}
