package bot

import (
	"context"
	"sync"
	"time"

	"github.com/slack-go/slack"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/bot/inbound"
	"mock-interviewer/bot/interview"
	"mock-interviewer/store"
)

// statusMethod is the ability to show a status in a thread. A direct message outside of threads has none: there the
// message that says an answer is being read stands in, and becomes the scorecard.
const statusMethod = "assistant.threads.setStatus"

// stillAfter is how long a grading may take before it is said that it goes on.
const stillAfter = 8 * time.Second

// spot is where an answer was given.
type spot struct{ channel, thread string }

// thinking shows, in the thread of each answer that is being read, that it is.
type thinking struct {
	b *Bot

	mu sync.Mutex
	on map[string]spot // by answer
}

func newThinking(b *Bot) *thinking { return &thinking{b: b, on: map[string]spot{}} }

// begin shows the status at once, beside the messages and their pace.
func (t *thinking) begin(answer string, at spot) {
	if at.thread == "" {
		return
	}
	t.mu.Lock()
	t.on[answer] = at
	t.mu.Unlock()
	t.show(answer, statusReading)
}

func (t *thinking) where(answer string) (spot, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	at, on := t.on[answer]
	return at, on
}

// show says what the bot is doing with an answer, while it does.
func (t *thinking) show(answer, words string) {
	if _, on := t.where(answer); !on || !t.b.can.Has(statusMethod) {
		return
	}
	t.b.aside("show a status", func(ctx context.Context) error {
		at, on := t.where(answer)
		if !on {
			return nil
		}
		if err := t.set(ctx, at, words); err != nil {
			return err
		}
		if _, on := t.where(answer); !on { // it was graded meanwhile
			return t.set(ctx, at, "")
		}
		return nil
	})
}

// end takes the status away. Slack does so by itself when a message is posted in the thread, but not for one that is
// rewritten or that only one person sees.
func (t *thinking) end(answer string) {
	t.mu.Lock()
	at, on := t.on[answer]
	delete(t.on, answer)
	t.mu.Unlock()
	if on && t.b.can.Has(statusMethod) {
		t.b.aside("take a status away", func(ctx context.Context) error { return t.set(ctx, at, "") })
	}
}

// set makes the call. Whatever Slack refuses it for, this workspace is not asked again today.
func (t *thinking) set(ctx context.Context, at spot, words string) error {
	err := t.b.api.SetAssistantThreadsStatusContext(ctx, slack.AssistantThreadsSetStatusParameters{
		ChannelID: at.channel, ThreadTS: at.thread, Status: words,
	})
	t.b.noteAbility(statusMethod, err)
	return err
}

// slow says whether grading takes seconds rather than milliseconds.
func (b *Bot) slow() bool { return b.material.Load().ScorerName != "offline" }

// attend says that a grading goes on, should it take long. The caller ends it with what is returned.
func (g *grader) attend(job store.Grading) (done func()) {
	said := make(chan struct{})
	timer := time.AfterFunc(g.b.cfg.StillAfter, func() {
		defer close(said)
		g.still(job)
	})
	return func() {
		if !timer.Stop() {
			<-said
		}
		g.b.thinking.end(job.AnswerID)
	}
}

// still says that a grading takes longer than most: in the status, and in the message that stands in for the card.
func (g *grader) still(job store.Grading) {
	g.b.thinking.show(job.AnswerID, statusStill)
	err := g.b.db.Batch(func(tx *store.Tx) error {
		if _, waits, err := tx.Grading(job.AnswerID); err != nil || !waits {
			return err // its card is in the outbox, behind which nothing of this may come
		}
		s := g.b.stepFor(tx, "still-"+job.AnswerID, job.CreatedAt, &inbound.Event{})
		row, state, found, err := s.load(job.InterviewID)
		if err != nil || !found {
			return err
		}
		_, answer := state.AnswerByID(job.AnswerID)
		if answer == nil || answer.CardID == "" {
			return nil
		}
		id := answer.CardID + ".still"
		if _, sent := tx.SentAs(id); sent || tx.Pending(id) {
			return nil
		}
		entry := s.utterance(row, &state, interview.Say{ID: id, Kind: interview.SayAcknowledgement, Answer: answer.ID, Update: answer.CardID})
		entry.Message = blocks.Encode(blocks.StillReading())
		return tx.Enqueue(entry)
	})
	if err != nil {
		g.b.log.Warn("nobody is told that a grading takes long", "answer", job.AnswerID, "error", err)
	}
	g.b.sender.Kick()
}
