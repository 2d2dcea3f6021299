package inbound

import (
	"encoding/json"
	"strings"

	"github.com/slack-go/slack"

	"mock-interviewer/bot/blocks"
)

// parseSlash reads a slash command. Alone, it opens the start modal.
func parseSlash(payload json.RawMessage, us string) Event {
	var c slack.SlashCommand
	if err := json.Unmarshal(payload, &c); err != nil {
		return Event{Kind: KindUnknown}
	}
	who, text := named(c.Text, us)
	in := Event{
		Kind: KindSlash, Team: c.TeamID, Channel: c.ChannelID, User: c.UserID, Text: plainText(text, us), Named: who,
		Direct: strings.HasPrefix(c.ChannelID, "D"), ResponseURL: c.ResponseURL, Trigger: c.TriggerID,
	}
	in.Opens = opensByWord(in.Text, in.Direct)
	if strings.TrimSpace(c.Text) == "" || in.Opens != "" {
		in.Kind = KindOpen
	}
	return in
}

// opensByWord says which form a slash command opens instead of being answered, "" for none. In a direct message the
// question of the day has no channel to be set up for.
func opensByWord(text string, direct bool) string {
	word, rest := Words(text)
	if word == "daily" && rest == "" && !direct {
		return blocks.CallbackDaily
	}
	return ""
}
