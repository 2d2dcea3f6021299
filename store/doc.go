// Package store keeps everything that must outlive the process, in one bbolt file.
//
// The file has top-level buckets only; a slash in a name groups them for the reader. `·` joins parts of a key with one
// zero byte, so no id may hold one; BE is eight bytes, big-endian, so that keys sort by number or by time (nanoseconds
// since 1970, UTC); ~BE is its complement, so that the newest sorts first. A row is one format byte and
// JSON: 1, all of it in one, or 2, where a large body that belongs to the caller stands as it is behind a line break; an
// index has empty values or the key it points to; a tally is a fixed binary record.
//
//	meta                 schema_version                      -> BE
//	counters             inbox, outbox, gradings, open, …    -> BE           lengths without a scan
//	inbox                BE(seq)                             -> InboxEntry   received, not yet handled
//	seen                 dedupe key                          -> BE(time)     deliveries already taken
//	outbox               BE(seq)                             -> OutboxEntry  decided, not yet said
//	outbox/id            effect id                           -> BE(seq)      one effect, one entry
//	sent                 effect id                           -> Sent         what was said, and where
//	sent/time            BE(time) effect id                  -> ·            what to forget first
//	gradings             answer id                           -> Grading      replies that wait for verdicts
//	gradings/due         BE(time) answer id                  -> ·            which to try next
//	interviews           interview id                        -> Interview
//	interviews/open      user · conversation                 -> interview id one open interview in one place
//	interviews/thread    channel · ts · user · ~BE(time) id  -> interview id whose reply is this
//	interviews/user      user · ~BE(time) id                 -> interview id newest first
//	answers              BE(time) answer id                  -> Answer       oldest first, as export wants them
//	answers/id           answer id                           -> answers key
//	answers/user         user · BE(time) answer id           -> ·            one person's, read backwards
//	totals               user                                -> tally        the leaderboard reads only this
//	totals/part          user · (c|q|d) name                 -> tally        by category, question, day
//	asked                scope · question id                 -> BE(count) BE(time)
//	members              user                                -> Member
//	personal             user · kind · name                  -> Row          what later features keep for a person
//	subscriptions        subscription id                     -> Subscription
//	daily                daily post id                       -> DailyPost
//	daily/slot           subscription · local slot           -> daily id     one post for one slot, ever
//	daily/thread         channel · ts                        -> daily id     whose thread is this
//	daily/channel        channel · ~BE(slot) id              -> daily id     newest first
//	daily/hidden         BE(reveal at) id                    -> ·            not yet revealed
//	daily/answers        daily id · user                     -> DailyAnswer  who took part
//	settings             name                                -> Row          small things, such as an endpoint's memory
//	channels             channel                             -> Channel      what is turned on there: leaderboard, digest
//	boards               channel · user                      -> BoardMember  who chose to be on a leaderboard
//	panels               panel id, which is its interview's  -> Panel        who grades whom beside the bot
//
// Why so: the ack of an envelope waits for one commit, so a delivery costs a handful of small puts and shares its commit
// with its neighbours (Batch). State and effects change in one transaction (Update), which is what makes "nothing lost,
// nothing twice" true. Statistics are running totals, because a scan of a million answers is no answer to a slash
// command; a total is recounted only when the best answer of a person is taken back.
//
// No call to Slack or to a model may run inside a transaction: there is one writer, and everybody waits for it. Do not
// open a transaction inside another one: it waits for itself. Everything returned is a copy, owned by the caller.
//
// bbolt keeps no checksums. Open refuses a file whose frame is damaged, of which it looks at every page where the file is
// small; damage further in shows up as ErrCorrupt when it is read. VerifyFile reads everything, and compares rows, indexes
// and counters. A torn first page makes bbolt fall back to the one of the commit before, which is whole but older; that
// does not show. Deleted rows stay in the file's free pages until Compact rewrites it.
package store
