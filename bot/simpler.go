package bot

import (
	"encoding/json"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/store"
)

// refusesBlocks says whether an error is about a message's blocks.
func refusesBlocks(code string) bool {
	switch code {
	case "invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long":
		return true
	}
	return false
}

// taken is a message as this workspace takes it: without types of blocks that it has refused.
func (b *Bot) taken(m blocks.Message) blocks.Message {
	if b.can.has(m.NewTypes()...) {
		return m
	}
	simple, _ := m.Simpler()
	return simple
}

// simpler takes new types of blocks out of a message. It reports which, and whether there were any.
func simpler(e *store.OutboxEntry) ([]string, bool) {
	m, err := blocks.ReadMessage(e.Message)
	if err != nil {
		return nil, false
	}
	simple, ok := m.Simpler()
	if !ok {
		return nil, false
	}
	e.Message = render(simple)
	return m.NewTypes(), true
}

// plainer reduces a message to its words where Slack refuses its blocks: a mistake of ours must not cost anybody their
// feedback. It stays the same effect, so that what hangs on it goes on. It reports whether there was anything to drop.
func plainer(e *store.OutboxEntry) bool {
	if m, err := blocks.ReadMessage(e.Message); err == nil && len(m.Blocks.BlockSet) == 0 {
		return false
	}
	var words struct {
		Text string `json:"text"`
	}
	if err := json.Unmarshal(e.Message, &words); err != nil || words.Text == "" {
		return false
	}
	e.Message = render(blocks.Message{Text: words.Text})
	return true
}
