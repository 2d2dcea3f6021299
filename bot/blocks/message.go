package blocks

import "github.com/slack-go/slack"

// Message is what one post shows. Text is the fallback that notifications and screen readers get; it is never empty.
// Its JSON is what the outbox keeps.
type Message struct {
	Text   string       `json:"text"`
	Blocks slack.Blocks `json:"blocks"`
	// Simple says the same in blocks that every workspace has, where Blocks holds a type that some refuse.
	Simple *slack.Blocks `json:"simple,omitempty"`
}

// Simpler is the message without new types of blocks. It reports whether there was any.
func (m Message) Simpler() (Message, bool) {
	if m.Simple == nil {
		return m, false
	}
	return Message{Text: m.Text, Blocks: *m.Simple}, true
}

// NewTypes are the types of its blocks that a workspace may not have.
func (m Message) NewTypes() []string {
	if m.Simple == nil {
		return nil
	}
	return newTypes(m.Blocks.BlockSet)
}

func newTypes(set []slack.Block) []string {
	var out []string
	for _, b := range set {
		switch b.BlockType() {
		case slack.MBTTable, slack.MBTDataVisualization:
			out = append(out, string(b.BlockType()))
		}
	}
	return out
}

// orElse gives a message the form it has where a workspace refuses its blocks.
func (m Message) orElse(simple Message) Message {
	m.Simple = &simple.Blocks
	return m
}
