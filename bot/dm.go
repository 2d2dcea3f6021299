package bot

import (
	"context"
	"strings"

	"github.com/slack-go/slack"

	"mock-interviewer/bot/inbound"
	"mock-interviewer/store"
)

// openDM replaces a person's id by the channel of their direct message, and remembers it. Slack would take the id too, but
// a message whose answer was lost can only be looked for in a channel. An app without im:write goes on with the id.
func (s *sender) openDM(ctx context.Context, e *store.OutboxEntry) error {
	if !inbound.IsPerson(e.Channel) || s.noOpen.Load() {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, sendTimeout)
	defer cancel()
	user := e.Channel
	dm, _, _, err := s.b.api.OpenConversationContext(ctx, &slack.OpenConversationParameters{Users: []string{user}})
	if strings.HasPrefix(slackCode(err), "missing_scope") {
		s.noOpen.Store(true)
		s.b.log.Warn("without the scope im:write a first direct message may come twice after a lost answer")
		return nil
	}
	if err != nil {
		return err
	}
	e.Channel = dm.ID
	return s.b.db.Batch(func(tx *store.Tx) error { return s.b.learnDM(tx, user, dm.ID) })
}
