package slackerr

import (
	"errors"
	"net/http"
	"time"

	"github.com/slack-go/slack"
)

// Fate says what became of a call that failed.
type Fate int

// The fates.
const (
	Limited   Fate = iota // refused for now: not done, try again after a while
	Unknown               // the answer was lost: it may have been done, look before trying again
	Permanent             // refused for good
	Odd                   // refused by a code that we do not know; worth a few tries
	Ours                  // refused for a reason that an operator must mend; keep trying, slowly
)

// longestWait is how long Slack is believed when it asks to wait: longer than it ever asked, and short enough that one
// wrong answer does not silence a channel until the next start.
const longestWait = time.Hour

// Diagnosis is what is known of a call that failed.
type Diagnosis struct {
	Fate Fate
	// Wait is how long Slack asks to wait before another try; 0 where it asks for nothing.
	Wait time.Duration
}

// Classify reads a failed call; no error is Unknown, which asks for nothing.
func Classify(err error) Diagnosis {
	var limited *slack.RateLimitedError
	var refused slack.SlackErrorResponse
	var status slack.StatusCodeError
	switch {
	case errors.As(err, &limited):
		return Diagnosis{Limited, min(max(limited.RetryAfter, time.Second), longestWait)}
	case errors.As(err, &refused):
		return classifyCode(refused.Err)
	case errors.As(err, &status):
		if status.Code >= http.StatusInternalServerError {
			return Diagnosis{Fate: Unknown}
		}
		return Diagnosis{Fate: Odd}
	}
	return Diagnosis{Fate: Unknown} // a timeout, a reset, a body that broke off
}

func classifyCode(code string) Diagnosis {
	switch code {
	case "ratelimited", "rate_limited", "message_limit_exceeded":
		return Diagnosis{Limited, 5 * time.Second}
	case "internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org":
		return Diagnosis{Fate: Unknown}
	case "invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired", "missing_scope",
		"not_allowed_token_type", "ekm_access_denied", "org_login_required":
		return Diagnosis{Ours, 30 * time.Second}
	case "channel_not_found", "not_in_channel", "is_archived", "user_not_in_channel", "user_not_found", "user_disabled",
		"cannot_dm_bot", "messages_tab_disabled", "restricted_action", "restricted_action_read_only_channel",
		"restricted_action_thread_only_channel", "restricted_action_non_threadable_channel", "restricted_action_thread_locked",
		"cannot_reply_to_message", "team_access_not_granted", "thread_not_found",
		"invalid_blocks", "invalid_blocks_format", "invalid_arguments", "invalid_metadata_format", "invalid_metadata_schema",
		"metadata_too_large", "msg_too_long", "msg_blocks_too_long", "no_text", "too_many_attachments", "message_not_found",
		"cant_update_message", "edit_window_closed", "used_url", "expired_url", "expired_trigger_id", "unknown_method":
		return Diagnosis{Fate: Permanent}
	}
	return Diagnosis{Fate: Odd}
}
