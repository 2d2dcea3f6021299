package workspace_test

import (
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"mock-interviewer/bot/workspace"
)

func call(t *testing.T, b *bench, method, token string, args url.Values) (string, http.Header) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, b.srv.APIURL()+method, strings.NewReader(args.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("Authorization", "Bearer "+token)
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	buf := new(strings.Builder)
	_, _ = io.Copy(buf, res.Body)
	return buf.String(), res.Header
}

func TestCallsAreRefusedByName(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	bot, appLevel := b.srv.BotToken(), b.srv.AppToken()
	for name, c := range map[string]struct{ method, token, want string }{
		"unknown method":              {"chat.postMesage", bot, "unknown_method"},
		"no token":                    {"auth.test", "", "not_authed"},
		"someone else's token":        {"auth.test", "xoxb-other", "invalid_auth"},
		"bot token for a socket":      {"apps.connections.open", bot, "not_allowed_token_type"},
		"app token for a message":     {"chat.postMessage", appLevel, "not_allowed_token_type"},
		"a scope not in the manifest": {"reactions.add", bot, `"needed":"reactions:write"`},
		"names the scopes there are":  {"reactions.add", bot, `"provided":"app_mentions:read,`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got, _ := call(t, b, c.method, c.token, nil); !strings.Contains(got, c.want) {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestAuthTestNamesTheScopes(t *testing.T) {
	t.Parallel()
	b := start(t, func(c *workspace.Config) { c.RefuseOptionalScopes = true })
	body, head := call(t, b, "auth.test", b.srv.BotToken(), nil)
	if !strings.Contains(body, b.App().UserID) || !strings.Contains(head.Get("X-OAuth-Scopes"), "chat:write") ||
		strings.Contains(head.Get("X-OAuth-Scopes"), "assistant:write") {
		t.Errorf("%s %v", body, head)
	}
	r, err := b.api.AuthTest()
	if err != nil || r.BotID != b.App().BotID || r.TeamID != b.Team().ID {
		t.Fatal(r, err)
	}
}

func TestUsersHaveTheirTimeZones(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	u, err := b.api.GetUserInfo(b.ben.ID())
	if err != nil || u.TZ != "America/New_York" || u.RealName != "Ben Okafor" || u.TZOffset == 0 {
		t.Fatalf("%+v %v", u, err)
	}
	if _, err := b.api.GetUserInfo("U404"); err == nil || err.Error() != "user_not_found" {
		t.Error(err)
	}
}

func TestRateLimitSaysWhenToComeBack(t *testing.T) {
	t.Parallel()
	now := time.Now()
	b := start(t, func(c *workspace.Config) { c.Limits = true; c.Now = func() time.Time { return now } })
	var limited *slack.RateLimitedError
	posted := 0
	for range 10 {
		_, _, err := b.api.PostMessage(b.ChannelID("sre-practice"), slack.MsgOptionText("x", false))
		if errors.As(err, &limited) {
			break
		}
		posted++
	}
	if limited == nil || limited.RetryAfter != time.Second || posted != 5 {
		t.Errorf("posted %d, then %+v", posted, limited)
	}
	if _, _, err := b.api.PostMessage(b.ada.ID(), slack.MsgOptionText("x", false)); err != nil {
		t.Error("another channel has its own limit:", err)
	}
}

func TestRepliesArePagedOldestFirstAndHistoryNewestFirst(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	ch := b.ChannelID("sre-practice")
	parent, _ := b.ada.Say("sre-practice", "parent")
	for _, s := range []string{"one", "two", "three"} {
		if _, err := b.ben.Reply("sre-practice", parent, s); err != nil {
			t.Fatal(err)
		}
	}
	last, _ := b.ada.Say("sre-practice", "last")
	p := &slack.GetConversationRepliesParameters{ChannelID: ch, Timestamp: parent, Limit: 3}
	first, more, cursor, err := b.api.GetConversationReplies(p)
	if err != nil || !more || len(first) != 3 || first[0].Text != "parent" || first[0].ReplyCount != 3 || first[2].Text != "two" {
		t.Fatal(first, more, err)
	}
	p.Cursor = cursor
	rest, more, _, err := b.api.GetConversationReplies(p)
	if err != nil || more || len(rest) != 1 || rest[0].Text != "three" {
		t.Fatal(rest, more, err)
	}
	h, err := b.api.GetConversationHistory(&slack.GetConversationHistoryParameters{ChannelID: ch})
	if err != nil || len(h.Messages) != 2 || h.Messages[0].Text != "last" {
		t.Fatal(h, err)
	}
	h, err = b.api.GetConversationHistory(&slack.GetConversationHistoryParameters{ChannelID: ch, Oldest: parent, Latest: last})
	if err != nil || len(h.Messages) != 0 {
		t.Error("oldest and latest are not included unless asked for:", h.Messages, err)
	}
}

func TestAMessageAfterSpoiledCallsIsThereExactlyWhenItShould(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		faults workspace.Faults
		there  int
	}{
		"error after":  {workspace.Faults{ErrorAfter: 1}, 1},
		"lost reply":   {workspace.Faults{LoseReply: 1}, 1},
		"error before": {workspace.Faults{ErrorBefore: 1}, 0},
		"rate limit":   {workspace.Faults{RateLimit: 1, RetryAfter: 2 * time.Second}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := start(t, nil)
			b.SetFaults(c.faults)
			_, _, err := b.api.PostMessage(b.ChannelID("sre-practice"), slack.MsgOptionText("x", false))
			if err == nil {
				t.Error("no error")
			}
			if n := len(b.Messages("sre-practice")); n != c.there {
				t.Errorf("%d messages, want %d", n, c.there)
			}
			if len(b.FaultCounts()) != 1 {
				t.Errorf("counts %v", b.FaultCounts())
			}
		})
	}
}

func TestAWrongManifestIsRefused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ file, want string }{
		"unknown field":       {"display_information: {nam: x}", "nam"},
		"event without scope": {`{features: {bot_user: {display_name: b}}, settings: {socket_mode_enabled: true, event_subscriptions: {bot_events: [message.im]}}}`, "im:history"},
		"unknown event":       {`{features: {bot_user: {display_name: b}}, settings: {socket_mode_enabled: true, event_subscriptions: {bot_events: [mesage.im]}}}`, "mesage.im"},
		"no socket mode":      {`{features: {bot_user: {display_name: b}}}`, "socket_mode_enabled"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := workspace.New(workspace.Config{ManifestFile: []byte(c.file)})
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error is %v, want %s in it", err, c.want)
			}
		})
	}
}
