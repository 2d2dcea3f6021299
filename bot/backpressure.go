package bot

import "cmp"

// mostWaiting bounds the queues where the configuration says nothing: at Slack's pace of a message a second, that is more
// than an hour for one channel, and some megabytes of the file.
const mostWaiting = 5000

// tooMuchWaits says whether the queues are full, so that nothing new may begin. What is under way goes on: a reply is taken
// and graded however long the queue.
func (s *step) tooMuchWaits() bool {
	return max(s.tx.GradingsLen(), s.tx.OutboxLen(), s.tx.InboxLen()) >= cmp.Or(s.b.cfg.MostWaiting, mostWaiting)
}
