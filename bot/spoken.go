package bot

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/slack-go/slack"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/bot/inbound"
	"mock-interviewer/store"
)

// clipKind is the kind of a person's rows that hold their recordings, by the message that brought each.
const clipKind = "clip"

// clipLives is how long a recording that nobody used is remembered. Its sound is never kept.
const clipLives = 24 * time.Hour

// keptClip is a recording with the place it was sent to, and what came of it.
type keptClip struct {
	inbound.Clip
	Channel  string    `json:"channel"`
	ThreadTS string    `json:"thread_ts,omitempty"`
	TS       string    `json:"ts"`
	Direct   bool      `json:"direct,omitempty"`
	At       time.Time `json:"at"`
	// Text is what the person is asked to confirm, Offer the effect that asks; both are empty while somebody listens.
	Text  string `json:"text,omitempty"`
	Offer string `json:"offer,omitempty"`
}

// spoken takes a recording that was sent where a question is open. It is graded only once its words were confirmed.
func (s *step) spoken() error {
	here, err := s.answersHere()
	switch {
	case err != nil:
		return err
	case !here && s.in.Direct:
		return s.answer(blocks.Nothing())
	case !here:
		return nil
	}
	name := messageKey(s.in.Channel, s.in.TS)
	kept := keptClip{Clip: *s.in.Clip, Channel: s.in.Channel, ThreadTS: s.in.ThreadTS, TS: s.in.TS, Direct: s.in.Direct, At: s.now}
	switch {
	case kept.Whole:
		return s.offer(name, kept, kept.Heard)
	case s.b.material.Load().Ear == nil && !kept.Coming:
		return s.tell(noEar)
	}
	s.hear = name
	return putClip(s.tx, s.in.User, name, kept)
}

// answersHere says whether the person may answer something in this place.
func (s *step) answersHere() (bool, error) {
	if s.in.Direct {
		_, open, err := s.tx.OpenInterview(s.in.User, s.in.Conversation())
		return open, err
	}
	if s.in.ThreadTS == "" {
		return false, nil
	}
	if _, found, err := s.tx.DailyPostByThread(s.in.Channel, s.in.ThreadTS); err != nil || found {
		return found, err
	}
	row, found, err := s.tx.InterviewByThread(s.in.Channel, s.in.ThreadTS)
	return found && row.User == s.in.User && row.Open, err
}

// offer shows what was heard, and asks.
func (s *step) offer(name string, kept keptClip, text string) error {
	entry := s.toPerson(blocks.Heard(name, text))
	kept.Text, kept.Offer = text, entry.ID
	if err := putClip(s.tx, s.in.User, name, kept); err != nil {
		return err
	}
	return s.tx.Enqueue(entry)
}

// useHeard takes the words of a recording as the answer; fixed, where it is not empty, stands for them.
func (s *step) useHeard(name, fixed string) error {
	kept, found, err := clipOf(s.tx, s.in.User, name)
	if err != nil {
		return err
	}
	if !found || kept.Text == "" {
		return s.tell(clipGone)
	}
	if fixed == "" {
		fixed = kept.Text
	}
	if err := s.tx.DropPersonal(s.in.User, clipKind, name); err != nil {
		return err
	}
	s.in.Channel, s.in.ThreadTS, s.in.TS, s.in.Direct = kept.Channel, kept.ThreadTS, kept.TS, kept.Direct
	s.in.Text, s.in.Clip = fixed, nil
	if kept.Direct { // what only one person sees cannot be rewritten
		entry := s.toPerson(blocks.HeardUsed(fixed))
		entry.Action, entry.UpdateOf = store.ActionUpdate, kept.Offer
		if err := s.tx.Enqueue(entry); err != nil {
			return err
		}
	}
	return s.message()
}

// fixForm lets the person put right what was heard.
func (b *Bot) fixForm(in inbound.Event) (slack.ModalViewRequest, error) {
	var kept keptClip
	err := b.db.View(func(tx *store.Tx) (err error) {
		kept, _, err = clipOf(tx, in.User, in.Value)
		return err
	})
	return blocks.FixModal(blocks.Fixed{Name: in.Value, Channel: in.Channel, Text: kept.Text}), err
}

func (s *step) useFixed() error {
	var fixed blocks.Fixed
	if err := json.Unmarshal(s.in.Filled, &fixed); err != nil {
		return fmt.Errorf("a recording put right: %w", err)
	}
	return s.useHeard(fixed.Name, fixed.Text)
}

// forgetClips drops the recordings of everybody that nobody used for too long.
func (b *Bot) forgetClips(now time.Time) error {
	old := map[string][]string{}
	err := b.db.View(func(tx *store.Tx) error {
		users, err := membersOf(tx)
		if err != nil {
			return err
		}
		for _, user := range users {
			names, err := oldClips(tx, user, now)
			if err != nil {
				return err
			}
			if len(names) > 0 {
				old[user] = names
			}
		}
		return nil
	})
	if err != nil || len(old) == 0 {
		return err
	}
	return b.db.Update(func(tx *store.Tx) error {
		for user, names := range old {
			for _, name := range names {
				if err := tx.DropPersonal(user, clipKind, name); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// oldClips names a person's recordings that were not used for too long.
func oldClips(tx *store.Tx, user string, now time.Time) (old []string, err error) {
	err = tx.EachPersonal(user, clipKind, func(name string, row json.RawMessage) error {
		var kept keptClip
		if json.Unmarshal(row, &kept) != nil || now.Sub(kept.At) > clipLives {
			old = append(old, name)
		}
		return nil
	})
	return old, err
}

func clipOf(tx *store.Tx, user, name string) (kept keptClip, found bool, err error) {
	row, found, err := tx.Personal(user, clipKind, name)
	if err != nil || !found {
		return kept, false, err
	}
	if err := json.Unmarshal(row, &kept); err != nil {
		return kept, false, fmt.Errorf("recording %s: %w", name, err)
	}
	return kept, true, nil
}

func putClip(tx *store.Tx, user, name string, kept keptClip) error {
	row, err := json.Marshal(kept)
	if err != nil {
		return fmt.Errorf("recording %s: %w", name, err)
	}
	return tx.PutPersonal(user, clipKind, name, row)
}
