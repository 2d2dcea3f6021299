package bot

import (
	"encoding/json"
	"time"

	"mock-interviewer/store"
)

// How a question of the day came out, for Observer.Daily.
const (
	DailyOnTime  = "on_time" // at Slack within DailyPunctual of its slot
	DailyLate    = "late"
	DailySkipped = "skipped" // the bot was away for longer than the grace period
	DailyFailed  = "failed"  // Slack refuses it
)

// DailyPunctual is how long after its slot a question of the day still counts as on time.
const DailyPunctual = 5 * time.Minute

// dailySent counts a question of the day that is at Slack, once, after that is on disk.
func (b *Bot) dailySent(e store.OutboxEntry) {
	var to binds
	if json.Unmarshal(e.Binds, &to) != nil || to.Daily == "" {
		return
	}
	var post store.DailyPost
	err := b.db.View(func(tx *store.Tx) (err error) {
		post, _, err = tx.DailyPost(to.Daily)
		return err
	})
	if err != nil || post.PostedAt.IsZero() {
		return
	}
	b.cfg.Observe.dailyPost(post.PostedAt)
	if post.PostedAt.Sub(post.Slot) > DailyPunctual {
		b.cfg.Observe.daily(DailyLate)
		return
	}
	b.cfg.Observe.daily(DailyOnTime)
}

// dailyBefore shows when the newest question of an earlier run was posted: a restart is no reason to forget it.
func (b *Bot) dailyBefore(subs []dailySub) {
	var newest time.Time
	err := b.db.View(func(tx *store.Tx) error {
		for _, sub := range subs {
			posts, err := tx.DailyPostsOf(b.daily.channel(tx, sub.Subscription), recentPosts) // the newest may have failed
			if err != nil {
				return err
			}
			for _, p := range posts {
				if p.PostedAt.After(newest) {
					newest = p.PostedAt
				}
			}
		}
		return nil
	})
	if err != nil {
		b.log.Warn("it cannot be read when the last question of the day was posted", "error", err)
	}
	if !newest.IsZero() {
		b.cfg.Observe.dailyPost(newest)
	}
}
