package bot

import (
	"encoding/json"
	"fmt"
	"strings"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/bot/interview"
	"mock-interviewer/store"
)

// callOff ends an interview whose opening message could not be posted, and tells the person how to mend that.
func (b *Bot) callOff(tx *store.Tx, e store.OutboxEntry, code string) error {
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
	if err := dropRest(tx, row.ID); err != nil {
		return err
	}
	return b.tellOff(tx, row, cannotBegin(code))
}

// cannotBegin says why an interview cannot be held in a channel, and what helps.
func cannotBegin(code string) string {
	switch {
	case code == "is_archived":
		return cannotPostShut
	case strings.HasPrefix(code, "restricted_action"), code == "team_access_not_granted":
		return cannotPostRule
	case channelIsShut(code):
		return fmt.Sprintf(cannotPostHere, "mock-interviewer")
	}
	return cannotPostOdd
}

// tellOff tells a person, in their direct message, why their interview has ended.
func (b *Bot) tellOff(tx *store.Tx, row store.Interview, sentence string) error {
	return tx.Enqueue(store.OutboxEntry{
		ID: "off-" + row.ID, Kind: string(interview.SayNotice), Conversation: row.Conversation, Action: store.ActionPost,
		Channel: row.User, User: row.User, CreatedAt: b.now(), Message: blocks.Encode(blocks.Plain(sentence)),
	})
}

// readAtOnce is how many entries of the outbox are read in one go.
const readAtOnce = 256

// dropRest takes what the interview still wanted to say off the outbox, but for what answers came to.
func dropRest(tx *store.Tx, interviewID string) error {
	for after := uint64(0); ; {
		entries, err := tx.Outbox(after, readAtOnce)
		if err != nil || len(entries) == 0 {
			return err
		}
		after = entries[len(entries)-1].Seq
		for _, e := range entries {
			if e.InterviewID != interviewID || showsResult(e) {
				continue
			}
			if err := tx.Drop(e); err != nil {
				return err
			}
		}
	}
}
