package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"mock-interviewer/bot/interview"
	"mock-interviewer/store"
)

// forgetEvery is how often the store is gone through for what is older than the retention.
const forgetEvery = 24 * time.Hour

// forgetAtOnce is how many rows one transaction removes at most, for others wait for it.
const forgetAtOnce = 10_000

// retention removes what people answered longer ago than the operator lets it be kept.
type retention struct {
	b    *Bot
	keep time.Duration
}

// run goes through the store at the start and then once a day until ctx ends. Without a retention everything is kept.
func (r retention) run(ctx context.Context) {
	if r.keep <= 0 {
		return
	}
	last := time.Time{}
	for {
		if now := r.b.now(); now.Sub(last) >= forgetEvery {
			last = now
			r.sweep(ctx, now.Add(-r.keep))
		}
		if !sleep(ctx, dailyTick) {
			return
		}
	}
}

// sweep forgets what lies before a time: person by person, then what is no one person's.
func (r retention) sweep(ctx context.Context, before time.Time) {
	old, err := r.forgetPeople(ctx, before)
	r.b.states.clear() // what the file forgets is not remembered here
	if err == nil {
		err = r.forgetShared(ctx, before)
	}
	switch {
	case ctx.Err() != nil: // the next start begins anew
	case err != nil:
		r.b.log.Error("what is too old cannot be forgotten", "error", err)
	default:
		r.b.log.Info("what was older than the retention is forgotten", "before", before, "answers", old.answers, "interviews", old.interviews)
	}
}

// forgetPeople goes through everybody, one transaction each. What cannot be read of one person holds up no other.
func (r retention) forgetPeople(ctx context.Context, before time.Time) (n forgotten, err error) {
	var users []string
	err = r.b.db.View(func(tx *store.Tx) (err error) {
		users, err = membersOf(tx)
		return err
	})
	if err != nil {
		return n, err
	}
	for _, user := range users {
		if ctx.Err() != nil {
			return n, ctx.Err()
		}
		var old forgotten
		err := r.b.db.Update(func(tx *store.Tx) (err error) {
			old, err = forgetBefore(tx, user, before)
			return err
		})
		if err != nil {
			r.b.log.Error("what is too old cannot be forgotten", "user", user, "error", err)
			continue
		}
		n.answers, n.interviews = n.answers+old.answers, n.interviews+old.interviews
	}
	return n, nil
}

// membersOf lists everybody who ever did anything with the bot.
func membersOf(tx *store.Tx) (users []string, err error) {
	err = tx.EachMember(func(m store.Member) error {
		users = append(users, m.User)
		return nil
	})
	return users, err
}

// forgetShared removes the parts in questions of the day, and panels. It comes after everybody's interviews, by which it
// tells which panels are over.
func (r retention) forgetShared(ctx context.Context, before time.Time) error {
	for n := forgetAtOnce; n == forgetAtOnce && ctx.Err() == nil; {
		err := r.b.db.Update(func(tx *store.Tx) (err error) {
			n, err = tx.DropDailyAnswers(before, forgetAtOnce)
			return err
		})
		if err != nil {
			return err
		}
	}
	return r.b.db.Update(func(tx *store.Tx) error { return forgetPanels(tx, before) })
}

// forgotten counts what went.
type forgotten struct{ answers, interviews int }

// forgetBefore removes a person's answers of before a time, the interviews that ended or were left before it, and what
// practice remembers of then. An interview that goes on keeps its later answers, and of the earlier ones only the scores.
func forgetBefore(tx *store.Tx, user string, before time.Time) (n forgotten, err error) {
	if n.answers, err = tx.DropAnswersOf(user, before); err != nil {
		return n, err
	}
	if n.interviews, err = forgetInterviews(tx, user, before); err != nil {
		return n, err
	}
	return n, forgetSittings(tx, user, before)
}

func forgetInterviews(tx *store.Tx, user string, before time.Time) (n int, err error) {
	rows, err := tx.InterviewsOf(user, 0)
	if err != nil {
		return 0, err
	}
	for _, row := range rows {
		if !row.CreatedAt.Before(before) {
			continue
		}
		if row.UpdatedAt.Before(before) {
			if err := tx.DropInterview(row.ID); err != nil {
				return n, err
			}
			n++
			continue
		}
		_, state, _, err := decodeState(row)
		if err != nil {
			return n, err
		}
		state, forgot := interview.Forget(state, before)
		if !forgot {
			continue
		}
		if row.State, err = json.Marshal(state); err != nil {
			return n, fmt.Errorf("interview %s: %w", row.ID, err)
		}
		if err := tx.PutInterview(row); err != nil {
			return n, err
		}
	}
	return n, nil
}

// forgetPanels removes the panels whose interview is gone, or never began. Who was invited to one need not be a member.
func forgetPanels(tx *store.Tx, before time.Time) error {
	panels, err := tx.Panels()
	if err != nil {
		return err
	}
	for _, p := range panels {
		if !p.CreatedAt.Before(before) {
			continue
		}
		_, held, err := tx.Interview(p.ID)
		if err != nil {
			return err
		}
		if held {
			continue
		}
		if err := tx.DropPanel(p.ID); err != nil {
			return err
		}
	}
	return nil
}

// forgetSittings takes old sittings off the person's cards. A card without any is no card any more: its question is new.
func forgetSittings(tx *store.Tx, user string, before time.Time) error {
	cards, err := cardsOf(tx, user)
	if err != nil {
		return err
	}
	for _, c := range cards {
		kept, forgot := c.Forget(before)
		switch {
		case !forgot:
		case len(kept.Sittings) == 0:
			err = tx.DropPersonal(user, cardKind, c.Question)
		default:
			err = putCard(tx, user, kept)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// keptDays is the retention in days, 0 where everything is kept.
func (b *Bot) keptDays() int { return int(b.cfg.Retention / (24 * time.Hour)) }
