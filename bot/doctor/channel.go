package doctor

import (
	"context"
	"strconv"
	"strings"

	"github.com/slack-go/slack"
)

// whisper is what the bot says to itself in a channel. Like everything ephemeral that it posts it has a first block with an
// id, by which it can be told from what is meant for people.
const whisper = "mock-interviewer doctor looks whether it can post here."

// Channel checks that the bot can post in a channel, given by id or by name with a leading #. Call BotToken first.
//
// The scopes that would tell outright (channels:read) are not asked for. Reading one message tells whether the bot is
// a member; a message that only the bot itself could see tells whether it may post. Neither shows up for people.
func (s *Slack) Channel(ctx context.Context, what, channel string) Finding {
	if !strings.HasPrefix(channel, "#") && (s.scopes["channels:history"] || s.scopes["groups:history"]) {
		_, err := s.api.GetConversationHistoryContext(ctx, &slack.GetConversationHistoryParameters{ChannelID: channel, Limit: 1})
		// A private channel needs another scope than a public one; then only posting can tell.
		if c := code(err); err != nil && c != "missing_scope" {
			return s.closed(what, channel, c, err)
		}
	}
	_, err := s.api.PostEphemeralContext(ctx, channel, s.user, slack.MsgOptionText(whisper, false), slack.MsgOptionBlocks(
		slack.NewSectionBlock(slack.NewTextBlockObject(slack.PlainTextType, whisper, false, false), nil, nil, slack.SectionBlockOptionBlockID("doctor."+channel))))
	// That it cannot whisper to itself is said only after everything else was found right.
	if c := code(err); err != nil && c != "user_not_in_channel" {
		return s.closed(what, channel, c, err)
	}
	return Finding{OK, what, "the bot can post in " + channel, ""}
}

// closed reads why a channel cannot be used.
func (s *Slack) closed(what, channel, c string, err error) Finding {
	fail := func(detail, mend string) Finding {
		return Finding{Fail, what, channel + ": " + detail + " (" + c + ")", mend}
	}
	invite := "write /invite @" + s.botName + " in the channel"
	switch c {
	case "":
		return unreached(Warn, what, err)
	case "not_in_channel":
		return fail("the bot is not in the channel", invite)
	case "channel_not_found":
		return fail("there is no such channel, or it is a private one that the bot is not in", "check its id (at the end of the channel's details); "+invite)
	case "is_archived":
		return fail("the channel is archived", "bring it back, or choose another channel")
	case "missing_scope":
		return fail("the bot may not post", reinstall)
	case "restricted_action", "restricted_action_read_only_channel", "ekm_access_denied":
		return fail("only some people may post there", "let the app post in the channel's settings (Posting permissions)")
	}
	return Finding{Warn, what, channel + ": it cannot be told whether the bot can post (" + c + ")", "see whether the next question comes"}
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}
