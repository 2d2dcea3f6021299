// Package doctor asks Slack whether the bot has what it needs, and says how to mend what it has not. It posts nothing
// that anybody sees and opens no socket: a socket would be given events that the running bot should get.
package doctor

import (
	"context"
	"net/http"
	"time"

	"github.com/slack-go/slack"
)

// Level says how bad a finding is.
type Level string

// The levels: as it should be, works with less, does not work.
const (
	OK   Level = "ok"
	Warn Level = "warn"
	Fail Level = "fail"
)

// Finding is the result of one check, for an operator to read. It holds no token.
type Finding struct {
	Level Level `json:"level"`
	// What was checked, Detail what was found, Mend what to do about it; Mend is empty where all is well.
	What   string `json:"what"`
	Detail string `json:"detail"`
	Mend   string `json:"mend,omitempty"`
}

// Slack checks one workspace.
type Slack struct {
	api      *slack.Client
	appToken string
	// What auth.test told.
	user, bot, botName string
	scopes             map[string]bool // nil where Slack did not say
}

// callTimeout bounds each call to Slack.
const callTimeout = 10 * time.Second

// New prepares the checks; it makes no request. apiURL is the Web API's base, empty for Slack's own.
func New(botToken, appToken, apiURL string) *Slack {
	options := []slack.Option{slack.OptionAppLevelToken(appToken), slack.OptionHTTPClient(&http.Client{Timeout: callTimeout})}
	if apiURL != "" {
		options = append(options, slack.OptionAPIURL(apiURL))
	}
	return &Slack{api: slack.New(botToken, options...), appToken: appToken}
}

// BotToken checks the bot token and what it is allowed. Channel works only after it has said ok.
func (s *Slack) BotToken(ctx context.Context) []Finding {
	const what = "bot token"
	who, err := s.api.AuthTestContext(ctx)
	if err != nil {
		return []Finding{refusedToken(what, "SLACK_BOT_TOKEN", "OAuth & Permissions", err)}
	}
	if who.BotID == "" {
		return []Finding{{Fail, what, "it is a person's token, not a bot's", "copy the Bot User OAuth Token (xoxb-…) from OAuth & Permissions to SLACK_BOT_TOKEN"}}
	}
	s.user, s.bot, s.botName = who.UserID, who.BotID, who.User
	s.scopes = scopesOf(who.Header)
	return append([]Finding{{OK, what, "signed in to " + who.Team + " as @" + who.User, ""}}, s.scopeFindings()...)
}

// AppToken checks the app-level token by asking for a socket's address, which is then left unused.
func (s *Slack) AppToken(ctx context.Context) Finding {
	const what = "app token"
	if _, _, err := s.api.StartSocketModeContext(ctx); err != nil {
		return refusedToken(what, "SLACK_APP_TOKEN", "Basic Information, App-Level Tokens", err)
	}
	if f, found := s.otherApp(ctx); found {
		return f
	}
	return Finding{OK, what, "Slack gives it sockets", ""}
}

// otherApp finds tokens of two apps: the bot would hear one and speak as the other.
func (s *Slack) otherApp(ctx context.Context) (Finding, bool) {
	app := appOf(s.appToken)
	if app == "" || s.bot == "" {
		return Finding{}, false
	}
	info, err := s.api.GetBotInfoContext(ctx, slack.GetBotInfoParameters{Bot: s.bot})
	if err != nil || info.AppID == "" || info.AppID == app {
		return Finding{}, false // without users:read there is no telling
	}
	return Finding{
		Fail, "app token", "it is of the app " + app + ", the bot token of the app " + info.AppID,
		"take both tokens from the same app's settings",
	}, true
}
