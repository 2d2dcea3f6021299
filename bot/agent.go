package bot

import (
	"context"

	"github.com/slack-go/slack"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/bot/inbound"
	"mock-interviewer/bot/slackerr"
	"mock-interviewer/store"
)

// The abilities of a workspace that shows apps as agents: both need the scope assistant:write, which is optional. Where
// they are not, a direct message is an ordinary one.
const (
	promptsMethod = "assistant.threads.setSuggestedPrompts"
	titleMethod   = "assistant.threads.setTitle"
)

// suggest offers what one can begin with, in the place above the box to write in. While an interview is open there it
// offers nothing new.
func (b *Bot) suggest(in inbound.Event) {
	if !b.can.Has(promptsMethod) {
		return
	}
	b.aside("suggest prompts", func(ctx context.Context) error {
		open := false
		err := b.db.View(func(tx *store.Tx) (err error) {
			_, open, err = tx.OpenInterview(in.User, in.Conversation())
			return err
		})
		if err != nil || open {
			return err
		}
		prompts := slack.AssistantThreadsSetSuggestedPromptsParameters{Title: blocks.PromptsTitle, ChannelID: in.Channel, ThreadTS: in.ThreadTS}
		for _, p := range blocks.Prompts() {
			prompts.Prompts = append(prompts.Prompts, slack.AssistantThreadsPrompt{Title: p.Title, Message: p.Message})
		}
		err = b.api.SetAssistantThreadsSuggestedPromptsContext(ctx, prompts)
		b.noteAbility(promptsMethod, err)
		return err
	})
}

// entitle names the thread of a direct message after what is done in it.
func (b *Bot) entitle(at spot, title string) {
	if at.thread == "" || title == "" || !b.can.Has(titleMethod) {
		return
	}
	b.aside("name a thread", func(ctx context.Context) error {
		err := b.api.SetAssistantThreadsTitleContext(ctx, slack.AssistantThreadsSetTitleParameters{
			ChannelID: at.channel, ThreadTS: at.thread, Title: title,
		})
		b.noteAbility(titleMethod, err)
		return err
	})
}

// noteAbility remembers whether the workspace took a call or refused it for good, and counts it.
func (b *Bot) noteAbility(method string, err error) {
	if err == nil {
		b.can.Works(method)
	} else if f := slackerr.Classify(err).Fate; f != slackerr.Limited && f != slackerr.Unknown {
		b.can.Lacks(method)
	}
	b.cfg.Observe.request(method, slackerr.Outcome(err))
}
