package slackerr

import (
	"errors"
	"net/url"

	"github.com/slack-go/slack"
)

// Code is Slack's error code where it gave one, else a description that holds no content and no token.
func Code(err error) string {
	var refused slack.SlackErrorResponse
	var limited *slack.RateLimitedError
	var status slack.StatusCodeError
	switch {
	case err == nil:
		return ""
	case errors.As(err, &refused):
		if refused.Needed != "" {
			return refused.Err + " (needs " + refused.Needed + ")"
		}
		return refused.Err
	case errors.As(err, &limited):
		return "ratelimited"
	case errors.As(err, &status):
		return status.Error()
	}
	return Unaddressed(err)
}

// Mend says how to mend a token that Slack refuses; empty for any other error.
func Mend(err error) string {
	var refused slack.SlackErrorResponse
	if !errors.As(err, &refused) {
		return ""
	}
	switch refused.Err {
	case "invalid_auth", "not_authed":
		return "copy the token again from the app's settings (SLACK_BOT_TOKEN under OAuth & Permissions, SLACK_APP_TOKEN under Basic Information)"
	case "token_revoked", "account_inactive":
		return "the app was removed from the workspace: install it again and copy the new token"
	case "token_expired":
		return "turn token rotation off in the app's settings and copy the new token"
	case "not_allowed_token_type":
		return "SLACK_BOT_TOKEN must start with xoxb-, SLACK_APP_TOKEN with xapp-"
	case "missing_scope":
		return "give the app-level token the scope connections:write, or install the app again from the current manifest"
	}
	return ""
}

// Outcome is "ok" for no error, else its Code: the name under which a call is counted.
func Outcome(err error) string {
	if err == nil {
		return "ok"
	}
	return Code(err)
}

// Unaddressed describes a network error without the address, which may hold a ticket or a token.
func Unaddressed(err error) string {
	if at, ok := errors.AsType[*url.Error](err); ok {
		return at.Op + ": " + at.Err.Error()
	}
	return err.Error()
}
