package bot

import (
	"encoding/json"
	"fmt"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/bot/interview"
	"mock-interviewer/store"
)

// callOff ends an interview whose opening message could not be posted, and tells the person how to mend that.
func (b *Bot) callOff(tx *store.Tx, e store.OutboxEntry) error {
	var to binds
	if err := json.Unmarshal(e.Binds, &to); err != nil {
		return fmt.Errorf("outbox entry %s: %w", e.ID, err)
	}
	row, found, err := tx.Interview(to.Interview)
	if err != nil || !found {
		return err
	}
	_, state, _, err := decodeState(row)
	if err != nil {
		return err
	}
	state.Phase, state.Stopped, state.EndedAt = interview.Done, true, b.now()
	if row.State, err = json.Marshal(state); err != nil {
		return fmt.Errorf("interview %s: %w", row.ID, err)
	}
	row.Open = false
	if err := tx.PutInterview(row); err != nil {
		return err
	}
	if err := dropRest(tx, to.Interview); err != nil {
		return err
	}
	return tx.Enqueue(store.OutboxEntry{
		ID: e.ID + ".off", Kind: string(interview.SayNotice), Conversation: e.Conversation, Action: "post",
		Channel: e.User, User: e.User, CreatedAt: b.now(),
		Message: render(blocks.Plain(fmt.Sprintf(cannotPostHere, "mock-interviewer"))),
	})
}

// dropRest takes everything else that the interview wanted to say off the outbox.
func dropRest(tx *store.Tx, interviewID string) error {
	for after := uint64(0); ; {
		entries, err := tx.Outbox(after, readOutbox)
		if err != nil || len(entries) == 0 {
			return err
		}
		after = entries[len(entries)-1].Seq
		for _, e := range entries {
			if e.InterviewID != interviewID {
				continue
			}
			if err := tx.Drop(e); err != nil {
				return err
			}
		}
	}
}
