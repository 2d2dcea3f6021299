package bot

import (
	"errors"
	"net/http"
	"time"

	"github.com/slack-go/slack"
)

// fate says what became of a call that failed.
type fate int

const (
	fateLimited   fate = iota // refused for now: not done, try again after a while
	fateUnknown               // the answer was lost: it may have been done, look before trying again
	fatePermanent             // refused for good
	fateOdd                   // refused by a code that we do not know; worth a few tries
	fateOurs                  // refused for a reason that an operator must mend; keep trying, slowly
)

type diagnosis struct {
	fate fate
	wait time.Duration
}

// classify reads a failed call.
func classify(err error) diagnosis {
	var limited *slack.RateLimitedError
	var refused slack.SlackErrorResponse
	var status slack.StatusCodeError
	switch {
	case errors.As(err, &limited):
		return diagnosis{fateLimited, max(limited.RetryAfter, time.Second)}
	case errors.As(err, &refused):
		return classifyCode(refused.Err)
	case errors.As(err, &status):
		if status.Code >= http.StatusInternalServerError {
			return diagnosis{fate: fateUnknown}
		}
		return diagnosis{fate: fateOdd}
	}
	return diagnosis{fate: fateUnknown} // a timeout, a reset, a body that broke off
}

func classifyCode(code string) diagnosis {
	switch code {
	case "ratelimited", "rate_limited", "message_limit_exceeded":
		return diagnosis{fateLimited, 5 * time.Second}
	case "internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org":
		return diagnosis{fate: fateUnknown}
	case "invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired", "missing_scope",
		"not_allowed_token_type", "ekm_access_denied", "org_login_required":
		return diagnosis{fateOurs, 30 * time.Second}
	case "channel_not_found", "not_in_channel", "is_archived", "user_not_in_channel", "user_not_found", "user_disabled",
		"cannot_dm_bot", "messages_tab_disabled", "restricted_action", "restricted_action_read_only_channel",
		"restricted_action_thread_only_channel", "restricted_action_non_threadable_channel", "thread_not_found",
		"invalid_blocks", "invalid_blocks_format", "invalid_arguments", "invalid_metadata_format", "invalid_metadata_schema",
		"metadata_too_large", "msg_too_long", "msg_blocks_too_long", "no_text", "too_many_attachments", "message_not_found",
		"cant_update_message", "edit_window_closed", "used_url", "expired_url", "expired_trigger_id", "unknown_method":
		return diagnosis{fate: fatePermanent}
	}
	return diagnosis{fate: fateOdd}
}
