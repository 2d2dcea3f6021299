package doctor

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"mock-interviewer/bot/manifest"
	"mock-interviewer/bot/workspace"
)

// patient is a workspace with one fault, and the doctor at its bed.
type patient struct {
	manifest  slack.Manifest
	bot, app  string // tokens; empty: the right ones
	url       string
	faults    workspace.Faults
	channel   string // its name; default team
	notByID   bool
	withoutMe bool
}

func (p patient) examine(t *testing.T) []Finding {
	t.Helper()
	if p.manifest.Features.BotUser.DisplayName == "" {
		p.manifest = *manifest.New()
	}
	space, err := workspace.New(workspace.Config{Manifest: p.manifest, Channels: []workspace.ChannelSpec{
		{Name: "team", WithBot: !p.withoutMe},
		{Name: "closed", WithBot: true, Archived: true},
		{Name: "secret", Private: true},
		{Name: "ours", Private: true, WithBot: true},
	}})
	if err != nil {
		t.Fatal(err)
	}
	server, err := space.Start(t.Context(), "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Close)
	space.SetFaults(p.faults)
	or := func(value, otherwise string) string {
		if value != "" {
			return strings.NewReplacer("BOT", server.BotToken(), "APP", server.AppToken()).Replace(value)
		}
		return otherwise
	}
	s := New(or(p.bot, server.BotToken()), or(p.app, server.AppToken()), or(p.url, server.APIURL()))
	found := append(s.BotToken(t.Context()), s.AppToken(t.Context()))
	if found[0].Level == OK {
		channel := space.ChannelID(or(p.channel, "team"))
		if p.notByID {
			channel = "#" + or(p.channel, "team")
		}
		found = append(found, s.Channel(t.Context(), "daily", channel))
	}
	for _, f := range found {
		if text := fmt.Sprint(f); strings.Contains(text, server.BotToken()) || strings.Contains(text, server.AppToken()) || strings.Contains(text, "SECRET") {
			t.Errorf("a token is in %s", text)
		}
		if (f.Level == OK) != (f.Mend == "") {
			t.Errorf("%s with the mend %q", f.Level, f.Mend)
		}
	}
	if said := space.AllMessages(); len(said) > 0 {
		t.Errorf("it was heard: %v", said)
	}
	return found
}

// without is the full manifest less some scopes, and less the events that need them.
func without(scopes ...string) slack.Manifest {
	m := manifest.New()
	m.OAuthConfig.Scopes.Bot = slices.DeleteFunc(m.OAuthConfig.Scopes.Bot, func(s string) bool { return slices.Contains(scopes, s) })
	m.Settings.EventSubscriptions.BotEvents = nil
	if slices.Contains(scopes, "commands") {
		m.Features.SlashCommands = nil
	}
	return *m
}

func TestEachSingleFaultIsNamedWithItsMend(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		patient
		want []string // what is not ok, "level what: detail — mend" by some words of it
	}{
		"nothing":              {patient{}, nil},
		"a private channel":    {patient{channel: "ours"}, nil},
		"a bad bot token":      {patient{bot: "xoxb-1-SECRET"}, []string{"fail bot token: Slack does not know it|SLACK_BOT_TOKEN"}},
		"a bad app token":      {patient{app: "xapp-1-SECRET"}, []string{"fail app token: Slack does not know it|SLACK_APP_TOKEN"}},
		"swapped tokens":       {patient{bot: "APP", app: "BOT"}, []string{"fail bot token: |swapped", "fail app token: |swapped"}},
		"no chat:write":        {patient{manifest: without("chat:write")}, []string{"fail scopes: chat:write is missing|install the app again", "fail daily: |may not post"}},
		"no users:read":        {patient{manifest: without("users:read")}, []string{"fail scopes: users:read is missing"}},
		"two scopes":           {patient{manifest: without("commands", "im:history")}, []string{"fail scopes: commands", "fail scopes: im:history"}},
		"a minimal manifest":   {patient{manifest: *manifest.Minimal.Manifest()}, []string{"warn scopes: channels:history is missing|--minimal", "warn scopes: groups:history is missing|--minimal"}},
		"minimal, not invited": {patient{manifest: *manifest.Minimal.Manifest(), withoutMe: true}, []string{"warn", "warn", "fail daily: |/invite @mock-interviewer"}},
		"not invited":          {patient{withoutMe: true}, []string{"fail daily: |not in the channel|/invite @mock-interviewer"}},
		"not in a private one": {patient{channel: "secret"}, []string{"fail daily: |private one that the bot is not in"}},
		"an archived channel":  {patient{channel: "closed"}, []string{"fail daily: |archived|bring it back"}},
		"no such channel":      {patient{channel: "nowhere", notByID: true}, []string{"fail daily: |no such channel"}},
		"Slack down": {patient{url: "http://127.0.0.1:1/api/"}, []string{
			"fail bot token: Slack cannot be reached|connection refused|SLACK_API_URL", "fail app token: Slack cannot be reached",
		}},
		"Slack in trouble": {patient{faults: workspace.Faults{ErrorBefore: 1, Methods: []string{"apps.connections.open"}}}, []string{"fail app token: Slack cannot be reached|500"}},
		"too many calls":   {patient{faults: workspace.Faults{RateLimit: 1, Methods: []string{"apps.connections.open"}}}, []string{"warn app token: Slack asks to wait"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			found := slices.DeleteFunc(c.examine(t), func(f Finding) bool { return f.Level == OK })
			if len(found) != len(c.want) {
				t.Fatalf("found %+v, want %q", found, c.want)
			}
			for i, f := range found {
				text := fmt.Sprintf("%s %s: %s — %s", f.Level, f.What, f.Detail, f.Mend)
				for word := range strings.SplitSeq(c.want[i], "|") {
					if !strings.Contains(text, word) {
						t.Errorf("%q does not say %q", text, word)
					}
				}
			}
		})
	}
}

func TestTheAppOfAnAppTokenIsRead(t *testing.T) {
	t.Parallel()
	for token, want := range map[string]string{
		"xapp-1-A0123456789-987-abc": "A0123456789", "xapp-1-local-practice-app": "", "": "", "xoxb-1-A0123456789-1": "",
	} {
		if got := appOf(token); got != want {
			t.Errorf("%q: got %q, want %q", token, got, want)
		}
	}
}

func TestEveryRefusalOfATokenHasItsOwnMend(t *testing.T) {
	t.Parallel()
	for refusal, want := range map[string]struct{ detail, mend string }{
		"invalid_auth":           {"does not know it", "copy it again"},
		"token_revoked":          {"withdrawn", "install the app again"},
		"account_inactive":       {"withdrawn", "install the app again"},
		"token_expired":          {"expired", "rotation off"},
		"missing_scope":          {"lacks the scope connections:write", "with connections:write"},
		"not_allowed_token_type": {"swapped", "xoxb- token into SLACK_BOT_TOKEN"},
		"internal_error":         {"trouble of its own", "later"},
		"unheard_of":             {"refuses it (unheard_of)", "look up unheard_of"},
	} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			fmt.Fprintf(w, `{"ok":false,"error":%q}`, refusal)
		}))
		t.Cleanup(server.Close)
		s := New("xoxb-1-SECRET", "xapp-1-SECRET", server.URL+"/")
		for _, f := range append(s.BotToken(t.Context()), s.AppToken(t.Context())) {
			if f.Level != Fail || !strings.Contains(f.Detail, want.detail) || !strings.Contains(f.Mend, want.mend) {
				t.Errorf("%s: %+v", refusal, f)
			}
		}
	}
}
