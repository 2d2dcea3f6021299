package doctor

import (
	"errors"
	"net"
	"net/url"
	"regexp"

	"github.com/slack-go/slack"
)

// code is Slack's error code, empty where the error is not Slack's.
func code(err error) string {
	var refused slack.SlackErrorResponse
	var limited *slack.RateLimitedError
	switch {
	case errors.As(err, &refused):
		return refused.Err
	case errors.As(err, &limited):
		return "ratelimited"
	}
	return ""
}

// unreachable describes an error that is not Slack's answer, without an address that may hold a secret.
func unreachable(err error) string {
	var status slack.StatusCodeError
	var dns *net.DNSError
	var address *url.Error
	switch {
	case errors.As(err, &status):
		return status.Error()
	case errors.As(err, &dns):
		return "the host " + dns.Name + " is not known"
	case errors.As(err, &address):
		return address.Err.Error()
	}
	return err.Error()
}

// unreached is the finding of a call that got no answer from Slack.
func unreached(level Level, what string, err error) Finding {
	return Finding{level, what, "Slack cannot be reached: " + unreachable(err), "check the network, the proxy (HTTPS_PROXY) and SLACK_API_URL"}
}

// refusedToken reads why a token is not taken. variable and page say where it stands here and in the app's settings.
func refusedToken(what, variable, page string, err error) Finding {
	fail := func(detail, mend string) Finding { return Finding{Fail, what, detail, mend} }
	switch c := code(err); c {
	case "":
		return unreached(Fail, what, err)
	case "invalid_auth", "not_authed":
		return fail("Slack does not know it ("+c+")", "copy it again from the app's settings ("+page+") to "+variable)
	case "not_allowed_token_type":
		return fail("it is the other kind of token: the two are swapped ("+c+")", "put the xoxb- token into SLACK_BOT_TOKEN and the xapp- token into SLACK_APP_TOKEN")
	case "token_revoked", "account_inactive":
		return fail("it was withdrawn, or the app was removed from the workspace ("+c+")", "install the app again and copy the new token to "+variable)
	case "token_expired":
		return fail("it has expired ("+c+")", "turn token rotation off in the app's settings and copy the new token to "+variable)
	case "missing_scope":
		return fail("it lacks the scope connections:write ("+c+")", "make an app-level token with connections:write ("+page+") and put it into "+variable)
	case "ratelimited":
		return Finding{Warn, what, "Slack asks to wait (" + c + ")", "try again in a minute"}
	case "internal_error", "fatal_error", "service_unavailable":
		return fail("Slack has trouble of its own ("+c+")", "try again later; see https://slack-status.com")
	default:
		return fail("Slack refuses it ("+c+")", "look up "+c+" at https://docs.slack.dev/reference/methods/auth.test")
	}
}

var appTokenShape = regexp.MustCompile(`^xapp-[0-9]+-(A[A-Z0-9]{7,})-`)

// appOf is the id of the app that an app-level token names, empty where it names none.
func appOf(token string) string {
	if m := appTokenShape.FindStringSubmatch(token); m != nil {
		return m[1]
	}
	return ""
}
