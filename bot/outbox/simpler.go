package outbox

import (
	"encoding/json"
	"log/slog"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/bot/slackerr"
	"mock-interviewer/store"
)

// soften takes out of a message what Slack refused of its blocks: first the types that are new, then all of them, so that a
// mistake of ours costs nobody their feedback. It reports false where blocks are not the matter, or none are left.
func (s *Sender) soften(e *store.OutboxEntry, err error, log *slog.Logger) bool {
	if !refusesBlocks(slackerr.Code(err)) {
		return false
	}
	if types, ok := simpler(e); ok {
		s.cfg.Can.Lacks(types...)
		log.Info("this workspace does not take a type of block; the message goes out without", "types", types)
		return true
	}
	if plainer(e) {
		log.Error("slack refuses our blocks; the message goes out as plain words", "error", slackerr.Code(err))
		return true
	}
	return false
}

// refusesBlocks says whether an error is about a message's blocks.
func refusesBlocks(code string) bool {
	switch code {
	case "invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long":
		return true
	}
	return false
}

// taken is a message as this workspace takes it: without types of blocks that it has refused.
func (s *Sender) taken(m blocks.Message) blocks.Message {
	if s.cfg.Can.Has(m.NewTypes()...) {
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
	e.Message = blocks.Encode(simple)
	return m.NewTypes(), true
}

// plainer reduces a message to its words. It stays the same effect, so that what hangs on it goes on. It reports whether there was anything to drop.
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
	e.Message = blocks.Encode(blocks.Message{Text: words.Text})
	return true
}
