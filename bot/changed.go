package bot

import (
	"strings"
	"time"

	"mock-interviewer/bot/inbound"
)

// lateMost is how long after a message an edit or deletion may come to us before it: Slack delivers again for five minutes.
const lateMost = 15 * time.Minute

// mostOvertaken is how far behind a change its message is looked for in the inbox.
const mostOvertaken = 512

// changedBefore deals with the edit or deletion of a message that has not been handled yet: its delivery was lost and will be
// made again, or it waits behind this. What was deleted is not taken any more; what was edited is taken as it is now.
func (s *step) changedBefore() error {
	at, ok := inbound.Time(s.in.TS)
	if !ok || s.now.Sub(at) > lateMost {
		return nil
	}
	if s.in.Kind == inbound.KindEdited && strings.TrimSpace(s.in.Text) == "" {
		return nil // what there is beside words cannot be told from an edit
	}
	key := inbound.PlaceKey(s.in.Team, s.in.Channel, s.in.TS)
	waiting, err := s.overtaken()
	if err != nil || (waiting == 0 && s.tx.Knows(key)) {
		return err // handled before, or refused
	}
	if s.in.Kind == inbound.KindEdited {
		if err := s.takeEdited(); err != nil || s.notYet {
			return err // it is tried again; until then its message counts as it came
		}
	}
	if _, err := s.tx.Know(key); err != nil {
		return err
	}
	return s.tx.InboxDone(waiting)
}

// takeEdited takes an edited message as if it had been sent so.
func (s *step) takeEdited() error {
	s.in.Kind = inbound.KindMessage
	if err := s.meet(); err != nil {
		return err
	}
	return s.message()
}

// overtaken is the number under which the message that this event changes waits in the inbox; 0 where it does not.
func (s *step) overtaken() (uint64, error) {
	entries, err := s.tx.Inbox(s.seq, mostOvertaken)
	if err != nil {
		return 0, err
	}
	for _, entry := range entries {
		other, err := inbound.Decode(entry.Body)
		if err != nil { // that is for whoever handles it
			continue
		}
		if other.Kind == inbound.KindMessage && other.User == s.in.User && other.Channel == s.in.Channel && other.TS == s.in.TS {
			return entry.Seq, nil
		}
	}
	return 0, nil
}
