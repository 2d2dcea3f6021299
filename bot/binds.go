package bot

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/slack-go/slack"

	"mock-interviewer/bot/inbound"
	"mock-interviewer/bot/slackerr"
	"mock-interviewer/store"
)

// binds says what is waiting to learn where a message was posted.
type binds struct {
	Interview string `json:"interview,omitempty"`
	Daily     string `json:"daily,omitempty"`
	// Tell is who is told if the message cannot be posted.
	Tell string `json:"tell,omitempty"`
	// Undo is one of the undos: what comes to nothing if the message cannot be posted. Panel is the invitation's.
	Undo  string `json:"undo,omitempty"`
	Panel string `json:"panel,omitempty"`
}

// What an announcement that nobody can read undoes: whoever has the bot invited and asks once more is to begin afresh.
const (
	undoPanel  = "panel"
	undoBoard  = "leaderboard"
	undoDigest = "digest"
)

func bindInterview(id string) json.RawMessage { return encodeBinds(binds{Interview: id}) }

func encodeBinds(b binds) json.RawMessage {
	body, _ := json.Marshal(b) // strings always encode
	return body
}

// bind records where a message stands, in the transaction that takes it off the outbox: an interview's thread, a daily
// post, and the DM channel behind a person's id.
func (b *Bot) bind(tx *store.Tx, e store.OutboxEntry, channel, ts string) error {
	if inbound.IsPerson(e.Channel) && channel != e.Channel {
		if err := errors.Join(b.learnDM(tx, e.User, channel), settleIn(tx, e.InterviewID, channel)); err != nil {
			return err
		}
	}
	if len(e.Binds) == 0 {
		return nil
	}
	var to binds
	if err := json.Unmarshal(e.Binds, &to); err != nil {
		return fmt.Errorf("outbox entry %s: %w", e.ID, err)
	}
	if to.Interview != "" {
		row, found, err := tx.Interview(to.Interview)
		if err != nil || !found {
			return err
		}
		row.Channel, row.ThreadTS = channel, ts
		return tx.PutInterview(row)
	}
	if to.Daily == "" {
		return nil
	}
	post, found, err := tx.DailyPost(to.Daily)
	if err != nil || !found {
		return err
	}
	if post.Channel != channel { // configuration named the channel; Slack says its id
		body, _ := json.Marshal(channel) // a string always encodes
		if err := tx.PutSetting(channelKey(post.Channel), body); err != nil {
			return err
		}
	}
	post.Channel, post.TS, post.PostedAt = channel, ts, b.now()
	return tx.UpdateDailyPost(post)
}

// settleIn notes in which direct message an interview is held that was begun in one not known to be ours.
func settleIn(tx *store.Tx, interview, channel string) error {
	if interview == "" {
		return nil
	}
	row, found, err := tx.Interview(interview)
	if err != nil || !found || row.Channel == channel || !isDirect(row.Channel) {
		return err
	}
	row.Channel = channel
	return tx.PutInterview(row)
}

func (b *Bot) learnDM(tx *store.Tx, user, channel string) error {
	m, found, err := tx.Member(user)
	if err != nil || !found || m.DMChannel == channel { // not found: erased meanwhile
		return err
	}
	m.DMChannel = channel
	return tx.PutMember(m)
}

// learnZone asks Slack for a member's time zone, in which times are told where Slack does not tell them itself, and for
// the name by which they are listed where a mention would call them.
//
// While Slack limits that it is left for another time: it is asked again within the hour.
func (b *Bot) learnZone(user string) {
	if time.Now().Before(time.Unix(0, b.zonesFrom.Load())) {
		return
	}
	b.aside("ask for a time zone", func(ctx context.Context) error {
		info, err := b.api.GetUserInfoContext(ctx, user)
		b.cfg.Observe.request("users.info", slackerr.Outcome(err))
		if d := slackerr.Classify(err); d.Fate == slackerr.Limited {
			b.zonesFrom.Store(time.Now().Add(d.Wait).UnixNano())
		}
		if err != nil {
			return err
		}
		return b.db.Update(func(tx *store.Tx) error {
			m, found, err := tx.Member(user)
			if err != nil || !found { // erased meanwhile
				return err
			}
			m.TZ, m.Locale, m.Name = info.TZ, info.Locale, displayName(info)
			return tx.PutMember(m)
		})
	})
}

// displayName is the name that a person chose to be shown by.
func displayName(u *slack.User) string {
	return cmp.Or(u.Profile.DisplayName, u.RealName, u.Profile.RealName, u.Name)
}

// member reads a member, or makes a new one that is not stored yet.
func (b *Bot) member(tx *store.Tx, user string) (store.Member, error) {
	m, found, err := tx.Member(user)
	if err != nil || found {
		return m, err
	}
	return store.Member{User: user, FirstSeenAt: b.now()}, nil
}
