package slackerr

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"
)

func TestWhatBecameOfACallDecidesWhetherItIsMadeAgain(t *testing.T) {
	t.Parallel()
	code := func(code string) error { return slack.SlackErrorResponse{Err: code} }
	for name, c := range map[string]struct {
		err  error
		want Diagnosis
	}{
		"a limit":                {&slack.RateLimitedError{RetryAfter: 7 * time.Second}, Diagnosis{Limited, 7 * time.Second}},
		"a limit without a time": {&slack.RateLimitedError{}, Diagnosis{Limited, time.Second}},
		"a limit of years":       {&slack.RateLimitedError{RetryAfter: 1 << 60}, Diagnosis{Limited, time.Hour}},
		"a limit as a code":      {code("ratelimited"), Diagnosis{Limited, 5 * time.Second}},
		"a broken answer":        {slack.StatusCodeError{Code: http.StatusBadGateway}, Diagnosis{Fate: Unknown}},
		"a strange status":       {slack.StatusCodeError{Code: http.StatusTeapot}, Diagnosis{Fate: Odd}},
		"a timeout":              {fmt.Errorf("post: %w", context.DeadlineExceeded), Diagnosis{Fate: Unknown}},
		"an error inside Slack":  {code("internal_error"), Diagnosis{Fate: Unknown}},
		"a locked thread":        {code("restricted_action_thread_locked"), Diagnosis{Fate: Permanent}},
		"no member":              {code("not_in_channel"), Diagnosis{Fate: Permanent}},
		"a token that is gone":   {code("account_inactive"), Diagnosis{Ours, 30 * time.Second}},
		"a code of next year":    {code("telepathy_failed"), Diagnosis{Fate: Odd}},
		"wrapped":                {fmt.Errorf("chat.postMessage: %w", code("is_archived")), Diagnosis{Fate: Permanent}},
	} {
		if got := Classify(c.err); got != c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}

func TestACodeHoldsNoAddress(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		err           error
		code, outcome string
	}{
		{nil, "", "ok"},
		{slack.SlackErrorResponse{Err: "not_in_channel"}, "not_in_channel", "not_in_channel"},
		{
			fmt.Errorf("open: %w", &url.Error{Op: "Get", URL: "wss://host/?ticket=secret", Err: errors.New("refused")}),
			"Get: refused", "Get: refused",
		},
		{&slack.RateLimitedError{}, "ratelimited", "ratelimited"},
	} {
		if got := Code(c.err); got != c.code || strings.Contains(got, "secret") {
			t.Errorf("%v: %q, want %q", c.err, got, c.code)
		}
		if got := Outcome(c.err); got != c.outcome {
			t.Errorf("%v is counted as %q, want %q", c.err, got, c.outcome)
		}
	}
}

func TestOnlyWhatAnOperatorCanMendHasAMend(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]bool{
		"invalid_auth": true, "not_authed": true, "token_revoked": true, "account_inactive": true, "token_expired": true,
		"not_allowed_token_type": true, "missing_scope": true, "internal_error": false, "ratelimited": false, "is_archived": false,
	} {
		if got := Mend(slack.SlackErrorResponse{Err: code}) != ""; got != want {
			t.Errorf("%s: a mend %v, want %v", code, got, want)
		}
	}
	if Mend(errors.New("invalid_auth")) != "" {
		t.Error("an error that is not Slack's has a mend")
	}
}
