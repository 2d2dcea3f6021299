package bot

import (
	"encoding/json"
	"fmt"
	"strings"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/bot/inbound"
	"mock-interviewer/bot/interview"
	"mock-interviewer/store"
)

// callOff ends an interview whose opening message could not be posted, and tells the person how to mend that.
func (b *Bot) callOff(tx *store.Tx, e store.OutboxEntry) error {
	var to binds
	if err := json.Unmarshal(e.Binds, &to); err != nil {
		return fmt.Errorf("outbox entry %s: %w", e.ID, err)
	}
	return b.endWith(tx, e, to.Interview, fmt.Sprintf(cannotPostHere, "mock-interviewer"))
}

// cutOff ends an interview whose channel no longer takes our messages: the bot was removed from it, or it was archived. The
// person is told once, however many messages were on their way.
func (b *Bot) cutOff(tx *store.Tx, e store.OutboxEntry, code string) error {
	if e.InterviewID == "" || e.Action != store.ActionPost || inbound.IsPerson(e.Channel) || strings.HasPrefix(e.Channel, "D") || !channelIsShut(code) {
		return nil
	}
	row, found, err := tx.Interview(e.InterviewID)
	if err != nil || !found || !row.Open || row.Mode == string(interview.Daily) {
		return err
	}
	return b.endWith(tx, e, row.ID, fmt.Sprintf(cannotPostOn, "mock-interviewer"))
}

// channelIsShut says whether a code of Slack's is about the channel rather than about one message.
func channelIsShut(code string) bool {
	switch code {
	case "channel_not_found", "not_in_channel", "is_archived", "restricted_action", "restricted_action_read_only_channel",
		"restricted_action_thread_only_channel", "restricted_action_non_threadable_channel":
		return true
	}
	return false
}

// endWith ends an interview that cannot be held where it was begun, and tells the person in their direct message.
func (b *Bot) endWith(tx *store.Tx, e store.OutboxEntry, id, sentence string) error {
	row, found, err := tx.Interview(id)
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
	if err := dropRest(tx, id); err != nil {
		return err
	}
	return tx.Enqueue(store.OutboxEntry{
		ID: "off-" + id, Kind: string(interview.SayNotice), Conversation: e.Conversation, Action: store.ActionPost,
		Channel: row.User, User: row.User, CreatedAt: b.now(), Message: blocks.Encode(blocks.Plain(sentence)),
	})
}

// readAtOnce is how many entries of the outbox are read in one go.
const readAtOnce = 256

// dropRest takes everything else that the interview wanted to say off the outbox.
func dropRest(tx *store.Tx, interviewID string) error {
	for after := uint64(0); ; {
		entries, err := tx.Outbox(after, readAtOnce)
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
