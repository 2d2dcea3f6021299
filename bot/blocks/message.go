package blocks

import "github.com/slack-go/slack"

// Message is what one post shows. Text is the fallback that notifications and screen readers get; it is never empty.
// Its JSON is what the outbox keeps.
type Message struct {
	Text   string       `json:"text"`
	Blocks slack.Blocks `json:"blocks"`
}
